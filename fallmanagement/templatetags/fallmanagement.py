"""What pages of case files show."""

from datetime import date, timedelta
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from behoerde.kern import uhr
from behoerde.kern.templatetags.bausteine import ampel
from fallmanagement.forms.inhalt import StatusEndeForm
from fallmanagement.fristen import lage, last_arbeitstag, worte
from fallmanagement.models import Aufenthaltsstatus, Berufserfahrung, Vertretung
from fallmanagement.queries import profil as queries_profil
from fallmanagement.queries import zeitleiste
from termine.dolmetschsprachen import sprachname

register = template.Library()


@register.simple_tag
def fristampel(faellig_am: date) -> SafeString:
    """Return the traffic light of a day on which something is due."""
    return _drawn(faellig_am, uhr.today(), get_language())


@lru_cache(maxsize=512)  # a list goes by the next day on which something is due: many rows show the same
def _drawn(faellig_am: date, _today: date, _sprache: str | None) -> SafeString:
    tag = last_arbeitstag(faellig_am)
    return ampel(lage(tag), worte(tag))


@register.filter
def zeitspanne(row: Aufenthaltsstatus) -> str:
    return zeitleiste.zeitspanne(row)


@register.filter
def letzter_tag(row: Vertretung) -> date:
    return row.zeitraum.upper - timedelta(days=1)


@register.simple_tag
def letzter_tag_felder(row: Aufenthaltsstatus) -> SafeString:
    """Return the field for the last day of one row; its ids differ from row to row."""
    form = StatusEndeForm(initial={"letzter_tag": row.letzter_tag}, auto_id=f"id_{row.pk}_%s")
    return render_to_string("fallmanagement/_letzter_tag.html", {"form": form})


@register.filter
def monate(row: Berufserfahrung) -> str:
    return queries_profil.monate(row)


@register.filter
def sprache(code: str) -> str:
    return sprachname(code)


@register.simple_tag
def liste(*rows: object) -> list[object]:
    """Return a list of what a template has one by one."""
    return list(rows)
