"""Files that people send to a concern: with it, with an answer or later."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.datei import adopt_entwurf
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei
from termine.enums import ANLIEGEN_OFFEN, Dateizweck, UnterlageStand
from termine.models import Aufnahme, AufnahmeUnterlage


def adopt_unterlagen(aufnahme: Aufnahme, entwurf: UUID) -> int:
    """Give the files of the form ``entwurf`` to ``aufnahme``, one line each; return how many are new."""
    adopt_entwurf(entwurf, zweck=Dateizweck.ANLIEGEN, objekt_id=aufnahme.pk)
    known = AufnahmeUnterlage.objects.filter(aufnahme=aufnahme, datei__isnull=False).values("datei")
    new = Datei.objects.of(Dateizweck.ANLIEGEN, aufnahme.pk).exclude(pk__in=known).values_list("pk", flat=True)
    rows = [AufnahmeUnterlage(aufnahme=aufnahme, datei=pk, stand=UnterlageStand.NEU) for pk in new]
    AufnahmeUnterlage.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def add_unterlagen(aufnahme: Aufnahme, entwurf: UUID) -> int:
    """Take later documents and return how many are new; sending them twice is harmless. Raises DomainError ``geschlossen``."""
    aufnahme = Aufnahme.objects.select_for_update().get(pk=aufnahme.pk)
    if aufnahme.stand not in ANLIEGEN_OFFEN:
        text = _("Dieses Anliegen ist abgeschlossen. Bitte rufen Sie uns an, wenn Sie noch Unterlagen schicken möchten.")
        raise DomainError(text, "geschlossen")
    count = adopt_unterlagen(aufnahme, entwurf)
    if count:
        record("unterlagen_nachgereicht", aufnahme, grund=str(count))
    return count


def miss_unterlage(datei: Datei) -> None:
    """Note that a file which was rejected after the scan is missing again."""
    if datei.zweck == Dateizweck.ANLIEGEN:
        AufnahmeUnterlage.objects.filter(datei=datei.pk).update(stand=UnterlageStand.FEHLT)
