"""Which figure comes from where. What is not named here is imported, or prepared and not computed yet.

Events of appointments: docs/vertrag.md and docs/warteschlange.md; those of counsel and cases: docs/vertrag.md.
"""

from monitoring.rechnung import Abfrage, Form, Menge, Quantil, Rechnung, Strom
from termine.queries import kennzahlen as termine

WARTEN_BIS = 15.0  # minutes after the agreed time until which a call is in time

_IM_TERMIN = ("termin",)
_GERUFEN = Menge("wartezeit", kanal=_IM_TERMIN)
_VOM_AMT = (Menge("termin_abgesagt", ergebnis=("amt",)), Menge("termin_verschoben", ergebnis=("amt",)))
_GEKOMMEN = (Menge("termin_angekommen"), Menge("termin_ankunft_zurueck", mal=-1))

RECHNUNGEN: dict[str, Rechnung] = {
    # Called in time, of all who came and all whose appointment the office took away or moved.
    "garantie-eingehalten": Strom((Menge("wartezeit", kanal=_IM_TERMIN, unter=WARTEN_BIS),), (_GERUFEN, *_VOM_AMT)),
    "angebot-fristgerecht": Abfrage(termine.angebot_fristgerecht, merkmale=("leistung", "standort")),
    "termin-vor-titelablauf": Abfrage(termine.termin_vor_titelablauf, merkmale=("leistung", "standort")),
    "absage-durch-behoerde": Strom(_VOM_AMT, (Menge("termin_gebucht"),)),
    "wartezeit-vor-ort-p50": Quantil(_GERUFEN, 0.5),
    "wartezeit-vor-ort-p90": Quantil(_GERUFEN, 0.9),
    # By the day of the appointment, not of the booking: who came and who did not are told on the same day.
    "nicht-erschienen": Strom((Menge("termin_versaeumt"),), (*_GEKOMMEN, Menge("termin_versaeumt"))),
    "arbeitsmenge": Strom(
        (Menge("vorsprache_erledigt"), Menge("anliegen_beantwortet")), form=Form.ANZAHL, merkmale=("leistung",)
    ),
    "abschlussquote-online": Strom(
        (Menge("vormerkung"), Menge("vormerkung_verfallen", kanal=("online",), mal=-1)),
        (Menge("vormerkung"),),
        ("leistung", "sprache"),
    ),
}
