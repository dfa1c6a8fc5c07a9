"""What happened to an organisation that books for many, as staff read it."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern.geschichte import Eintrag, geschichte
from behoerde.kern.models import User
from termine.models import Buchungspartner, Partnerzugang


def history(partner: Buchungspartner) -> list[Eintrag]:
    """Return every change of an organisation and its links, newest first."""
    steps = geschichte((Buchungspartner, Q(pgh_obj_id=partner.pk)), hoechstens=200)
    for row in Partnerzugang.objects.filter(partner=partner).select_related("angelegt_von", "beendet_von"):
        steps.append(_link_step(row.angelegt_am, row.angelegt_von, _("Link erzeugt")))
        if row.beendet_am:
            steps.append(_link_step(row.beendet_am, row.beendet_von, _("Link abgeschaltet")))
    return sorted(steps, key=lambda step: step.zeit, reverse=True)


def _link_step(zeit: datetime, wer: User | None, art: str) -> Eintrag:
    return Eintrag(zeit, str(wer) if wer else "", art, "")
