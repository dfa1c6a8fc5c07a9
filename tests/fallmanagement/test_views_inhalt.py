"""The tabs of a case: residence with its Frist, deadlines, notes; and the list of what is due."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from fallmanagement.enums import Fristart, Vermerkstufe
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Frist, Vermerk, Vertretung
from fallmanagement.queries.fristen import due
from tests.factories.fallmanagement import (
    AufenthaltsstatusFactory,
    FallakteFactory,
    FristFactory,
    VermerkFactory,
    ZustaendigkeitFactory,
)
from tests.factories.termine import LeistungFactory, TeamFactory
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def tag(name: str, *parts: int) -> dict[str, str]:
    return {f"{name}_{index}": str(part) for index, part in enumerate(parts)}


DULDUNG = {"was": "eintragen", "code": "60a", "quelle": "Ausländerakte"} | tag("von", 1, 3, 2026) | tag("bis", 28, 2, 2027)


def post(client, akte: Fallakte, page: str, **data):
    return client.post(reverse(f"fallmanagement:{page}", args=[akte.pk]), data)


@pytest.mark.usefixtures("angemeldet")
def test_status_is_noted_and_its_end_becomes_a_deadline(client, akte):
    post(client, akte, "aufenthalt", **DULDUNG)
    row, frist = Aufenthaltsstatus.objects.get(), Frist.objects.get()
    assert (row.letzter_tag, row.arbeit) == (date(2027, 2, 28), "mit_erlaubnis")
    # 28 February 2027 is a Sunday: the last working day before it is Friday
    assert (frist.faellig_am, frist.arbeitstag, frist.rechtsquelle) == (date(2027, 2, 28), date(2027, 2, 26), "§ 60a AufenthG")
    page = client.get(reverse("fallmanagement:akte", args=[akte.pk])).content.decode()
    assert "Duldung läuft in 94 Tagen ab" in page


@pytest.mark.usefixtures("angemeldet")
def test_overlap_is_refused_beside_what_was_typed(client, akte):
    post(client, akte, "aufenthalt", **DULDUNG)
    page = post(client, akte, "aufenthalt", **DULDUNG | {"code": "60c"})
    assert "In dieser Zeit gilt schon: Duldung" in page.content.decode()
    assert Aufenthaltsstatus.objects.count() == 1


@pytest.mark.usefixtures("angemeldet")
def test_fiktion_follows_as_a_row_of_its_own_and_ends_the_deadline_before(client, akte):
    titel = DULDUNG | {"code": "25b"} | tag("von", 1, 1, 2025) | tag("bis", 31, 12, 2026)
    post(client, akte, "aufenthalt", **titel)
    assert Frist.objects.get().rechtsquelle == "§ 81 Abs. 4 AufenthG"
    post(client, akte, "aufenthalt", **DULDUNG | {"code": "81_4"} | tag("von", 1, 1, 2027) | tag("bis", 30, 6, 2027))
    assert list(Aufenthaltsstatus.objects.values_list("code", flat=True)) == ["25b", "81_4"]
    assert [frist.faellig_am for frist in Frist.objects.open()] == [date(2027, 6, 30)]


@pytest.mark.usefixtures("angemeldet")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (tag("bis", 1, 1, 2026), "liegt vor dem ersten"),
        (tag("bis", "", "", ""), "Dieser Status endet"),
    ],
)
def test_status_that_makes_no_sense_says_why(client, akte, change, sentence):
    page = post(client, akte, "aufenthalt", **DULDUNG | change)
    assert sentence in page.content.decode()
    assert not Aufenthaltsstatus.objects.exists()


@pytest.mark.usefixtures("angemeldet")
def test_unknown_status_is_no_choice(client, akte):
    page = post(client, akte, "aufenthalt", **DULDUNG | {"code": "einbuergerung"})
    assert page.context["form"].has_error("code", "invalid_choice")


@pytest.mark.usefixtures("angemeldet")
def test_last_day_moves_with_its_deadline_and_a_mistake_goes(client, akte):
    post(client, akte, "aufenthalt", **DULDUNG)
    row = Aufenthaltsstatus.objects.get()
    post(client, akte, "aufenthalt", was="beenden", zeile=row.pk, **tag("letzter_tag", 15, 1, 2027))
    assert [frist.faellig_am for frist in Frist.objects.open()] == [date(2027, 1, 15)]
    post(client, akte, "aufenthalt", was="beenden", zeile=row.pk, **tag("letzter_tag", 1, 1, 2020))
    row.refresh_from_db()
    assert row.letzter_tag == date(2027, 1, 15)
    post(client, akte, "aufenthalt", was="entfernen", zeile=row.pk)
    assert (Aufenthaltsstatus.objects.count(), Frist.objects.count()) == (0, 0)


@pytest.mark.usefixtures("angemeldet")
def test_status_of_somebody_else_is_not_touched(client, akte):
    other = AufenthaltsstatusFactory.create(person=FallakteFactory.create().person)
    assert post(client, akte, "aufenthalt", was="entfernen", zeile=other.pk).status_code == 404
    assert post(client, akte, "aufenthalt", was="unsinn").status_code == 404


@pytest.mark.usefixtures("angemeldet")
def test_deadline_is_noted_done_and_open_again(client, akte):
    data = {"was": "anlegen", "art": Fristart.FRIST, "betreff": "Nachweise einreichen"} | tag("faellig_am", 26, 12, 2026)
    assert "braucht ihre Rechtsquelle" in post(client, akte, "akte_fristen", **data).content.decode()
    post(client, akte, "akte_fristen", **data | {"rechtsquelle": "§ 82 Abs. 1 AufenthG"})
    frist = Frist.objects.get()
    assert frist.arbeitstag == date(2026, 12, 24)  # the 25th and 26th are holidays, Christmas Eve is none
    for was, done in (("erledigt", True), ("offen", False)):
        post(client, akte, "akte_fristen", was=was, zeile=frist.pk)
        frist.refresh_from_db()
        assert (frist.erledigt_am is not None) is done


def test_list_of_what_is_due_shows_the_own_cases_and_finishes(client, angemeldet, akte):
    ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
    frist = FristFactory.create(fallakte=akte, faellig_am=date(2026, 11, 25))
    far = FristFactory.create(fallakte=akte, faellig_am=date(2027, 11, 25))
    page = client.get(reverse("fallmanagement:fristen"))
    assert [zeile.frist for zeile in page.context["zeilen"]] == [frist]
    assert "seit 1 Arbeitstag überfällig" in page.content.decode()
    client.post(reverse("fallmanagement:fristen"), {"zeile": frist.pk})
    client.post(reverse("fallmanagement:fristen"), {"zeile": "unsinn"})
    assert list(Frist.objects.open()) == [far]


def test_list_of_what_is_due_has_pages(client, angemeldet, akte, monkeypatch):
    monkeypatch.setattr("fallmanagement.views.fristen.JE_SEITE", 2)
    ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
    rows = [FristFactory.create(fallakte=akte, faellig_am=date(2026, 11, day)) for day in (25, 26, 27)]
    pages = [client.get(reverse("fallmanagement:fristen"), {"page": number}) for number in (1, 2)]
    assert [[zeile.frist for zeile in page.context["zeilen"]] for page in pages] == [rows[:2], rows[2:]]
    assert "Seite 1 von 2" in pages[0].content.decode()


def test_what_is_due_on_days_off_is_due_on_the_working_day_before(angemeldet, akte):
    ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
    frist = FristFactory.create(fallakte=akte, faellig_am=date(2026, 12, 27), arbeitstag=date(2026, 12, 24))
    assert [list(due(angemeldet, until=date(2026, 12, day))) for day in (23, 24)] == [[], [frist]]


def test_note_is_written_and_approved_by_somebody_else(client, angemeldet, akte, einheit):
    post(client, akte, "vermerke", was="schreiben", stufe=Vermerkstufe.KLIENT, text="Sie haben einen Platz im Kurs.")
    note = Vermerk.objects.get()
    page = client.post(reverse("fallmanagement:vermerke", args=[akte.pk]), {"was": "freigeben", "zeile": note.pk}, follow=True)
    assert "selbst geschrieben" in page.content.decode()
    second = join(client, einheit, Rolle.FALLMANAGEMENT)
    post(client, akte, "vermerke", was="freigeben", zeile=note.pk)
    note.refresh_from_db()
    assert (note.verfasst_von, note.freigegeben_von) == (angemeldet, second)


def test_levels_of_notes_on_the_page(client, angemeldet, akte, einheit, leitung):
    for stufe in Vermerkstufe:
        VermerkFactory.create(fallakte=akte, stufe=stufe, text=f"Text {stufe}", verfasst_von=leitung)
    address = reverse("fallmanagement:vermerke", args=[akte.pk])
    levels = lambda: sorted(row.stufe for row in client.get(address).context["vermerke"])  # noqa: E731
    assert levels() == ["klient", "team"]
    ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
    assert levels() == ["fall", "klient", "team"]
    join(client, einheit, Rolle.LEITUNG)
    assert levels() == sorted(Vermerkstufe)


def test_cover_is_noted_and_ended(client, angemeldet, einheit):
    colleague = staff_of(einheit, Rolle.FALLMANAGEMENT)
    data = {"user": angemeldet.pk, "durch": colleague.pk} | tag("von", 1, 12, 2026) | tag("bis", 5, 12, 2026)
    client.post(reverse("fallmanagement:vertretung"), data)
    row = Vertretung.objects.get()
    assert (row.user, row.durch, row.zeitraum.upper) == (angemeldet, colleague, date(2026, 12, 6))
    assert "schon eine Vertretung" in client.post(reverse("fallmanagement:vertretung"), data).content.decode()
    client.post(reverse("fallmanagement:vertretung"), {"beenden": row.pk})
    assert not Vertretung.objects.exists()


def test_only_the_lead_notes_a_cover_for_others(client, angemeldet, einheit):
    away, durch = staff_of(einheit, Rolle.FALLMANAGEMENT), staff_of(einheit, Rolle.FALLMANAGEMENT)
    data = {"user": away.pk, "durch": durch.pk} | tag("von", 1, 12, 2026) | tag("bis", 5, 12, 2026)
    client.post(reverse("fallmanagement:vertretung"), data)
    assert not Vertretung.objects.exists()
    join(client, einheit, Rolle.LEITUNG)
    client.post(reverse("fallmanagement:vertretung"), data)
    assert Vertretung.objects.get().user == away


@pytest.mark.usefixtures("angemeldet", "ruhig")
def test_renewal_goes_to_the_triage_desk_once(client, akte):
    row = AufenthaltsstatusFactory.create(person=akte.person)
    data = {"was": "termin", "zeile": row.pk}
    address = reverse("fallmanagement:aufenthalt", args=[akte.pk])
    assert "kein passendes Anliegen" in client.post(address, data, follow=True).content.decode()
    leistung = LeistungFactory.create(slug="duldung", zugang="sichtung", aktiv=True)
    TeamFactory.create(organisationseinheit=akte.einheit, leistungen=[leistung])
    for _twice in range(2):
        assert "liegt bei der Sichtung" in client.post(address, data, follow=True).content.decode()
    assert [(a.person.nachname, a.aufnahme.titel_bis) for a in leistung.anliegen.all()] == [("Haidari", row.letzter_tag)]
