"""The promise of a concern: given with its receipt, paused while the person is asked, kept or broken by the first answer."""

from datetime import datetime

from django.conf import settings

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from termine.enums import Stufe
from termine.fristen import stufe_of
from termine.models import Aufnahme, Serviceversprechen
from termine.planung import add_arbeitstage, arbeitstage_between, frist
from termine.queries.versprechen import offer_days

NEUE_RUNDE_ARBEITSTAGE = 2  # a further answer after offers ran out or the office cancelled


def give_versprechen(aufnahme: Aufnahme, instant: datetime) -> Serviceversprechen:
    """Promise the first offer and the latest visit of what came in at ``instant``.

    The visit is never promised later than the title of whoever came in time lasts.
    """
    leistung = aufnahme.leistung
    return Serviceversprechen.objects.create(
        aufnahme=aufnahme,
        angebot_bis=frist(instant, offer_days(leistung), _land(aufnahme), uhr.ZONE),
        termin_bis=_latest_visit(aufnahme, instant),
        wartezeit_min=leistung.versprechen_wartezeit_min,
    )


def _land(aufnahme: Aufnahme) -> str:
    return aufnahme.team.standort.land if aufnahme.team else settings.BEHOERDE["land"]


def _latest_visit(aufnahme: Aufnahme, instant: datetime):
    today = uhr.local(instant).date()
    days = aufnahme.leistung.versprechen_termin_arbeitstage
    ends = [add_arbeitstage(today, days, _land(aufnahme))] if days is not None else []
    if aufnahme.titel_bis and aufnahme.titel_bis >= today:
        ends.append(aufnahme.titel_bis)
    return min(ends, default=None)


def pause_versprechen(aufnahme: Aufnahme) -> None:
    """Stop the clock while the person owes an answer; pausing twice changes nothing."""
    Serviceversprechen.objects.filter(aufnahme=aufnahme, beantwortet_am=None, pausiert_seit=None).update(pausiert_seit=uhr.now())


def resume_versprechen(aufnahme: Aufnahme) -> None:
    """Start the clock again: the deadline moves by the working days that passed meanwhile, a stage it no longer deserves ends."""
    versprechen = Serviceversprechen.objects.filter(aufnahme=aufnahme, pausiert_seit__isnull=False).first()
    if versprechen is None:
        return
    land, instant = _land(aufnahme), uhr.now()
    passed = arbeitstage_between(uhr.local(versprechen.pausiert_seit).date(), uhr.local(instant).date(), land)
    if passed:
        versprechen.angebot_bis = frist(versprechen.angebot_bis, passed, land, uhr.ZONE)
        versprechen.stufe = min(
            versprechen.stufe, stufe_of(versprechen.angebot_bis, instant, settings.BEHOERDE["land"], uhr.ZONE)
        )
    versprechen.pausiert_seit = None
    versprechen.save(update_fields=["angebot_bis", "pausiert_seit", "stufe"])


def keep_versprechen(aufnahme: Aufnahme, ergebnis: str) -> None:
    """Note the first answer of this round and report whether it came in time; later answers change nothing.

    Event ``versprechen_angebot``: ``wert`` in days since the concern came in, ``ergebnis`` gehalten or verletzt.
    Event ``anliegen_beantwortet``: ``ergebnis`` says how (angebot, antwort, weiterleitung, termin).
    """
    resume_versprechen(aufnahme)
    versprechen = Serviceversprechen.objects.filter(aufnahme=aufnahme, beantwortet_am=None).first()
    if versprechen is None:
        return
    versprechen.beantwortet_am = uhr.now()
    versprechen.save(update_fields=["beantwortet_am"])
    days = (versprechen.beantwortet_am - aufnahme.angelegt_am) / uhr.DAY
    report_anliegen(aufnahme, "versprechen_angebot", wert=days, ergebnis="gehalten" if versprechen.is_kept else "verletzt")
    report_anliegen(aufnahme, "anliegen_beantwortet", wert=days, ergebnis=ergebnis)


def owe_visit(aufnahme: Aufnahme, instant: datetime) -> Serviceversprechen:
    """Promise an answer for a visit that was booked without intake and then cancelled by the office."""
    return Serviceversprechen.objects.create(
        aufnahme=aufnahme,
        angebot_bis=frist(instant, NEUE_RUNDE_ARBEITSTAGE, _land(aufnahme), uhr.ZONE),
        wartezeit_min=aufnahme.leistung.versprechen_wartezeit_min,
    )


def renew_versprechen(aufnahme: Aufnahme) -> None:
    """Owe the next answer: offers ran out, or the office cancelled. The latest visit stays as promised."""
    Serviceversprechen.objects.filter(aufnahme=aufnahme, beantwortet_am__isnull=False).update(
        beantwortet_am=None,
        stufe=Stufe.KEINE,
        runde=_next_round(aufnahme),
        angebot_bis=frist(uhr.now(), NEUE_RUNDE_ARBEITSTAGE, _land(aufnahme), uhr.ZONE),
    )


def owe_again(aufnahme: Aufnahme) -> None:
    """The office takes its answer back: it owes one by the date promised before, and the answer no longer counts.

    Event ``versprechen_zurueckgenommen``, ``ergebnis`` gehalten or verletzt: figures take that answer out again.
    """
    promise = Serviceversprechen.objects.filter(aufnahme=aufnahme, beantwortet_am__isnull=False).first()
    if promise is None:
        return
    report_anliegen(aufnahme, "versprechen_zurueckgenommen", ergebnis="gehalten" if promise.is_kept else "verletzt")
    promise.beantwortet_am = None
    promise.save(update_fields=["beantwortet_am"])


def _next_round(aufnahme: Aufnahme) -> int:
    return aufnahme.versprechen.runde + 1


def report_anliegen(aufnahme: Aufnahme, art: str, *, wert: float | None = None, ergebnis: str = "") -> None:
    """Append the anonymous event."""
    melde(
        art,
        wert=wert,
        leistung=aufnahme.leistung.slug,
        kanal=aufnahme.kanal,
        sprache=aufnahme.sprache,
        einheit=aufnahme.einheit.name[:60],
        ergebnis=ergebnis,
    )
