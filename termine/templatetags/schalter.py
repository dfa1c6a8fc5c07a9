"""Words of the counter: why somebody is next, how long something lasts."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.datum import uhrzeit
from termine.queries.schalter import Zeile
from termine.warteschlange import Grund

register = template.Library()
WORTE = {
    Grund.DRINGEND: gettext_lazy("Notfall"),
    Grund.WEITERGEREICHT: gettext_lazy("weitergereicht"),
    Grund.TERMIN: gettext_lazy("Termin %(uhrzeit)s"),
    Grund.OHNE_TERMIN: gettext_lazy("ohne Termin, seit %(uhrzeit)s"),
    Grund.ZURUECK: gettext_lazy("war geparkt, ist wieder dran"),
    Grund.FRUEH: gettext_lazy("früh da, Termin %(uhrzeit)s"),
    Grund.GEPARKT: gettext_lazy("geparkt bis %(uhrzeit)s"),
    Grund.ANDERSWO: gettext_lazy("für %(wen)s"),
    Grund.BESSER: gettext_lazy("ein anderer Schalter passt besser"),
}


@register.filter
def sekunden_seit(instant: datetime) -> int:
    return max(0, int((uhr.now() - instant).total_seconds()))


@register.filter
def warum(zeile: Zeile) -> str:
    """Return in words why somebody is next here, or waits for something else."""
    vorsprache, termin = zeile.vorsprache, zeile.vorsprache.termin
    instant = termin.starts_at if termin else vorsprache.angekommen_am
    if zeile.grund == Grund.GEPARKT and vorsprache.geparkt_bis:
        instant = vorsprache.geparkt_bis
    wen = vorsprache.ziel or vorsprache.team or _("einen anderen Schalter")
    return str(WORTE[zeile.grund]) % {"uhrzeit": uhrzeit(instant), "wen": wen}
