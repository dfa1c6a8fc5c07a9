"""Figures warn of what chance hardly gives and of missed targets: once, not while mute, not across a change of method."""

from datetime import date, timedelta

import pytest

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import anlass
from monitoring.actions.warnung import ANLASS, STUMM_HOECHSTENS, delete_rule, look_after, make_rule, mute, subscribe
from monitoring.enums import Warnart, Zeitraum
from monitoring.katalog import indikator
from monitoring.models import Messwert, Methodenbruch, Warnregel, Warnung, Zielwert
from monitoring.queries.warnung import find, open_warnings, warns
from monitoring.tasks import warn
from tests.factories.kern import OrganisationseinheitFactory
from tests.monitoring.ereignisse import HEUTE
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
SLUG = "angebot-fristgerecht"
OKTOBER = date(2026, 10, 1)


def keep(von: date, kept: int, *, of: int = 100, standort: str = "") -> None:
    where = {"merkmal": "standort", "auspraegung": standort} if standort else {}
    key = {"slug": SLUG, "zeitraum": Zeitraum.MONAT, "von": von, "bis": von} | where
    Messwert.objects.update_or_create(**key, defaults={"zaehler": kept, "nenner": of, "wert": 100 * kept / of})


def months(*values: int, **more) -> None:
    """Keep one value for each month, the last of them October."""
    for back, value in enumerate(reversed(values)):
        place = 9 - back
        keep(date(2026 + place // 12, place % 12 + 1, 1), value, **more)


@pytest.fixture
def user():
    return staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG)


@pytest.fixture
def regel(user):
    return make_rule(slug=SLUG, art=Warnart.SCHWANKUNG, user=user)


RUHIG = (90, 91, 90, 92, 91, 90, 91, 92, 90)


@pytest.mark.parametrize(("last", "warned"), [(91, False), (60, True), (99, True)])
def test_what_chance_hardly_gives_is_found(regel, last, warned):
    months(*RUHIG, last)
    fund = find(regel, HEUTE)
    assert (fund is not None, fund and (fund.von, fund.wert)) == (warned, (OKTOBER, last) if warned else None)


def test_running_month_is_not_judged(regel):
    months(*RUHIG, 91)
    keep(date(2026, 11, 1), 20)
    assert find(regel, HEUTE) is None


def test_too_few_values_say_nothing(regel):
    months(*RUHIG[:7], 10)
    assert find(regel, HEUTE) is None


def test_hidden_value_never_warns(regel):
    months(*RUHIG)
    keep(OKTOBER, 0, of=4)
    assert find(regel, HEUTE) is None


@pytest.mark.parametrize("tag", [date(2026, 6, 1), date(2026, 10, 15)])
def test_values_before_and_in_a_change_of_method_do_not_count(regel, tag):
    months(*RUHIG, 60)
    Methodenbruch.objects.create(slug=SLUG, tag=tag, grund="Andere Uhr")
    assert find(regel, HEUTE) is None


@pytest.mark.parametrize(("ziel", "warned"), [(None, False), (85.0, True), (80.0, False), (82.0, False)])
def test_missed_target_is_found_nearly_missed_is_not(user, ziel, warned):
    months(80)
    if ziel:
        Zielwert.objects.create(slug=SLUG, ab=date(2026, 1, 1), wert=ziel, beleg="Beispiel")
    regel = make_rule(slug=SLUG, art=Warnart.ZIEL, user=user)
    fund = find(regel, HEUTE)
    assert (fund and (fund.wert, fund.unten, fund.oben)) == ((80, ziel, None) if warned else None)


def test_rule_of_one_house_looks_at_that_house(user):
    months(*RUHIG, 91)
    months(*RUHIG, 50, standort="rathaus")
    regel = make_rule(slug=SLUG, art=Warnart.SCHWANKUNG, user=user, standort="rathaus")
    assert find(regel, HEUTE).wert == 50


def test_warning_is_told_once_and_goes_when_the_value_is_corrected(regel, user):
    months(*RUHIG, 60)
    for _night in range(2):
        warn()
    assert [row.kontext["user"] for row in Nachricht.objects.filter(anlass=ANLASS)] == [str(user.pk)]
    kontext = Nachricht.objects.get(anlass=ANLASS).kontext
    assert anlass(ANLASS).noch_gueltig(kontext)
    assert anlass(ANLASS).kontext(kontext)["satz"].startswith("60 %, sonst zwischen ")
    keep(OKTOBER, 91)
    warn()
    assert (Warnung.objects.count(), anlass(ANLASS).noch_gueltig(kontext)) == (0, False)


def test_mute_rule_keeps_what_it_finds_and_says_nothing(regel):
    months(*RUHIG, 60)
    mute(regel, bis=HEUTE)
    look_after(regel)
    assert (Warnung.objects.count(), Nachricht.objects.filter(anlass=ANLASS).count(), open_warnings()) == (1, 0, [])
    mute(regel, bis=None)
    look_after(regel)
    assert (Nachricht.objects.filter(anlass=ANLASS).count(), len(open_warnings())) == (1, 1)


@pytest.mark.parametrize("bis", [HEUTE - timedelta(days=1), HEUTE + STUMM_HOECHSTENS + timedelta(days=1)])
def test_nothing_is_mute_for_ever(regel, bis):
    with pytest.raises(DomainError) as error:
        mute(regel, bis=bis)
    assert error.value.code == "bis"


def test_who_unsubscribed_hears_nothing(regel, user):
    months(*RUHIG, 60)
    subscribe(regel, user=user, an=False)
    look_after(regel)
    assert Nachricht.objects.filter(anlass=ANLASS).count() == 0


def test_rule_is_made_once_and_only_where_it_can_warn(regel, user):
    with pytest.raises(DomainError, match="gibt es schon"):
        make_rule(slug=SLUG, art=Warnart.SCHWANKUNG, user=user)
    assert warns(indikator("arbeitsmenge")) == [Warnart.SCHWANKUNG]  # neither more nor less of it is better
    with pytest.raises(DomainError, match="kann diese Kennzahl nicht"):
        make_rule(slug="arbeitsmenge", art=Warnart.ZIEL, user=user)
    delete_rule(regel)
    assert Warnregel.objects.count() == 0
