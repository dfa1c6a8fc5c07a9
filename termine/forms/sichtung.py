"""What the triage desk types: the filters of the list, a question, an answer, times, whom a concern goes to."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Standort, User
from termine.fristen import angebot_gilt_bis
from termine.models import Anliegen, Aufnahme, Leistung, Team, Unterlage
from termine.queries.ansprechperson import Kandidat
from termine.queries.sichtung import JE_SEITE, OFFEN, STAENDE, ZEILEN_HOECHSTENS, Auswahl
from termine.queries.tagesliste import SUCHTEXT_HOECHSTENS
from termine.queries.woche import last_day

TEXT_HOECHSTENS = 3000
_ALLE = _("alle")


class AuswahlForm(forms.Form):
    """The state of the list, read from its address; ``angebot()`` is asked only where somebody chose or the fields are drawn."""

    ansicht = forms.ChoiceField(required=False, choices=[(name, name) for name in STAENDE], widget=forms.HiddenInput)
    leistung = forms.ChoiceField(label=_("Leistung"), required=False)
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    sprache = forms.ChoiceField(label=_("Sprache"), required=False, choices=[("", _ALLE), *settings.LANGUAGES])
    zeige = forms.IntegerField(required=False, min_value=JE_SEITE, max_value=ZEILEN_HOECHSTENS, widget=forms.HiddenInput)
    q = forms.CharField(
        required=False,
        max_length=SUCHTEXT_HOECHSTENS,
        widget=forms.HiddenInput,
        error_messages={"max_length": _("Bitte suchen Sie mit höchstens %(limit_value)d Zeichen.")},
    )

    def __init__(self, data, *, angebot: Callable[[], tuple[list[tuple[str, str]], list[tuple[int, str]]]], **kwargs):
        super().__init__(data, **kwargs)
        self.angebot = cache(angebot)
        self.fields["leistung"].choices = lambda: [("", _ALLE), *self.angebot()[0]]
        self.fields["team"].choices = lambda: [("", _ALLE), *self.angebot()[1]]
        for name in ("leistung", "team", "sprache"):
            self.fields[name].error_messages["invalid_choice"] = _("Diese Auswahl gibt es nicht. Sie sehen alle.")

    def filter_fields(self) -> list[forms.BoundField]:
        """Return what the list can be narrowed by: one team alone is no choice."""
        return [field for field in self.visible_fields() if field.name != "team" or len(self.angebot()[1]) > 1]

    def auswahl(self) -> Auswahl:
        """Return what to show; what makes no sense in the address is left out and named beside its field."""
        self.is_valid()
        data = self.cleaned_data
        q = data.get("q", self.data.get("q")) or ""  # a search that is refused finds nobody, not everybody
        return Auswahl(
            data.get("ansicht") or OFFEN,
            data.get("leistung") or "",
            data.get("team"),
            data.get("sprache") or "",
            q.strip(),
            data.get("zeige") or JE_SEITE,
        )

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("leistung", "team", "sprache"))


class RueckfrageForm(forms.Form):
    """Documents to ask for and what else the office wants to know."""

    unterlagen = forms.ModelMultipleChoiceField(
        Unterlage.objects.none(), label=_("Diese Unterlagen anfordern"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("Frage oder Hinweis"),
        help_text=_("In einfachen Worten. Wir übersetzen Ihren Text nicht."),
        required=False,
        max_length=TEXT_HOECHSTENS,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, aufnahme: Aufnahme, **kwargs):
        super().__init__(*args, **kwargs)
        lines = [line for line in aufnahme.unterlagen.all() if line.unterlage_id]
        self.fields["unterlagen"].queryset = Unterlage.objects.filter(pk__in=[line.unterlage_id for line in lines])
        self.initial.setdefault("unterlagen", [line.unterlage_id for line in lines if line.stand == "fehlt"])


class AntwortForm(forms.Form):
    """The answer that needs no visit."""

    text = forms.CharField(
        label=_("Antwort"),
        help_text=_("Die Person liest Ihren Text, wie Sie ihn schreiben."),
        max_length=TEXT_HOECHSTENS,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Bitte schreiben Sie der Person eine Antwort.")},
    )


class WeiterForm(forms.Form):
    """Another team goes on with it, or another authority is responsible."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("An ein Team"), required=False, empty_label=_("keines"))
    an = forms.CharField(label=_("Oder an eine andere Behörde"), required=False, max_length=160)
    text = forms.CharField(
        label=_("Nachricht an die Person"),
        help_text=_("Nur bei einer anderen Behörde: Adresse, Telefon, was die Person dort braucht."),
        required=False,
        max_length=TEXT_HOECHSTENS,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, teams: Sequence[Team], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams]).select_related(
            "organisationseinheit"
        )
        self.fields["team"].label_from_instance = lambda team: f"{team.name}, {team.organisationseinheit}"

    def clean(self) -> dict:
        data = super().clean()
        if bool(data.get("team")) == bool(data.get("an")):
            self.add_error("team", _("Bitte wählen Sie ein Team, oder nennen Sie eine andere Behörde."))
        elif data.get("an") and not data.get("text"):
            self.add_error("text", _("Bitte schreiben Sie der Person, wie es dort weitergeht."))
        return data


class LeistungForm(forms.Form):
    """The Leistung the person really means."""

    leistung = forms.ModelChoiceField(
        Leistung.objects.none(),
        label=_("Richtige Leistung"),
        to_field_name="slug",
        error_messages={"required": _("Bitte wählen Sie eine Leistung.")},
    )

    def __init__(self, *args, aufnahme: Aufnahme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leistung"].queryset = Leistung.objects.offered().filter(kanal_termin=True).exclude(pk=aufnahme.leistung_id)


class ZuweisenForm(forms.Form):
    """Who answers for the concern: one of the proposed, or nobody."""

    ansprechperson = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Ansprechperson"),
        required=False,
        error_messages={"invalid_choice": _("Diese Person arbeitet nicht mehr in diesem Team. Bitte wählen Sie eine andere.")},
    )

    def __init__(self, *args, kandidaten: Sequence[Kandidat], user: User, aufnahme: Aufnahme, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = {kandidat.user.pk for kandidat in kandidaten} | {user.pk, aufnahme.ansprechperson_id}
        self.fields["ansprechperson"].queryset = User.objects.filter(pk__in=allowed - {None})


class AngebotForm(forms.Form):
    """One to three times from the proposals or the week, and until when they are held."""

    zeit = forms.MultipleChoiceField(label=_("Zeiten"), required=False)
    auch_spaeter = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zeit"].valid_value = lambda value: True  # any time of the calendar; the claim decides
        self.zeiten: list[tuple[datetime, Standort]] = []

    def clean(self) -> dict:
        data = super().clean()
        values = data.get("zeit") or []
        places = {ort.slug: ort for ort in Standort.objects.filter(slug__in=[value.partition("/")[2] for value in values])}
        for value in values:
            self._read(value, places)
        if not self.errors and not 1 <= len(self.zeiten) <= 3:
            self.add_error("zeit", _("Bitte wählen Sie eine bis drei Zeiten."))
        return data

    def _read(self, value: str, places: dict[str, Standort]) -> None:
        instant, _slash, slug = value.partition("/")
        try:
            beginn = datetime.fromisoformat(instant)
        except ValueError:
            beginn = None
        if beginn is None or beginn.tzinfo is None or slug not in places or uhr.local(beginn).date() > last_day():
            self.add_error("zeit", _("Eine der Zeiten gibt es nicht mehr. Bitte wählen Sie neu."))
        else:
            self.zeiten.append((beginn, places[slug]))

    @property
    def gueltig_bis(self) -> datetime:
        """Until when the chosen times are held."""
        first = min(beginn for beginn, _standort in self.zeiten)
        return angebot_gilt_bis(first, uhr.now(), settings.BEHOERDE["land"], uhr.ZONE)


class TeilenForm(forms.Form):
    """Who goes on with a Vorgang of their own."""

    anliegen = forms.TypedMultipleChoiceField(
        label=_("Diese Personen gehen eigene Wege"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie mindestens eine Person.")},
    )

    def __init__(self, *args, personen: Sequence[Anliegen], **kwargs):
        super().__init__(*args, **kwargs)
        people = {str(entry.pk): entry for entry in personen}
        self.fields["anliegen"].choices = [(pk, str(entry.person)) for pk, entry in people.items()]
        self.fields["anliegen"].coerce = people.__getitem__
