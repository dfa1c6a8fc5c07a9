"""Documents of a case: folders, versions, what is taken over from a concern, and how long files stay."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from behoerde.kern import uhr as kern_uhr
from behoerde.kern.actions.datei import copy_file, reject, release
from behoerde.kern.actions.loeschung import run_erasure
from behoerde.kern.db import System, als
from behoerde.kern.enums import Dateigrund
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei, Protokolleintrag
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import darf_datei_sehen
from fallmanagement.dokumente import DATEIZWECK
from fallmanagement.models import Dokument
from fallmanagement.queries.dokumente import abgelegt, quellen
from tests.factories.datei import taken, upload
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.fallmanagement_profil import DokumentFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import LeistungFactory
from tests.kern import evil
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "angemeldet")]


@pytest.fixture
def seite(akte):
    return reverse("fallmanagement:dokumente", args=[akte.pk])


def text(response) -> str:
    return response.content.decode()


def put(client, seite: str, name: str = "vertrag.jpg", **more):
    data = {"was": "ablegen", "ordner": "arbeit", "titel": "Vertrag", "datei": upload(name)} | more
    return client.post(seite, data)


def versions(akte) -> list[tuple[str, list[int], list[int]]]:
    return [
        (str(ordner), [eintrag.gilt.nummer if eintrag.gilt else 0 for eintrag in found], [len(e.andere) for e in found])
        for ordner, found in abgelegt(akte)
    ]


def test_file_lies_in_its_folder_and_waits_for_the_scanner(client, seite, akte):
    assert "Noch kein Dokument" in text(client.get(seite))
    put(client, seite)
    assert versions(akte) == [("arbeit", [1], [0])]
    page = text(client.get(seite))
    assert ("wird auf Viren geprüft" in page, "Ansehen" in page) == (True, False)
    assert Protokolleintrag.objects.filter(vorgang="dokument_abgelegt").count() == 1


def test_newer_file_is_in_force_and_the_older_one_stays(client, seite, akte):
    put(client, seite)
    row = Dokument.objects.get()
    client.post(seite, {"was": "fassung", "zeile": str(row.pk), "fassung-datei": upload("neu.jpg", evil.jpeg(colour="green"))})
    assert versions(akte) == [("arbeit", [2], [1])]


def test_same_file_again_is_no_new_version(client, seite, akte):
    put(client, seite)
    data = {"was": "fassung", "zeile": str(Dokument.objects.get().pk), "fassung-datei": upload("nochmal.jpg")}
    assert "schon als Fassung abgelegt" in text(client.post(seite, data, follow=True))
    assert versions(akte) == [("arbeit", [1], [0])]


def test_refused_version_does_not_count(client, seite, akte):
    put(client, seite)
    datei = Datei.objects.get(zweck=DATEIZWECK)
    reject(datei, grund=Dateigrund.SCHADSOFTWARE)
    assert versions(akte) == [("arbeit", [0], [1])]
    assert "Keine Fassung wurde angenommen." in text(client.get(seite))


def test_file_that_is_none_is_refused_beside_the_field_and_leaves_nothing(client, seite):
    page = text(put(client, seite, datei=upload("x.pdf", b"kein PDF")))
    assert 'value="Vertrag"' in page
    assert (Dokument.objects.count(), Datei.objects.count()) == (0, 0)


def test_document_is_moved_and_taken_out_with_its_files(client, seite):
    put(client, seite)
    row = Dokument.objects.get()
    client.post(seite, {"was": "aendern", "zeile": str(row.pk), "lage-ordner": "sprache", "lage-titel": "Zeugnis"})
    row.refresh_from_db()
    assert (row.ordner, row.titel) == ("sprache", "Zeugnis")
    client.post(seite, {"was": "entfernen", "zeile": str(row.pk)})
    assert (Dokument.objects.count(), Datei.objects.count()) == (0, 0)


def test_document_of_another_case_does_not_exist(client, seite):
    other = DokumentFactory.create()
    assert client.post(seite, {"was": "entfernen", "zeile": str(other.pk)}).status_code == 404


def test_only_who_sees_the_case_opens_its_files(akte, fallmanagerin, einheit):
    row = DokumentFactory.create(fallakte=akte)
    stranger = staff_of(OrganisationseinheitFactory.create(name="Anderes Amt"), Rolle.FALLMANAGEMENT)
    users = [fallmanagerin, stranger, staff_of(einheit, Rolle.EMPFANG)]
    assert [darf_datei_sehen(user, DATEIZWECK, row.pk) for user in users] == [True, False, False]


def test_opening_a_file_stands_in_the_read_log(client, seite, einheit):
    put(client, seite)
    datei = Datei.objects.get()
    release(datei)
    assert client.get(reverse("kern:datei", args=[datei.pk])).status_code == 200
    with als(join(client, einheit, Rolle.DATENSCHUTZ)):
        assert Protokolleintrag.objects.filter(vorgang="gelesen", objekt_id=str(datei.pk)).count() == 1


@pytest.fixture
def anliegen(akte, einheit):
    """A concern about the person of the case in the same unit, with one scanned file the person sent."""
    from termine.models import Anliegen, Aufnahme

    row = Aufnahme.objects.create(
        leistung=LeistungFactory.create(name="Verlängerung"), kontakt=akte.person, einheit=einheit, schluessel="probe"
    )
    person = akte.person
    Anliegen.objects.create(person=person, person_hash=person.person_hash, leistung=row.leistung, aufnahme=row)
    with als(System.KUNDE):
        datei = taken("pass.jpg", zweck="anliegen", objekt_id=row.pk)
    release(datei)
    return row


def test_file_of_a_concern_is_taken_over_with_its_history(client, seite, akte, anliegen, fallmanagerin):
    source = Datei.objects.get(zweck="anliegen")
    for _twice in range(2):
        client.post(seite, {"was": "uebernehmen", "datei": str(source.pk), "ordner": "aufenthalt"})
    row, copy = Dokument.objects.get(), Datei.objects.get(zweck=DATEIZWECK)
    assert (row.ordner, row.titel, row.herkunft) == ("aufenthalt", "pass", f"Anliegen {anliegen.nummer}: Verlängerung")
    source.refresh_from_db()
    assert (copy.system, copy.angelegt_am, copy.geprueft_am) == ("kunde", source.angelegt_am, source.geprueft_am)
    assert (copy.read(), copy.ablage != source.ablage) == (source.read(), True)
    assert [quelle.dokument for quelle in quellen(akte, fallmanagerin)] == [row]


def test_unscanned_file_cannot_be_taken_over(client, seite, anliegen):
    taken("zeugnis.jpg", evil.jpeg(colour="green"), zweck="anliegen", objekt_id=anliegen.pk)
    waiting = Datei.objects.get(zweck="anliegen", status="quarantaene")
    page = client.post(seite, {"was": "uebernehmen", "datei": str(waiting.pk)}, follow=True)
    assert "noch nicht geprüft" in text(page)
    assert Dokument.objects.count() == 0


def test_file_of_a_concern_nobody_here_may_see_is_not_offered(client, seite, akte, anliegen, fallmanagerin):
    anliegen.einheit = OrganisationseinheitFactory.create(name="Anderes Amt")
    anliegen.save()
    assert quellen(akte, fallmanagerin) == []
    source = Datei.objects.get(zweck="anliegen")
    assert "gibt es nicht mehr" in text(client.post(seite, {"was": "uebernehmen", "datei": str(source.pk)}, follow=True))


def test_copy_of_what_is_in_quarantine_is_refused(akte):
    with pytest.raises(DomainError):
        copy_file(taken(), zweck=DATEIZWECK, objekt_id=akte.pk)


def test_files_stay_as_long_as_their_document(client, seite):
    put(client, seite)
    Datei.objects.update(angelegt_am=kern_uhr.now() - timedelta(days=400))
    run_erasure()
    assert Datei.objects.count() == 1
    Dokument.objects.all().delete()
    run_erasure()
    assert Datei.objects.count() == 0


@pytest.mark.parametrize("values", [{"ordner": "keller"}, {"titel": " "}])
def test_database_refuses(akte, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        DokumentFactory.create(fallakte=akte, **values)


def test_other_unit_sees_no_document(akte, fallmanagerin):
    own = DokumentFactory.create(fallakte=akte)
    DokumentFactory.create(fallakte=FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt")))
    with als(fallmanagerin):
        assert list(Dokument.objects.all()) == [own]
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT fallakte_id FROM fallmanagement_dokumentevent")
            assert cursor.fetchall() == [(akte.pk,)]
