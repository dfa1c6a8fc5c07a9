"""The way of a staff survey: written, released by the staff council, sent to everybody once, ended."""

from collections import Counter
from datetime import timedelta
from random import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht, queued_together
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.queries import konten, konten_im_zustand
from behoerde.kern.rechte import Rolle
from monitoring.models import Umfrage, Umfrageeinladung
from monitoring.umfrage import UMFRAGE_UEBERGAENGE, Linkzweck, Token, Umfragestatus, secret

S = Umfragestatus
LINK_GILT = timedelta(days=90)


def _move(umfrage: Umfrage, status: Umfragestatus, **changes: object) -> Umfrage:
    """Move the locked survey; raises DomainError ``uebergang``."""
    umfrage = Umfrage.objects.select_for_update().get(pk=umfrage.pk)
    if status not in UMFRAGE_UEBERGAENGE[umfrage.status]:
        raise DomainError(_("Das geht in diesem Stand der Umfrage nicht."), "uebergang")
    umfrage.status = status
    for name, value in changes.items():
        setattr(umfrage, name, value)
    umfrage.save(update_fields=["status", *changes])
    record(f"umfrage_{status}", umfrage)
    return umfrage


@transaction.atomic
def write_umfrage(*, umfrage: Umfrage) -> Umfrage:
    """Keep a draft; raises DomainError ``uebergang`` once the staff council has it."""
    if umfrage.status != S.ENTWURF:
        raise DomainError(_("Was der Personalrat gesehen hat, ändert niemand mehr. Ziehen Sie es zuerst zurück."), "uebergang")
    umfrage.save()
    record("umfrage_geschrieben", umfrage)
    return umfrage


@transaction.atomic
def submit_to_council(*, umfrage: Umfrage) -> str:
    """Lay it before the staff council and return the token of its page; raises DomainError ``uebergang``."""
    umfrage = _move(umfrage, S.VORGELEGT, personalrat="")
    return create_link(Linkzweck.PERSONALRAT, umfrage.pk, uhr.now() + LINK_GILT)


@transaction.atomic
def decide(*, umfrage: Umfrage, frei: bool, beschluss: str) -> Umfrage:
    """Release or refuse it, with the decision in words, as the staff council; raises DomainError ``uebergang``."""
    return _move(
        umfrage, S.FREIGEGEBEN if frei else S.ABGELEHNT, personalrat=beschluss, freigegeben_am=uhr.now() if frei else None
    )


@transaction.atomic
def take_back(*, umfrage: Umfrage) -> Umfrage:
    """Make it a draft again: what changes then is decided anew; raises DomainError ``uebergang``."""
    revoke_links(umfrage.pk)
    return _move(umfrage, S.ENTWURF, freigegeben_am=None, personalrat="")


@transaction.atomic
def invite_staff(*, umfrage: Umfrage) -> int:
    """Give every member of the staff one token, at once and in an order drawn by chance; return how many.

    Raises DomainError ``uebergang`` before the staff council has released it, ``vorbei`` after its last day.
    """
    if umfrage.ende < uhr.today():
        raise DomainError(_("Der letzte Tag ist vorbei."), "vorbei")
    people = staff()
    heads = Counter(str(pk) for user in people for pk in user.einheiten)
    umfrage = _move(umfrage, S.EINGELADEN, koepfe={"": len(people)} | heads)
    rows = [
        Umfrageeinladung(token_hash=token_for(umfrage, user).hash, umfrage=umfrage, periode=umfrage.beginn) for user in people
    ]
    SystemRandom().shuffle(rows)
    Umfrageeinladung.objects.bulk_create(rows)
    with queued_together():
        for user in people:
            queue_nachricht(
                "umfrage_personal",
                schluessel=f"umfrage-{umfrage.pk}-{user.pk}",
                person=user,
                kontext={"umfrage": str(umfrage.pk), "user": str(user.pk)},
            )
    return len(rows)


def staff() -> list[User]:
    """Return the accounts of who works in the office today; partners are none of them."""
    return [user for user in konten_im_zustand(konten(), "offen").order_by("pk") if set(user.rollen) - {Rolle.PARTNER}]


def token_for(umfrage: Umfrage, user: User) -> Token:
    return Token(secret("personal", str(umfrage.pk), str(user.pk)))


@transaction.atomic
def end_umfrage(*, umfrage: Umfrage) -> Umfrage:
    """Take no more answers; raises DomainError ``uebergang``."""
    return _move(umfrage, S.BEENDET)
