"""Somebody found that two files are about two people, or that this was a mistake."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.dubletten import Unterscheidung
from fallmanagement.models import Dublettenurteil, Fallakte


def lock_pair(erste: Fallakte, zweite: Fallakte) -> tuple[Fallakte, Fallakte]:
    """Return both files, kept from others in an order that everybody takes. Raises DomainError ``selbst``."""
    if erste.pk == zweite.pk:
        raise DomainError(_("Das ist dieselbe Akte."), "selbst")
    rows = Fallakte.objects.filter(pk__in=[erste.pk, zweite.pk]).order_by("pk").select_for_update(of=("self",))
    found = {row.pk: row for row in rows.select_related("person", "zustaendig")}
    return found[erste.pk], found[zweite.pk]


@transaction.atomic
def tell_apart(erste: Fallakte, zweite: Fallakte, *, grund: str, user: User) -> Dublettenurteil:
    """Note that the files are about two people: nobody is asked again. Told apart already, the first word stays.

    Raises DomainError ``grund``, ``selbst``, ``zusammengefuehrt``.
    """
    if grund not in Unterscheidung.values:
        raise DomainError(_("Bitte wählen Sie einen Grund aus der Liste."), "grund")
    first, second = sorted(lock_pair(erste, zweite), key=lambda akte: akte.pk)
    if first.geht_auf_in_id or second.geht_auf_in_id:
        raise DomainError(_("Eine der Akten ist schon mit einer anderen zusammengeführt."), "zusammengefuehrt")
    urteil, made = Dublettenurteil.objects.get_or_create(erste=first, zweite=second, defaults={"grund": grund, "von": user})
    if made:
        for akte, other in ((first, second), (second, first)):
            record("dublette_verneint", akte, grund=other.aktenzeichen)
    return urteil


@transaction.atomic
def ask_again(erste: Fallakte, zweite: Fallakte) -> None:
    """Take such a word back; without one nothing happens."""
    first, second = sorted(lock_pair(erste, zweite), key=lambda akte: akte.pk)
    gone, _each = Dublettenurteil.objects.filter(erste=first, zweite=second).delete()
    if gone:
        for akte, other in ((first, second), (second, first)):
            record("dublette_wieder_offen", akte, grund=other.aktenzeichen)
