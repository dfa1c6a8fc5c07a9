"""What pages of placements show."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fallmanagement.forms.vermittlung import NachbetreuungForm
from fallmanagement.models import Nachbetreuung

register = template.Library()


@register.simple_tag
def nachfrage_felder(typed: NachbetreuungForm, look: Nachbetreuung, gewaehlt: str) -> SafeString:
    """Return the fields of one look back: what was typed when it is the one that was refused, else what is known."""
    form = typed
    if not typed.is_bound or gewaehlt != str(look.pk):
        known = {name: getattr(look, name) for name in ("ergebnis", "kontakt", "problem")}
        form = NachbetreuungForm(initial=known)
    form.auto_id = f"id_{look.pk}_%s"
    return render_to_string("fallmanagement/_nachfrage_felder.html", {"form": form})
