"""What people hear about the Veranstaltung they registered for."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum_lang, uhrzeit
from behoerde.kern.register import Anlass
from lotsen import adressen
from lotsen.einladung import Einladungsregel
from lotsen.kalender_veranstaltung import DATEINAME, MEDIA_TYPE, as_calendar
from lotsen.models import Anmeldung, Einladung
from lotsen.queries.einladungen import against
from lotsen.veranstaltung import Absagegrund, Anmeldelink, AnmeldungStatus, VeranstaltungStatus

S = AnmeldungStatus
KALENDER = "kalender.ics"  # below the own page


def _row(kontext: dict) -> Anmeldung | None:
    return Anmeldung.objects.select_related("veranstaltung__standort").filter(pk=kontext["anmeldung"]).first()


def about(kontext: dict) -> dict:
    """Return what the pages and mails say of one Anmeldung, with its calendar file."""
    row = Anmeldung.objects.select_related("veranstaltung__standort").get(pk=kontext["anmeldung"])
    event, link = row.veranstaltung, adressen.url(Anmeldelink.ANMELDUNG, row.pk)
    return {
        "name": row.name,
        "titel": event.titel,
        "tag": datum_lang(event.beginnt_am),
        "uhrzeit": uhrzeit(event.beginnt_am),
        "ort": f"{event.ort}, {event.anschrift}",
        "personen": row.personen,
        "code": row.code,
        "wartet": row.status == S.WARTELISTE,
        "grund": event.get_absagegrund_display() if event.absagegrund else "",
        "link": link,
        "kalender": f"{link}{KALENDER}",
        "anhaenge": [] if row.status == S.WARTELISTE else [(DATEINAME, as_calendar(row, link=link), MEDIA_TYPE)],
    }


def stands(kontext: dict) -> bool:
    """Say whether it is still so: the same state, and the Veranstaltung takes place."""
    row = _row(kontext)
    return row is not None and row.status == kontext["status"] and _takes_place(row)


def still_begins(kontext: dict) -> bool:
    """Say whether they still have the place, and it still begins when it was to begin; a new time is told on its own."""
    row = _row(kontext)
    if row is None or not stands(kontext):
        return False
    begins = row.veranstaltung.beginnt_am
    return begins > uhr.now() and begins.isoformat() == kontext["beginn"]


def comes(kontext: dict) -> bool:
    row = _row(kontext)
    return row is not None and row.status != S.ABGEMELDET and _takes_place(row)


def _takes_place(row: Anmeldung) -> bool:
    return row.veranstaltung.status == VeranstaltungStatus.FREIGEGEBEN and row.veranstaltung.endet_am > uhr.now()


def is_off(kontext: dict) -> bool:
    row = _row(kontext)
    return row is not None and row.veranstaltung.status == VeranstaltungStatus.ABGESAGT


def about_invitation(kontext: dict) -> dict:
    row = Einladung.objects.select_related("person", "liste__veranstaltung__standort").get(pk=kontext["einladung"])
    event, link = row.liste.veranstaltung, adressen.url(Anmeldelink.EINLADUNG, row.pk)
    return {
        "name": str(row.person),
        "titel": event.titel if event else gettext("Deutsche oder Deutscher werden"),
        "tag": datum_lang(event.beginnt_am) if event else "",
        "uhrzeit": uhrzeit(event.beginnt_am) if event else "",
        "ort": f"{event.ort}, {event.anschrift}" if event else "",
        "einbuergerung": row.liste.regel == Einladungsregel.EINBUERGERUNG,
        "link": link,
        "nein": f"{link}?keine",
    }


def is_wanted(kontext: dict) -> bool:
    """Say whether the person still wants to hear from us, and there still is something to come to."""
    row = Einladung.objects.select_related("person", "liste__veranstaltung").filter(pk=kontext["einladung"]).first()
    if row is None or row.weggelassen or against([row.person]):
        return False
    event = row.liste.veranstaltung
    return event is None or event.takes(uhr.now())


def about_afterwards(kontext: dict) -> dict:
    """The same as before, without a calendar file."""
    return about(kontext) | {"anhaenge": []}


def was_there(kontext: dict) -> bool:
    row = _row(kontext)
    return row is not None and row.gekommen_am is not None and not row.geantwortet


def example() -> dict:
    beginn = uhr.now() + timedelta(days=21)
    link = f"{settings.ADRESSE.rstrip('/')}/willkommen/anmeldung/{'Beispiel' * 2}/"
    return {
        "name": "Olena Koval",
        "titel": gettext("Empfang für neue Bürgerinnen und Bürger"),
        "tag": datum_lang(beginn),
        "uhrzeit": uhrzeit(beginn),
        "ort": settings.BEHOERDE["anschrift"],
        "personen": 3,
        "code": "K7M-4RT",
        "wartet": False,
        "grund": Absagegrund.RAUM.label,
        "link": link,
        "kalender": f"{link}{KALENDER}",
        "einbuergerung": True,
        "nein": f"{settings.ADRESSE.rstrip('/')}/willkommen/einladung/{'Beispiel' * 2}/?keine",
    }


ANLAESSE = (
    Anlass("anmeldung_stand", "lotsen/anmeldung_stand", _("Ihre Anmeldung: {titel}"), about, stands, beispiel=example),
    Anlass(
        "veranstaltung_geaendert", "lotsen/veranstaltung_geaendert", _("Neu: {titel} am {tag}"), about, comes, beispiel=example
    ),
    Anlass(
        "veranstaltung_erinnerung",
        "lotsen/veranstaltung_erinnerung",
        _("Erinnerung: {titel} am {tag}"),
        about,
        still_begins,
        beispiel=example,
    ),
    Anlass("einladung", "lotsen/einladung", _("Einladung: {titel}"), about_invitation, is_wanted, beispiel=example),
    Anlass(
        "veranstaltung_danke", "lotsen/veranstaltung_danke", _("Danke: {titel}"), about_afterwards, was_there, beispiel=example
    ),
    Anlass("veranstaltung_abgesagt", "lotsen/veranstaltung_abgesagt", _("Abgesagt: {titel}"), about, is_off, beispiel=example),
)
