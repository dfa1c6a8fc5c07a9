"""What somebody asks for about their own data: erasure (Art. 17 DSGVO); and what keeps it for a while (Art. 18)."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.loeschung import erase_rows
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.holdings import already_empty, at_address, belongings, holders, in_order, model_of, named_by_key, same_human
from behoerde.kern.models import Loeschlauf, Loeschsperre, Person, User
from behoerde.kern.register import Personenbezug


@dataclass(frozen=True)
class Posten:
    """Rows of one model about a person: how many go and how many stay, each number with its reason."""

    entry: Personenbezug
    weg: int
    bleibt: list[tuple[int, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(model_of(self.entry)._meta.verbose_name_plural)


def locks_of(person: Person) -> QuerySet[Loeschsperre]:
    """Return the Löschsperren of the human being that count today, on whichever row they stand."""
    return Loeschsperre.objects.in_force(uhr.today()).filter(person__in=same_human(person))


def preview_erasure(asked: Person | str) -> list[Posten]:
    """Return what an erasure for a person or an address would do: it is done and taken back, so the preview can't differ."""
    with als(System.AUFGABE), transaction.atomic():
        found = _erase(asked)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def erase_person(*, person: Person, grund: str) -> Loeschlauf:
    """Erase everything about the human being that nothing keeps, whatever its period, and return the numbers.

    Raises DomainError ``gesperrt`` while a Löschsperre counts.
    """
    list(same_human(person).select_for_update().order_by("pk"))
    if locks_of(person).exists():
        raise DomainError(_("Für diese Person gilt eine Löschsperre. Bis zu ihrem Ende wird nichts gelöscht."), "gesperrt")
    record("loeschung_auf_antrag", person, grund=grund)
    return _run(person)


@transaction.atomic
def erase_address(*, email: str, grund: str) -> Loeschlauf:
    """Erase what hangs on an e-mail address and on no person, as far as nothing keeps it, and return the numbers."""
    lauf = _run(email)
    record("loeschung_auf_antrag", lauf, grund=grund)
    return lauf


def _run(asked: Person | str) -> Loeschlauf:
    begonnen = uhr.now()
    with als(System.AUFGABE):
        posten = _erase(asked)
    zahlen = {row.entry.modell: {"weg": row.weg, "gehalten": sum(zahl for zahl, _why in row.bleibt)} for row in posten}
    return Loeschlauf.objects.create(art=Loeschlauf.Art.ANTRAG, begonnen_am=begonnen, beendet_am=uhr.now(), zahlen=zahlen)


def _erase(asked: Person | str) -> list[Posten]:
    """Go through all that belongs to a human being or an address, holders first.

    What others take along comes last, so that it is counted once.
    """
    owned = at_address(asked) if isinstance(asked, str) else belongings(same_human(asked))
    entries = sorted((entry for entry in in_order() if entry.modell in owned), key=named_by_key)
    return [_erase_posten(entry, owned[entry.modell]) for entry in entries]


def _erase_posten(entry: Personenbezug, pks: set) -> Posten:
    if entry.bleibt:
        return Posten(entry, 0, [(len(pks), str(entry.bleibt))])
    rows = model_of(entry)._default_manager.filter(pk__in=pks)
    there = set(rows.values_list("pk", flat=True))
    # What has no such date yet is not over.
    over = rows.filter(**{f"{entry.ab_feld}__lte": uhr.now() if _is_instant(entry) else uhr.today()})
    finished = over.filter(entry.erst_wenn() if entry.erst_wenn else Q())
    if entry.aktion == "leeren":
        finished = finished.exclude(already_empty(entry))
    ready = set(finished.values_list("pk", flat=True))
    free = ready - _held(entry, ready)
    gone = erase_rows(entry, free) if free else set()
    reasons = [(len(there - ready), _("läuft noch oder wird noch gebraucht")), (len(ready - gone), _held_by(entry))]
    # What a row that went before took along has gone too.
    return Posten(entry, len(pks - there) + len(gone), [(zahl, why) for zahl, why in reasons if zahl])


def _is_instant(entry: Personenbezug) -> bool:
    return model_of(entry)._meta.get_field(entry.ab_feld).get_internal_type() == "DateTimeField"


def _held(entry: Personenbezug, pks: set) -> set:
    held: set = set()
    for key in holders(model_of(entry)):
        held |= set(key.model._default_manager.filter(**{f"{key.name}__in": pks}).values_list(key.attname, flat=True))
    return held


def _held_by(entry: Personenbezug) -> str:
    names = sorted({str(key.model._meta.verbose_name_plural) for key in holders(model_of(entry))})
    return (
        _("gehört zu etwas, das noch bleibt (%(was)s)") % {"was": ", ".join(names)} if names else _("gehört zu etwas, das bleibt")
    )


# --- Legal hold ---
@transaction.atomic
def lock_person(*, person: Person, grund: str, bis: date, user: User) -> Loeschsperre:
    """Keep everything about the human being until ``bis``, that day included; raises DomainError ``vergangen``."""
    if bis < uhr.today():
        raise DomainError(_("Der letzte Tag liegt in der Vergangenheit."), "vergangen")
    list(same_human(person).select_for_update().order_by("pk"))
    sperre = Loeschsperre.objects.create(person=person, grund=grund, bis=bis, angelegt_von=user)
    record("loeschsperre_gesetzt", sperre, grund=bis.isoformat())
    return sperre


@transaction.atomic
def end_lock(*, sperre: Loeschsperre) -> None:
    """Let a Löschsperre end yesterday; raises DomainError ``vorbei`` when it has ended by itself."""
    sperre = Loeschsperre.objects.select_for_update(of=("self",)).get(pk=sperre.pk)
    if sperre.bis < uhr.today():
        raise DomainError(_("Diese Löschsperre gilt schon nicht mehr."), "vorbei")
    sperre.bis = uhr.today() - uhr.DAY
    sperre.save(update_fields=["bis"])
    record("loeschsperre_beendet", sperre)
