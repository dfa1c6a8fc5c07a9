"""What staff type for bulk booking: the organisation, and the list it sent."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit, Standort
from termine.forms.sammel import csv_field
from termine.models import Buchungspartner, Leistung, Sammelbuchung
from termine.queries.woche import last_day, standorte_of

BESCHEID = timedelta(days=3)  # so that people learn of their visit in time, unless the desk says an earlier day


class PartnerForm(forms.ModelForm):
    class Meta:
        model = Buchungspartner
        fields = ["name", "kontakt_name", "email", "telefon", "einheit", "leistungen", "kontingent", "je", "aktiv"]
        widgets = {"leistungen": forms.CheckboxSelectMultiple}
        help_texts = {
            "kontingent": gettext_lazy("Höchstens so viele Termine. Abgesagte zählen nicht."),
            "aktiv": gettext_lazy("Ohne Haken wird für diese Organisation nichts mehr gebucht. Vereinbarte Termine bleiben."),
        }

    def __init__(self, *args, einheiten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = Organisationseinheit.objects.filter(pk__in=einheiten)
        self.fields["einheit"].empty_label = gettext_lazy("Bitte wählen")
        self.fields["leistungen"].queryset = Leistung.objects.offered()


class NachreichenForm(forms.Form):
    """Rows that were put right."""

    datei = csv_field()


class ListeForm(forms.ModelForm):
    datei = csv_field()

    class Meta:
        model = Sammelbuchung
        fields = ["partner", "leistung", "standort", "ab"]
        widgets = {"ab": TagInput}
        help_texts = {"ab": gettext_lazy("Wir suchen ab diesem Tag die nächsten freien Zeiten, eine nach der anderen.")}

    field_order = ["partner", "leistung", "standort", "ab", "datei"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Buchungspartner.objects.sichtbar_fuer(user).filter(aktiv=True)
        self.fields["leistung"].queryset = Leistung.objects.offered()
        self.fields["standort"].queryset = Standort.objects.filter(teams__aktiv=True).distinct()
        self.initial["ab"] = uhr.today() + BESCHEID
        for name in ("partner", "leistung", "standort"):
            self.fields[name].empty_label = gettext_lazy("Bitte wählen")

    def clean_ab(self):
        ab = self.cleaned_data["ab"]
        if not uhr.today() <= ab <= last_day():
            raise ValidationError(_("Bitte wählen Sie einen Tag von heute an, so weit der Dienstplan reicht."))
        return ab

    def clean(self) -> dict:
        data = super().clean()
        partner, leistung, standort = (data.get(name) for name in ("partner", "leistung", "standort"))
        if partner and leistung and leistung not in partner.leistungen.all():
            self.add_error("leistung", _("Diese Leistung ist für diese Organisation nicht erlaubt."))
        if leistung and standort and standort not in standorte_of(leistung):
            self.add_error("standort", _("Diese Leistung gibt es an diesem Standort nicht."))
        return data
