"""What our messages say: built right before sending, in the person's language, and only while their cause stands."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum
from behoerde.kern.actions.kontaktnachweis import code_of, is_newest
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.register import Anlass
from termine import adressen
from termine import beispielnachrichten as beispiele
from termine.dolmetschsprachen import sprachname
from termine.enums import AnliegenStatus, Linkzweck, TerminStatus
from termine.kalender import DATEINAME, MEDIA_TYPE, as_calendar, method_of
from termine.models import Aufnahme, Termin, Vorsprache
from termine.queries.kette import stations_of


def _termin(kontext: dict) -> Termin:
    return Termin.objects.with_details().get(pk=kontext["termin"])


def _visit(termin: Termin) -> dict:
    """Return what every message about a visit shows."""
    return {
        "termin": termin,
        "leistung": termin.leistung.name,
        "standort": termin.standort,
        "datum": datum.datum_lang(termin.starts_at),
        "uhrzeit": datum.uhrzeit(termin.starts_at),
        "code": termin.code,
        "dolmetschen": sprachname(termin.dolmetschen) if termin.dolmetschen else "",
        "stationen": [
            {
                "station": row.station,
                "uhrzeit": datum.uhrzeit(row.starts_at),
                "leistung": row.leistung.name,
                "platz": row.platz.name,
            }
            for row in _way(termin)
        ],
    }


def _way(termin: Termin) -> list[Termin]:
    """Return the Stationen that a message about one of them names: those that stand as it does, nothing for a single visit."""
    cancelled = termin.status == TerminStatus.ABGESAGT
    return [row for row in stations_of(termin) if (row.status == TerminStatus.ABGESAGT) == cancelled]


def _page(termin: Termin) -> dict:
    """Return the visit with its people, documents, link and calendar file."""
    link = adressen.url(Linkzweck.TERMIN, termin.pk)
    way = _way(termin)
    leistungen = [row.leistung for row in way] or [termin.leistung]
    media_type = f"{MEDIA_TYPE}; method={method_of(termin)}"
    return _visit(termin) | {
        "link": link,
        "personen": [anliegen.person for anliegen in termin.anliegen.all()],
        "unterlagen": list({line.unterlage: None for leistung in leistungen for line in leistung.unterlagenliste.all()}),
        "anhaenge": [(DATEINAME, as_calendar(termin, link, way), media_type)],
    }


def about_visit(kontext: dict) -> dict:
    return _page(_termin(kontext))


def about_move(kontext: dict) -> dict:
    return _page(_termin(kontext)) | {"vom_amt": kontext.get("von") == "amt"}


def about_confirmation(kontext: dict) -> dict:
    """Return code and link, but no names: the address is not yet proved."""
    termin = _termin(kontext)
    return _visit(termin) | {
        "bestaetigungscode": code_of(Kontaktnachweis.objects.get(pk=kontext["nachweis"])),
        "link": adressen.url(Linkzweck.BESTAETIGUNG, termin.pk),
        "bis": datum.uhrzeit(termin.ablauf),
    }


def about_lapse(kontext: dict) -> dict:
    return _visit(_termin(kontext)) | {"link": adressen.catalogue()}


def about_receipt(kontext: dict) -> dict:
    """Return number, promise and link of a concern, but no names: the address is not proved."""
    aufnahme = Aufnahme.objects.select_related("leistung", "versprechen").get(pk=kontext["aufnahme"])
    return {
        "vorgang": aufnahme.vorgang,
        "leistung": aufnahme.leistung.name,
        "eingegangen": datum.datum(aufnahme.angelegt_am),
        "bis_tag": datum.datum_lang(aufnahme.versprechen.angebot_bis),
        "bis_uhrzeit": datum.uhrzeit(aufnahme.versprechen.angebot_bis),
        "link": adressen.url(Linkzweck.ANLIEGEN, aufnahme.pk),
    }


def is_wanted(kontext: dict) -> bool:
    return Aufnahme.objects.filter(pk=kontext["aufnahme"]).exclude(stand=AnliegenStatus.ZURUECKGEZOGEN).exists()


def about_number(kontext: dict) -> dict:
    """Return number, house and its page; ``zurueck`` is when to be back, "" when nobody can say."""
    vorsprache = Vorsprache.objects.select_related("standort").get(pk=kontext["vorsprache"])
    zurueck = kontext.get("zurueck_um")
    return {
        "nummer": vorsprache.wartenummer,
        "ort": vorsprache.standort.name,
        "link": adressen.url(Linkzweck.NUMMER, vorsprache.pk),
        "zurueck": datum.uhrzeit(datetime.fromisoformat(zurueck)) if zurueck else "",
    }


def is_current(kontext: dict) -> bool:
    """Hold back what an agreed visit no longer is: cancelled, moved meanwhile, over."""
    return Termin.objects.filter(pk=kontext["termin"], status=TerminStatus.GEBUCHT, kalender_sequenz=kontext["sequenz"]).exists()


def is_cancelled(kontext: dict) -> bool:
    return Termin.objects.filter(pk=kontext["termin"], status=TerminStatus.ABGESAGT).exists()


def is_open(kontext: dict) -> bool:
    """Send a code only while it is the newest and the booking waits for it."""
    waiting = Termin.objects.filter(pk=kontext["termin"], status=TerminStatus.BESTAETIGUNG_OFFEN)
    return is_newest(kontext) and waiting.exists()


def is_lapsed(kontext: dict) -> bool:
    return Termin.objects.filter(pk=kontext["termin"], status=TerminStatus.VERFALLEN).exists()


def is_waiting(kontext: dict) -> bool:
    """Write to people who still wait, not to who was called meanwhile or has gone."""
    return Vorsprache.objects.filter(pk=kontext["vorsprache"]).today().waiting().exists()


def _anlass(name: str, betreff, kontext, noch_gueltig, beispiel) -> Anlass:
    return Anlass(f"termin_{name}", f"termine/{name}", betreff, kontext, noch_gueltig, beispiel=beispiel)


ANLAESSE = (
    _anlass(
        "bestaetigung",
        _("Bitte bestätigen Sie Ihren Termin: Code {bestaetigungscode}"),
        about_confirmation,
        is_open,
        beispiele.confirmation,
    ),
    _anlass("bestaetigt", _("Ihr Termin am {datum}, {uhrzeit}"), about_visit, is_current, beispiele.visit),
    _anlass("erinnerung", _("Erinnerung: Ihr Termin am {datum}, {uhrzeit}"), about_visit, is_current, beispiele.visit),
    _anlass("verschoben", _("Neue Zeit für Ihren Termin: {datum}, {uhrzeit}"), about_move, is_current, beispiele.move),
    _anlass("abgesagt_person", _("Ihr Termin am {datum} ist abgesagt"), about_visit, is_cancelled, beispiele.visit),
    _anlass("abgesagt_amt", _("Wir müssen Ihren Termin am {datum} absagen"), about_visit, is_cancelled, beispiele.visit),
    _anlass("verfallen", _("Ihr Termin am {datum} wurde nicht bestätigt"), about_lapse, is_lapsed, beispiele.lapse),
    Anlass(
        "anliegen_eingang",
        "termine/anliegen_eingang",
        _("Ihr Anliegen ist da: {vorgang}"),
        about_receipt,
        is_wanted,
        beispiel=beispiele.concern,
    ),
    Anlass(
        "vorsprache_nummer", "termine/nummer", _("Ihre Nummer: {nummer}"), about_number, is_waiting, beispiel=beispiele.number
    ),
    Anlass(
        "vorsprache_gleich",
        "termine/gleich",
        _("Sie sind gleich dran: {nummer}"),
        about_number,
        is_waiting,
        beispiel=beispiele.number,
    ),
)
