"""How judgements look."""

from collections.abc import Mapping
from typing import Any

from django import template

from behoerde.kern.regeln import Urteil
from lotsen.queries.empfehlung import Punkt

register = template.Library()
_ART = {Urteil.JA: ("ja", "check"), Urteil.NEIN: ("nein", "x"), Urteil.UNBEKANNT: ("frage", "info")}


@register.filter
def grundart(grund: Punkt) -> str:
    """Return the class of a reason: ja, nein or frage."""
    return _ART[grund.urteil][0]


@register.filter
def grundzeichen(grund: Punkt) -> str:
    """Return the icon of a reason."""
    return _ART[grund.urteil][1]


@register.filter
def holen(by_name: Mapping[str, Any], name: str) -> Any:
    """Return the question called ``name`` in words."""
    return by_name[name].text
