"""A table of statistics is looked at, taken in, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.enums import Herkunft
from monitoring.models import Einlesung, Messwert, Statistikwert
from monitoring.statistikliste import Angabe, values

Stelle = tuple[str, date, str, str]


@dataclass(frozen=True)
class Zeile:
    """One row of a table: what it says, or why it can't be taken; ``bisher`` is the value that it replaces."""

    nummer: int
    text: dict[str, str]
    angabe: Angabe | None = None
    fehler: str = ""
    bisher: float | None = None

    @property
    def gleich(self) -> bool:
        return self.angabe is not None and self.bisher == self.angabe.wert


def look_at(rows: list[dict[str, str]]) -> list[Zeile]:
    """Return what each row with a value says or why not, and what it would replace; writes nothing."""
    found: list[tuple[int, dict[str, str], Angabe | None, str]] = []
    seen: set[Stelle] = set()
    for nummer, row in enumerate(rows, start=2):  # the first line names the columns
        try:
            if angabe := _read(row, seen):
                found.append((nummer, row, angabe, ""))
        except DomainError as error:
            found.append((nummer, row, None, str(error)))
    before = _shown({slug for slug, *_rest in seen})
    return [Zeile(nr, row, angabe, text, before.get(angabe.stelle) if angabe else None) for nr, row, angabe, text in found]


def _read(row: dict[str, str], seen: set[Stelle]) -> Angabe | None:
    angabe = values(row)
    if angabe is None:
        return None
    if angabe.stelle in seen:
        raise DomainError(_("Dieser Wert steht zweimal in der Tabelle."), "doppelt")
    seen.add(angabe.stelle)
    return angabe


def _shown(slugs: set[str]) -> dict[Stelle, float]:
    rows = Messwert.objects.filter(slug__in=slugs, herkunft=Herkunft.EINGELESEN)
    return {(row.slug, row.von, row.merkmal, row.auspraegung): row.wert for row in rows}


@transaction.atomic
def take_in(angaben: Iterable[Angabe], *, quelle: str, stand: date, user: User) -> Einlesung:
    """Keep the values of a table; those of the same period are replaced and stay to be read. Raises DomainError ``leer``."""
    angaben = list(angaben)
    if not angaben:
        raise DomainError(_("In der Tabelle steht kein Wert."), "leer")
    _one_at_a_time()
    row = Einlesung.objects.create(quelle=quelle, stand=stand, eingelesen_von=user)
    Statistikwert.objects.bulk_create(
        Statistikwert(
            einlesung=row,
            slug=one.indikator.slug,
            zeitraum=one.indikator.takt,
            von=one.von,
            bis=one.bis,
            merkmal=one.merkmal,
            auspraegung=one.auspraegung,
            wert=one.wert,
            faelle=one.faelle,
        )
        for one in angaben
    )
    _show({one.indikator.slug for one in angaben})
    record("statistik_eingelesen", row)
    return row


@transaction.atomic
def take_back(einlesung: Einlesung, *, user: User) -> None:
    """Show what was there before this Einlesung. Raises DomainError ``schon``."""
    _one_at_a_time()
    row = Einlesung.objects.get(pk=einlesung.pk)
    if row.zurueckgenommen_am is not None:
        raise DomainError(_("Diese Einlesung ist schon zurückgenommen."), "schon")
    row.zurueckgenommen_am, row.zurueckgenommen_von = uhr.now(), user
    row.save(update_fields=["zurueckgenommen_am", "zurueckgenommen_von"])
    _show(set(row.werte.values_list("slug", flat=True)))
    record("statistik_zurueckgenommen", row)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring_einlesung'))")


def _show(slugs: set[str]) -> None:
    """Let these figures show of each period the latest value that was not taken back."""
    Messwert.objects.filter(slug__in=slugs, herkunft=Herkunft.EINGELESEN).delete()
    rows = Statistikwert.objects.filter(slug__in=slugs, einlesung__zurueckgenommen_am=None).select_related("einlesung")
    stelle = ("slug", "zeitraum", "von", "merkmal", "auspraegung")
    rows = rows.order_by(*stelle, "-einlesung__eingelesen_am", "-pk").distinct(*stelle)
    Messwert.objects.bulk_create(
        Messwert(
            slug=row.slug,
            zeitraum=row.zeitraum,
            von=row.von,
            bis=row.bis,
            merkmal=row.merkmal,
            auspraegung=row.auspraegung,
            nenner=row.faelle,
            wert=row.wert,
            herkunft=Herkunft.EINGELESEN,
            quelle=f"{row.einlesung.quelle} ({_('Stand')} {row.einlesung.stand:%d.%m.%Y})",
            gemessen_am=row.einlesung.eingelesen_am,
        )
        for row in rows
    )
