"""Accounts of staff: the office makes them, gives roles and ends them. Every step is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import wer
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, Rollenzuweisung, User
from behoerde.kern.rechte import Rolle

ANLASS = "kern.konto_sicherheit"
LESBAR = "abcdefghjkmnpqrstuvwxyz23456789"  # without characters that are confused on the phone


@transaction.atomic
def create_konto(*, email: str, vorname: str, nachname: str, sprache: str, mit_kennwort: bool = True) -> tuple[User, str]:
    """Create an account without roles and return it with its start password ("" when it signs in by the directory)."""
    kennwort = _startkennwort() if mit_kennwort else ""
    user = User.objects.create_user(
        email, kennwort or None, vorname=vorname, nachname=nachname, sprache=sprache, kennwort_aendern=mit_kennwort
    )
    record("konto_angelegt", user)
    return user, kennwort


@transaction.atomic
def change_konto(*, user: User, email: str, vorname: str, nachname: str, sprache: str) -> None:
    """Change who the account belongs to; a new address replaces the old one for signing in."""
    if user.email != email:
        EmailAddress.objects.filter(user=user).delete()
    user.email, user.vorname, user.nachname, user.sprache = email, vorname, nachname, sprache
    user.save(update_fields=["email", "vorname", "nachname", "sprache"])
    record("konto_geaendert", user)


@transaction.atomic
def set_austritt(*, user: User, am: date | None) -> None:
    """Set or clear the day from which the account is closed; raises DomainError for the own account."""
    with _verwaltung_remains(user):
        user.austritt_am = am
        user.save(update_fields=["austritt_am"])
    if not user.is_active:
        _end_sessions(user)
    record("konto_austritt", user, grund=am.isoformat() if am else "")


@transaction.atomic
def assign_rolle(
    *, user: User, rolle: str, organisationseinheit: Organisationseinheit, bis: date | None = None
) -> Rollenzuweisung:
    """Give ``user`` a role in a unit until ``bis`` (that day included); giving it again changes its end.

    Raises DomainError when this would shorten the own role VERWALTUNG.
    """
    with _verwaltung_remains(user):
        zuweisung, _created = Rollenzuweisung.objects.update_or_create(
            user=user, rolle=rolle, organisationseinheit=organisationseinheit, defaults={"bis": bis}
        )
    record("rolle_vergeben", zuweisung, grund=_in_words(zuweisung))
    return zuweisung


@transaction.atomic
def end_rolle(*, zuweisung: Rollenzuweisung) -> None:
    """Take a role away at once; raises DomainError for the own role VERWALTUNG and for the last one of the office."""
    with _verwaltung_remains(zuweisung.user):
        record("rolle_beendet", zuweisung, grund=_in_words(zuweisung))
        zuweisung.delete()


@transaction.atomic
def end_sitzungen(*, user: User) -> int:
    """Sign ``user`` out everywhere and return how many sessions were open."""
    count = _end_sessions(user)
    record("sitzungen_beendet", user)
    return count


@transaction.atomic
def remove_zweiter_faktor(*, user: User, grund: str) -> None:
    """Remove a lost second factor, so that the next sign-in sets up a new one; tells the person by mail.

    Raises DomainError for the own account, which has the page for it.
    """
    if wer() == user:
        raise DomainError(_("Ihren eigenen zweiten Faktor ändern Sie auf der Seite „Zweiter Faktor“."), "eigenes_konto")
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    report_sicherheit(user=user, vorgang="zweiter_faktor_entfernt", grund=grund)


@transaction.atomic
def give_startkennwort(*, user: User) -> str:
    """Replace a forgotten password by a start password, end all sessions and return it; raises DomainError for oneself."""
    if wer() == user:
        raise DomainError(_("Ihr eigenes Passwort ändern Sie auf der Seite „Passwort ändern“."), "eigenes_konto")
    kennwort = _startkennwort()
    user.set_password(kennwort)
    user.kennwort_aendern = True
    user.save(update_fields=["password", "kennwort_aendern"])
    _end_sessions(user)
    report_sicherheit(user=user, vorgang="startkennwort_vergeben")
    return kennwort


@transaction.atomic
def change_kennwort(*, user: User, kennwort: str) -> None:
    """Store the password a person chose for themselves, checked by the form."""
    user.set_password(kennwort)
    user.kennwort_aendern = False
    user.save(update_fields=["password", "kennwort_aendern"])


@transaction.atomic
def report_sicherheit(*, user: User, vorgang: str, grund: str = "") -> None:
    """Record that the sign-in of ``user`` changed and tell them by mail, so that a stranger's change is noticed."""
    record(vorgang, user, grund=grund)
    instant = uhr.now()
    queue_nachricht(
        ANLASS,
        schluessel=f"konto-{user.pk}-{vorgang}-{instant:%Y%m%d%H%M%S%f}",
        person=user,
        kontext={"user": str(user.pk), "vorgang": vorgang, "zeit": instant.isoformat()},
    )


@transaction.atomic
def save_einheit(*, einheit: Organisationseinheit) -> Organisationseinheit:
    """Create or change a unit; raises DomainError when it would belong to itself by a detour."""
    above = einheit.parent
    while above is not None:
        if above.pk == einheit.pk:
            raise DomainError(
                _("Diese Stelle gehört bereits zu „%(name)s“. Bitte wählen Sie eine andere.") % {"name": einheit.name}
            )
        above = above.parent
    new = einheit._state.adding
    einheit.save()
    record("einheit_angelegt" if new else "einheit_geaendert", einheit)
    return einheit


def _startkennwort() -> str:
    return "-".join(get_random_string(4, LESBAR) for _part in range(4))


def _in_words(zuweisung: Rollenzuweisung) -> str:
    with translation.override("de"):  # the record has one language
        return f"{Rolle(zuweisung.rolle).label}, {zuweisung.organisationseinheit}, {zuweisung.bis or ''}".rstrip(", ")


def _end_sessions(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@contextmanager
def _verwaltung_remains(user: User) -> Iterator[None]:
    """Refuse a change that shortens the own role VERWALTUNG or leaves the office without one."""
    # Two people who take the role from each other wait here; the second one sees what the first one left.
    list(Rollenzuweisung.objects.filter(rolle=Rolle.VERWALTUNG).order_by("pk").select_for_update())
    before = _verwaltet_bis(user)
    yield
    after = _verwaltet_bis(user)
    if after < before and wer() == user:
        text = _(
            "Die Rolle Verwaltung können Sie sich nicht selbst nehmen. Bitte lassen Sie das ein anderes Konto der Verwaltung tun."
        )
        raise DomainError(text, "eigene_verwaltung")
    if after < before and not _verwaltung_exists():
        text = _("Mindestens ein Konto muss die Rolle Verwaltung ohne Enddatum behalten. Bitte vergeben Sie sie zuerst neu.")
        raise DomainError(text, "letzte_verwaltung")


def _verwaltet_bis(user: User) -> date:
    ends = Rollenzuweisung.objects.filter(user=user, rolle=Rolle.VERWALTUNG).values_list("bis", flat=True)
    return min(max((bis or date.max for bis in ends), default=date.min), user.austritt_am or date.max)


def _verwaltung_exists() -> bool:
    return Rollenzuweisung.objects.filter(rolle=Rolle.VERWALTUNG, bis=None, user__austritt_am=None).exists()
