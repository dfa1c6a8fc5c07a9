"""Links for a person: made, sent, replaced, ended."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link, renew_link
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Zugangslink
from lotsen.beratung import Linkzweck
from lotsen.models import Erstberatung

GILT = {Linkzweck.BERATUNG: timedelta(days=30), Linkzweck.WEGWEISER: timedelta(days=365)}
ANLASS = {Linkzweck.BERATUNG: "erstberatung_vorab", Linkzweck.WEGWEISER: "wegweiser_link"}


def objekt_id(zweck: Linkzweck, erstberatung: Erstberatung) -> UUID:
    """Return whose page the link opens: the person keeps one Wegweiser over several talks."""
    return erstberatung.person_id if zweck is Linkzweck.WEGWEISER else erstberatung.pk


@transaction.atomic
def make_link(*, zweck: Linkzweck, erstberatung: Erstberatung) -> str:
    """Return the token of the link, valid anew from now on."""
    token = create_link(zweck, objekt_id(zweck, erstberatung), uhr.now() + GILT[zweck])
    record("link_erstellt", erstberatung, grund=zweck)
    return token


@transaction.atomic
def replace_link(*, zweck: Linkzweck, erstberatung: Erstberatung) -> str:
    """Return a new token; whoever has the old one sees nothing any more."""
    token = renew_link(zweck, objekt_id(zweck, erstberatung), uhr.now() + GILT[zweck])
    record("link_ersetzt", erstberatung, grund=zweck)
    return token


@transaction.atomic
def end_link(*, zweck: Linkzweck, erstberatung: Erstberatung) -> None:
    """Close the page behind the link at once."""
    Zugangslink.objects.filter(zweck=zweck, objekt_id=objekt_id(zweck, erstberatung)).delete()
    record("link_beendet", erstberatung, grund=zweck)


@transaction.atomic
def send_link(*, zweck: Linkzweck, erstberatung: Erstberatung) -> None:
    """Send the link to the contact of the person, in their language. Raises DomainError ``kontakt`` when there is none."""
    make_link(zweck=zweck, erstberatung=erstberatung)
    queued = queue_nachricht(
        ANLASS[zweck],
        schluessel=f"{zweck}-{erstberatung.pk}-{uuid4().hex[:8]}",
        person=erstberatung.person,
        kontext={"erstberatung": str(erstberatung.pk)},
    )
    if not queued:
        raise DomainError(_("Es gibt keine E-Mail-Adresse und keine Handynummer. Zeigen oder drucken Sie den Code."), "kontakt")
    record("link_gesendet", erstberatung, grund=zweck)
