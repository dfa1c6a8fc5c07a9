"""By which rule people are invited."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Organisationseinheit, User
from lotsen.einladung import Einladungsregel
from lotsen.models import Veranstaltung
from lotsen.queries.einladungen import Auswahl, inviting


class AuswahlForm(forms.Form):
    """The rule stands in the address, so a preview can be looked at again and shown to a colleague."""

    use_required_attribute = False

    regel = forms.ChoiceField(
        label=_("Wen einladen?"), choices=Einladungsregel.choices, widget=forms.RadioSelect, initial=Einladungsregel.NEU
    )
    monate = forms.IntegerField(
        label=_("Erster Kontakt in den letzten Monaten"), min_value=1, max_value=60, initial=6, required=False
    )
    sprachen = forms.MultipleChoiceField(
        label=_("Nur diese Sprachen"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Ohne Auswahl: alle"),
    )
    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("Menschen dieser Stelle"), empty_label=None)
    veranstaltung = forms.ModelChoiceField(
        Veranstaltung.objects.none(), label=_("Wozu"), required=False, empty_label=_("nur zur Einbürgerung beraten lassen")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisationseinheit.objects.filter(pk__in=user.einheiten_darunter)
        self.fields["einheit"].queryset = own
        self.fields["einheit"].initial = own.first()
        self.fields["veranstaltung"].queryset = inviting(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("regel") != Einladungsregel.EINBUERGERUNG
            and not data.get("veranstaltung")
            and "veranstaltung" not in self.errors
        ):
            self.add_error("veranstaltung", _("Bitte wählen Sie, wozu Sie einladen."))
        return data

    @property
    def auswahl(self) -> Auswahl:
        data = self.cleaned_data
        return Auswahl(
            regel=Einladungsregel(data["regel"]),
            einheiten=below(data["einheit"]),
            monate=data["monate"] or 6,
            sprachen=data["sprachen"],
            veranstaltung=data["veranstaltung"],
        )


def below(einheit: Organisationseinheit) -> list[int]:
    """Return the unit and all units below it."""
    found, rows = {einheit.pk}, list(Organisationseinheit.objects.values_list("pk", "parent_id"))
    while new := {pk for pk, parent in rows if parent in found} - found:
        found |= new
    return sorted(found)
