"""A case file is opened, moves along its phases, is given to somebody; who lives with the person."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person, User
from behoerde.kern.rechte import Recht
from fallmanagement.actions import freigabe_ende, vorschlag_ende
from fallmanagement.enums import ENDE, UEBERGAENGE, Fallphase, gruende
from fallmanagement.models import Fallakte, Haushaltsmitglied, Zustaendigkeit


@transaction.atomic
def open_fallakte(*, person: Person, einheit_id: int, user: User) -> Fallakte:
    """Open a case for ``person``, answered for by ``user``; while one of the own units is open, asking again returns it.

    Raises DomainError ``fremd`` when another unit works on it.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    whose = Q(person=person) | Q(doppelte__person=person)  # or of one that went into it
    akte = Fallakte.objects.sichtbar_fuer(user).open().filter(whose).order_by("pk").first()
    if akte is not None:
        return akte
    try:
        with transaction.atomic():
            akte = Fallakte.objects.create(person=person, einheit_id=einheit_id, angelegt_von=user)
    except IntegrityError as error:
        text = _("Für diese Person führt eine andere Stelle schon eine Fallakte. Bitte sprechen Sie mit Ihrer Leitung.")
        raise DomainError(text, "fremd") from error
    record("fallakte_angelegt", akte)
    melde("fallakte_angelegt", sprache=person.sprache, einheit=str(einheit_id))
    return _give(akte, user, user)


@transaction.atomic
def move(akte: Fallakte, nach: str, *, grund: str = "") -> Fallakte:
    """Move a case to another phase; when it is there already nothing happens. Its end ends Freigaben and proposals for good.

    Raises DomainError ``phase`` for a move that is not in the table, ``grund`` without a fitting reason.
    """
    akte = lock(akte.pk)
    if akte.phase == nach:
        return akte
    if nach not in UEBERGAENGE[akte.phase]:
        text = _("Dieser Schritt ist nicht mehr möglich. Bitte laden Sie die Seite neu und sehen Sie, wie es steht.")
        raise DomainError(text, "phase")
    reasons = gruende(akte.phase, nach)
    if reasons is not None and grund not in reasons.values:
        raise DomainError(_("Bitte wählen Sie einen Grund aus der Liste."), "grund")
    _refuse_second(akte, nach)
    akte.phase, akte.grund = nach, grund if reasons else ""
    akte.phase_seit = uhr.now()
    akte.beendet_am = uhr.today() if nach in ENDE else None
    akte.save(update_fields=["phase", "grund", "phase_seit", "beendet_am"])
    if nach in ENDE:
        freigabe_ende.end_with_akte(akte)
        vorschlag_ende.end_with_akte(akte)
    record(f"fallakte_{nach}", akte, grund=akte.grund)
    melde(f"fallakte_{nach}", einheit=str(akte.einheit_id), ergebnis=akte.grund)
    return akte


def _refuse_second(akte: Fallakte, nach: str) -> None:
    others = Fallakte.objects.open().filter(person=akte.person_id).exclude(pk=akte.pk)
    if nach not in ENDE and others.exists():
        raise DomainError(_("Für diese Person gibt es inzwischen eine andere offene Fallakte."), "zweite")


@transaction.atomic
def assign(akte: Fallakte, *, to: User, by: User) -> Fallakte:
    """Let ``to`` answer for the case from today on; whoever did so before is kept with the dates.

    Raises DomainError ``konto`` when ``to`` may not open it, ``leitung`` when only the lead may take it from somebody.
    """
    akte = lock(akte.pk)
    if akte.zustaendig_id == to.pk:
        return akte
    if akte.zustaendig_id not in {None, by.pk} and not by.hat_recht(Recht.FALLAKTEN_LEITEN):
        raise DomainError(_("Nur die Leitung kann eine Akte umverteilen, die jemand anderes führt."), "leitung")
    if not to.is_active or not to.hat_recht(Recht.FALLAKTEN) or akte.einheit_id not in to.einheiten_darunter:
        raise DomainError(_("Dieses Konto darf die Akte nicht öffnen. Bitte wählen Sie jemand anderes."), "konto")
    return _give(akte, to, by)


@transaction.atomic
def give_back(akte: Fallakte, *, to: User | None, by: User) -> None:
    """Take back an assignment of today: ``to`` answers again, or nobody."""
    if to is not None:
        _give(lock(akte.pk), to, by)
        return
    Zustaendigkeit.objects.filter(fallakte=akte, zeitraum=DateRange(uhr.today(), None)).delete()
    record("fallakte_zugeteilt", akte)


def _give(akte: Fallakte, to: User, by: User) -> Fallakte:
    today = uhr.today()
    current = Zustaendigkeit.objects.filter(fallakte=akte, zeitraum__endswith=None).first()
    if current is not None and current.zeitraum.lower == today:
        current.delete()  # given on the same day: a range of no day says nothing
    elif current is not None:
        current.zeitraum = DateRange(current.zeitraum.lower, today)
        current.save(update_fields=["zeitraum"])
    Zustaendigkeit.objects.create(fallakte=akte, user=to, von=by, zeitraum=DateRange(today, None))
    record("fallakte_zugeteilt", akte)
    akte.refresh_from_db()
    return akte


@transaction.atomic
def add_haushaltsmitglied(akte: Fallakte, *, person: Person, verhaeltnis: str, seit: date) -> Haushaltsmitglied:
    """Note that ``person`` has lived with the person of the case since a day. Raises DomainError ``schon_da``."""
    akte = lock(akte.pk)
    if person.pk == akte.person_id:
        raise DomainError(_("Das ist die Person, um die es in der Akte geht."), "selbst")
    try:
        with transaction.atomic():
            row = Haushaltsmitglied.objects.create(
                fallakte=akte, person=person, verhaeltnis=verhaeltnis, zeitraum=DateRange(seit, None)
            )
    except IntegrityError as error:
        raise DomainError(_("Diese Person steht in dieser Zeit schon im Haushalt."), "schon_da") from error
    record("haushalt_geaendert", akte)
    return row


@transaction.atomic
def end_haushaltsmitglied(row: Haushaltsmitglied) -> None:
    """Note that somebody does not live there any more from today on; noted by mistake today, it is gone."""
    akte = lock(row.fallakte_id)
    if row.zeitraum.lower >= uhr.today():
        row.delete()
    elif row.zeitraum.upper is None:
        row.zeitraum = DateRange(row.zeitraum.lower, uhr.today())
        row.save(update_fields=["zeitraum"])
    record("haushalt_geaendert", akte)


def lock(pk: UUID) -> Fallakte:
    """Return the case and keep it from others; every action takes it first. Raises DomainError ``zusammengefuehrt``."""
    rows = Fallakte.objects.select_for_update(of=("self",))
    akte = rows.select_related("person", "zustaendig").get(pk=pk)
    if akte.geht_auf_in_id is not None:
        text = _("Diese Akte ist inzwischen mit einer anderen zusammengeführt. Bitte arbeiten Sie dort weiter.")
        raise DomainError(text, "zusammengefuehrt")
    return akte


def phases_after(akte: Fallakte) -> list[Fallphase]:
    """Return where the case may go now, in the order of the work."""
    return [phase for phase in Fallphase if phase in UEBERGAENGE[akte.phase]]
