"""The quota of an organisation when its visits change: moved, replaced, brought back, moved for the office, all at once."""

from datetime import timedelta
from functools import partial as bind

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from termine.actions.aenderung import cancel_termin, move_termin, replace_termin
from termine.actions.ausfall import close_plaetze
from termine.actions.empfang import undo_cancellation
from termine.actions.warteliste import offer_freed, wish_earlier
from termine.enums import Absagevon, Linkzweck
from termine.models import Sammelzeile, Termin, Terminvorschlag
from termine.planung import as_range
from termine.queries.heute_sammel import used
from termine.tasks import ausfall, sammelbuchungen
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory
from tests.termine.kundin import time_of
from tests.termine.sammel import BuchungspartnerFactory, liste, row
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
WOCHE = timedelta(days=7)
NAECHSTE = MORGEN + WOCHE
TEXT = "In dieser Woche sind alle Termine Ihrer Organisation vergeben. Bitte wählen Sie eine andere Woche."


@pytest.fixture
def partner(leistung, dienst):
    """A university with one visit a week; its counter is on duty this week and the next two."""
    for n in (1, 2):
        zeitraum = as_range((MORGEN + n * WOCHE, MORGEN + n * WOCHE + timedelta(hours=1)))
        DienstFactory.create(platz=dienst.platz, zeitraum=zeitraum)
    return BuchungspartnerFactory.create(leistungen=[leistung], kontingent=1)


@pytest.fixture
def visits(partner, leistung, standort) -> list[Termin]:
    """One visit this week, one in the next: both weeks are full."""
    liste(partner, leistung, standort, [row(0), row(1)])
    sammelbuchungen()
    return list(Termin.objects.order_by("starts_at"))


def refusal(call, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    assert refused.value.code == "kontingent"
    return refused.value.text


def test_move_into_a_full_week_is_refused_in_words(visits, standort):
    assert refusal(move_termin, visits[0], beginn=NAECHSTE + timedelta(minutes=15), standort=standort) == TEXT
    visits[0].refresh_from_db()
    assert visits[0].starts_at == MORGEN


def test_page_of_the_visit_says_why(client, visits, standort):
    page = reverse("termine:mein_verschieben", args=[link_token(Linkzweck.TERMIN, visits[0].pk)])
    answer = client.post(page, {"zeit": time_of(standort, NAECHSTE + timedelta(minutes=15))})
    assert TEXT in answer.content.decode()


def test_move_within_the_week_or_into_one_with_room_is_free(partner, visits, standort):
    move_termin(visits[0], beginn=MORGEN + timedelta(minutes=30), standort=standort)
    move_termin(visits[0], beginn=MORGEN + 2 * WOCHE, standort=standort)
    assert [used(partner, MORGEN + n * WOCHE) for n in range(3)] == [0, 1, 1]


def test_visit_of_nobody_s_list_moves_where_it_likes(visits, dienst, leistung, standort):
    Sammelzeile.objects.filter(termin=visits[0]).delete()
    assert move_termin(visits[0], beginn=NAECHSTE + timedelta(minutes=15), standort=standort).starts_at > NAECHSTE


def test_replacement_of_a_cancelled_visit_counts_and_stands_in_the_list(partner, visits, standort):
    cancel_termin(visits[0], von=Absagevon.AMT)
    taken = {"standort": standort, "schluessel": "ersatz"}
    assert refusal(replace_termin, visits[0], beginn=NAECHSTE + timedelta(minutes=15), **taken) == TEXT
    new = replace_termin(visits[0], beginn=MORGEN + 2 * WOCHE, **taken)
    assert replace_termin(visits[0], beginn=MORGEN + 2 * WOCHE, **taken) == new
    assert (new.sammelzeile.position, used(partner, MORGEN + 2 * WOCHE)) == (1, 1)


def test_cancellation_is_taken_back_only_while_its_place_in_the_quota_is_free(partner, visits, standort):
    cancel_termin(visits[0], von=Absagevon.PERSON)
    move_termin(visits[1], beginn=MORGEN + timedelta(minutes=30), standort=standort, von=Absagevon.AMT)
    assert refusal(undo_cancellation, visits[0]) == TEXT
    move_termin(visits[1], beginn=NAECHSTE, standort=standort)
    back = undo_cancellation(visits[0])
    assert (back.sammelzeile.position, used(partner, MORGEN)) == (1, 1)


def test_earlier_time_in_a_full_week_is_not_offered(visits, dienst, leistung, standort, uhr):
    wish_earlier(visits[1])
    free = liste(BuchungspartnerFactory.create(leistungen=[leistung]), leistung, standort, [row(5)])
    sammelbuchungen()
    cancel_termin(free.zeilen.get().termin, von=Absagevon.PERSON)
    assert (offer_freed(), Terminvorschlag.objects.count()) == (0, 0)
    cancel_termin(visits[0], von=Absagevon.PERSON)
    assert offer_freed() == 1


def test_sick_note_passes_the_full_week_over(visits, dienst, partner):
    close_plaetze([dienst.platz], von=MORGEN.date(), bis=MORGEN.date())
    ausfall()
    visits[0].refresh_from_db()
    assert visits[0].starts_at == MORGEN + 2 * WOCHE
    assert used(partner, NAECHSTE) == 1


@pytest.mark.django_db(transaction=True)
def test_moves_at_once_pass_the_quota_by_none(partner, leistung, standort, team):
    partner.kontingent = 3
    partner.save()
    for n in range(2):
        platz = PlatzFactory.create(team=team)
        DienstFactory.create(platz=platz, zeitraum=as_range((NAECHSTE + n * WOCHE, NAECHSTE + n * WOCHE + timedelta(hours=1))))
    liste(partner, leistung, standort, [row(n) for n in range(6)])
    sammelbuchungen()
    assert [used(partner, MORGEN), used(partner, NAECHSTE)] == [3, 3]
    cancel_termin(Termin.objects.filter(starts_at__gte=NAECHSTE).first(), von=Absagevon.PERSON)

    def move(termin):
        with als(System.KUNDE):
            return move_termin(termin, beginn=NAECHSTE + timedelta(minutes=45), standort=standort).starts_at

    outcomes = run_together([bind(move, termin) for termin in Termin.objects.filter(starts_at__lt=NAECHSTE)])
    assert sorted(map(str, outcomes)).count("kontingent") == 2
    assert used(partner, NAECHSTE) == 3
