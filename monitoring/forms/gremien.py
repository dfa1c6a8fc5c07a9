"""What people type about Gremien, Gemeinden and staffing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit, User
from monitoring.models import Anhoerung, Beschluss, Gemeindekontakt, Gremium
from monitoring.queries.stellen import units_of
from monitoring.stellenliste import Meldung, read_table
from monitoring.stellungnahme import Haltung
from monitoring.tabelle import BYTES_HOECHSTENS

ARTEN = {"accept": "application/pdf,image/jpeg,image/png"}
STAENDE = [
    ("", _("alle")),
    ("offen", _("noch umzusetzen")),
    ("ueberfaellig", _("überfällig")),
    ("umgesetzt", _("umgesetzt")),
    ("aufgehoben", _("aufgehoben")),
]


class BeschlussFilter(forms.Form):
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=STAENDE)
    gremium = forms.ModelChoiceField(label=_("Gremium"), queryset=Gremium.objects.all(), required=False, empty_label=_("alle"))
    q = forms.CharField(label=_("Suche"), required=False, max_length=100)

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        data = self.cleaned_data
        gremium = data.get("gremium")
        return {"stand": data.get("stand") or "", "gremium": str(gremium.pk) if gremium else "", "q": data.get("q") or ""}


class GremiumForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Gremium
        fields = ["name"]
        error_messages = {"name": {"unique": _("Ein Gremium mit diesem Namen gibt es schon.")}}


class BeschlussForm(forms.ModelForm):
    use_required_attribute = False

    dafuer = forms.IntegerField(label=_("Ja-Stimmen"), required=False, min_value=0, max_value=10_000)
    dagegen = forms.IntegerField(label=_("Nein-Stimmen"), required=False, min_value=0, max_value=10_000)
    enthalten = forms.IntegerField(label=_("Enthaltungen"), required=False, min_value=0, max_value=10_000)
    datei = forms.FileField(
        label=_("Dokument"),
        required=False,
        widget=forms.FileInput(ARTEN),
        help_text=_("PDF oder Foto (JPEG, PNG), höchstens 10 MB"),
        error_messages={"empty": _("Diese Datei ist leer.")},
    )

    class Meta:
        model = Beschluss
        fields = [
            *("gremium", "nummer", "tag", "betreff", "klartext", "dafuer", "dagegen", "enthalten", "frist", "oeffentlich"),
        ]
        widgets = {"tag": TagInput, "frist": TagInput, "klartext": forms.Textarea({"rows": 5})}
        help_texts = {
            "klartext": _("Was sich dadurch ändert, so dass es jeder beim ersten Lesen versteht"),
            "oeffentlich": _("Nur was in öffentlicher Sitzung beschlossen ist, darf nach außen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = Gremium.objects.filter(aktiv=True)
        self.fields["gremium"].empty_label = _("Bitte wählen")

    def clean_tag(self):
        tag = self.cleaned_data["tag"]
        if tag.year < 1990 or tag > uhr.today():
            raise ValidationError(_("Bitte nennen Sie den Tag einer Sitzung, die schon war."))
        return tag

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("tag") and data.get("frist") and data["frist"] < data["tag"]:
            self.add_error("frist", _("Die Frist kann nicht vor der Sitzung enden."))
        votes = [data.get(name) for name in ("dafuer", "dagegen", "enthalten")]
        if any(vote is not None for vote in votes) and None in votes:
            self.add_error("dafuer", _("Bitte nennen Sie alle drei Zahlen oder keine."))
        known = Beschluss.objects.filter(gremium=data.get("gremium"), nummer=data.get("nummer")).exclude(pk=self.instance.pk)
        if data.get("gremium") and known.exists():
            self.add_error("nummer", _("Diese Nummer hat in diesem Gremium schon ein anderer Beschluss."))
        return data

    def validate_unique(self) -> None:
        """``clean`` says it beside the field."""

    def _post_clean(self) -> None:
        """Build the instance only: what the database refuses is said in ``clean``, in our words."""
        if not self.errors:
            self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class UmgesetztForm(forms.Form):
    use_required_attribute = False

    am = forms.DateField(label=_("Umgesetzt am"), widget=TagInput)


class AnhoerungForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Anhoerung
        fields = ["betreff", "text", "beschluss", "frist"]
        widgets = {"frist": TagInput, "text": forms.Textarea({"rows": 6})}
        help_texts = {"frist": _("Dieser Tag zählt noch dazu.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beschluss"].empty_label = _("keiner")

    def clean_frist(self):
        frist = self.cleaned_data["frist"]
        if frist > uhr.today() + 731 * uhr.DAY:
            raise ValidationError(_("Dieser Tag ist zu weit weg. Bitte prüfen Sie das Jahr."))
        return frist


class KontaktForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Gemeindekontakt
        fields = ["name", "email"]


class StellungnahmeForm(forms.Form):
    """What a Gemeinde answers."""

    use_required_attribute = False

    haltung = forms.ChoiceField(label=_("Ihre Haltung"), choices=Haltung.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Begründung"), required=False, max_length=4000, widget=forms.Textarea({"rows": 8}),
        help_text=_("Bitte ohne Namen und Angaben über einzelne Menschen"),
    )  # fmt: skip


class StandForm(forms.Form):
    """What one unit has in one month."""

    use_required_attribute = False

    einheit = forms.ModelChoiceField(label=_("Stelle"), queryset=Organisationseinheit.objects.none(), empty_label=None)
    monat = forms.DateField(label=_("Monat"), widget=TagInput, help_text=_("Irgendein Tag dieses Monats"))
    koepfe = forms.IntegerField(label=_("Köpfe"), min_value=0, max_value=100_000)
    vollzeit = forms.DecimalField(label=_("Vollzeitäquivalente"), min_value=0, max_digits=8, decimal_places=2, localize=True)
    budget = forms.DecimalField(
        label=_("Budget im Monat (Euro)"), min_value=0, max_digits=11, decimal_places=2, required=False, localize=True
    )
    quelle = forms.CharField(label=_("Quelle"), max_length=120, help_text=_("Zum Beispiel „Stellenplan 2026“"))

    def __init__(self, viewer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = units_of(viewer)

    def meldung(self) -> Meldung:
        data = self.cleaned_data
        return Meldung(data["monat"].replace(day=1), data["koepfe"], data["vollzeit"], data["budget"], data["quelle"])


class ListeForm(forms.Form):
    """A table; a fault of the whole file stands beside the field."""

    use_required_attribute = False

    datei = forms.FileField(
        label=_("Tabelle (CSV)"),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), _("Bitte wählen Sie die Datei.")),
    )

    def clean_datei(self) -> list[dict[str, str]]:
        try:
            return read_table(self.cleaned_data["datei"].read(BYTES_HOECHSTENS + 1))
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal
