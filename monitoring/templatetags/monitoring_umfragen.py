"""How figures of surveys are written."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from monitoring.zelle import Verdeckt, Zelle

register = template.Library()
WORTE = {
    Verdeckt.UNBEKANNT: gettext_noop("noch keine"),
    Verdeckt.ZU_WENIGE: gettext_noop("zu wenige"),
    Verdeckt.SCHUTZ: gettext_noop("geschützt"),
}


def _percent(value: float) -> str:
    return f"{number_format(round(100 * value))}\N{NO-BREAK SPACE}%"


@register.filter
def anteil(zelle: Zelle) -> str:
    """Return "83 %", or why there is no number."""
    return _(WORTE[zelle.verdeckt]) if zelle.verdeckt else _percent(zelle.wert or 0)


@register.filter
def mittel(zelle: Zelle) -> str:
    """Return "3,8", or why there is no number."""
    return _(WORTE[zelle.verdeckt]) if zelle.verdeckt else number_format(round(zelle.wert or 0, 1), 1)


@register.filter
def mittelbereich(zeile) -> str:
    """Return "3,4 bis 4,2", a dash where there is none."""
    if zeile.von is None:
        return "–"
    return _("%(von)s bis %(bis)s") % {"von": number_format(round(zeile.von, 1), 1), "bis": number_format(round(zeile.bis, 1), 1)}


@register.filter
def bereich(zeile) -> str:
    """Return "78 bis 87 %"."""
    values = {"von": number_format(round(100 * zeile.von)), "bis": _percent(zeile.bis)}
    return _("%(von)s bis %(bis)s") % values
