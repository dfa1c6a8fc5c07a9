"""The example office: a reception, a ceremony, one that is over, and a list that waits for a second person; for DEBUG only."""

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import EINHEIT
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Organisationseinheit, Standort, User
from behoerde.kern.rechte import Rolle
from lotsen.actions.anmeldung import Gaeste, Wer, register
from lotsen.actions.einladung import propose
from lotsen.actions.veranstaltung_feier import add_urkunde
from lotsen.einladung import Einladungsregel
from lotsen.models import Anmeldung, Antwortzahl, Veranstaltung
from lotsen.queries.einladungen import Auswahl
from lotsen.veranstaltung import AnmeldungStatus, Hilfreich, Veranstaltungsart, VeranstaltungStatus

TEXTE = Path(__file__).resolve().parent.parent / "daten" / "veranstaltungen_beispiel.json"
NAMENSRAUM = UUID("6f6d3a3e-52f0-4d0e-9f5c-6a0b1d8f4c21")
GAESTE = (
    ("Olena Schewtschenko", "uk", 3, 2),
    ("Amir Haddad", "ar", 4, 0),
    ("Elif Kaya", "tr", 2, 1),
    ("Mariam Nasser", "ar", 5, 3),
    ("Ivan Petrenko", "uk", 1, 0),
)
VIELE = 200  # registrations of the large example
GEHOLFEN = {Hilfreich.MENSCHEN: 9, Hilfreich.AUSKUNFT: 4, Hilfreich.GEFUEHL: 6}


def build_veranstaltungen(gross: bool = False) -> None:
    """Plan, fill and close invented events; running again changes nothing."""
    user = User.objects.filter(rollenzuweisungen__rolle=Rolle.LOTSE, ist_beispiel=True).first()
    einheit = Organisationseinheit.objects.filter(name=EINHEIT).first()
    standort = Standort.objects.first()
    if user is None or einheit is None or standort is None or Veranstaltung.objects.exists():
        return
    begun, texts = uhr.now(), json.loads(TEXTE.read_text(encoding="utf-8"))
    common: dict[str, Any] = {"einheit": einheit, "standort": standort, "angelegt_von": user}
    empfang = _plan(texts["empfang"], 16, 17, plaetze=400 if gross else 40, kinderplaetze=6, **common)
    feier = _plan(texts["feier"], 23, 18, plaetze=80, art=Veranstaltungsart.FEIER, **common)
    _fill(empfang, gross)
    for name, *_rest in GAESTE[:4]:
        add_urkunde(veranstaltung=feier, name=name)
    _past(texts["empfang"], common, user)
    _propose(empfang, einheit, user)
    # An invented past needs no mail.
    told = Nachricht.objects.filter(anlass="anmeldung_stand", angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    told.update(status=Nachricht.Status.HINFAELLIG, adresse="")


def _plan(texts: dict, days: int, hour: int, **fields: Any) -> Veranstaltung:
    beginn = datetime.combine(uhr.today() + days * uhr.DAY, time(hour), uhr.ZONE)
    words = {f"{field}_{language}": text for field, each in texts.items() for language, text in each.items()}
    fields = {"status": VeranstaltungStatus.FREIGEGEBEN, "anmeldung_ab": uhr.now() - uhr.DAY, "anmeldung_bis": beginn} | fields
    return Veranstaltung.objects.create(
        beginnt_am=beginn,
        endet_am=beginn + uhr.DAY / 8,
        sprachen=["de", "en", "uk", "ar"],
        zugang=["rollstuhl", "ruhe"],
        **words,
        **fields,
    )


def _fill(event: Veranstaltung, gross: bool) -> None:
    many = [
        (f"Beispiel {number}", ("uk", "ar", "tr", "en")[number % 4], 1 + number % 3, 0) for number in range(VIELE if gross else 0)
    ]
    for name, sprache, personen, kinder in (*GAESTE, *many):
        email = f"{name}@beispiel.example".lower().replace(" ", ".")
        try:
            register(
                veranstaltung=event,
                wer=Wer(name, email=email, sprache=sprache),
                gaeste=Gaeste(personen, min(kinder, 2)),
                schluessel=uuid5(NAMENSRAUM, name),
            )
        except DomainError:
            return


def _past(texts: dict, common: dict[str, Any], user: User) -> None:
    beginn = uhr.now() - 20 * uhr.DAY
    event = _plan(texts, -20, 17, status=VeranstaltungStatus.BEENDET, anmeldung_ab=beginn - 30 * uhr.DAY, plaetze=40, **common)
    Anmeldung.objects.bulk_create(
        Anmeldung(
            veranstaltung=event,
            status=AnmeldungStatus.ANGEMELDET,
            code=f"B{number:02d}-MUS",
            schluessel=uuid5(NAMENSRAUM, f"vorbei {number}"),
            name=name,
            sprache=sprache,
            personen=personen,
            bis=event.endet_am,
            gekommen_am=event.beginnt_am,
            gekommen_von=user,
            geantwortet=True,
        )
        for number, (name, sprache, personen, _kinder) in enumerate(GAESTE)
    )
    Antwortzahl.objects.bulk_create(
        Antwortzahl(veranstaltung=event, antwort=antwort, anzahl=anzahl) for antwort, anzahl in GEHOLFEN.items()
    )


def _propose(empfang: Veranstaltung, einheit: Organisationseinheit, user: User) -> None:
    wanted = Auswahl(regel=Einladungsregel.NEU, einheiten=[einheit.pk], veranstaltung=empfang)
    try:
        propose(auswahl=wanted, einheit=einheit, user=user)
    except DomainError:
        return
