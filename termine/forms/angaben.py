"""Who comes and how we reach them."""

from datetime import date
from functools import cached_property
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, ManagementForm, formset_factory
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.kontaktform import KontaktFelder, NameField
from behoerde.kern.schutz import SchutzMixin
from behoerde.kern.widgets import DatumWidget
from termine.angaben import Kontakt, PersonAngaben

FRUEHESTES = date(1900, 1, 1)


class PersonForm(forms.Form):
    """One named visitor."""

    vorname = NameField(
        label=_("Vorname"),
        kann_fehlen=True,
        error_messages={"required": _("Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -")},
    )
    nachname = NameField(
        label=_("Nachname"),
        help_text=_("So, wie er im Pass steht"),
        error_messages={"required": _("Bitte geben Sie den Nachnamen an.")},
    )
    geburtsdatum = forms.DateField(
        label=_("Geburtsdatum"),
        help_text=_("Zum Beispiel 17 5 1990"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Bitte geben Sie das Geburtsdatum an."),
            "invalid": _(
                "Dieses Datum gibt es nicht. Bitte geben Sie Tag, Monat und Jahr als Zahlen an, zum Beispiel 17 5 1990."
            ),
        },
    )

    def __init__(self, *args, allein: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["geburtsdatum"].widget = DatumWidget(geburtsdatum=allein)
        if allein:
            self.fields["vorname"].widget.attrs["autocomplete"] = "given-name"
            self.fields["nachname"].widget.attrs["autocomplete"] = "family-name"

    def clean_geburtsdatum(self) -> date:
        value = self.cleaned_data["geburtsdatum"]
        if value > uhr.today():
            raise ValidationError(_("Dieses Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr."))
        if value < FRUEHESTES:
            raise ValidationError(_("Dieses Datum liegt zu lange zurück. Bitte prüfen Sie das Jahr."))
        return value

    def person(self) -> PersonAngaben:
        return PersonAngaben(**{name: self.cleaned_data[name] for name in ("vorname", "nachname", "geburtsdatum")})


class _PersonenFormSet(BaseFormSet):
    """As many people as the visit has: the number comes from us, never from the browser."""

    anzahl: int

    @cached_property
    def management_form(self) -> ManagementForm:
        numbers = {f"{self.prefix}-TOTAL_FORMS": self.anzahl, f"{self.prefix}-INITIAL_FORMS": self.anzahl}
        form = ManagementForm(numbers, auto_id=self.auto_id, prefix=self.prefix)
        form.full_clean()
        return form

    def total_form_count(self) -> int:
        return self.anzahl

    def initial_form_count(self) -> int:
        return self.anzahl

    def get_form_kwargs(self, index: int | None) -> dict:
        return {"allein": self.anzahl == 1}

    def clean(self) -> None:
        """Say beside the name of the second one that somebody is named twice."""
        seen: set[str] = set()
        for form in self.forms:
            if form.is_valid():
                person = form.person()
                if person.person_hash in seen:
                    form.add_error("nachname", _("%(name)s ist zweimal genannt.") % {"name": person})
                seen.add(person.person_hash)

    def keep(self) -> None:
        """Show what was typed without judging it."""
        for form in self.forms:
            form._errors, form.cleaned_data = ErrorDict(), {}
        self._errors, self._non_form_errors = [], self.error_class()

    def personen(self) -> list[PersonAngaben]:
        return [form.person() for form in self.forms]


_Personen = formset_factory(PersonForm, formset=_PersonenFormSet, extra=0)


def personen_formset(anzahl: int, data=None) -> _PersonenFormSet:
    """Return the forms of ``anzahl`` people, named ``person-0-vorname`` and so on."""
    formset_class = type("PersonenFormSet", (_Personen,), {"anzahl": anzahl})
    return formset_class(data, prefix="person")


class KontaktForm(KontaktFelder):
    """Where we reach the people of a visit or a concern."""

    def angaben(self) -> Kontakt:
        data = self.cleaned_data
        return Kontakt(email=data["email"], mobil=str(data["mobil"]), sprache=data.get("sprache") or get_language() or "de")


class KontaktOhneVormerkungForm(SchutzMixin, KontaktForm):
    """Without JavaScript the contact is proved first, so there must be one."""

    schutz_zweck = "termin_angaben"
    schutz_schluessel = "schluessel"
    mit_keiner = False

    schluessel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, personen: BaseFormSet, **kwargs):
        super().__init__(*args, **kwargs)
        self.personen = personen

    def full_clean(self) -> None:
        """Count a request only when the people beside it are right: a typing error costs nobody a try."""
        if self.is_bound and not self.personen.is_valid():
            KontaktForm.full_clean(self)
        else:
            super().full_clean()


class Angaben:
    """Everything the page "Ihre Angaben" asks for: the people and the contact."""

    def __init__(self, anzahl: int, data=None):
        self.personen = personen_formset(anzahl, data)
        self.kontakt = self.create_kontakt(data)

    def create_kontakt(self, data) -> KontaktForm:
        return KontaktForm(data)

    def is_valid(self) -> bool:
        return all([self.personen.is_valid(), self.kontakt.is_valid()])

    def refuse(self, text: str) -> None:
        self.kontakt.add_error(None, text)

    def keep(self) -> None:
        """Show what was typed without judging it."""
        self.kontakt.errors.clear()
        self.personen.keep()


class AngabenOhneVormerkung(Angaben):
    """The same before the code of the way without JavaScript."""

    def __init__(self, anzahl: int, data=None, *, request: HttpRequest):
        self.request = request
        super().__init__(anzahl, data)

    def create_kontakt(self, data) -> KontaktForm:
        initial = {"schluessel": uuid4()}
        return KontaktOhneVormerkungForm(data, request=self.request, personen=self.personen, initial=initial)
