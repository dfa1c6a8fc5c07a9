"""What the row of the search says of hours: the same as the hours themselves, after every change and with two who write at once."""

from datetime import date, time

import pytest
import time_machine
from django.db import transaction
from django.db.models import Exists

from lotsen.models import Angebot, Sprechzeit, Suchzeile
from lotsen.queries import treffer
from lotsen.queries.treffer import Suche, Treffer
from tests.factories.lotsen import AngebotFactory
from tests.termine.wettlauf import run_together


@pytest.fixture
def vieles_offen(monkeypatch):
    """The search believes that much is open, so it asks the row."""
    monkeypatch.setattr(treffer, "GEZAEHLT_BIS", 1)
    monkeypatch.setattr(treffer, "count_each", lambda _found, **_key: {"offen": 1})


def hours(angebot: Angebot, tag: int = 1, von: int = 9, bis: int = 12, **more) -> Sprechzeit:
    return Sprechzeit.objects.create(angebot=angebot, wochentag=tag, von=time(von), bis=time(bis), **more)


def open_now() -> list[str]:
    pks = [pk for pk, _km in Treffer(Suche(offen=True)).best(20)]
    return sorted(Angebot.objects.filter(pk__in=pks).values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("vieles_offen")
@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("2026-11-23T07:59:59+00:00", []),  # Monday, a second before nine at the office
        ("2026-11-23T08:00:00+00:00", ["Immer", "Offen", "Zweimal"]),
        ("2026-11-23T10:59:59+00:00", ["Immer", "Offen", "Zweimal"]),
        ("2026-11-23T11:00:00+00:00", []),
        ("2026-11-23T13:30:00+00:00", ["Zweimal"]),
        ("2026-11-29T22:59:00+00:00", ["Sonntags"]),
        ("2026-11-30T08:00:00+00:00", ["Immer", "Offen", "Winter", "Zweimal"]),
        ("2026-12-07T08:00:00+00:00", ["Immer", "Offen", "Zweimal"]),
        ("2026-06-29T07:00:00+00:00", ["Immer", "Offen", "Zweimal"]),  # nine in summer
    ],
)
def test_row_says_what_is_open(when, found):
    each = {name: AngebotFactory.create(name=name) for name in ("Immer", "Offen", "Termin", "Winter", "Zweimal", "Sonntags")}
    hours(each["Immer"])
    hours(each["Offen"], hinweis="Offene Sprechstunde")
    hours(each["Termin"], hinweis="nur mit Termin")
    hours(each["Winter"], gilt_ab=date(2026, 11, 30), gilt_bis=date(2026, 12, 6))
    hours(each["Zweimal"])
    hours(each["Zweimal"], von=14, bis=16)
    hours(each["Sonntags"], tag=7, von=20, bis=23)
    Sprechzeit.objects.filter(angebot=each["Sonntags"]).update(bis=time(23, 59, 59))
    with time_machine.travel(when, tick=False):
        assert open_now() == found
        angebote = Angebot.objects.filter(Exists(treffer.hours_now()))
        assert sorted(angebote.values_list("name", flat=True)) == found  # the hours say the same


@pytest.mark.django_db
@pytest.mark.usefixtures("vieles_offen", "montag")
def test_row_follows_every_change():
    angebot, other = AngebotFactory.create(name="Nähstube"), AngebotFactory.create(name="Strickcafé")
    row = hours(angebot)
    assert open_now() == ["Nähstube"]
    row.angebot = other
    row.save()
    assert open_now() == ["Strickcafé"]
    Angebot.objects.update(status="pause")
    Angebot.objects.update(status="aktiv")
    assert open_now() == ["Strickcafé"]
    Sprechzeit.objects.update(gilt_bis=date(2026, 11, 22))
    assert open_now() == []
    Sprechzeit.objects.update(gilt_bis=date(2026, 11, 23))
    assert open_now() == ["Strickcafé"]
    row.delete()
    assert open_now() == []


@pytest.mark.django_db(transaction=True)
def test_two_who_write_hours_at_once_leave_both():
    angebot = AngebotFactory.create()

    def write(tag: int) -> None:
        with transaction.atomic():
            hours(angebot, tag)

    run_together([lambda tag=tag: write(tag) for tag in range(1, 6)])
    assert len(Suchzeile.objects.get(pk=angebot.pk).offen) == 5
