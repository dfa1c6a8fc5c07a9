"""What the preview of our messages shows: the office's own first Leistung and house, invented people, a week ahead.

What staff would type stands here in German: it is theirs, nobody translates it.
"""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

from django.conf import settings

from behoerde.kern import datum, uhr
from behoerde.kern.models import Person, Standort
from termine import adressen
from termine.models import Leistung, Unterlage

CODE, VORGANG, NUMMER = "123456", "A-2026-00123", "A017"
KALENDER = [("termin.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar; method=REQUEST")]


def _link() -> str:
    """Return an address that looks like the real one and opens nothing."""
    return f"{settings.ADRESSE.rstrip('/')}/termine/mein/{'Beispiel' * 4}/"


def _leistung() -> Leistung:
    own = Leistung.objects.offered().with_details().order_by("zugang", "reihenfolge").first()
    return own or Leistung(name="Aufenthaltskarte abholen")


def _unterlagen(leistung: Leistung) -> list[Unterlage]:
    return [zeile.unterlage for zeile in leistung.unterlagenliste.all()] if leistung.pk else []


def _standort() -> Standort:
    own = Standort.objects.order_by("name").first()
    return own or Standort(name="Rathaus", strasse="Marktplatz 1", plz="12345", ort="Musterstadt")


def _in_a_week(hour: int = 9) -> datetime:
    return datetime.combine(uhr.today() + timedelta(days=7), time(hour, 20), uhr.ZONE)


def _bis(instant: datetime) -> dict:
    return {"bis_tag": datum.datum_lang(instant), "bis_uhrzeit": datum.uhrzeit(instant)}


def visit() -> dict:
    """Return what every message about a visit shows."""
    leistung, beginn = _leistung(), _in_a_week()
    return {
        "termin": SimpleNamespace(starts_at=beginn, ends_at=beginn + timedelta(minutes=15), ersetzt=None),
        "leistung": leistung.name,
        "standort": _standort(),
        "datum": datum.datum_lang(beginn),
        "uhrzeit": datum.uhrzeit(beginn),
        "code": "ABC-234",
        "link": _link(),
        "personen": [Person(vorname="Olena", nachname="Beispiel"), Person(vorname="Amir", nachname="Muster")],
        "unterlagen": _unterlagen(leistung),
        "anhaenge": KALENDER,
    }


def move() -> dict:
    return visit() | {"vom_amt": True}


def confirmation() -> dict:
    return visit() | {"bestaetigungscode": CODE, "bis": datum.uhrzeit(_in_a_week()), "anhaenge": []}


def lapse() -> dict:
    return visit() | {"link": adressen.catalogue(), "anhaenge": []}


def earlier() -> dict:
    """Return the offer of an earlier time to whoever waits for one."""
    bisher = _in_a_week() + timedelta(days=21)
    return visit() | {
        "bisher_tag": datum.datum_lang(bisher),
        "bisher_uhrzeit": datum.uhrzeit(bisher),
        "anhaenge": [],
        **_bis(uhr.now() + timedelta(hours=4)),
    }


def number() -> dict:
    return {"nummer": NUMMER, "ort": _standort().name, "link": _link(), "zurueck": datum.uhrzeit(_in_a_week())}


def concern() -> dict:
    """Return what every message about a concern shows, with the promise until when."""
    return {
        "aufnahme": SimpleNamespace(geht_auf_in=None, vorgang=VORGANG),
        "vorgang": VORGANG,
        "leistung": _leistung().name,
        "eingegangen": datum.datum(uhr.now()),
        "link": _link(),
        **_bis(_in_a_week(16)),
    }


def question() -> dict:
    frage = "Bitte schicken Sie uns noch den Arbeitsvertrag. Ein Foto davon genügt."
    return concern() | {"frage": frage, "unterlagen": _unterlagen(_leistung())[:2]}


def offers() -> dict:
    """Return three times to choose from."""
    times = [_in_a_week(hour) + timedelta(days=n) for n, hour in enumerate((9, 11, 14))]
    rows = [{"tag": datum.datum_lang(each), "uhrzeit": datum.uhrzeit(each), "ort": _standort()} for each in times]
    return concern() | {"zeiten": rows, **_bis(uhr.now() + timedelta(days=2))}


def answer() -> dict:
    antwort = "Sie brauchen dafür keinen Termin. Die Karte kommt mit der Post."
    return concern() | {"antwort": antwort, "stelle": "Bürgerbüro"}


def danger() -> dict:
    return {"heute": 3, "ueberfaellig": 1, "stufe": 1, "link": settings.ADRESSE}


def patterns() -> dict:
    return {"anzahl": 2, "link": settings.ADRESSE}


def organisation() -> dict:
    """Return what an organisation reads that gets its link."""
    return {
        "organisation": "Hochschule Musterstadt",
        "gueltig_bis": datum.datum_lang(_in_a_week() + timedelta(days=173)),
        "link": f"{settings.ADRESSE.rstrip('/')}/termine/organisation/{'Beispiel' * 4}/",
    }
