"""Days and months from events: complete, repeatable, and late events are found."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command

from behoerde.kern import uhr as clock
from behoerde.kern.db import append
from behoerde.kern.models import Ereignis
from monitoring.actions.verdichten import backfill, differing, roll_up_day
from monitoring.klassen import klasse_of
from monitoring.models import KennzahlMonat, KennzahlTag, SchmutzigerTag
from monitoring.schnitte import cuts_of_months
from monitoring.tasks import recount, roll_up_events

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
HEUTE = date(2026, 11, 24)


def happen(tag: date, *, stunde: int = 12, art: str = "wartezeit", **values) -> None:
    append(Ereignis(zeit=datetime(tag.year, tag.month, tag.day, stunde, 30, tzinfo=clock.ZONE), art=art, **values))


def days() -> list[tuple]:
    return list(KennzahlTag.objects.order_by("tag", "art", "klasse").values_list("tag", "art", "klasse", "anzahl", "summe"))


def months() -> list[tuple]:
    """Return what is kept of months for everything together."""
    return list(KennzahlMonat.objects.filter(schnitt="").order_by("monat", "art").values_list("monat", "art", "anzahl"))


def test_events_of_a_day_are_counted_by_kind_attributes_and_class():
    for wert in (10, 10.2, 40):
        happen(HEUTE, wert=wert, leistung="passuebertrag")
    happen(HEUTE, art="termin_gebucht")
    roll_up_day(HEUTE)
    assert days() == [
        (HEUTE, "termin_gebucht", None, 1, 0),
        (HEUTE, "wartezeit", klasse_of(10), 2, pytest.approx(20.2)),
        (HEUTE, "wartezeit", klasse_of(40), 1, 40),
    ]


def test_day_ends_at_midnight_of_the_office():
    happen(date(2026, 11, 23), stunde=23, art="spaet")
    happen(HEUTE, stunde=0, art="frueh")
    roll_up_day(HEUTE)
    assert [art for _tag, art, *_rest in days()] == ["frueh"]


def test_rolling_up_again_changes_nothing():
    happen(HEUTE, wert=3)
    roll_up_events()
    first = days(), months()
    roll_up_events()
    assert (days(), months()) == first
    assert first[1] == [(date(2026, 11, 1), "wartezeit", 1)]


def test_late_events_make_their_day_and_month_anew():
    happen(date(2026, 3, 2), wert=5)
    roll_up_events()
    happen(date(2026, 3, 2), wert=5)
    assert list(SchmutzigerTag.objects.values_list("tag", flat=True)) == [date(2026, 3, 2)]
    roll_up_events()
    assert months() == [(date(2026, 3, 1), "wartezeit", 2)]
    assert not SchmutzigerTag.objects.exists()


def test_month_keeps_only_what_a_figure_asks_for():
    for art in ("wartezeit", "termin_gebucht", "unbekannt"):
        happen(HEUTE, art=art, wert=3, leistung="passuebertrag", kanal="termin", sprache="uk", ergebnis="x")
    happen(HEUTE, art="vormerkung", leistung="passuebertrag", kanal="online", sprache="uk")
    roll_up_events()
    columns = ("art", "leistung", "kanal", "sprache", "ergebnis", "klassen")
    whole = KennzahlMonat.objects.filter(schnitt="leistung,sprache,standort")
    assert sorted(whole.values_list(*columns)) == [
        ("termin_gebucht", "passuebertrag", "", "", "", [None]),
        ("unbekannt", "", "", "", "", [None]),
        ("vormerkung", "passuebertrag", "", "uk", "", [None]),
        ("wartezeit", "passuebertrag", "termin", "", "", [klasse_of(3)]),
    ]


def test_month_is_kept_in_every_cut():
    for leistung, standort, wert in (
        ("a", "rathaus", 3),
        ("a", "nord", 3),
        ("a", "nord", 40),
        ("b", "nord", 3),
        ("b", "nord", None),
    ):
        happen(HEUTE, leistung=leistung, standort=standort, wert=wert, sprache="uk")
    roll_up_events()
    columns = ("leistung", "standort", "sprache", "anzahl", "klassen", "anzahlen")
    cuts = {cut: sorted(KennzahlMonat.objects.filter(schnitt=cut).values_list(*columns)) for cut in cuts_of_months()}
    kurz, lang = klasse_of(3), klasse_of(40)
    assert cuts[""] == cuts["sprache"] == [("", "", "", 5, [kurz, lang, None], [3, 1, 1])]
    by_leistung = [("a", "", "", 3, [kurz, lang], [2, 1]), ("b", "", "", 2, [kurz, None], [1, 1])]
    assert cuts["leistung"] == cuts["leistung,sprache"] == by_leistung
    assert cuts["standort"] == [("", "nord", "", 4, [kurz, lang, None], [2, 1, 1]), ("", "rathaus", "", 1, [kurz], [1])]
    assert [row[:2] + row[3:4] for row in cuts["leistung,standort"]] == [("a", "nord", 2), ("a", "rathaus", 1), ("b", "nord", 2)]


def test_everything_since_the_first_event_is_rolled_up_with_progress():
    for back in (0, 1, 40):
        happen(HEUTE - timedelta(days=back))
    assert list(backfill())[-1] == (41, 41)
    assert months() == [(date(2026, 10, 1), "wartezeit", 1), (date(2026, 11, 1), "wartezeit", 2)]
    assert not SchmutzigerTag.objects.exists()


def test_nothing_happened_and_nothing_fails():
    assert list(backfill()) == []


def test_day_that_differs_from_its_events_is_named():
    happen(HEUTE, wert=3)
    roll_up_day(HEUTE)
    assert differing([HEUTE]) == []
    KennzahlTag.objects.update(anzahl=4)
    KennzahlTag.objects.create(tag=HEUTE, art="erfunden", anzahl=2)
    assert differing([HEUTE]) == [(HEUTE, "erfunden", 0, 2), (HEUTE, "wartezeit", 1, 4)]


def test_days_drawn_by_chance_are_counted_again_and_mended(monkeypatch):
    gestern = HEUTE - timedelta(days=1)
    happen(gestern, wert=3)
    roll_up_events()
    KennzahlTag.objects.update(anzahl=4)
    monkeypatch.setattr("monitoring.tasks.random.sample", lambda days, count: list(days)[:count])
    recount()
    assert [anzahl for *_key, anzahl, _summe in days()] == [1]
    assert months() == [(gestern.replace(day=1), "wartezeit", 1)]


def test_command_rolls_up_everything(capsys):
    happen(HEUTE)
    call_command("verdichten")
    assert (capsys.readouterr().out, len(days())) == ("Fertig: 1 Tage\n", 1)
