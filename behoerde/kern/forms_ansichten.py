"""What somebody types to keep a view of a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import GespeicherteAnsicht


class AnsichtForm(forms.Form):
    """The name of a view; which one it is comes along."""

    seite = forms.CharField(required=False, widget=forms.HiddenInput)
    auswahl = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name der Ansicht"),
        max_length=60,
        help_text=_("Behalten werden nur Filter, kein Suchtext: Schreiben Sie auch hier keine Namen von Menschen."),
    )

    def refuse(self, error: DomainError) -> None:
        """Say a "no" of an action beside the name, the only field that is seen."""
        self.add_error("name", error.text)

    @classmethod
    def of(cls, row: GespeicherteAnsicht, *data) -> "AnsichtForm":
        return cls(*data, initial={"name": row.name}, prefix=str(row.pk))
