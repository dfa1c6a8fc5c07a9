"""Which figure comes from where. What is not named here nobody can reckon from rows of the office: it is taken in from a table.

Events of appointments: docs/vertrag.md and docs/warteschlange.md; those of counsel and cases: docs/vertrag.md.
"""

from fallmanagement.queries import kennzahlen as faelle
from lotsen.queries import kennzahlen as lotsen
from monitoring.queries import gremien, leitbild, strategie_zahlen, umfrage
from monitoring.queries import schulung_abdeckung as schulung
from monitoring.rechnung import Abfrage, Bestand, Form, Menge, Quantil, Rechnung, Strom, Verweildauer, stock
from termine.queries import kennzahlen as termine

WARTEN_BIS = 15.0  # minutes after the agreed time until which a call is in time

_WO = ("leistung", "standort")
_WAS = ("thema", "sprache")
_JOB = ("zielart", "branche", "altersgruppe")
_IM_TERMIN = ("termin",)
_GERUFEN = Menge("wartezeit", kanal=_IM_TERMIN)
_VOM_AMT = (Menge("termin_abgesagt", ergebnis=("amt",)), Menge("termin_verschoben", ergebnis=("amt",)))
_GEKOMMEN = (Menge("termin_angekommen"), Menge("termin_ankunft_zurueck", mal=-1))

RECHNUNGEN: dict[str, Rechnung] = {
    # Called in time, of all who came and all whose appointment the office took away or moved.
    "garantie-eingehalten": Strom((Menge("wartezeit", kanal=_IM_TERMIN, unter=WARTEN_BIS),), (_GERUFEN, *_VOM_AMT)),
    "angebot-fristgerecht": Abfrage(termine.angebot_fristgerecht, merkmale=_WO),
    "termin-vor-titelablauf": Abfrage(termine.termin_vor_titelablauf, merkmale=_WO),
    "erstkontakt-geloest": Abfrage(termine.erstkontakt_geloest, merkmale=_WO),
    "bearbeitungszeit-p50": Verweildauer(termine.dauern_bearbeitungszeit, 0.5, _WO),
    "bearbeitungszeit-p90": Verweildauer(termine.dauern_bearbeitungszeit, 0.9, _WO),
    "rueckstand": Bestand(termine.rueckstand, merkmale=_WO),
    "rueckstand-reichweite": Bestand(termine.rueckstand_reichweite, Form.QUOTIENT, _WO),
    "titel-abgelaufen-ohne-termin": Bestand(termine.titel_abgelaufen_ohne_termin, merkmale=("titelart",)),
    "digitalquote": Abfrage(termine.digitalquote, merkmale=("leistung", "sprache")),
    "buchung-in-landessprache": Abfrage(termine.buchung_in_landessprache, merkmale=("leistung",)),
    "vorlauf-naechster-termin": Bestand(termine.vorlauf_naechster_termin, Form.QUOTIENT, _WO, menschen=False),
    "anteil-ohne-freien-termin": Bestand(termine.anteil_ohne_freien_termin, Form.ANTEIL, _WO, menschen=False),
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
    # --- Guidance ---
    "lotsen-annahme": Abfrage(lotsen.lotsen_annahme, merkmale=_WAS),
    "lotsen-zeit-bis-kontakt": Verweildauer(lotsen.dauern_lotsen_zeit_bis_kontakt, 0.5, ("thema",)),
    "lotsen-teilnahme": Abfrage(lotsen.lotsen_teilnahme, merkmale=_WAS),
    "lotsen-ergebnis": Abfrage(lotsen.lotsen_ergebnis, merkmale=_WAS),
    "lotsen-rueckmeldung": Abfrage(lotsen.lotsen_rueckmeldung, merkmale=_WAS, nachlauf=75),  # an outcome counts for 60 days
    # --- Cases ---
    "vermittlungen": Abfrage(faelle.vermittlungen, Form.ANZAHL, _JOB),
    "vermittlungsquote": Abfrage(faelle.vermittlungsquote, merkmale=("altersgruppe",)),
    "verbleib-6": Abfrage(faelle.verbleib_6, merkmale=_JOB),
    "verbleib-12": Abfrage(faelle.verbleib_12, merkmale=_JOB),
    "status-gesichert": Abfrage(faelle.status_gesichert, merkmale=("titelgruppe",)),
    "asylblg-einsparung": Abfrage(faelle.asylblg_einsparung, Form.SUMME),
    "zeit-bis-vermittlung": Verweildauer(faelle.dauern_zeit_bis_vermittlung, 0.5),
    "fallzahl-je-fallmanager": Bestand(faelle.fallzahl_je_fallmanager, Form.QUOTIENT, ("team",)),
    "titel-laufen-ab-90": Bestand(faelle.titel_laufen_ab_90, merkmale=("titelart",)),
    # --- Training: as of a day ---
    "schulung-abdeckung-abh": Bestand(stock(schulung.office_covered), Form.ANTEIL, ("team_ab_5",)),
    "schulung-abdeckung-ressorts": Bestand(stock(schulung.others_covered), Form.ANTEIL, ("ressort", "gemeinde")),
    "schulung-faellig": Bestand(stock(schulung.due), merkmale=("team_ab_5",)),
    "mehrsprachige-beschaeftigte": Bestand(stock(schulung.languages), merkmale=("standort",), menschen=False),
    # --- Decisions and Gemeinden ---
    "beschluesse-umgesetzt": Abfrage(gremien.carried_out, merkmale=("gremium",), menschen=False),
    "gemeinden-beteiligt": Bestand(stock(gremien.involved), Form.ANTEIL, ("gemeinde",), menschen=False),
    # --- Strategy: as of a day ---
    "vorhaben-im-plan": Bestand(stock(strategie_zahlen.on_track), Form.ANTEIL, ("handlungsfeld",), menschen=False),
    "ziele-mit-indikator": Bestand(stock(strategie_zahlen.measured), Form.ANTEIL, ("handlungsfeld",), menschen=False),
    # --- What people say ---
    "kundenzufriedenheit-csat": Abfrage(umfrage.RECHNUNGEN["kundenzufriedenheit-csat"], merkmale=(*_WO, "sprache")),
    "kunden-freundlichkeit": Abfrage(umfrage.RECHNUNGEN["kunden-freundlichkeit"], merkmale=(*_WO, "sprache")),
    "kunden-verstaendlichkeit": Abfrage(umfrage.RECHNUNGEN["kunden-verstaendlichkeit"], merkmale=("leistung", "sprache")),
    "kunden-antwortquote": Abfrage(umfrage.RECHNUNGEN["kunden-antwortquote"], merkmale=("leistung", "sprache", "kanal")),
    "mitarbeiterzufriedenheit": Abfrage(umfrage.RECHNUNGEN["mitarbeiterzufriedenheit"], Form.QUOTIENT),
    "mitarbeiter-beteiligung": Abfrage(umfrage.RECHNUNGEN["mitarbeiter-beteiligung"]),
    "beschwerden": Abfrage(umfrage.RECHNUNGEN["beschwerden"], Form.QUOTIENT, _WO),
    "leitbild-gruppenbreite": Abfrage(leitbild.breadth, menschen=False),
    "leitbild-rueckmeldung": Bestand(stock(leitbild.answered), Form.ANTEIL, ("akteursgruppe",), menschen=False),
}
