"""One message as it is sent: subject, text, HTML or SMS, in the active language. Used by the delivery and by its preview."""

import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string, select_template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from behoerde.kern.register import Anlass

# What a text message of the first kind can hold; anything else makes each part shorter (3GPP TS 23.038).
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_DOPPELT = set("^{}\\[~]|€")  # each takes the place of two


@dataclass(frozen=True)
class Brief:
    """An e-mail before it has a recipient; ``anhaenge`` are (file name, content, media type)."""

    betreff: str
    text: str
    html: str
    anhaenge: list[tuple[str, Any, str]]


def write_mail(anlass: Anlass, context: dict, sprache: str, *, probe: bool = False) -> Brief:
    """Render the e-mail of ``anlass``; a ``probe`` says in subject and text that it is a test."""
    context = _with_office(context) | {"sprache": sprache}
    brief = Brief(
        betreff=" ".join(str(anlass.betreff).format_map(context).split()),
        text=render_to_string(f"mail/{anlass.template}.txt", context),
        html=render_to_string(f"mail/{anlass.template}.html", context),
        anhaenge=context.get("anhaenge", []),
    )
    return _marked(brief) if probe else brief


def write_sms(anlass: Anlass, context: dict, *, probe: bool = False) -> str:
    """Render the text message of ``anlass``; without one of its own the text of the e-mail."""
    paths = [f"mail/{anlass.template}.sms.txt", f"mail/{anlass.template}.txt"]
    text = select_template(paths).render(_with_office(context)).strip()
    return _("Test: %s") % text if probe else text


def has_mail(anlass: Anlass) -> bool:
    """Say whether ``anlass`` is written as an e-mail; what belongs to the waiting room goes to mobiles only."""
    return _exists(f"mail/{anlass.template}.html")


def has_sms(anlass: Anlass) -> bool:
    """Say whether ``anlass`` has words of its own for a text message."""
    return _exists(f"mail/{anlass.template}.sms.txt")


def sms_parts(text: str) -> int:
    """Return how many text messages the gateway sends for ``text``."""
    if set(text) <= GSM | GSM_DOPPELT:
        length, one, each = len(text) + sum(text.count(char) for char in GSM_DOPPELT), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else math.ceil(length / each)


def _with_office(context: dict) -> dict:
    return context | {"behoerde": settings.BEHOERDE, "adresse": settings.ADRESSE}


def _marked(brief: Brief) -> Brief:
    satz = _("Das ist eine Testnachricht mit erfundenen Angaben.")
    html = brief.html.replace("<body>", format_html("<body><p><strong>{}</strong></p>", satz), 1)
    return Brief(_("Test: %s") % brief.betreff, f"{satz}\n\n{brief.text}", html, brief.anhaenge)


def _exists(path: str) -> bool:
    try:
        get_template(path)
    except TemplateDoesNotExist:
        return False
    return True
