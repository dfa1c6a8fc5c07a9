"""Staff keep the filters of a list under a name."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.db import transaction
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Amtsansicht, GespeicherteAnsicht, User
from behoerde.kern.rechte import rollen_mit
from behoerde.kern.register import Listenseite, alle, listenseite

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


@transaction.atomic
def share_ansicht(row: GespeicherteAnsicht, *, rolle: str, user: User) -> Amtsansicht:
    """Give a copy of a view to everybody who has ``rolle``; what each of them sees in it stays a matter of their rights.

    Raises DomainError ``teilen`` for a list whose views ``user`` may not give away, ``rolle`` for a role that may not open
    the list, ``name`` where the role has a view of this name already.
    """
    seite = listenseite(row.seite)
    if seite.teilen is None or not user.hat_recht(seite.teilen):
        raise DomainError(_("Ansichten dieser Liste lassen sich nicht teilen."), "teilen")
    if rolle not in rollen_mit(seite.recht):
        raise DomainError(_("Diese Rolle darf die Liste nicht öffnen."), "rolle")
    if Amtsansicht.objects.filter(seite=row.seite, rolle=rolle, name__iexact=row.name).exists():
        raise DomainError(_("Diese Rolle hat schon eine Ansicht mit diesem Namen."), "name")
    shared = Amtsansicht(seite=row.seite, rolle=rolle, name=row.name, auswahl=row.auswahl, geteilt_von=user)
    shared.save(force_insert=True)
    record("ansicht_geteilt", shared)
    return shared


def may_take_back(row: Amtsansicht, user: User) -> bool:
    """Say whether ``user`` gave it and, once nobody who gave it works here, whether they might have."""
    seite = listenseite(row.seite)
    return row.geteilt_von_id == user.pk or (not row.von and seite.teilen is not None and user.hat_recht(seite.teilen))


@transaction.atomic
def take_ansicht_back(row: Amtsansicht, *, user: User) -> None:
    """Let the role no longer have it. Raises DomainError ``fremd`` when it is somebody else's who still works here."""
    if not may_take_back(row, user):
        raise DomainError(_("Diese Ansicht hat jemand anderes geteilt."), "fremd")
    record("ansicht_zurueckgenommen", row)
    row.delete()
