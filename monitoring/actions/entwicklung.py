"""Personnel development: that managers and their people talk."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.models import Entwicklungsgespraech
from monitoring.queries.schulung import people_of


@transaction.atomic
def note_talk(*, gespraech: Entwicklungsgespraech, von: User) -> Entwicklungsgespraech:
    """Keep day and agreed course of a talk, never what was said.

    Raises DomainError ``fremd`` for somebody else's people, ``zukunft``, ``doppelt``.
    """
    if gespraech.user_id == von.pk or not people_of(von).filter(pk=gespraech.user_id).exists():
        raise DomainError(_("Das können Sie nur für Ihre eigenen Beschäftigten eintragen."), "fremd")
    if gespraech.tag > uhr.today():
        raise DomainError(_("Dieser Tag liegt noch vor uns."), "zukunft")
    gespraech.gefuehrt_von = von
    try:
        with transaction.atomic():
            gespraech.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(_("An diesem Tag ist schon ein Gespräch eingetragen."), "doppelt") from error
    record("entwicklungsgespraech", gespraech)
    return gespraech
