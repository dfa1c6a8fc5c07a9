"""Nightly figures of referrals: the clock stands at HEUTE, Thursday the 26th of November 2026, until a test moves it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lotsen.actions.partner import answer
from lotsen.actions.verweis import move
from lotsen.models import Rueckmeldung, Verweis
from lotsen.queries import kennzahlen
from lotsen.verweis_tabelle import Ausgang, Seite, VerweisStatus
from tests.lotsen.verweise import angebot_of, partner_unit, sent, with_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus
BERLIN = ZoneInfo("Europe/Berlin")
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
NICHTS = [("", "", 0, 0)]
NAMES = ("lotsen_annahme", "lotsen_teilnahme", "lotsen_ergebnis", "lotsen_ergebnis_unbekannt", "lotsen_rueckmeldung")


def at(day: int, hour: int = 12, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


ZWEITER = at(2)  # a Monday


@pytest.fixture
def angebot():
    return angebot_of(partner_unit())


def written(verweis: Verweis, **fields) -> Verweis:
    """Write days into a Verweis as if they had come by themselves."""
    Verweis.objects.filter(pk=verweis.pk).update(**fields)
    return Verweis.objects.get(pk=verweis.pk)


def accepted(angebot, am: datetime, gesendet: datetime = ZWEITER, **person) -> Verweis:
    verweis = sent(angebot, **person)
    answer(verweis.kopie, S.ANGENOMMEN)
    return written(verweis, gesendet_am=gesendet, angenommen_am=am)


def there(verweis: Verweis, am: datetime | None = None) -> Verweis:
    answer(verweis.kopie, S.ERSCHIENEN)
    verweis.schritte.filter(nach=S.ERSCHIENEN).update(zeit=am or at(20))
    return Verweis.objects.get(pk=verweis.pk)


def closed(verweis: Verweis, ausgang: Ausgang, am: datetime | None = None) -> Verweis:
    move(verweis, S.ABGESCHLOSSEN, seite=Seite.LOTSE, grund=ausgang)
    return written(verweis, beendet_am=am or at(20))


def test_acceptance_within_five_working_days_is_told_by_kind_and_language(angebot):
    accepted(angebot, at(9, 23, 59), sprache="uk")  # sent on Monday, the fifth working day is the next Monday
    accepted(angebot, at(10, 0), sprache="de")
    written(sent(angebot, sprache="de"), gesendet_am=at(2))
    with_letter(angebot)
    assert kennzahlen.lotsen_annahme(*NOVEMBER) == [
        ("", "", 1, 3),
        ("sprache", "de", 0, 2),
        ("sprache", "uk", 1, 1),
        ("thema", "mbe", 1, 3),
    ]


@pytest.mark.parametrize(
    ("gesendet", "am", "kept"),
    [
        (at(6), at(13), 1),  # Friday to Friday
        (at(6), at(14), 0),  # Saturday after the fifth
        (at(7), at(13, 23), 1),  # sent on a Saturday
        (at(7), at(14), 0),
    ],
)
def test_weekends_are_no_working_days(angebot, gesendet, am, kept):
    accepted(angebot, am, gesendet)
    assert kennzahlen.lotsen_annahme(*NOVEMBER)[0] == ("", "", kept, 1)


@pytest.mark.parametrize(
    ("gesendet", "counts"),
    [
        (at(31, 23, 59, month=10), 0),
        (at(1, 0), 1),
        (at(18, 23, 59), 1),  # its fifth working day was yesterday
        (at(19, 0), 0),
    ],
)
def test_who_may_still_accept_in_time_does_not_count(angebot, gesendet, counts):
    accepted(angebot, gesendet, gesendet)
    assert kennzahlen.lotsen_annahme(*NOVEMBER)[0] == ("", "", counts, counts)


def test_acceptance_that_was_taken_back_is_none(angebot):
    verweis = accepted(angebot, at(3))
    move(verweis, S.GELESEN, seite=Seite.PARTNER)
    assert kennzahlen.lotsen_annahme(*NOVEMBER)[0] == ("", "", 0, 1)


def test_time_runs_until_somebody_was_there_or_the_end_or_now(angebot):
    there(accepted(angebot, at(3), at(2)), at(12))
    written(sent(angebot), gesendet_am=at(16, 10))
    withdrawn = written(sent(angebot), gesendet_am=at(17, 10))
    move(withdrawn, S.WIDERRUFEN, seite=Seite.PERSON, grund="person")
    Verweis.objects.filter(pk=withdrawn.pk).update(beendet_am=at(19, 10))
    written(sent(angebot), gesendet_am=at(31, 23, 59, month=10))
    assert kennzahlen.dauern_lotsen_zeit_bis_kontakt(*NOVEMBER) == [
        ("mbe", "", 10.0, True),
        ("mbe", "", 10.0, False),
        ("mbe", "", 2.0, False),
    ]


def test_visit_that_was_taken_back_ends_no_time(angebot):
    verweis = there(accepted(angebot, at(3), at(16, 10)))
    move(verweis, S.NICHT_ERSCHIENEN, seite=Seite.PARTNER)
    assert kennzahlen.dauern_lotsen_zeit_bis_kontakt(*NOVEMBER) == [("mbe", "", 10.0, False)]


def test_attended_are_counted_of_what_is_no_longer_under_way(angebot):
    there(accepted(angebot, at(3)))
    closed(accepted(angebot, at(3)), Ausgang.GEHOLFEN)
    closed(accepted(angebot, at(3)), Ausgang.NICHT_GEKOMMEN)
    accepted(angebot, at(3))
    there(accepted(angebot, at(31, 23, 59, month=10)))
    assert kennzahlen.lotsen_teilnahme(*NOVEMBER)[0] == ("", "", 2, 3)


def test_outcomes_are_those_of_attended_and_the_unknown_stand_apart(angebot):
    for ausgang in (Ausgang.GEHOLFEN, Ausgang.TEILWEISE, Ausgang.NICHT_GEHOLFEN, Ausgang.UNBEKANNT):
        closed(there(accepted(angebot, at(3))), ausgang)
    closed(accepted(angebot, at(3)), Ausgang.UNBEKANNT)  # nobody came
    closed(accepted(angebot, at(3)), Ausgang.KEIN_PLATZ)
    assert kennzahlen.lotsen_ergebnis(*NOVEMBER)[0] == ("", "", 2, 3)
    assert kennzahlen.lotsen_ergebnis_unbekannt(*NOVEMBER)[0] == ("", "", 1, 4)


@pytest.mark.parametrize(("am", "counts"), [(at(31, 23, 59, month=10), 0), (at(1, 0), 1), (at(20, 23, 59), 1), (at(21, 0), 0)])
def test_outcomes_count_by_the_day_of_the_end(angebot, am, counts):
    closed(there(accepted(angebot, at(3))), Ausgang.GEHOLFEN, am)
    assert kennzahlen.lotsen_ergebnis(date(2026, 11, 1), date(2026, 11, 20))[0] == ("", "", counts, counts)


@pytest.mark.parametrize(
    ("ausgang", "after", "told"),
    [
        (Ausgang.GEHOLFEN, timedelta(days=60), 1),
        (Ausgang.GEHOLFEN, timedelta(days=60, seconds=1), 0),
        (Ausgang.NICHT_GEKOMMEN, timedelta(days=1), 1),
        (Ausgang.UNBEKANNT, timedelta(days=1), 0),
    ],
)
def test_outcome_within_sixty_days_is_feedback(angebot, ausgang, after, told):
    gesendet = datetime(2026, 9, 20, 9, tzinfo=UTC)
    closed(accepted(angebot, gesendet, gesendet), ausgang, gesendet + after)
    Rueckmeldung.objects.all().delete()
    assert kennzahlen.lotsen_rueckmeldung(date(2026, 9, 1), date(2026, 9, 30)) == [("", "", told, 1)]


@pytest.mark.parametrize(("art", "told"), [(Rueckmeldung.Art.PARTNER, 1), (Rueckmeldung.Art.PERSON, 0)])
def test_word_of_the_partner_is_feedback_too(angebot, art, told):
    verweis = written(sent(angebot), gesendet_am=at(20, month=9))
    Rueckmeldung.objects.create(verweis=verweis, art=art, antwort="ja", gegeben_am=at(21, month=9))
    assert kennzahlen.lotsen_rueckmeldung(date(2026, 9, 1), date(2026, 9, 30)) == [("", "", told, 1)]


@pytest.mark.parametrize(("seconds", "counts"), [(0, 1), (1, 0)])
def test_partner_has_sixty_days(angebot, seconds, counts):
    written(sent(angebot), gesendet_am=datetime(2026, 9, 27, 9, 0, seconds, tzinfo=UTC))
    assert kennzahlen.lotsen_rueckmeldung(date(2026, 9, 1), date(2026, 9, 30)) == [("", "", 0, counts)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_a_total_of_nothing_by_one_statement(name, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert getattr(kennzahlen, name)(*NOVEMBER) == NICHTS


def test_times_are_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert kennzahlen.dauern_lotsen_zeit_bis_kontakt(*NOVEMBER) == []
