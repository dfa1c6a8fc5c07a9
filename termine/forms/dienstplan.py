"""The roster: what to look at, and its hours, closures, exceptions and extra duty."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Standort
from termine.models import Platz, Schliesstag, Team, Wochentag, Wochenvorlage
from termine.uhrzeiten import UngueltigeZeiten, Woche, Zeit, parse_zeiten, say_zeiten

ALLE = _("alle")
ZU_WEIT = timedelta(days=730)


class ZeitenField(forms.CharField):
    """Hours of one day as people write them; "" is closed."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=80, **kwargs)

    def clean(self, value: str) -> list[Zeit]:
        try:
            return parse_zeiten(super().clean(value))
        except UngueltigeZeiten as wrong:
            raise ValidationError(str(wrong), code="zeiten") from None

    def prepare_value(self, value):
        return value if isinstance(value, str | None) else say_zeiten(value)


class UhrzeitInput(forms.TimeInput):
    """The time control of the browser."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def _not_past(tag: date | None) -> date | None:
    if tag and tag < uhr.today():
        raise ValidationError(_("Dieser Tag ist vorbei. Bitte wählen Sie heute oder einen späteren Tag."))
    if tag and tag > uhr.today() + ZU_WEIT:
        raise ValidationError(_("Dieser Tag liegt mehr als zwei Jahre voraus. Bitte prüfen Sie das Jahr."))
    return tag


class WocheAuswahlForm(forms.Form):
    """What the address of the week says; without it the house with most teams and this week. Nonsense is left out."""

    standort = forms.ChoiceField(label=_("Standort"))
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    woche = forms.DateField(label=_("Woche vom"), widget=TagInput)

    def __init__(self, asked: QueryDict, *, teams: Sequence[Team], **kwargs):
        standorte = {team.standort.slug: team.standort for team in teams}
        houses = Counter(team.standort.slug for team in teams)
        slug = asked.get("standort") if asked.get("standort") in standorte else next((s for s, _n in houses.most_common(1)), "")
        self.standort: Standort | None = standorte.get(slug)
        self.montag = self._montag(asked.get("woche"))
        data = {"standort": slug, "team": asked.get("team", ""), "woche": self.montag.isoformat()}
        super().__init__(data, **kwargs)
        self.fields["standort"].choices = [(slug, ort.name) for slug, ort in standorte.items()]
        own = ((team.pk, team.name) for team in teams if team.standort.slug == slug)
        self.fields["team"].choices = [("", ALLE), *own]

    @staticmethod
    def _montag(asked: str | None) -> date:
        try:
            tag = min(max(date.fromisoformat(asked or ""), uhr.today() - ZU_WEIT), uhr.today() + ZU_WEIT)
        except ValueError:
            tag = uhr.today()
        return tag - timedelta(days=tag.weekday())

    def team_pk(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("team")


class WocheForm(forms.Form):
    """The hours of a week, one line a day."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for tag in Wochentag:
            self.fields[f"tag{tag.value}"] = ZeitenField(label=tag.label)
        self.fields["tag0"].help_text = _("Zum Beispiel: 8-12, 13:30-16. Leer heißt geschlossen.")

    def woche(self) -> Woche:
        return {tag.value: self.cleaned_data[f"tag{tag.value}"] for tag in Wochentag}

    @staticmethod
    def initial_of(woche: Woche) -> dict[str, list[Zeit]]:
        return {f"tag{tag.value}": list(woche.get(tag.value, [])) for tag in Wochentag}


class ZeitenForm(WocheForm):
    """Opening hours of a team from a day on."""

    ab = forms.DateField(label=_("gilt ab"), widget=TagInput, help_text=_("Bis zum Tag davor bleibt alles, wie es ist."))
    bis = forms.DateField(
        label=_("gilt bis"),
        required=False,
        widget=TagInput,
        help_text=_("Danach gilt wieder, was vorher galt. Leer heißt ohne Ende."),
    )

    def clean_ab(self) -> date:
        return _not_past(self.cleaned_data["ab"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("ab") and data.get("bis") and data["bis"] < data["ab"]:
            self.add_error("bis", _("Der letzte Tag muss nach dem ersten liegen."))
        return data


class VorlageForm(WocheForm):
    """A week under a name."""

    name = forms.CharField(label=_("Name"), max_length=80)
    field_order = ["name"]

    def __init__(self, *args, vorlage: Wochenvorlage, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorlage = vorlage

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if Wochenvorlage.objects.filter(name=name).exclude(pk=self.vorlage.pk).exists():
            raise ValidationError(_("Eine Vorlage mit diesem Namen gibt es schon."))
        return name


class SchliesstagForm(forms.ModelForm):
    """Days on which a house or one team receives nobody."""

    class Meta:
        model = Schliesstag
        fields = ["standort", "team", "von", "bis", "grund"]
        widgets = {"von": TagInput, "bis": TagInput}
        help_texts = {
            "standort": _("Das ganze Haus ist zu."),
            "team": _("Oder nur dieses Team, das Haus bleibt offen."),
            "grund": _("Ein paar Worte, sie stehen im Kalender für alle. Zum Beispiel: Betriebsversammlung"),
        }

    def __init__(self, *args, teams: Sequence[Team], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["standort"].queryset = Standort.objects.filter(pk__in={team.standort_id for team in teams})
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams]).select_related("standort")
        self.fields["team"].label_from_instance = lambda team: f"{team.standort.name}: {team.name}"
        for name in ("standort", "team"):
            self.fields[name].empty_label = "---"

    def clean_bis(self) -> date:
        return _not_past(self.cleaned_data["bis"])


class AusnahmeForm(forms.Form):
    """Other hours, or none, on some days: for a team or one of its counters."""

    NUR_FREI, ANDERE = "frei", "zeiten"

    TEAM = "team"
    platz = forms.ChoiceField(label=_("Für wen"))
    von = forms.DateField(label=_("erster Tag"), widget=TagInput)
    bis = forms.DateField(
        label=_("letzter Tag"), widget=TagInput, required=False, help_text=_("Leer heißt: nur dieser eine Tag.")
    )
    art = forms.ChoiceField(
        label=_("Was ist anders?"),
        choices=[(NUR_FREI, _("Kein Dienst")), (ANDERE, _("Andere Zeiten"))],
        widget=forms.RadioSelect,
        initial=NUR_FREI,
    )
    zeiten = ZeitenField(label=_("Zeiten an diesen Tagen"), help_text=_("Nur bei „Andere Zeiten“. Zum Beispiel: 10-12, 14-16"))
    grund = forms.CharField(label=_("Grund"), max_length=120, help_text=_("Ohne Namen und ohne Krankheiten"))

    def __init__(self, *args, team: Team, **kwargs):
        super().__init__(*args, **kwargs)
        self.plaetze = {str(platz.pk): platz for platz in Platz.objects.filter(team=team, aktiv=True)}
        self.fields["platz"].choices = [(self.TEAM, _("das ganze Team")), *self.plaetze.items()]

    def clean_platz(self) -> Platz | None:
        return self.plaetze.get(self.cleaned_data["platz"])

    def clean_von(self) -> date:
        return _not_past(self.cleaned_data["von"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("von"):
            data["bis"] = data.get("bis") or data["von"]
            if data["bis"] < data["von"]:
                self.add_error("bis", _("Der letzte Tag muss nach dem ersten liegen."))
        if data.get("art") == self.ANDERE and data.get("zeiten") == []:
            self.add_error("zeiten", _("Bitte schreiben Sie, wann an diesen Tagen Dienst ist."))
        if data.get("art") == self.NUR_FREI:
            data["zeiten"] = []
        return data


class DienstForm(forms.Form):
    """A counter on duty by hand."""

    tag = forms.DateField(label=_("Tag"), widget=TagInput)
    von = forms.TimeField(label=_("von"), widget=UhrzeitInput)
    bis = forms.TimeField(label=_("bis"), widget=UhrzeitInput)

    def clean_tag(self) -> date:
        return _not_past(self.cleaned_data["tag"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("von") and data.get("bis") and data["bis"] <= data["von"]:
            self.add_error("bis", _("Das Ende muss nach dem Anfang liegen."))
        return data
