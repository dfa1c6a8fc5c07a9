"""What runs by itself."""

import random
from datetime import date, timedelta

import structlog
from celery import shared_task
from django.utils.translation import gettext as _
from django.utils.translation import override

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from monitoring.actions import bericht as berichte
from monitoring.actions.messen import measure
from monitoring.actions.schulungsnachweis import remind_of_ends
from monitoring.actions.stellungnahme import remind_of_answers
from monitoring.actions.umfragelink import flush, forget_old
from monitoring.actions.verdichten import differing, roll_up_day, roll_up_late, roll_up_months, roll_up_recent
from monitoring.actions.veroeffentlichung import publish_if_due
from monitoring.actions.vorhaben import remind_of_vorhaben
from monitoring.actions.warnung import look_after
from monitoring.berichtausgabe import render
from monitoring.katalog import indikatoren
from monitoring.models import Bericht, Warnregel
from monitoring.queries.bericht import parts

log = structlog.get_logger(__name__)
AUF_EINMAL, STICHPROBE, JAHRE = 400, 3, 5


@shared_task(name="monitoring.verdichten")
def roll_up_events() -> None:
    """Bring days and months up to date: today, yesterday, then what came late, each day in its own transaction."""
    with als(System.AUFGABE):
        roll_up_recent()
    late: list[date] = []
    while len(late) < AUF_EINMAL:
        with als(System.AUFGABE):
            tag = roll_up_late()
        if tag is None:
            break
        late.append(tag)
    for tag in {tag.replace(day=1) for tag in late}:
        with als(System.AUFGABE):
            roll_up_months([tag])


@shared_task(name="monitoring.nachzaehlen")
def recount() -> None:
    """Compare three days of the last years, drawn by chance, with their events; what differs is made anew and said in the log."""
    span = JAHRE * 365
    drawn = [uhr.today() - timedelta(days=days) for days in random.sample(range(1, span), STICHPROBE)]
    with als(System.AUFGABE):
        wrong = differing(drawn)
    for tag, art, raw, rolled in wrong:
        log.error("kennzahlen_weichen_ab", tag=str(tag), art=art, ereignisse=raw, verdichtet=rolled)
    for tag in sorted({tag for tag, *_rest in wrong}):
        with als(System.AUFGABE):
            roll_up_day(tag)
            roll_up_months([tag])


@shared_task(name="monitoring.schulungen")
def remind_of_schulungen() -> None:
    """Tell people that a Schulungsnachweis ends."""
    with als(System.AUFGABE):
        remind_of_ends()


@shared_task(name="monitoring.messen")
def measure_all() -> None:
    """Ask every figure of the night; one that fails is said in the log and keeps none of the others."""
    for indikator in indikatoren().values():
        try:
            with als(System.AUFGABE):
                measure(indikator)
        except Exception:
            log.exception("kennzahl_gescheitert", kennzahl=indikator.slug)


@shared_task(name="monitoring.stellungnahmen")
def remind_of_stellungnahmen() -> None:
    """Remind Gemeinden that have not answered a week before the deadline."""
    with als(System.AUFGABE):
        remind_of_answers()


@shared_task(name="monitoring.vorhaben")
def remind_of_measures() -> None:
    """Tell whoever answers for a measure what is late and what is to be looked at again."""
    with als(System.AUFGABE):
        remind_of_vorhaben()


@shared_task(name="monitoring.umfragen_leeren")
def flush_umfragen() -> None:
    """Take answers of surveys out of the buffer, and forget tokens that nobody can use any more."""
    with als(System.AUFGABE):
        taken = flush()
        forget_old()
    log.info("umfragen_geleert", antworten=taken)


@shared_task(name="monitoring.veroeffentlichen")
def publish_figures() -> None:
    """Publish the figures of the last month once they are in."""
    with als(System.AUFGABE):
        publish_if_due()


@shared_task(name="monitoring.warnen")
def warn() -> None:
    """Look after every rule by which a figure warns; one that fails keeps none of the others."""
    with als(System.AUFGABE):
        regeln = list(Warnregel.objects.filter(slug__in=indikatoren()))
    for regel in regeln:
        try:
            with als(System.AUFGABE):
                look_after(regel)
        except Exception:
            log.exception("warnregel_gescheitert", regel=regel.pk)


@shared_task(name="monitoring.berichte")
def write_reports() -> None:
    """Write every report that was asked for, and what a lost worker left; one that fails says so and keeps none of the others."""
    with als(System.AUFGABE):
        keys = berichte.due()
    for pk in keys:
        with als(System.AUFGABE):
            row = berichte.begin(pk)
        if row is not None:
            _write_or_say_why(row)


def _write_or_say_why(row: Bericht) -> None:
    try:
        with override("de"):
            _write(row)
    except Exception as fault:
        log.exception("bericht_gescheitert", bericht=str(row.pk))
        words = _("Beim Erstellen ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.")
        with als(System.AUFGABE):
            berichte.fail(row, fault.text if isinstance(fault, DomainError) else words)


def _write(row: Bericht) -> None:
    """Find part after part, each in its own transaction so that everybody sees how far it is; then make the file."""
    content = {}
    for number, (name, part) in enumerate(parts(row.art).items(), start=1):
        with als(System.AUFGABE):
            content[name] = part(row)
            if not berichte.step(row, number):
                return
    pdf = render(row, content)
    with als(System.AUFGABE):
        berichte.finish(row, inhalt=content, pdf=pdf)
