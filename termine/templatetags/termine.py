"""Words of the client's pages that depend on numbers and days."""

from datetime import date, datetime

import segno
from django import template
from django.forms import BaseForm, BaseFormSet
from django.utils.dateformat import time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from behoerde.kern import datum, uhr
from behoerde.kern.templatetags.bausteine import fehlereintraege
from termine.dolmetschsprachen import sprachname
from termine.forms.zeit import time_value
from termine.models import Leistung
from termine.queries.frei import FreieZeit

register = template.Library()
register.filter(sprachname)


@register.filter
def in_tagen(value: date | datetime) -> str:
    """Return "heute", "morgen" or "in 3 Tagen"."""
    tag = uhr.local(value).date() if isinstance(value, datetime) else value
    days = (tag - uhr.today()).days
    if days <= 0:
        return _("heute")
    if days == 1:
        return _("morgen")
    return ngettext("in %(n)s Tag", "in %(n)s Tagen", days) % {"n": days}


@register.filter
def wann(value: datetime) -> str:
    """Return day and time of day in full."""
    return _("%(tag)s, %(uhrzeit)s") % {"tag": datum.datum_lang(value), "uhrzeit": datum.uhrzeit(value)}


@register.filter
def wann_kurz(value: datetime) -> str:
    """Return day and time of day for narrow places."""
    return _("%(tag)s, %(uhrzeit)s") % {"tag": datum.datum_kurz(value), "uhrzeit": datum.uhrzeit(value)}


@register.filter
def personenzahl(count: int) -> str:
    return ngettext("%(n)s Person", "%(n)s Personen", count) % {"n": count}


@register.filter
def uhr_kurz(value: datetime) -> str:
    """Return "8:20" for a column of times, where the day stands above."""
    return time_format(uhr.local(value).time(), "G:i" if (get_language() or "de").startswith("de") else "H:i")


@register.filter
def zeitwert(zeit: FreieZeit) -> str:
    return time_value(zeit)


@register.inclusion_tag("_bausteine/schritte.html")
def schritt(leistung: Leistung, nummer: int) -> dict:
    """Show where on the way somebody is; a Leistung for one person has no first step."""
    names = (_("Personen"), _("Ort und Zeit"), _("Ihre Angaben"), _("Bestätigen"))
    skipped = 1 if leistung.max_personen == 1 else 0
    return {"nummer": nummer - skipped, "von": len(names) - skipped, "name": names[nummer - 1]}


@register.simple_tag
def alle_fehler(*forms: BaseForm | BaseFormSet) -> list[dict]:
    """Return the entries of one error summary for several forms of a page; of several people each says whose it is."""
    return [entry for form in forms for entry in _eintraege(form)]


def _eintraege(form: BaseForm | BaseFormSet) -> list[dict]:
    if not isinstance(form, BaseFormSet) or len(form.forms) == 1:
        return fehlereintraege(form)
    words = _("Person %(nummer)s, %(fehler)s")
    return [
        entry | {"text": words % {"nummer": number, "fehler": entry["text"]}}
        for number, part in enumerate(form.forms, start=1)
        for entry in fehlereintraege(part)
    ]


@register.simple_tag
def sekunden_bis(instant: datetime) -> int:
    """Return the seconds left until ``instant``, never less than none."""
    return max(0, int((instant - uhr.now()).total_seconds()))


@register.simple_tag
def qr_bild(text: str) -> str:
    """Return ``text`` as a QR code that a PDF can show: an image that carries its own bytes."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=2)
