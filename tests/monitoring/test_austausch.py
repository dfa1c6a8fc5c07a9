"""Meetings and what became of them; a file goes out without names and comes in beside the own, never into it."""

import json

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern import uhr as clock
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Protokolleintrag
from monitoring.actions.austausch import finish_phase, save_treffen, take_over, take_up
from monitoring.austausch import BYTES_HOECHSTENS, EINTRAEGE_HOECHSTENS
from monitoring.austauschdatei import read_file
from monitoring.models import Austauschtreffen, Entwicklungsphase, Fundstueck, Partneramt, Vorhaben
from monitoring.queries.austausch import compare, document, found_pieces
from tests.factories.austausch import (
    AustauschtreffenFactory,
    EntwicklungsphaseFactory,
    EntwicklungswerkstattFactory,
    FundstueckFactory,
    VereinbarungFactory,
)
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.leitbild import leitbild_in
from tests.factories.strategie import running

VORHABEN = {"art": "vorhaben", "kennung": "v-1", "titel": "Abendsprechstunde", "text": "Bis 20 Uhr."}


@pytest.fixture
def buero(uhr, amt):
    """The office at work, with a clock that stands."""


def content(*rows: object, **head: object) -> bytes:
    document = {"format": "auslaenderbehoerde-austausch", "version": 1, "amt": "Amt in Aue", "eintraege": list(rows)} | head
    return json.dumps(document).encode()


def test_meeting_names_offices_and_keeps_each_once(buero):
    for thema in ("Termine", "Briefe"):
        save_treffen(treffen=Austauschtreffen(tag=clock.today(), thema=thema), aemter=["Aue", "Berg"], user=UserFactory.create())
    assert list(Partneramt.objects.values_list("name", flat=True)) == ["Aue", "Berg"]


def test_what_is_the_same_is_not_read_again(buero, uhr):
    take_over(datei=read_file(content(VORHABEN)))
    first = clock.now()
    uhr.shift(3600)
    assert take_over(datei=read_file(content(VORHABEN))) == {"neu": 0, "geaendert": 0, "gleich": 1}
    assert Fundstueck.objects.get().eingelesen_am == first
    assert Protokolleintrag.objects.filter(vorgang="fundstueck_eingelesen").count() == 1


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"{" + b" " * BYTES_HOECHSTENS, "zu groß"),
        (content(*[VORHABEN] * (EINTRAEGE_HOECHSTENS + 1)), "zu viele Einträge"),
    ],
    ids=["bytes", "entries"],
)
def test_file_that_is_too_large_is_refused(file, fault):
    with pytest.raises(DomainError, match=fault):
        read_file(file)


@pytest.mark.parametrize("factory", [VereinbarungFactory, FundstueckFactory, EntwicklungswerkstattFactory])
def test_it_becomes_one_measure_that_stays_linked(buero, factory):
    row, unit = factory.create(), OrganisationseinheitFactory.create()
    first = take_up(was=row, einheit=unit)
    assert (take_up(was=row, einheit=unit), Vorhaben.objects.get().status) == (first, "idee")
    row.refresh_from_db()
    assert (row.vorhaben, first.einheit) == (first, unit)


def test_words_of_the_measure_say_where_it_comes_from(buero):
    unit, meeting = OrganisationseinheitFactory.create(), AustauschtreffenFactory.create(tag="2026-11-02", thema="Briefe")
    row = take_up(was=VereinbarungFactory.create(treffen=meeting, text="Tauschen"), einheit=unit)
    assert (row.titel, row.text) == ("Tauschen", "Tauschen\n\nVereinbart am 02.11.2026: Briefe")
    other = take_up(was=FundstueckFactory.create(amt="Aue", inhalt={}), einheit=unit)
    assert other.text == "Nach einer Maßnahme von: Aue"


def test_only_a_measure_of_others_becomes_one(buero):
    row = FundstueckFactory.create(art="leitsatz")
    with pytest.raises(DomainError) as error:
        take_up(was=row, einheit=OrganisationseinheitFactory.create())
    assert error.value.code == "art"
    with pytest.raises(IntegrityError), transaction.atomic():
        Fundstueck.objects.filter(pk=row.pk).update(vorhaben=running(30))


def test_own_file_is_read_without_a_fault_and_names_nobody(buero):
    leitbild_in("veroeffentlicht")
    row = running(30, titel="Schalter", budget=12345)
    row.wirkungen.create(slug="rueckstand", erwartung="sinkt", zuversicht="hoch", warum="Mehr Zeit")
    text = json.dumps(document())
    datei = read_file(text.encode())
    assert (datei.fehler, {one.art for one in datei.eintraege}) == ([], {"leitsatz", "vorhaben", "kennzahl"})
    assert [one.inhalt["stand"] for one in datei.eintraege if one.art == "vorhaben"] == ["laufend"]
    for secret in (str(row.verantwortlich), row.verantwortlich.email, "12345", row.einheit.name):
        assert secret not in text


def test_file_comes_in_beside_the_own_and_says_what_changed(buero):
    counts = []
    for text in ("Bis 20 Uhr.", "Bis 20 Uhr.", "Bis 21 Uhr."):
        datei = read_file(content(VORHABEN | {"text": text}))
        counts.append([(news.stand, news.geaendert) for news in compare(datei)])
        take_over(datei=datei)
    assert counts == [[("neu", [])], [("gleich", [])], [("geaendert", ["Text"])]]
    assert ([row.inhalt for row in found_pieces(amt="Amt in Aue")], Vorhaben.objects.count()) == ([{"text": "Bis 21 Uhr."}], 0)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("text", "Ein Eintrag ist ein Objekt"),
        ({"art": "mensch"}, "Unbekannte Art."),
        ({"art": ["vorhaben"]}, "Unbekannte Art."),
        (VORHABEN | {"kennung": ""}, "Die Kennung fehlt"),
        (VORHABEN | {"titel": " "}, "„titel“ fehlt."),
        (VORHABEN | {"titel": 7}, "„titel“ ist kein Text"),
        (VORHABEN | {"text": "x" * 4001}, "„text“ ist kein Text oder länger als 4000 Zeichen."),
        (VORHABEN | {"verantwortlich": "Kim"}, "Unbekannte Angaben: verantwortlich."),
        (VORHABEN | {"\ud800x": "Kim"}, "Unbekannte Angaben: x."),
    ],
)
def test_each_row_that_says_what_it_must_not_is_named(row, fault):
    datei = read_file(content(VORHABEN, row))
    assert ([number for number, _text in datei.fehler], datei.fehler[0][1][: len(fault)]) == ([2], fault)


def test_same_entry_twice_is_a_fault():
    assert [number for number, _text in read_file(content(VORHABEN, VORHABEN)).fehler] == [2]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        content(format="anders"),
        content(version=2),
        content(version=True),
        content(amt=""),
        content(amt="x" * 121),
        content(eintraege={}),
        content(*[VORHABEN] * 2001),
        b" " * 2_000_001,
    ],
    ids=range(12),
)
def test_what_is_no_such_file_is_refused(text):
    with pytest.raises(DomainError) as error:
        read_file(text)
    assert error.value.code == "datei"


SIMPLE = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5)
VALUE = SIMPLE | st.lists(SIMPLE, max_size=2) | st.sampled_from(["vorhaben", "leitsatz"])
ROW = SIMPLE | st.dictionaries(st.sampled_from(["art", "kennung", "titel", "text", "x"]), VALUE, max_size=5)


@given(ROW)
def test_any_row_is_taken_or_named(row):
    datei = read_file(content(row))
    assert len(datei.eintraege) + bool(datei.fehler) == 1


def test_phase_ends_with_a_result(buero):
    row = EntwicklungsphaseFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entwicklungsphase.objects.filter(pk=row.pk).update(abgeschlossen_am=clock.today())
    for words in ("Viel", "Mehr"):
        row = finish_phase(phase=row, ergebnis=words)
    assert (row.ergebnis, row.abgeschlossen_am) == ("Mehr", clock.today())
