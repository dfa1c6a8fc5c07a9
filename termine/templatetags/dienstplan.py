"""Hours, weekdays and skills in words."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from termine.enums import Merkmal
from termine.models import Wochentag, Wochenvorlage
from termine.uhrzeiten import Zeit, from_json, say_zeiten

register = template.Library()


@register.filter
def wochentag(nummer: int) -> str:
    return str(Wochentag(nummer).label)


@register.filter
def zeiten(value: Iterable[Zeit]) -> str:
    """Return "8:00–12:00, 13:30–16:00"."""
    return say_zeiten(value)


@register.filter
def vorlagentage(vorlage: Wochenvorlage) -> list[tuple[str, str]]:
    """Return (weekday, hours) of every day on which a template is open."""
    return [(str(Wochentag(tag).label), say_zeiten(found)) for tag, found in sorted(from_json(vorlage.woche).items()) if found]


@register.filter
def sprachnamen(codes: list[str]) -> str:
    return ", ".join(dict(settings.LANGUAGES).get(code, code) for code in codes) or _("keine")


@register.filter
def merkmalnamen(werte: list[str]) -> str:
    return ", ".join(str(Merkmal(wert).label) for wert in werte) or _("keine")
