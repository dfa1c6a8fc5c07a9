"""Decisions and what became of them; Gemeinden are asked, reminded, and answer until the deadline."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import IntegrityError, transaction

from behoerde.kern import uhr as clock
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from monitoring.actions.gremien import carry_out, reopen, repeal
from monitoring.actions.stellungnahme import answer, ask, remind_of_answers
from monitoring.models import Anhoerung, Beschluss, Stellungnahme
from monitoring.nachrichten_gremien import about, still_open
from monitoring.queries.gremien import RECHNUNGEN, decisions, public_decisions
from monitoring.queries.stellungnahme import answers
from monitoring.stellungnahme import Haltung, Stellungnahmelink
from monitoring.zaehlung import Zaehlung
from tests.factories.gremien import AnhoerungFactory, BeschlussFactory, GemeindekontaktFactory, GremiumFactory
from tests.factories.kern import OrganisationseinheitFactory, UserFactory


@pytest.fixture(autouse=True)
def _ready(uhr, amt, monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)


def figure(slug: str) -> list[Zaehlung]:
    return RECHNUNGEN[slug](clock.today().replace(month=1, day=1), clock.today().replace(month=12, day=31))


def asked(frist: int = 30) -> Anhoerung:
    anhoerung = AnhoerungFactory.build(frist=clock.today() + timedelta(days=frist), angelegt_von=None)
    ask(anhoerung=anhoerung, user=UserFactory.create())
    return anhoerung


def test_decision_is_carried_out_reopened_repealed():
    row = BeschlussFactory.create()
    for _twice in range(2):
        carry_out(beschluss=row, am=clock.today())
    reopen(beschluss=row)
    repeal(beschluss=row)
    row.refresh_from_db()
    assert (row.status, row.umgesetzt_am) == ("aufgehoben", None)
    with pytest.raises(DomainError) as error:
        carry_out(beschluss=row, am=clock.today())
    assert error.value.code == "stand"


@pytest.mark.parametrize("days", [-8, 1])
def test_day_lies_between_meeting_and_today(days):
    with pytest.raises(DomainError) as error:
        carry_out(beschluss=BeschlussFactory.create(), am=clock.today() + timedelta(days=days))
    assert error.value.code == "tag"


@pytest.mark.parametrize("changes", [{"status": "umgesetzt"}, {"frist": "2000-01-01"}, {"dafuer": 3}])
def test_database_keeps_what_belongs_together(changes):
    row = BeschlussFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Beschluss.objects.filter(pk=row.pk).update(**changes)


def test_everybody_reads_public_decisions_only():
    public, repealed = BeschlussFactory.create(oeffentlich=True), BeschlussFactory.create(oeffentlich=True)
    BeschlussFactory.create()
    repeal(beschluss=repealed)
    assert list(public_decisions()) == [public]


def test_list_is_filtered_by_state_body_and_words():
    late = BeschlussFactory.create(frist=clock.today() - clock.DAY, nummer="X-1")
    other = BeschlussFactory.create(frist=None, betreff="Schulungen")
    assert (list(decisions(stand="ueberfaellig")), list(decisions(q="schul"))) == ([late], [other])
    assert list(decisions(gremium=str(late.gremium_id), stand="offen")) == [late]


def test_figure_counts_what_was_done_in_time_of_what_was_due():
    rat = GremiumFactory.create(name="Rat")
    rows = [BeschlussFactory.create(gremium=rat, frist=clock.today() - days * clock.DAY) for days in (0, 1, 2)]
    BeschlussFactory.create(frist=None)
    carry_out(beschluss=rows[0], am=clock.today())
    carry_out(beschluss=rows[1], am=clock.today())
    repeal(beschluss=rows[2])
    assert figure("beschluesse-umgesetzt") == [Zaehlung("", "", 1, 2), Zaehlung("gremium", "Rat", 1, 2)]


def test_every_gemeinde_is_asked_and_those_without_a_contact_get_no_mail():
    GemeindekontaktFactory.create()
    OrganisationseinheitFactory.create(art="gemeinde")
    OrganisationseinheitFactory.create(art="ressort")
    anhoerung = asked()
    assert (anhoerung.stellungnahmen.count(), Nachricht.objects.count()) == (2, 1)
    kontext = Nachricht.objects.get().kontext
    row = Stellungnahme.objects.get(pk=kontext["stellungnahme"])
    assert about(kontext)["link"].endswith(f"/stellungnahme/{link_token(Stellungnahmelink.STELLUNGNAHME, row.pk)}/")


def test_nobody_is_asked_without_a_gemeinde_or_for_yesterday():
    for code, frist in (("keine", 30), ("frist", 0)):
        with pytest.raises(DomainError) as error:
            asked(frist)
        assert error.value.code == code


def test_answer_may_be_corrected_until_the_deadline_and_silence_is_named(uhr):
    for name in ("Aue", "Berg"):
        GemeindekontaktFactory.create(einheit__name=name)
    anhoerung = asked(10)
    row = anhoerung.stellungnahmen.get(einheit__name="Aue")
    assert [stand for _row, stand in answers(anhoerung)] == ["offen", "offen"]
    uhr.shift(timedelta(days=10))
    for haltung in (Haltung.BEDENKEN, Haltung.ZUSTIMMUNG):
        answer(stellungnahme=row, haltung=haltung, text="Wir brauchen Zeit.")
    uhr.shift(timedelta(days=1))
    with pytest.raises(DomainError) as error:
        answer(stellungnahme=row, haltung=Haltung.BEDENKEN, text="")
    row.refresh_from_db()
    assert (error.value.code, row.haltung) == ("vorbei", "zustimmung")
    assert [stand for _row, stand in answers(anhoerung)] == ["", "keine"]


def test_who_is_silent_is_reminded_once_a_week_before(uhr):
    GemeindekontaktFactory.create_batch(2)
    anhoerung = asked(10)
    row = anhoerung.stellungnahmen.order_by("pk").first()
    answer(stellungnahme=row, haltung=Haltung.ZUSTIMMUNG, text="")
    sent = []
    for days in (0, 3, 1, 10):
        uhr.shift(timedelta(days=days))
        remind_of_answers()
        sent.append(Nachricht.objects.filter(anlass="stellungnahme_erinnerung").count())
    assert sent == [0, 1, 1, 1]
    assert still_open({"stellungnahme": str(row.pk)}) is False


def test_gemeinde_takes_part_with_a_contact_and_an_answer_in_the_year():
    GemeindekontaktFactory.create(einheit__name="Aue")
    OrganisationseinheitFactory.create(name="Berg", art="gemeinde")
    for row in asked().stellungnahmen.all():
        answer(stellungnahme=row, haltung=Haltung.ZUSTIMMUNG, text="")
    each = [Zaehlung("gemeinde", "Aue", 1, 1), Zaehlung("gemeinde", "Berg", 0, 1)]
    assert figure("gemeinden-beteiligt") == [Zaehlung("", "", 1, 2), *each]
