"""The residence timeline: a status is noted, ends earlier, was noted by mistake; its last day becomes a Frist."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import lock
from fallmanagement.enums import Fristart
from fallmanagement.fristen import last_arbeitstag
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Frist
from fallmanagement.titel import titel

VOR_ABLAUF = "§ 81 Abs. 4 AufenthG"  # whoever applies before the end keeps the old title until the decision


@dataclass(frozen=True)
class Angaben:
    """What is noted of a status; ``bis`` is its last day, None when it does not end. Without ``arbeit`` the law's word counts."""

    code: str
    von: date
    bis: date | None
    quelle: str
    arbeit: str = ""
    auflagen: str = ""

    @property
    def zeitraum(self) -> DateRange:
        return DateRange(self.von, self.bis + timedelta(days=1) if self.bis else None)


@transaction.atomic
def add_status(akte: Fallakte, angaben: Angaben, *, user: User) -> Aufenthaltsstatus:
    """Note a status of the person; its last day becomes a Frist, and that of the status before is done.

    Raises DomainError ``ueberschneidung`` when another one holds on one of these days.
    """
    akte = lock(akte.pk)
    try:
        with transaction.atomic():
            row = Aufenthaltsstatus.objects.create(
                person=akte.person,
                code=angaben.code,
                zeitraum=angaben.zeitraum,
                arbeit=angaben.arbeit or titel()[angaben.code].arbeit,
                auflagen=angaben.auflagen,
                quelle=angaben.quelle,
            )
    except IntegrityError as error:
        raise DomainError(_overlap(akte, angaben.zeitraum), "ueberschneidung") from error
    earlier = Frist.objects.open().filter(fallakte=akte, aufenthalt__zeitraum__fully_lt=row.zeitraum)
    for frist in earlier:
        finish(frist, user=user)
    _raise_frist(akte, row, user)
    record("aufenthalt_eingetragen", akte)
    return row


def finish(frist: Frist, *, user: User) -> None:
    """Mark as done; doing it twice changes nothing."""
    if frist.erledigt_am is None:
        frist.erledigt_am, frist.erledigt_von = uhr.now(), user
        frist.save(update_fields=["erledigt_am", "erledigt_von"])


@transaction.atomic
def end_status(akte: Fallakte, row: Aufenthaltsstatus, *, letzter_tag: date, user: User) -> None:
    """Let a status end earlier or later than noted; its Frist moves along. Raises DomainError ``davor``, ``ueberschneidung``."""
    akte = lock(akte.pk)
    if letzter_tag < row.zeitraum.lower:
        raise DomainError(_("Der letzte Tag liegt vor dem ersten."), "davor")
    zeitraum = DateRange(row.zeitraum.lower, letzter_tag + timedelta(days=1))
    try:
        with transaction.atomic():
            row.zeitraum = zeitraum
            row.save(update_fields=["zeitraum"])
    except IntegrityError as error:
        raise DomainError(_overlap(akte, zeitraum, row), "ueberschneidung") from error
    Frist.objects.open().filter(aufenthalt=row).delete()
    _raise_frist(akte, row, user)
    record("aufenthalt_geaendert", akte)


@transaction.atomic
def remove_status(akte: Fallakte, row: Aufenthaltsstatus) -> None:
    """Take out what was noted by mistake, with its Frist; the history keeps that it was there."""
    akte = lock(akte.pk)
    row.delete()
    record("aufenthalt_entfernt", akte)


def _raise_frist(akte: Fallakte, row: Aufenthaltsstatus, user: User) -> None:
    last = row.letzter_tag
    if (
        last is None
        or last < uhr.today()
        or Aufenthaltsstatus.objects.filter(person=akte.person_id, zeitraum__startswith__gt=row.zeitraum.lower).exists()
    ):
        return
    Frist.objects.create(
        fallakte=akte,
        art=Fristart.FRIST,
        betreff=_("%(titel)s läuft ab") % {"titel": row.titel.name},
        rechtsquelle=VOR_ABLAUF if row.titel.art == "titel" else row.titel.norm,
        faellig_am=last,
        arbeitstag=last_arbeitstag(last),
        aufenthalt=row,
        angelegt_von=user,
    )


def _overlap(akte: Fallakte, zeitraum: DateRange, row: Aufenthaltsstatus | None = None) -> str:
    others = Aufenthaltsstatus.objects.filter(person=akte.person_id, zeitraum__overlap=zeitraum)
    other = others.exclude(pk=row.pk).first() if row else others.first()
    text = _("In dieser Zeit gilt schon: %(titel)s. Bitte beenden Sie diesen Status zuerst oder ändern Sie die Tage.")
    return text % {"titel": other.titel if other else "?"}
