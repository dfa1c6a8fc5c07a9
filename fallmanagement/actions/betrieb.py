"""Employers: written down, talked to, parted from; and their link."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import renew_link, revoke_links
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.betriebslink import GILT, ZWECK
from fallmanagement.models import Betrieb, Betriebskontakt


@transaction.atomic
def save_betrieb(betrieb: Betrieb) -> Betrieb:
    """Write an employer as a form filled it. Raises DomainError ``doppelt`` when there is one of that name and postal code."""
    new = betrieb._state.adding
    try:
        with transaction.atomic():
            betrieb.save()
    except IntegrityError as error:
        raise DomainError(_("Diesen Betrieb gibt es unter dieser Postleitzahl schon."), "doppelt") from error
    record("betrieb_angelegt" if new else "betrieb_geaendert", betrieb)
    if new:
        melde("betrieb_angelegt", einheit=str(betrieb.einheit_id))
    return betrieb


@transaction.atomic
def note_kontakt(betrieb: Betrieb, *, art: str, am: date, text: str, user: User) -> Betriebskontakt:
    row = Betriebskontakt.objects.create(betrieb=betrieb, art=art, am=am, text=text, von=user)
    record("betriebskontakt", betrieb)
    return row


@transaction.atomic
def end_cooperation(betrieb: Betrieb) -> None:
    """Stop working with an employer from today on: its vacancies are not open any more, its link is dead. Twice is once."""
    betrieb = _lock(betrieb)
    if betrieb.inaktiv_seit is None:
        betrieb.inaktiv_seit = uhr.today()
        betrieb.save(update_fields=["inaktiv_seit"])
        revoke_links(betrieb.pk)
        record("betrieb_beendet", betrieb)


@transaction.atomic
def resume_cooperation(betrieb: Betrieb) -> None:
    """Work with an employer again."""
    betrieb = _lock(betrieb)
    if betrieb.inaktiv_seit is not None:
        betrieb.inaktiv_seit = None
        betrieb.save(update_fields=["inaktiv_seit"])
        record("betrieb_wieder_aktiv", betrieb)


@transaction.atomic
def give_link(betrieb: Betrieb) -> str:
    """Return the token of a new link; an older one opens nothing any more. Raises DomainError ``inaktiv``."""
    betrieb = _lock(betrieb)
    if betrieb.inaktiv_seit is not None:
        raise DomainError(_("Mit diesem Betrieb arbeiten wir nicht mehr zusammen."), "inaktiv")
    token = renew_link(ZWECK, betrieb.pk, uhr.now() + GILT)
    record("betriebslink_gegeben", betrieb)
    return token


@transaction.atomic
def revoke_link(betrieb: Betrieb) -> None:
    """End the link of an employer at once."""
    revoke_links(betrieb.pk)
    record("betriebslink_beendet", betrieb)


def _lock(betrieb: Betrieb) -> Betrieb:
    return Betrieb.objects.select_for_update(no_key=True).get(pk=betrieb.pk)
