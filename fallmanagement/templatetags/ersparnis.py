"""What pages of the savings ledger show."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fallmanagement.forms.ersparnis import month_name

register = template.Library()


@register.filter
def betrag(amount: Decimal | Fraction | None) -> str:
    """Return "399,00 €", "unbekannt" when nobody knows; nothing is 0,00 €, never a gap."""
    if amount is None:
        return _("unbekannt")
    return f"{number_format(Decimal(float(amount)), 2, force_grouping=True)}\N{NO-BREAK SPACE}€"


@register.filter
def monatsname(monat: date) -> str:
    return month_name(monat)


@register.filter
def prozent(share: Decimal) -> str:
    return f"{number_format(share * 100, 1)}\N{NO-BREAK SPACE}%"
