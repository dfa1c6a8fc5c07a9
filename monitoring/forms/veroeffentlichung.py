from django import forms
from django.utils.translation import gettext_lazy as _


class BerichtigungForm(forms.Form):
    """What a correction corrects, for everybody to read."""

    berichtigt = forms.CharField(
        label=_("Was wird berichtigt?"),
        help_text=_("Steht so auf der öffentlichen Seite. Nennen Sie keine Namen und keine einzelnen Fälle."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
