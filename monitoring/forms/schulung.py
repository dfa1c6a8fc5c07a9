"""What people type about Schulungen."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from monitoring.models import Durchfuehrung, Kurs
from monitoring.queries.schulung import people_of, staff

WEIT = 5 * 366  # days
ALT = 10 * 366  # days


class Uhrzeit(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class KursForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Kurs
        fields = ["titel", "thema", "beschreibung", "gueltig_monate", "aktiv"]
        widgets = {"beschreibung": forms.Textarea({"rows": 4})}
        error_messages = {"titel": {"unique": _("Einen Kurs mit diesem Titel gibt es schon.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thema"].choices = [("", _("Bitte wählen")), *Kurs._meta.get_field("thema").choices]

    def clean_gueltig_monate(self) -> int:
        monate = self.cleaned_data["gueltig_monate"]
        if not 1 <= monate <= 120:
            raise ValidationError(_("Bitte geben Sie 1 bis 120 Monate an."))
        return monate


class DurchfuehrungForm(forms.ModelForm):
    """One day with two times; people may register until the end of a day."""

    use_required_attribute = False

    tag = forms.DateField(label=_("Tag"), widget=TagInput)
    von = forms.TimeField(label=_("Beginn"), widget=Uhrzeit)
    bis = forms.TimeField(label=_("Ende"), widget=Uhrzeit)
    letzter = forms.DateField(label=_("Anmeldung bis"), widget=TagInput, help_text=_("Dieser Tag zählt noch dazu."))
    field_order = ["tag", "von", "bis", "ort", "letzter", "plaetze", "mit_warteliste", "fuer_ressorts"]

    class Meta:
        model = Durchfuehrung
        fields = ["ort", "plaetze", "mit_warteliste", "fuer_ressorts"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            row = self.instance
            beginn, ende = uhr.local(row.beginnt_am), uhr.local(row.endet_am)
            last = uhr.local(row.anmeldung_bis - uhr.DAY / 86400).date()
            self.initial |= {"tag": beginn.date(), "von": beginn.time(), "bis": ende.time(), "letzter": last}

    def clean_plaetze(self) -> int:
        if self.cleaned_data["plaetze"] < 1:
            raise ValidationError(_("Bitte geben Sie mindestens 1 an."))
        return self.cleaned_data["plaetze"]

    def clean_tag(self):
        tag = self.cleaned_data["tag"]
        if not uhr.today() - WEIT * uhr.DAY <= tag <= uhr.today() + WEIT * uhr.DAY:
            raise ValidationError(_("Dieser Tag ist zu weit weg. Bitte prüfen Sie das Jahr."))
        return tag

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not {"tag", "von", "bis", "letzter"} <= data.keys():
            return data
        if data["bis"] <= data["von"]:
            self.add_error("bis", _("Das Ende muss nach dem Beginn liegen."))
        if data["letzter"] > data["tag"]:
            self.add_error("letzter", _("Die Anmeldung endet spätestens am Tag der Schulung."))
        elif data["letzter"].year < uhr.today().year - 5:
            self.add_error("letzter", _("Dieser Tag ist zu weit weg. Bitte prüfen Sie das Jahr."))
        if not self.errors:
            self._set_times(data)
        return data

    def _set_times(self, data: dict[str, Any]) -> None:
        row = self.instance
        row.beginnt_am = datetime.combine(data["tag"], data["von"], uhr.ZONE)
        row.endet_am = datetime.combine(data["tag"], data["bis"], uhr.ZONE)
        row.anmeldung_bis = min(datetime.combine(data["letzter"] + uhr.DAY, time(), uhr.ZONE), row.beginnt_am)


class PflichtForm(forms.Form):
    """A course, and for whom; the action says whether that is a duty already."""

    use_required_attribute = False

    kurs = forms.ModelChoiceField(label=_("Kurs"), queryset=Kurs.objects.filter(aktiv=True), empty_label=_("Bitte wählen"))
    rolle = forms.ChoiceField(label=_("Rolle"), required=False)
    einheit = forms.ModelChoiceField(
        label=_("Stelle"),
        queryset=Organisationseinheit.objects.exclude(art=Organisationseinheit.Art.PARTNER),
        required=False,
        empty_label=_("alle"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = [("", _("alle")), *[choice for choice in Rolle.choices if choice[0] != Rolle.PARTNER]]


def _past(tag):
    if not uhr.today() - ALT * uhr.DAY <= tag <= uhr.today():
        raise ValidationError(_("Bitte geben Sie einen Tag der letzten zehn Jahre an, der nicht in der Zukunft liegt."))
    return tag


class NachweisForm(forms.Form):
    """A Schulungsnachweis from elsewhere."""

    use_required_attribute = False

    user = forms.ModelChoiceField(label=_("Wer"), queryset=User.objects.none(), empty_label=_("Bitte wählen"))
    kurs = forms.ModelChoiceField(label=_("Kurs"), queryset=Kurs.objects.all(), empty_label=_("Bitte wählen"))
    erworben_am = forms.DateField(label=_("Erworben am"), widget=TagInput)
    woher = forms.CharField(
        label=_("Woher"), max_length=120, help_text=_("Zum Beispiel „Volkshochschule“, ohne Angaben über die Person")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff()

    def clean_erworben_am(self):
        return _past(self.cleaned_data["erworben_am"])


class GrundForm(forms.Form):
    use_required_attribute = False

    grund = forms.CharField(label=_("Grund"), max_length=200)


class AnmeldenForm(forms.Form):
    """Somebody of the office, registered by the coordinator."""

    use_required_attribute = False

    user = forms.ModelChoiceField(label=_("Wer"), queryset=User.objects.none(), empty_label=_("Bitte wählen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff()


class GastForm(forms.Form):
    """Somebody of the own Ressort or Gemeinde."""

    use_required_attribute = False

    einheit = forms.ModelChoiceField(label=_("Stelle"), queryset=Organisationseinheit.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Dienstliche E-Mail-Adresse"), max_length=254)

    def __init__(self, viewer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = Organisationseinheit.objects.filter(pk__in=viewer.einheiten_darunter)


class GespraechForm(forms.Form):
    """With whom, when, which course; nothing else."""

    use_required_attribute = False

    user = forms.ModelChoiceField(label=_("Mit wem"), queryset=User.objects.none(), empty_label=_("Bitte wählen"))
    tag = forms.DateField(label=_("Tag"), widget=TagInput)
    kurs = forms.ModelChoiceField(
        label=_("Vereinbarter Kurs"),
        queryset=Kurs.objects.filter(aktiv=True),
        required=False,
        empty_label=_("keiner"),
        help_text=_("Was gesprochen wurde, wird nirgends festgehalten."),
    )

    def __init__(self, viewer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_of(viewer).exclude(pk=viewer.pk)

    def clean_tag(self):
        return _past(self.cleaned_data["tag"])


class TeamFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    offen = forms.BooleanField(label=_("nur mit offener Pflicht"), required=False)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {"q": self.cleaned_data.get("q") or "", "nur_offen": bool(self.cleaned_data.get("offen"))}


class SprachenForm(forms.Form):
    """Which languages I speak at work; saying so is voluntary."""

    use_required_attribute = False

    sprachen = forms.MultipleChoiceField(
        label=_("Sprachen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Freiwillig. Termine mit Menschen, die eine dieser Sprachen sprechen, kommen eher zu Ihnen."),
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sprachen"].choices = choices
