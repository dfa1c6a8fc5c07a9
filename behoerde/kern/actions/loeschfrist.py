"""Another period than the registered one: one person proposes it, another releases it."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import register, uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.holdings import bounds
from behoerde.kern.models import Loeschfrist, User
from behoerde.kern.register import Personenbezug


def entry_of(modell: str) -> Personenbezug:
    """Return the entry of the register; raises DomainError ``unbekannt``."""
    for entry in register.alle(Personenbezug):
        if entry.modell == modell:
            return entry
    raise DomainError(_("Diese Angaben stehen nicht im Verzeichnis."), "unbekannt")


@transaction.atomic
def propose_loeschfrist(*, frist: Loeschfrist, user: User) -> Loeschfrist:
    """Propose a period; nothing changes until somebody else releases it.

    Raises DomainError ``unbekannt``, ``grenzen`` outside of what the register allows, ``vorschlag`` when one waits already.
    """
    least, most = bounds(entry_of(frist.modell))
    if not least <= frist.tage <= most:
        raise DomainError(
            _("Möglich sind %(von)d bis %(bis)d Tage.") % {"von": least, "bis": most},
            "grenzen",
        )
    if Loeschfrist.objects.proposed().filter(modell=frist.modell).exists():
        raise DomainError(_("Zu diesen Angaben wartet schon ein Vorschlag auf die zweite Person."), "vorschlag")
    frist.vorgeschlagen_von = user
    frist.save(force_insert=True)
    record("loeschfrist_vorgeschlagen", frist, grund=f"{frist.modell}: {frist.tage}")
    return frist


@transaction.atomic
def release_loeschfrist(*, frist: Loeschfrist, user: User) -> None:
    """Let a proposed period count from now on; raises DomainError ``vier_augen`` for whoever proposed it, ``weg`` when it was decided."""
    frist = _waiting(frist)
    if frist.vorgeschlagen_von_id == user.pk:
        raise DomainError(_("Freigeben muss das eine zweite Person: Sie haben es selbst vorgeschlagen."), "vier_augen")
    frist.freigegeben_von, frist.freigegeben_am = user, uhr.now()
    frist.save(update_fields=["freigegeben_von", "freigegeben_am"])
    record("loeschfrist_freigegeben", frist, grund=f"{frist.modell}: {frist.tage}")


@transaction.atomic
def discard_loeschfrist(*, frist: Loeschfrist) -> None:
    """Take a proposal away; raises DomainError ``weg`` when it was decided."""
    frist = _waiting(frist)
    record("loeschfrist_verworfen", frist, grund=f"{frist.modell}: {frist.tage}")
    frist.delete()


def _waiting(frist: Loeschfrist) -> Loeschfrist:
    row = Loeschfrist.objects.proposed().select_for_update(of=("self",)).filter(pk=frist.pk).first()
    if row is None:
        raise DomainError(_("Über diesen Vorschlag ist schon entschieden."), "weg")
    return row
