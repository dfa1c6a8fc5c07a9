"""What programs may ask of the directory."""

from django import forms

JE_SEITE, HOECHSTENS = 20, 200


class ServicesForm(forms.Form):
    """Parameters of HSDS; what is left out has its default."""

    search = forms.CharField(required=False, max_length=100)
    organization_id = forms.UUIDField(required=False)
    taxonomy_term = forms.SlugField(required=False)
    modified_after = forms.DateTimeField(required=False)
    page = forms.IntegerField(required=False, min_value=1)
    per_page = forms.IntegerField(required=False, min_value=1, max_value=HOECHSTENS)
    format = forms.ChoiceField(required=False, choices=[("json", "json"), ("ndjson", "ndjson")])

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean_per_page(self) -> int:
        return self.cleaned_data["per_page"] or JE_SEITE
