"""Staff keep the filters of a list under a name."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.db import transaction
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import GespeicherteAnsicht, User
from behoerde.kern.register import Listenseite, alle

HOECHSTENS = 40


@dataclass(frozen=True)
class Ansichtsangaben:
    """What a view says, apart from whose it is."""

    seite: str
    name: str
    auswahl: str
    standard: bool = False


def kept(seite: Listenseite, query: str) -> str:
    """Return what of the end of an address may be kept: known parameters with known values, each once, in one order."""
    given = dict(parse_qsl(query))
    chosen = {name: given.get(name, "") for name in seite.erlaubt}
    return urlencode([(name, wert) for name, wert in chosen.items() if wert and seite.erlaubt[name](wert)])


@transaction.atomic
def save_ansicht(angaben: Ansichtsangaben, *, user: User) -> GespeicherteAnsicht:
    """Keep a view of a list that ``user`` may open.

    Raises DomainError ``seite`` for a list that is none, ``auswahl`` where nothing is chosen, ``zu_viele``, and ``name``
    when the name is taken.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # two at once come one after the other
    seite = next((each for each in alle(Listenseite) if each.url == angaben.seite and user.hat_recht(each.recht)), None)
    if seite is None:
        raise DomainError(_("Diese Liste gibt es nicht."), "seite")
    auswahl = kept(seite, angaben.auswahl)
    if not auswahl:
        raise DomainError(_("Bitte wählen Sie in der Liste zuerst einen Filter."), "auswahl")
    own = GespeicherteAnsicht.objects.filter(user=user)
    if own.count() >= HOECHSTENS:
        text = _("Mehr als %(n)s Ansichten werden unübersichtlich. Bitte löschen Sie zuerst eine.")
        raise DomainError(text % {"n": HOECHSTENS}, "zu_viele")
    row = GespeicherteAnsicht(user=user, seite=seite.url, auswahl=auswahl)
    _name(row, angaben.name)
    row.standard = angaben.standard and not own.filter(seite=seite.url, standard=True).exists()
    row.save(force_insert=True)
    record("ansicht_gespeichert", row)
    return row


@transaction.atomic
def rename_ansicht(row: GespeicherteAnsicht, name: str) -> None:
    """Give a view another name. Raises DomainError ``name`` when it is taken."""
    User.objects.select_for_update(of=("self",)).get(pk=row.user_id)
    _name(row, name)
    row.save(update_fields=["name"])
    record("ansicht_umbenannt", row)


def _name(row: GespeicherteAnsicht, name: str) -> None:
    others = GespeicherteAnsicht.objects.filter(user=row.user_id, seite=row.seite).exclude(pk=row.pk)
    if others.filter(name__iexact=name).exists():
        raise DomainError(_("So heißt schon eine Ansicht dieser Liste. Bitte wählen Sie einen anderen Namen."), "name")
    row.name = name


@transaction.atomic
def set_standard(row: GespeicherteAnsicht, *, standard: bool) -> None:
    """Let the list open with this view, or no longer; at most one of a list does."""
    User.objects.select_for_update(of=("self",)).get(pk=row.user_id)
    GespeicherteAnsicht.objects.filter(user=row.user_id, seite=row.seite, standard=True).update(standard=False)
    row.standard = standard
    row.save(update_fields=["standard"])
    record("ansicht_standard", row)


@transaction.atomic
def delete_ansicht(row: GespeicherteAnsicht) -> Ansichtsangaben:
    """Delete a view and return what ``save_ansicht`` needs to bring it back."""
    record("ansicht_geloescht", row)
    row.delete()
    return Ansichtsangaben(row.seite, row.name, row.auswahl, row.standard)
