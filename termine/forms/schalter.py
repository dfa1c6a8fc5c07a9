"""What a counter types: where it sits, how long somebody waits once more, where they go next, who came without an appointment."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Standort
from termine.dolmetschsprachen import mit_leer
from termine.enums import BEDARF
from termine.models import Leistung, Platz, Team
from termine.models.vorsprache import Ausweis

MINUTEN = (5, 10, 15, 30)
PERSONEN_HOECHSTENS = 9
TEXT_HOECHSTENS = 500


class PlatzForm(forms.Form):
    platz = forms.ModelChoiceField(
        Platz.objects.none(),
        error_messages={"invalid_choice": _("Diesen Schalter gibt es nicht."), "required": _("Bitte wählen.")},
    )

    def __init__(self, *args, plaetze, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["platz"].queryset = plaetze


class ParkenForm(forms.Form):
    minuten = forms.TypedChoiceField(label=_("Minuten"), coerce=int, choices=[(n, str(n)) for n in MINUTEN], initial=10)


class NotizForm(forms.Form):
    text = forms.CharField(
        label=_("Notiz für den nächsten Besuch"),
        help_text=_("Nur was der nächste Schalter wissen muss. Die Person darf es lesen."),
        max_length=TEXT_HOECHSTENS,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Bitte schreiben Sie die Notiz.")},
    )


class AbweisenForm(forms.Form):
    ausweis = forms.ChoiceField(
        label=_("Warum nicht?"),
        choices=[(entry.value, entry.label) for entry in Ausweis if entry != Ausweis.STIMMT],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, was nicht stimmt.")},
    )


class WeiterreichenForm(forms.Form):
    """A team or one counter of it, written as ``12`` or ``12-34``."""

    ziel = forms.ChoiceField(
        label=_("Wohin?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wohin die Person geht.")},
    )
    hinweis = forms.CharField(
        label=_("Hinweis für den nächsten Schalter"),
        required=False,
        max_length=TEXT_HOECHSTENS,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, standort: Standort, platz: Platz, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in Team.objects.filter(standort=standort, aktiv=True)}
        counters = Platz.objects.filter(team__in=self.teams.values(), aktiv=True).exclude(pk=platz.pk).order_by("name")
        self.plaetze = {f"{counter.team_id}-{counter.pk}": counter for counter in counters}
        groups: dict[str, list] = {
            str(team): [(pk, f"{team.name}: {_('jeder freie Schalter')}")] for pk, team in self.teams.items()
        }
        for key, counter in self.plaetze.items():
            groups[str(self.teams[str(counter.team_id)])].append((key, counter.name))
        self.fields["ziel"].choices = list(groups.items())

    def target(self) -> tuple[Team, Platz | None]:
        """Return team and counter of a valid form."""
        ziel = self.cleaned_data["ziel"]
        return self.teams[ziel.partition("-")[0]], self.plaetze.get(ziel)


class OhneTerminForm(forms.Form):
    """Take somebody without an appointment into the queue."""

    leistung = forms.ModelChoiceField(
        Leistung.objects.none(), label=_("Worum geht es?"), to_field_name="slug", required=False, empty_label=_("etwas anderes")
    )
    personenzahl = forms.IntegerField(label=_("Wie viele Personen?"), min_value=1, max_value=PERSONEN_HOECHSTENS, initial=1)
    sprache = forms.ChoiceField(label=_("Sprache der Person"), choices=settings.LANGUAGES, initial="de")
    merkmale = forms.MultipleChoiceField(label=_("Bedarf"), choices=BEDARF, required=False, widget=forms.CheckboxSelectMultiple)
    dolmetschen = forms.ChoiceField(label=_("Dolmetschen aus"), choices=lambda: mit_leer(gettext("nicht nötig")), required=False)
    dringend = forms.BooleanField(label=_("Notfall: kommt vor allen anderen dran"), required=False)
    schluessel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, leistungen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leistung"].queryset = leistungen
        self.initial.setdefault("schluessel", uuid4())
