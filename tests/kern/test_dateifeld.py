"""The field keeps what was taken, says file by file what was refused, and changes files without judging the form."""

from uuid import UUID, uuid4

import pytest
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from behoerde.kern.actions import datei as aktionen
from behoerde.kern.actions.datei import adopt_entwurf, reject
from behoerde.kern.dateien.feld import DateienMixin, DateiFeld
from behoerde.kern.dateien.reinigung import clean
from behoerde.kern.db import System, als
from behoerde.kern.enums import Dateigrund
from behoerde.kern.models import ENTWURF, Datei
from behoerde.kern.schutz import SchutzMixin
from tests.factories.datei import upload
from tests.factories.kern import UserFactory
from tests.kern import evil

pytestmark = pytest.mark.django_db


class ProbeForm(DateienMixin, forms.Form):
    name = forms.CharField()
    unterlagen = DateiFeld(label="Unterlagen", required=False, hoechstens=3)


class PflichtForm(DateienMixin, forms.Form):
    unterlagen = DateiFeld(label="Unterlagen")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    """Clean uploads here, which is faster."""
    monkeypatch.setattr(aktionen, "clean_shielded", clean)


@pytest.fixture
def sent(rf):
    """Return a function that sends a form: files and other fields, as a browser would."""

    def send(*uploads, form=ProbeForm, entwurf: UUID | None = None, **fields) -> forms.Form:
        data = QueryDict(mutable=True)
        data.update({"name": "Olena", "unterlagen_entwurf": str(entwurf or uuid4())} | fields)
        return form(data, MultiValueDict({"unterlagen": list(uploads)}), request=rf.post("/"))

    return send


def names(entwurf) -> list[str]:
    return [datei.name for datei in Datei.objects.of(ENTWURF, entwurf)]


def test_files_come_with_the_form(sent):
    entwurf = uuid4()
    form = sent(upload("a.jpg"), upload("b.pdf", evil.pdf()), entwurf=entwurf)
    assert (form.is_valid(), form.cleaned_data["unterlagen"], names(entwurf)) == (True, entwurf, ["a.jpg", "b.pdf"])


def test_form_without_files_is_fine_when_they_are_voluntary(sent):
    assert sent().is_valid()


def test_form_without_files_is_refused_when_they_are_needed(sent):
    assert sent(form=PflichtForm).errors == {"unterlagen": ["Bitte fügen Sie mindestens eine Datei hinzu."]}


def test_file_of_an_earlier_try_counts(sent):
    entwurf = uuid4()
    assert not sent(upload(), entwurf=entwurf, name="").is_valid()
    assert sent(form=PflichtForm, entwurf=entwurf).is_valid()


def test_form_that_was_adopted_already_may_be_sent_again(sent):
    entwurf = uuid4()
    sent(upload(), entwurf=entwurf).is_valid()
    adopt_entwurf(entwurf, zweck="anliegen", objekt_id=uuid4())
    assert sent(form=PflichtForm, entwurf=entwurf).is_valid()


def test_error_elsewhere_loses_no_file(sent):
    entwurf = uuid4()
    form = sent(upload("a.jpg"), entwurf=entwurf, name="")
    html = str(form["unterlagen"])
    assert (list(form.errors), names(entwurf)) == (["name"], ["a.jpg"])
    assert (str(entwurf) in html, "a.jpg" in html) == (True, True)


def test_each_refused_file_has_its_sentence_and_the_others_stay(sent):
    entwurf = uuid4()
    form = sent(upload("gut.jpg"), upload("leer.pdf", b""), upload("lied.mp3", b"ID3" + bytes(40)), entwurf=entwurf)
    assert form.errors["unterlagen"] == [
        "„leer.pdf“: Die Datei ist leer. Bitte wählen Sie sie noch einmal aus.",
        "„lied.mp3“: Diese Art von Datei können wir nicht annehmen. Bitte senden Sie ein PDF oder ein Foto (JPEG oder PNG).",
    ]
    assert names(entwurf) == ["gut.jpg"]


def test_too_many_files_are_refused(sent):
    entwurf = uuid4()
    form = sent(*(upload(f"{n}.jpg", evil.jpeg(20 + n)) for n in range(4)), entwurf=entwurf)
    assert form.errors == {"unterlagen": ["„3.jpg“: Hier ist Platz für höchstens 3 Dateien."]}
    assert len(names(entwurf)) == 3


def test_button_of_the_field_judges_nothing_else(sent):
    entwurf = uuid4()
    form = sent(upload("a.jpg"), entwurf=entwurf, name="", unterlagen_hinzufuegen="1")
    assert (form.is_valid(), form.errors, names(entwurf)) == (False, {}, ["a.jpg"])


def test_button_of_the_field_shows_what_was_refused(sent):
    form = sent(upload("a.jpg", b""), name="", unterlagen_hinzufuegen="1")
    assert list(form.errors) == ["unterlagen"]


def test_button_asks_for_no_file(sent):
    assert sent(form=PflichtForm, unterlagen_hinzufuegen="1").errors == {}


def test_button_uses_up_no_proof_of_work(rf):
    class Geschuetzt(DateienMixin, SchutzMixin, forms.Form):
        schutz_zweck = "probe"
        unterlagen = DateiFeld(label="Unterlagen", required=False)

    data = QueryDict(f"unterlagen_entwurf={uuid4()}&unterlagen_hinzufuegen=1&schutz_loesung=egal")
    form = Geschuetzt(data, MultiValueDict(), request=rf.post("/"))
    assert (form.is_valid(), form.errors, form.weg) == (False, {}, None)


def test_removed_file_is_gone_and_typed_text_stays(sent):
    entwurf = uuid4()
    sent(upload("a.jpg"), upload("b.jpg", evil.jpeg(22)), entwurf=entwurf).is_valid()
    first = Datei.objects.get(entwurf=entwurf, groesse=Datei.objects.of(ENTWURF, entwurf)[0].groesse)
    form = sent(entwurf=entwurf, unterlagen_entfernen=str(first.pk), name="Olena")
    assert (form.is_valid(), form.errors, names(entwurf), form["name"].value()) == (False, {}, ["b.jpg"], "Olena")


@pytest.mark.parametrize("foreign", ["a file of another form", "a file that was adopted", "nonsense"])
def test_only_own_files_of_this_form_can_be_removed(sent, foreign):
    theirs, mine = uuid4(), uuid4()
    sent(upload(), entwurf=theirs).is_valid()
    datei = Datei.objects.get()
    if foreign == "a file that was adopted":
        adopt_entwurf(theirs, zweck="anliegen", objekt_id=uuid4())
        mine = theirs
    sent(entwurf=mine, unterlagen_entfernen="nonsense" if foreign == "nonsense" else str(datei.pk)).is_valid()
    assert Datei.objects.count() == 1


@pytest.mark.parametrize("key", ["", "nonsense", "0"])
def test_form_without_a_proper_key_gets_a_new_one(sent, key):
    form = sent(upload(), unterlagen_entwurf=key)
    assert (form.is_valid(), isinstance(form.cleaned_data["unterlagen"], UUID)) == (True, True)


def test_two_forms_do_not_share_files(rf):
    keys = {ProbeForm(request=rf.get("/"))["unterlagen"].as_widget().split('_entwurf" value="')[1][:36] for _ in range(2)}
    assert len(keys) == 2


def test_file_found_to_be_infected_says_so_in_the_form(sent):
    entwurf = uuid4()
    form = sent(upload(), entwurf=entwurf)
    form.is_valid()
    reject(Datei.objects.get(), grund=Dateigrund.SCHADSOFTWARE)
    assert "In der Datei steckt Schadsoftware." in str(sent(entwurf=entwurf)["unterlagen"])


def test_strangers_are_limited_and_told_when_to_come_back(sent, settings):
    settings.DATEIEN_GRENZEN = ["2/h", "9/h"]
    with als(System.KUNDE):
        form = sent(*(upload(f"{n}.jpg", evil.jpeg(20 + n)) for n in range(3)))
        assert [text[:42] for text in form.errors["unterlagen"]] == ["„2.jpg“: Gerade kamen zu viele Anfragen. B"]


def test_staff_is_not_limited(sent, settings):
    settings.DATEIEN_GRENZEN = ["1/h", "1/h"]
    with als(UserFactory.create()):
        assert sent(upload("a.jpg"), upload("b.jpg", evil.jpeg(22))).is_valid()


def test_name_of_a_file_cannot_smuggle_markup(sent):
    form = sent(upload('<img src=x onerror="alert(1)">.jpg'), upload("<b>.txt", b"x"), name="")
    html = str(form["unterlagen"]) + form.errors["unterlagen"].as_ul()
    assert ("<img" in html, "<b>" in html, "&lt;b&gt;" in html) == (False, False, True)


def test_control_names_what_may_be_chosen(rf):
    html = str(ProbeForm(request=rf.get("/"))["unterlagen"])
    assert 'accept="application/pdf,image/jpeg,image/png"' in html
    assert (" required" in str(PflichtForm(request=rf.get("/"))["unterlagen"]), "multiple" in html) == (False, True)
    assert ProbeForm(request=rf.get("/")).is_multipart()


def test_enter_in_another_field_presses_no_file_button(sent):
    entwurf = uuid4()
    sent(upload(), entwurf=entwurf).is_valid()
    buttons = str(sent(entwurf=entwurf)["unterlagen"]).split("<button")[1:]
    assert ["name=" in button.split(">")[0] for button in buttons] == [False, True, True]


def test_more_than_30_mb_at_once_get_a_page_and_nothing_of_it_is_read(client):
    response = client.post("/termine/mein/", {"datei": upload("a.jpg", bytes(33 * 1024**2))})
    assert (response.status_code, "Das war zu viel auf einmal" in response.content.decode()) == (413, True)


def test_less_than_30_mb_at_once_are_read(client):
    assert client.post("/termine/mein/", {"datei": upload("a.jpg", bytes(31 * 1024**2))}).status_code == 200
