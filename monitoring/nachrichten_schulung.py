"""What people hear about the Schulung they registered for, and about a Schulungsnachweis that ends."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum, datum_lang, uhrzeit
from behoerde.kern.register import Anlass
from monitoring.kalender_schulung import DATEINAME, MEDIA_TYPE, as_calendar
from monitoring.models import Schulungsnachweis, Schulungsteilnahme
from monitoring.queries.schulung_fristen import renewed
from monitoring.schulung import KOMMEN, DurchfuehrungStatus, TeilnahmeStatus


def _row(kontext: dict) -> Schulungsteilnahme | None:
    rows = Schulungsteilnahme.objects.select_related("durchfuehrung__kurs", "user", "gast")
    return rows.filter(pk=kontext["teilnahme"]).first()


def about(kontext: dict) -> dict:
    """Return what the mails say of one registration, with its calendar file; guests have no page to open."""
    row = Schulungsteilnahme.objects.select_related("durchfuehrung__kurs", "user", "gast").get(pk=kontext["teilnahme"])
    date = row.durchfuehrung
    waits = row.status == TeilnahmeStatus.WARTELISTE
    return {
        "name": row.wer,
        "titel": date.kurs.titel,
        "tag": datum_lang(date.beginnt_am),
        "uhrzeit": uhrzeit(date.beginnt_am),
        "ort": date.ort,
        "wartet": waits,
        "link": f"{_base()}{date.get_absolute_url()}" if row.user else "",
        "anhaenge": [] if waits else [(DATEINAME, as_calendar(date), MEDIA_TYPE)],
    }


def stands(kontext: dict) -> bool:
    """Say whether it is still so: the same state, and the date takes place."""
    row = _row(kontext)
    return row is not None and row.status == kontext["status"] and _takes_place(row)


def comes(kontext: dict) -> bool:
    row = _row(kontext)
    return row is not None and row.status in KOMMEN and _takes_place(row)


def is_off(kontext: dict) -> bool:
    row = _row(kontext)
    return row is not None and row.durchfuehrung.status == DurchfuehrungStatus.ABGESAGT


def _takes_place(row: Schulungsteilnahme) -> bool:
    return row.durchfuehrung.status == DurchfuehrungStatus.GEPLANT and row.durchfuehrung.endet_am > uhr.now()


def about_end(kontext: dict) -> dict:
    row = Schulungsnachweis.objects.select_related("kurs", "user", "gast").get(pk=kontext["nachweis"])
    return {
        "name": row.wer,
        "titel": row.kurs.titel,
        "tag": datum(row.gueltig_bis),
        "link": f"{_base()}{reverse('schulung:meine')}" if row.user else "",
    }


def still_ends(kontext: dict) -> bool:
    """Say whether nobody took it back, and nothing newer or coming makes the reminder needless."""
    rows = list(Schulungsnachweis.objects.counting().filter(pk=kontext["nachweis"], gueltig_bis__gte=uhr.today()))
    return bool(rows) and not renewed(rows)


def _base() -> str:
    return settings.ADRESSE.rstrip("/")


def example() -> dict:
    return {
        "name": "Miriam Beispiel",
        "titel": gettext("Interkulturelle Kompetenz"),
        "tag": datum_lang(uhr.now() + timedelta(days=21)),
        "uhrzeit": "09:00",
        "ort": settings.BEHOERDE["anschrift"],
        "wartet": False,
        "link": f"{_base()}{reverse('schulung:meine')}",
    }


ANLAESSE = (
    Anlass("schulung_stand", "monitoring/schulung_stand", _("Ihre Anmeldung: {titel}"), about, stands, beispiel=example),
    Anlass("schulung_geaendert", "monitoring/schulung_geaendert", _("Neu: {titel} am {tag}"), about, comes, beispiel=example),
    Anlass("schulung_abgesagt", "monitoring/schulung_abgesagt", _("Abgesagt: {titel}"), about, is_off, beispiel=example),
    Anlass(
        "schulung_endet", "monitoring/schulung_endet", _("Bitte auffrischen: {titel}"), about_end, still_ends, beispiel=example
    ),
)
