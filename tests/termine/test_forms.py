"""What people type is read kindly, and refused with a sentence that helps."""

import pytest

from behoerde.kern.kontaktform import clean_name
from behoerde.kern.models import Person
from termine.forms.angaben import KontaktForm, personen_formset
from termine.forms.code import plain_digits


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna   Maria ", "Anna Maria"),
        ("\u202eOlena\u2066", "Olena"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("علی\u200cرضا", "علی\u200cرضا"),  # the joiner belongs to Persian names
        ("O'Brien-Łuczak", "O'Brien-Łuczak"),
    ],
)
def test_name_loses_only_what_nobody_sees(typed, kept):
    assert clean_name(typed) == kept


def persons(**typed):
    data = {"person-0-vorname": "Olena", "person-0-nachname": "Beispiel"}
    data |= {f"person-0-geburtsdatum_{at}": part for at, part in enumerate(("17", "5", "1990"))}
    return personen_formset(1, data | {f"person-0-{name}": value for name, value in typed.items()})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"vorname": "123"}, "Bitte schreiben Sie den Namen mit Buchstaben."),
        ({"geburtsdatum_2": "2990"}, "Dieses Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr."),
        ({"geburtsdatum_2": "1890"}, "Dieses Datum liegt zu lange zurück. Bitte prüfen Sie das Jahr."),
        ({"geburtsdatum_0": "31", "geburtsdatum_1": "2"}, "Dieses Datum gibt es nicht."),
        ({"geburtsdatum_2": "90"}, "Dieses Datum gibt es nicht."),
        ({"geburtsdatum_0": "", "geburtsdatum_1": "", "geburtsdatum_2": ""}, "Bitte geben Sie das Geburtsdatum an."),
    ],
)
def test_person_is_refused_with_a_helpful_sentence(typed, sentence):
    (errors,) = persons(**typed).errors[0].values()
    assert errors[0].startswith(sentence)


@pytest.mark.parametrize("typed", ["-", " – ", "—", "---"])
def test_somebody_with_one_name_writes_a_dash_for_the_other(typed):
    forms = persons(vorname=typed, nachname="Suharto")
    assert forms.is_valid()
    (found,) = forms.personen()
    assert (found.vorname, found.nachname) == ("-", "Suharto")
    assert str(Person(vorname=found.vorname, nachname=found.nachname)) == "Suharto"
    assert persons(nachname=typed).errors[0] == {"nachname": ["Bitte schreiben Sie den Namen mit Buchstaben."]}


def test_number_of_people_does_not_come_from_the_browser():
    forms = persons()
    assert personen_formset(2, forms.data | {"person-TOTAL_FORMS": "1"}).is_valid() is False
    assert (forms.is_valid(), len(forms.personen())) == (True, 1)


ZU_LANG = f"olena@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
KEINE_SMS = "An diese Nummer können wir keine SMS schicken. Bitte geben Sie eine Handynummer an, zum Beispiel 0151 23456789."


def contact(**typed):
    form = KontaktForm({"kontaktweg": "email", "sprache": "de", "email": "a@beispiel.example"} | typed)
    return form.angaben() if form.is_valid() else dict(form.errors)


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ({}, ("a@beispiel.example", "")),
        ({"mobil": "keine"}, ("a@beispiel.example", "")),  # what stands in the other field does not count
        ({"kontaktweg": "mobil", "mobil": "0151 23456789"}, ("", "+4915123456789")),
        ({"kontaktweg": "keiner"}, ("", "")),
    ],
)
def test_only_the_chosen_way_counts(typed, reached):
    kontakt = contact(**typed)
    assert (kontakt.email, kontakt.mobil) == reached


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({"email": ""}, {"email": ["Bitte geben Sie Ihre E-Mail-Adresse an."]}),
        ({"email": ZU_LANG}, {"email": ["Diese E-Mail-Adresse ist zu lang. Bitte prüfen Sie, ob Sie sich vertippt haben."]}),
        ({"kontaktweg": "mobil"}, {"mobil": ["Bitte geben Sie Ihre Handynummer an."]}),
        ({"kontaktweg": "mobil", "mobil": "0221 2210"}, {"mobil": [KEINE_SMS]}),
        ({"kontaktweg": ""}, {"kontaktweg": ["Bitte wählen Sie, wohin wir die Bestätigung schicken."]}),
    ],
)
def test_missing_or_useless_contact_is_said_where_it_stands(typed, sentences):
    assert contact(**typed) == sentences


def test_digits_of_every_keyboard_are_read():
    assert plain_digits("١٢٣ 4۵-6") == "123456"
