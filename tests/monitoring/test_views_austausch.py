"""Pages of the exchange and of the organisation's development."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.models import Austauschtreffen, Entwicklungsphase, Entwicklungswerkstatt, Fundstueck, Vereinbarung, Vorhaben
from tests.factories.austausch import EntwicklungsphaseFactory, FundstueckFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.monitoring.test_austausch import VORHABEN, content
from tests.termine.empfang import join


@pytest.fixture
def leitung(client, uhr, db):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def upload(client, text: bytes):
    return client.post(reverse("austausch:einlesen"), {"datei": SimpleUploadedFile("datei.json", text)})


def test_meeting_agreement_and_measure(client, leitung):
    data = {"tag": "2026-11-02", "thema": "Briefe", "aemter": "Amt Aue\n\n Amt  Berg \nAmt Aue", "niederschrift": "Gut."}
    assert set(client.post(reverse("austausch:treffen_neu"), data | {"tag": "2027-01-01"}).context["form"].errors) == {"tag"}
    meeting = client.post(reverse("austausch:treffen_neu"), data).url
    assert [amt.name for amt in Austauschtreffen.objects.get().aemter.all()] == ["Amt Aue", "Amt Berg"]
    client.post(meeting + "vereinbarung/", {"text": "Bausteine tauschen", "bis": ""})
    row = Vereinbarung.objects.get()
    page = reverse("austausch:vereinbarung_aufnehmen", args=[row.pk])
    unit = client.get(page).context["form"].initial["einheit"]
    assert client.post(page, {"einheit": getattr(unit, "pk", unit)}).url == Vorhaben.objects.get().get_absolute_url()
    assert Vorhaben.objects.get().get_absolute_url() in client.get(meeting).content.decode()


def test_file_is_looked_at_before_anything_is_taken_over(client, leitung):
    preview = upload(client, content(VORHABEN))
    assert (preview.context["neu"], Fundstueck.objects.count()) == (1, 0)
    client.post(reverse("austausch:einlesen"), {"text": preview.context["text"]})
    assert [row.titel for row in Fundstueck.objects.all()] == ["Abendsprechstunde"]
    assert "Bis 20 Uhr." in client.get(reverse("austausch:fundstuecke") + "?art=vorhaben&q=abend").content.decode()


def test_faults_of_a_file_stand_by_row_and_nothing_is_taken_over(client, leitung):
    text = content(VORHABEN, {"art": "mensch"})
    assert "Eintrag 2: Unbekannte Art." in upload(client, text).content.decode()
    client.post(reverse("austausch:einlesen"), {"text": text.decode()})
    client.post(reverse("austausch:einlesen"), {"text": "unsinn"})
    assert Fundstueck.objects.count() == 0
    assert "datei" in upload(client, b"unsinn").context["form"].errors
    assert "datei" in client.post(reverse("austausch:einlesen"), {}).context["form"].errors


def test_own_file_leaves_as_an_attachment(client, leitung):
    answer = client.get(reverse("austausch:ausgeben"))
    assert answer["Content-Disposition"] == 'attachment; filename="austausch-2026-11-24.json"'
    assert json.loads(answer.content)["version"] == 1


def test_measure_of_others_becomes_an_idea_of_ours(client, leitung):
    row, unit = FundstueckFactory.create(), OrganisationseinheitFactory.create()
    client.post(reverse("austausch:fundstueck_aufnehmen", args=[row.pk]), {"einheit": unit.pk})
    assert "Unsere Maßnahme daraus" in client.get(reverse("austausch:fundstuecke")).content.decode()


def test_phase_with_workshop_and_result(client, leitung):
    data = {"titel": "Werkstätten", "zweck": "", "von": "2026-11-01", "bis": "2026-10-01"}
    assert set(client.post(reverse("austausch:phase_neu"), data).context["form"].errors) == {"bis"}
    phase = client.post(reverse("austausch:phase_neu"), data | {"bis": "2026-12-01"}).url
    words = {"tag": "2026-11-20", "titel": "Rückfragen", "teilnehmende": "0", "ergebnis": "Eine Ansprechperson."}
    assert set(client.post(phase + "werkstatt/", words).context["form"].errors) == {"teilnehmende"}
    client.post(phase + "werkstatt/", words | {"teilnehmende": "12"})
    client.post(phase + "ergebnis/", {"ergebnis": "Drei Vorschläge"})
    row, unit = Entwicklungswerkstatt.objects.get(), OrganisationseinheitFactory.create()
    client.post(reverse("austausch:werkstatt_aufnehmen", args=[row.pk]), {"einheit": unit.pk})
    page = client.get(phase).content.decode()
    assert ("Drei Vorschläge" in page, "Maßnahme daraus" in page, Entwicklungsphase.objects.count()) == (True, True, 1)


def test_staff_reads_the_phases_and_not_the_minutes(client, uhr, db):
    phase = EntwicklungsphaseFactory.create()
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    seen = [client.get(page).status_code for page in (phase.get_absolute_url(), reverse("austausch:liste"))]
    assert seen == [200, 404]


@pytest.mark.parametrize("query", ["?amt=unsinn", "?art=x", "?q=%00"])
def test_filter_survives_nonsense(client, leitung, query):
    assert client.get(reverse("austausch:fundstuecke") + query).status_code == 200
    assert client.get(reverse("austausch:liste") + query).status_code == 200
