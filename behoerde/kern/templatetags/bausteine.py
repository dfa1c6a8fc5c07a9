"""Tags and filters of every page; built in, so templates need no ``load``."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import segno
from django import template
from django.forms import (
    BaseForm,
    BaseFormSet,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    RadioSelect,
    Select,
)
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import datum as schreibweise
from behoerde.kern.register import kacheln as registered_kacheln
from behoerde.kern.suche import GEZAEHLT_BIS
from behoerde.oberflaeche import ZEICHEN

register = template.Library()

AMPELQUADRAT = SafeString('<rect x="1" y="1" width="14" height="14" rx="2"/>')
AMPELFORMEN = {"gut": SafeString('<circle cx="8" cy="8" r="7"/>'), "achtung": SafeString('<path d="M8 1 15.5 15H.5z"/>')}
_MIT_RICHTUNG = {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "send"}


@register.filter
def gezaehlt(zahl: int) -> str:
    """Return a number as it was counted: "1000+" where counting stopped."""
    return f"{GEZAEHLT_BIS}+" if zahl >= GEZAEHLT_BIS else str(zahl)


@register.simple_tag
def zeichen(name: str, groesse: str = "", label: str = "") -> SafeString:
    """Return the icon ``name``; ``groesse`` "klein" or "", ``label`` only where no word stands beside it.

    Icons that point somewhere turn around in right-to-left pages. An unknown name is a TemplateSyntaxError.
    """
    if name not in ZEICHEN:
        raise template.TemplateSyntaxError(f"Unknown icon {name!r}: add it to behoerde/zeichen.txt.")
    return _drawn(name, groesse, str(label), static("extern/zeichen.svg"))


@lru_cache(maxsize=1024)  # a page draws dozens of the same few
def _drawn(name: str, groesse: str, label: str, sammlung: str) -> SafeString:
    css = "zeichen" + (f" zeichen--{groesse}" if groesse else "") + (" zeichen--richtung" if name in _MIT_RICHTUNG else "")
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="{}" {} focusable="false"><use href="{}#{}"></use></svg>', css, role, sammlung, name)


@register.simple_tag
def ampel(art: str, text: str) -> SafeString:
    """Return a state as shape and words: ``art`` gut (circle), achtung (triangle), anything else a square."""
    draw = '<span class="ampel ampel--{}"><svg class="ampel__form" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>{}</span>'
    return format_html(draw, art, AMPELFORMEN.get(art, AMPELQUADRAT), text)


@register.simple_tag(takes_context=True)
def kacheln(context: template.Context, seite: str, **angaben: object) -> SafeString:
    """Return the blocks that apps registered for ``seite``, told ``angaben``; nothing on error pages, which have no request."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    blocks = registered_kacheln(seite, request, **angaben)
    return format_html_join("\n", "{}", ((render_to_string(name, values, request),) for name, values in blocks))


@register.filter
def schrittfolge(count: int, current: int) -> list[str]:
    """Return "fertig", "jetzt" or "" for each of ``count`` steps."""
    return ["fertig" if step < current else "jetzt" if step == current else "" for step in range(1, count + 1)]


# --- Dates, durations, money, codes ---


@register.filter
def datum_lang(value: date | datetime) -> str:
    return schreibweise.datum_lang(value)


@register.filter
def datum(value: date | datetime) -> str:
    return schreibweise.datum(value)


@register.filter
def datum_kurz(value: date | datetime) -> str:
    return schreibweise.datum_kurz(value)


@register.filter
def uhrzeit(value: datetime) -> str:
    return schreibweise.uhrzeit(value)


@register.filter
def dauer(minutes: int) -> str:
    """Return "45 Minuten", "1 Stunde", "1 Stunde 30 Minuten"."""
    stunden, rest = divmod(int(minutes), 60)
    parts = []
    if stunden:
        parts.append(ngettext("%(n)s Stunde", "%(n)s Stunden", stunden) % {"n": stunden})
    if rest or not stunden:
        parts.append(ngettext("%(n)s Minute", "%(n)s Minuten", rest) % {"n": rest})
    return " ".join(parts)


@register.filter
def euro(amount: Decimal | float) -> str:
    """Return "67 €", "37,50 €", "kostenlos" for nothing."""
    amount = Decimal(str(amount))
    if not amount:
        return _("kostenlos")
    return f"{number_format(amount, 0 if amount == amount.to_integral() else 2)}\N{NO-BREAK SPACE}€"


@register.filter
def dateigroesse(count: int) -> str:
    """Return "1 KB", "793 KB", "2,3 MB" for ``count`` bytes, in one piece."""
    if count < 1024**2:
        text = _("%(n)s KB") % {"n": number_format(max(1, round(count / 1024)))}
    else:
        text = _("%(n)s MB") % {"n": number_format(count / 1024**2, 1)}
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def ltr(value: object) -> SafeString:
    """Return ``value`` (a code, a number, an address) readable inside right-to-left text."""
    return format_html('<bdi class="ltr" dir="ltr">{}</bdi>', value)


@register.filter
def telefonlink(number: str) -> str:
    """Return ``number`` as the target of a ``tel:`` link."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """Return ``text`` as a QR code: SVG without style attributes, black on the white ground it lies on."""
    svg = segno.make(text, error="m", micro=False).svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    return format_html('<div class="beleg__qr" role="img" aria-label="{}">{}</div>', label, mark_safe(svg))  # noqa: S308 - made by segno from a link


# --- Form fields (crispy pack "kern") ---


@register.filter
def feldart(field: BoundField) -> str:
    """Return how the pack lays out ``field``: haken, gruppe, teile, auswahl, datei or eingabe."""
    widget = field.field.widget
    kinds = (
        ((RadioSelect, CheckboxSelectMultiple), "gruppe"),
        ((CheckboxInput,), "haken"),
        ((Select,), "auswahl"),
        ((FileInput,), "datei"),
    )
    for classes, art in kinds:
        if isinstance(widget, classes):
            return art
    return "teile" if widget.use_fieldset else "eingabe"


def _css(field: BoundField, base: str) -> str:
    own = field.field.widget.attrs.get("class", "")
    return f"{base} {base}--error {own}".strip() if field.errors else f"{base} {own}".strip()


@register.simple_tag
def eingabe(field: BoundField) -> SafeString:
    """Return the control of ``field`` with the classes of KERN; ids and aria attributes are Django's."""
    bases = {"haken": "kern-form-check__checkbox", "auswahl": "kern-form-input__select"}
    return field.as_widget(attrs={"class": _css(field, bases.get(feldart(field), "kern-form-input__input"))})


@register.simple_tag
def optionen(field: BoundField) -> list[dict]:
    """Return the choices of a group of radios or checkboxes: dicts of ``id``, ``label`` and ``control``."""
    kind = "checkbox" if isinstance(field.field.widget, CheckboxSelectMultiple) else "radio"
    choices = []
    for option in field.subwidgets:
        option.data["attrs"]["class"] = _css(field, f"kern-form-check__{kind}")
        choices.append({"id": option.id_for_label, "label": option.choice_label, "control": option.tag()})
    return choices


@register.filter
def fehlerziel(field: BoundField) -> str:
    """Return the id that an error link of ``field`` jumps to: the first control of a group."""
    grouped = isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple | MultiWidget)
    return f"{field.auto_id}_0" if grouped else field.id_for_label or field.auto_id


@register.simple_tag
def fehlereintraege(form: BaseForm | BaseFormSet) -> list[dict]:
    """Return what the error summary lists: dicts of ``text`` and ``ziel`` (id to jump to, "" for the whole form)."""
    if isinstance(form, BaseFormSet):
        entries = [{"ziel": "", "text": text} for text in form.non_form_errors()]
        return entries + [entry for part in form.forms for entry in fehlereintraege(part)]
    entries = [{"ziel": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        label = str(field.label)
        label += "" if label.endswith(("?", "؟")) else ":"
        entries += [{"ziel": fehlerziel(field), "text": f"{label} {text}"} for text in field.errors]
    return entries
