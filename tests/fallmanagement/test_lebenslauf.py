"""The CV says what somebody can and did, in German, and nothing that is no business of an employer."""

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from pikepdf import Pdf

from fallmanagement.kompetenzen import Anerkennung, Fertigkeit, Sprachnachweis
from fallmanagement.queries.lebenslauf import Eintrag, lebenslauf
from tests.factories.fallmanagement import AufenthaltsstatusFactory
from tests.factories.fallmanagement_profil import (
    BerufserfahrungFactory,
    BerufswunschFactory,
    KompetenzprofilFactory,
    QualifikationFactory,
    SprachstandFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "angemeldet")]


@pytest.fixture
def voll(akte):
    """A profile with something in every part."""
    akte.person.geburtsdatum = date(1992, 3, 14)
    akte.person.save()
    AufenthaltsstatusFactory.create(person=akte.person)
    KompetenzprofilFactory.create(fallakte=akte, fuehrerscheine=["B"], arbeitszeit="teilzeit")
    BerufswunschFactory.create(fallakte=akte, bezeichnung="Köchin")
    BerufserfahrungFactory.create(fallakte=akte, bezeichnung="Köchin", betrieb="Gasthaus", aufgaben="Kalte Küche")
    BerufserfahrungFactory.create(fallakte=akte, bezeichnung="Helferin", zeitraum=DateRange(date(2024, 5, 1), None))
    QualifikationFactory.create(fallakte=akte, bezeichnung="Kochlehre", jahr=2018, anerkennung=Anerkennung.BEANTRAGT)
    QualifikationFactory.create(fallakte=akte, bezeichnung="Schule", jahr=2014, anerkennung=Anerkennung.ABGELEHNT)
    SprachstandFactory.create(fallakte=akte, nachweis=Sprachnachweis.ZERTIFIKAT, zertifikat="telc Deutsch B1")
    SprachstandFactory.create(fallakte=akte, fertigkeit=Fertigkeit.LESEN, niveau="A0")
    return akte


def test_every_part_is_said_in_german(voll):
    assert lebenslauf(voll).abschnitte == [
        ("Gesucht", [Eintrag("", "Köchin", "Teilzeit")]),
        (
            "Berufserfahrung",
            [
                Eintrag("seit 05/2024", "Helferin"),
                Eintrag("03/2019 bis 03/2022", "Köchin, Gasthaus", "Kalte Küche"),
            ],
        ),
        ("Ausbildung und Abschlüsse", [Eintrag("2018", "Kochlehre", "Anerkennung: beantragt"), Eintrag("2014", "Schule")]),
        ("Sprachen", [Eintrag("", "Deutsch: sprechen B1", "telc Deutsch B1")]),
        ("Führerschein", [Eintrag("", "Klasse B")]),
    ]


def test_birthday_stands_there_only_when_the_person_wants_it(voll):
    assert "14. März 1992" not in " ".join(lebenslauf(voll).kontakt)
    voll.kompetenzprofil.geburtstag_im_lebenslauf = True
    voll.kompetenzprofil.save()
    assert lebenslauf(voll).kontakt[-1] == "geboren am 14. März 1992"


def test_preview_shows_it_in_german_to_whoever_works_in_english(client, voll):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("fallmanagement:lebenslauf", args=[voll.pk])).content.decode()
    assert "03/2019 bis 03/2022" in page


def test_empty_profile_makes_no_file_yet(client, akte):
    page = client.get(reverse("fallmanagement:lebenslauf", args=[akte.pk])).content.decode()
    assert ("Das Profil ist noch leer" in page, "lebenslauf.pdf" in page) == (True, False)


def test_file_names_neither_office_nor_status_nor_birthday(client, voll, monkeypatch):
    written = []
    monkeypatch.setattr("behoerde.kern.pdf.write.write_pdf", lambda html: written.append(html) or b"%PDF-1.7")
    client.get(reverse("fallmanagement:lebenslauf_pdf", args=[voll.pk]))
    text = written[0].partition("</head>")[2]
    assert [word for word in ("Amina Haidari", "Kalte Küche", "telc Deutsch B1") if word not in text] == []
    office = (settings.BEHOERDE["name"], settings.BEHOERDE["stadt"], settings.BEHOERDE["telefon"])
    forbidden = (*office, "Duldung", "1992", "Aufenthalt", voll.aktenzeichen, "abgelehnt")
    assert [word for word in forbidden if word in written[0]] == []


def test_file_is_readable_by_everybody(client, voll):
    answer = client.get(reverse("fallmanagement:lebenslauf_pdf", args=[voll.pk]))
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Author"]) == "Amina Haidari"
