"""Reasons of a comparison as a list; in Python, because a page shows hundreds of them."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from behoerde.kern.regeln import Urteil
from behoerde.kern.templatetags.bausteine import zeichen
from fallmanagement.queries.matching import Grund

register = template.Library()
BILDER = {Urteil.JA: "check", Urteil.NEIN: "x", Urteil.UNBEKANNT: "info"}


@register.simple_tag
def gruende(rows: Iterable[Grund]) -> SafeString:
    """Return each reason with its sign, its points and what would help."""
    signs = {urteil: zeichen(bild, "klein") for urteil, bild in BILDER.items()}
    unknown, help_ = f" ({_('unbekannt')})", _("Das würde helfen")
    items = format_html_join(
        "",
        '<li class="gruende__{}">{}<span><b>{}{}:</b> {}{}{}</span></li>',
        (
            (
                *(row.urteil.name.lower(), signs[row.urteil], row.kriterium),
                *(unknown if row.urteil is Urteil.UNBEKANNT else "", row.satz, _points(row)),
                format_html('<br><span class="klein">{}: {}</span>', help_, row.hebt) if row.hebt else "",
            )
            for row in rows
        ),
    )
    return format_html('<ul class="gruende">{}</ul>', items)


def _points(row: Grund) -> SafeString | str:
    if not row.hoechstens:
        return ""
    text = _("%(punkte)s von %(von)s Punkten") % {"punkte": row.punkte, "von": row.hoechstens}
    return format_html(' <span class="klein leise">{}</span>', text)
