"""The template pack "kern": markup of each kind of field, ids as Django's aria attributes name them."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Column, Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import formset_factory
from django.template import Context, Template
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from behoerde.kern.widgets import DatumWidget

FEHLT = "Bitte füllen Sie dieses Feld aus."
FREIWILLIG = '<span class="kern-label__optional">(freiwillig)</span>'
ORTE = [("a", "Rathaus"), ("b", "Nordstadt")]


def error(field: str, text: str = FEHLT) -> str:
    icon = '<span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
    return f'<div class="kern-error" id="id_{field}_error">{icon}<span class="kern-body">{text}</span></div>'


def field_html(field: forms.Field, data: dict | None = None) -> str:
    form = type("F", (forms.Form,), {"feld": field})(data)
    return Template("{% load crispy_forms_tags %}{{ form.feld|as_crispy_field }}").render(Context({"form": form}))


def test_text_with_hint():
    assertHTMLEqual(
        field_html(forms.CharField(label="Name", help_text="Wie im Pass")),
        '<div class="kern-form-input" id="div_id_feld"><label class="kern-label" for="id_feld">Name</label>'
        '<div class="kern-hint" id="id_feld_helptext">Wie im Pass</div>'
        '<input type="text" name="feld" required class="kern-form-input__input" id="id_feld"'
        ' aria-describedby="id_feld_helptext"></div>',
    )


def test_text_optional_says_so():
    assertInHTML(
        f'<label class="kern-label" for="id_feld">Name {FREIWILLIG}</label>',
        field_html(forms.CharField(label="Name", required=False)),
    )


def test_text_with_error_keeps_what_was_typed():
    assertHTMLEqual(
        field_html(forms.EmailField(label="E-Mail", help_text="Für die Bestätigung"), {"feld": "a.b"}),
        '<div class="kern-form-input kern-form-input--error" id="div_id_feld">'
        '<label class="kern-label" for="id_feld">E-Mail</label>'
        '<div class="kern-hint" id="id_feld_helptext">Für die Bestätigung</div>'
        '<input type="email" name="feld" value="a.b" maxlength="320" required aria-invalid="true" id="id_feld"'
        ' class="kern-form-input__input kern-form-input__input--error" aria-describedby="id_feld_helptext id_feld_error">'
        + error("feld", "Diese E-Mail-Adresse stimmt nicht. Sie sieht zum Beispiel so aus: name@beispiel.de")
        + "</div>",
    )


def test_own_class_of_a_widget_stays():
    assertInHTML(
        '<input type="text" name="feld" required class="kern-form-input__input gross" id="id_feld">',
        field_html(forms.CharField(widget=forms.TextInput({"class": "gross"}))),
    )


def test_textarea():
    assertInHTML(
        '<textarea name="feld" cols="40" rows="3" required class="kern-form-input__input" id="id_feld"></textarea>',
        field_html(forms.CharField(widget=forms.Textarea({"rows": 3}))),
    )


def test_select_stands_in_its_wrapper():
    assertInHTML(
        '<div class="kern-form-input__select-wrapper"><select name="feld" class="kern-form-input__select" id="id_feld">'
        '<option value="a" selected>Rathaus</option><option value="b">Nordstadt</option></select></div>',
        field_html(forms.ChoiceField(choices=ORTE, initial="a")),
    )


def test_radios_are_a_fieldset():
    assertHTMLEqual(
        field_html(forms.ChoiceField(label="Ort", choices=ORTE, widget=forms.RadioSelect, help_text="Beide ohne Stufen")),
        '<fieldset class="kern-fieldset" id="div_id_feld" aria-describedby="id_feld_helptext">'
        '<legend class="kern-label">Ort</legend>'
        '<div class="kern-hint" id="id_feld_helptext">Beide ohne Stufen</div><div class="kern-fieldset__body">'
        '<div class="kern-form-check">'
        '<input type="radio" name="feld" value="a" required class="kern-form-check__radio" id="id_feld_0">'
        '<label class="kern-label" for="id_feld_0">Rathaus</label></div>'
        '<div class="kern-form-check">'
        '<input type="radio" name="feld" value="b" required class="kern-form-check__radio" id="id_feld_1">'
        '<label class="kern-label" for="id_feld_1">Nordstadt</label></div></div></fieldset>',
    )


def test_radios_with_error():
    html = field_html(forms.ChoiceField(label="Ort", choices=ORTE[:1], widget=forms.RadioSelect), {})
    assertHTMLEqual(
        html,
        '<fieldset class="kern-fieldset kern-fieldset--error" id="div_id_feld" aria-describedby="id_feld_error">'
        '<legend class="kern-label">Ort</legend><div class="kern-fieldset__body"><div class="kern-form-check">'
        '<input type="radio" name="feld" value="a" required aria-invalid="true" id="id_feld_0"'
        ' class="kern-form-check__radio kern-form-check__radio--error">'
        '<label class="kern-label" for="id_feld_0">Rathaus</label></div></div>' + error("feld") + "</fieldset>",
    )


def test_checkboxes_keep_what_was_ticked():
    field = forms.MultipleChoiceField(choices=ORTE, widget=forms.CheckboxSelectMultiple, required=False)
    assertInHTML(
        '<input type="checkbox" name="feld" value="b" checked class="kern-form-check__checkbox" id="id_feld_1">',
        field_html(field, {"feld": ["b"]}),
    )


def test_single_checkbox_with_error():
    assertHTMLEqual(
        field_html(forms.BooleanField(label="Gelesen"), {}),
        '<div class="kern-form-check kern-form-check--error" id="div_id_feld">'
        '<input type="checkbox" name="feld" required aria-invalid="true" id="id_feld" aria-describedby="id_feld_error"'
        ' class="kern-form-check__checkbox kern-form-check__checkbox--error">'
        '<label class="kern-label" for="id_feld">Gelesen</label>' + error("feld") + "</div>",
    )


def test_file():
    assertInHTML(
        '<input type="file" name="feld" required class="kern-form-input__input" id="id_feld">',
        field_html(forms.FileField(widget=forms.FileInput)),
    )


def test_date_has_three_labelled_parts():
    html = field_html(
        forms.DateField(label="Geburtsdatum", widget=DatumWidget), {"feld_0": "14", "feld_1": "3", "feld_2": "2001"}
    )
    assertInHTML('<legend class="kern-label">Geburtsdatum</legend>', html)
    assertInHTML(
        '<div class="kern-form-input kurzfeld kurzfeld--4"><label class="kern-label" for="id_feld_2">Jahr</label>'
        '<input type="text" name="feld_2" value="2001" inputmode="numeric" maxlength="4" autocomplete="off" required'
        ' class="kern-form-input__input" id="id_feld_2"></div>',
        html,
    )


def test_hidden_field_is_only_its_input():
    assertHTMLEqual(
        field_html(forms.CharField(widget=forms.HiddenInput, initial="x")),
        '<input type="hidden" name="feld" value="x" id="id_feld">',
    )


class Anmeldung(forms.Form):
    name = forms.CharField(label="Name")
    ort = forms.ChoiceField(label="Ort", choices=ORTE, widget=forms.RadioSelect)
    am = forms.DateField(label="Geburtsdatum", widget=DatumWidget)

    def clean(self):
        raise forms.ValidationError("Diese Zeit ist gerade vergeben worden.")


def summary(*lines: str, title: str) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return (
        '<div class="kern-alert kern-alert--danger" role="alert" tabindex="-1" data-fehlerliste><div class="kern-alert__header">'
        f'<span class="kern-icon kern-icon--danger" aria-hidden="true"></span><h2 class="kern-title">{title}</h2></div>'
        f'<div class="kern-alert__body"><ul class="kern-list">{items}</ul></div></div>'
    )


def test_summary_links_to_the_first_control_of_each_field():
    html = Template("{% load crispy_forms_tags %}{{ form|as_crispy_errors }}").render(Context({"form": Anmeldung({})}))
    assertHTMLEqual(
        html,
        summary(
            "Diese Zeit ist gerade vergeben worden.",
            f'<a class="kern-link" href="#id_name">Name: {FEHLT}</a>',
            f'<a class="kern-link" href="#id_ort_0">Ort: {FEHLT}</a>',
            f'<a class="kern-link" href="#id_am_0">Geburtsdatum: {FEHLT}</a>',
            title="Bitte prüfen Sie 4 Angaben",
        ),
    )


def test_summary_is_empty_without_errors():
    html = Template("{% load crispy_forms_tags %}{{ form|as_crispy_errors }}").render(Context({"form": Anmeldung()}))
    assert html.strip() == ""


class Person(forms.Form):
    vorname = forms.CharField(label="Vorname")


def test_summary_of_a_formset_counts_all_its_forms():
    formset = formset_factory(Person)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-vorname": "", "form-1-vorname": "Olena"}
    )
    html = Template("{% load crispy_forms_tags %}{{ formset|crispy }}").render(Context({"formset": formset}))
    link = f'<a class="kern-link" href="#id_form-0-vorname">Vorname: {FEHLT}</a>'
    assertInHTML(summary(link, title="Bitte prüfen Sie 1 Angabe"), html)
    assertInHTML('<input type="hidden" name="form-TOTAL_FORMS" value="2" id="id_form-TOTAL_FORMS">', html)


def laid_out(*layout, form: forms.Form | None = None) -> str:
    helper = FormHelper()
    helper.layout = Layout(*layout)
    helper.disable_csrf = True
    return render_crispy_form(form or Person(), helper)


VORNAME = (
    '<div class="kern-form-input" id="div_id_vorname"><label class="kern-label" for="id_vorname">Vorname</label>'
    '<input type="text" name="vorname" required class="kern-form-input__input" id="id_vorname"></div>'
)


WER = '<legend class="kern-label">Wer kommt?</legend>'
WEITER = (
    '<button type="submit" class="kern-btn kern-btn--primary" id="submit-id-weiter" name="weiter" value="Weiter">'
    '<span class="kern-label">Weiter</span></button>'
)


@pytest.mark.parametrize(
    ("layout", "html"),
    [
        (Row(Column("vorname")), f'<div class="feldreihe"><div class="feldspalte">{VORNAME}</div></div>'),
        (
            Fieldset("Wer kommt?", "vorname"),
            f'<fieldset class="kern-fieldset">{WER}<div class="kern-fieldset__body">{VORNAME}</div></fieldset>',
        ),
        (
            ButtonHolder(Submit("weiter", "Weiter")),
            f'<div class="reihe">{WEITER}</div>',
        ),
    ],
    ids=["row", "fieldset", "buttons"],
)
def test_layout(layout, html):
    assertHTMLEqual(laid_out(layout), f'<form method="post" novalidate><div class="formular">{html}</div></form>')


def test_form_with_a_file_is_multipart():
    form = type("F", (forms.Form,), {"vorname": forms.FileField()})()
    assert 'enctype="multipart/form-data"' in laid_out("vorname", form=form)
