"""Publish the figures: frozen, rounded, from so many cases on that nobody is found in them."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from monitoring.katalog import indikator
from monitoring.models import Veroeffentlichung
from monitoring.queries.kennzahlen import Spanne, tiles
from monitoring.transparenz import NAMEN
from monitoring.veroeffentlichung import frozen
from monitoring.zelle import Kreis

TAG_IM_MONAT = 5  # until then events and answers of the last month still come in
LETZTE = timedelta(days=366)  # revisions that speak of months this one speaks of too


def last_month_end() -> date:
    return uhr.today().replace(day=1) - timedelta(days=1)


@transaction.atomic
def publish(*, berichtigt: str = "") -> Veroeffentlichung:
    """Freeze the figures of the last twelve whole months, in German: what is read in other languages is named by its slug.

    Raises DomainError ``schon`` when that was done and nothing is corrected, ``nichts`` when there is nothing to correct.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring_veroeffentlichung'))")
    bis = last_month_end()
    there = Veroeffentlichung.objects.filter(bis=bis).exists()
    if there and not berichtigt:
        raise DomainError(_("Für diesen Monat ist schon veröffentlicht. Bitte sagen Sie, was berichtigt wird."), "schon")
    if berichtigt and not there:
        raise DomainError(_("Für diesen Monat ist noch nichts veröffentlicht, also gibt es nichts zu berichtigen."), "nichts")
    before = list(Veroeffentlichung.objects.filter(bis__gt=bis - LETZTE))
    newest = Veroeffentlichung.objects.first()
    with override("de"):
        found = tiles([indikator(slug) for slug in NAMEN], Spanne(tag=bis), Kreis.OEFFENTLICH)
    row = Veroeffentlichung.objects.create(
        nummer=newest.nummer + 1 if newest else 1,
        bis=bis,
        berichtigt=berichtigt,
        inhalt=[frozen(kachel, bis, [one.inhalt for one in before]) for kachel in found],
    )
    record("kennzahlen_veroeffentlicht", row)
    return row


def publish_if_due() -> Veroeffentlichung | None:
    """Publish the last month once its figures are in; None when that is done or it is too early."""
    if uhr.today().day < TAG_IM_MONAT or Veroeffentlichung.objects.filter(bis__gte=last_month_end()).exists():
        return None
    return publish()
