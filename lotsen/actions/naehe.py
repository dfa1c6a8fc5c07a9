"""Where somebody lives, for as long as a talk is open."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from lotsen.models import Erstberatung


@transaction.atomic
def note_plz(*, erstberatung: Erstberatung, plz: str) -> None:
    """Keep the postal code until the talk ends, or forget it when ``plz`` is empty; only the fact is in the record.

    Raises DomainError ``geschlossen`` when the talk is over.
    """
    beratung = Erstberatung.objects.select_for_update(of=("self",)).get(pk=erstberatung.pk)
    if not beratung.offen:
        raise DomainError(_("Diese Erstberatung ist beendet. Setzen Sie sie fort, um etwas zu ändern."), "geschlossen")
    if beratung.plz != plz:
        beratung.plz = plz
        beratung.save(update_fields=["plz"])
        record("plz_notiert" if plz else "plz_geloescht", beratung)
