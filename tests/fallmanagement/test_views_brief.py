"""Pages of letters: templates by the lead, letters of a case, runs with preview and progress."""

import io

import pikepdf
import pytest
from django.urls import reverse

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Brief, Briefserie
from fallmanagement.tasks import write_briefserien
from tests.factories.zusammenarbeit import BrieffassungFactory, BriefserieFactory
from tests.termine.empfang import join, lesespuren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ruhig")]
NEU = {"name": "Einladung", "betreff_de": "Einladung", "text_de": "Guten Tag {name}"}


@pytest.fixture
def fassung(akte, einheit):
    with als(System.AUFGABE):
        texte = {"ar": {"betreff": "دعوة", "text": "مرحباً {vorname}"}}
        return BrieffassungFactory.create(vorlage__einheit=einheit, vorlage__name="Einladung", uebersetzungen=texte)


def test_lead_writes_a_template_and_nothing_typed_is_lost(client, akte, einheit):
    join(client, einheit, Rolle.LEITUNG)
    address = reverse("fallmanagement:briefvorlagen")
    page = client.post(address, NEU | {"einheit": einheit.pk, "text_de": "Guten Tag {nmae}"})
    assert list(page.context["form"].errors) == ["text_de"]
    assert page.context["form"]["text_de"].value() == "Guten Tag {nmae}"
    half = client.post(address, NEU | {"einheit": einheit.pk, "betreff_uk": "Запрошення"})
    assert list(half.context["form"].errors) == ["text_uk"]
    page = client.post(address, NEU | {"einheit": einheit.pk}, follow=True)
    assert page.context["vorschau"]["text"] == "Guten Tag Olena Beispiel"
    here = page.redirect_chain[-1][0]
    page = client.post(here, {"was": "speichern", "betreff_de": "Neu", "text_de": "Neu"}, follow=True)
    assert page.context["fassung"].nummer == 2


def test_case_manager_changes_no_template(client, akte, fassung, einheit):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    assert client.get(fassung.vorlage.get_absolute_url()).context["form"] is None
    assert client.post(reverse("fallmanagement:briefvorlagen"), NEU | {"einheit": einheit.pk}).status_code == 404
    assert client.post(fassung.vorlage.get_absolute_url(), {"betreff_de": "x", "text_de": "x"}).status_code == 404


def test_letter_of_a_case_is_a_tagged_pdf_in_both_languages(client, akte, fassung, einheit):
    akte.person.sprache = "ar"
    akte.person.save()
    join(client, einheit, Rolle.FALLMANAGEMENT)
    address = reverse("fallmanagement:akte_briefe", args=[akte.pk])
    assert list(client.post(address, {"was": "schreiben"}).context["form"].errors) == ["vorlage"]
    client.post(address, {"was": "schreiben", "vorlage": str(fassung.vorlage_id)})
    assert f"Einladung {akte.aktenzeichen}" in client.get(address).text
    with als(System.AUFGABE):
        letter = Brief.objects.get()
    answer = client.get(reverse("fallmanagement:brief", args=[akte.pk, letter.pk]))
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert (len(pdf.pages), bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (2, True, "de")
    assert client.get(reverse("fallmanagement:brief", args=[akte.pk, akte.pk])).status_code == 404


def test_run_from_preview_to_print(client, akte, fassung, einheit):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    here = fassung.vorlage.get_absolute_url()
    page = client.get(here, {"ansicht": "offen", "vorschau": "1"})
    assert page.context["plan"].akten == [akte]
    page = client.post(here, {"was": "serie", "ansicht": "offen"}, follow=True)
    assert "0 von 1 Briefen geschrieben" in page.text
    assert 'hx-trigger="every 3s"' in page.text
    write_briefserien()
    with als(System.AUFGABE):
        serie = Briefserie.objects.get()
    page = client.get(serie.get_absolute_url(), headers={"X-Hintergrund": "1"})
    assert [entry[2] for entry in lesespuren()].count(str(serie.pk)) == 1
    assert ("1 von 1 Briefen geschrieben" in page.text, "every 3s" in page.text) == (True, False)
    assert client.get(reverse("fallmanagement:briefserie_druck", args=[serie.pk])).content[:5] == b"%PDF-"
    again = client.get(here, {"ansicht": "offen", "vorschau": "1"})
    assert "hat diesen Brief schon" in again.text


def test_run_of_somebody_else_is_not_there(client, akte, fassung, einheit):
    with als(System.AUFGABE):
        serie = BriefserieFactory.create(fassung=fassung)
    join(client, einheit, Rolle.FALLMANAGEMENT)
    assert client.get(serie.get_absolute_url()).status_code == 404
