"""Many cases checked again in one run: portions that survive a lost worker, an end in every case, results of the own reach only."""

from datetime import UTC, datetime

import pytest
from celery import current_app
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from fallmanagement.actions import pruefdurchgang as actions
from fallmanagement.actions.fallakte import move
from fallmanagement.actions.perspektive import check_paths
from fallmanagement.actions.pruefdurchgang import begin_durchgang, cancel_durchgang, check_part
from fallmanagement.enums import Fallphase
from fallmanagement.models import Perspektivpruefung, Pruefdurchgang
from fallmanagement.queries import perspektive as queries_perspektive
from fallmanagement.queries.perspektive import facts_of_akte
from fallmanagement.queries.pruefdurchgang import changes
from fallmanagement.tasks import run_durchgaenge
from tests.factories.fallmanagement import FallakteFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.fallmanagement.test_perspektivpruefung import FACTS
from tests.termine.empfang import join, lesespuren, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]


@pytest.fixture
def akten(einheit, fallmanagerin, monkeypatch, uhr):
    """Three cases that were checked on the day before their vocational training toleration opens; portions of one."""
    monkeypatch.setattr(queries_perspektive, "STUECK", 1)
    rows = FallakteFactory.create_batch(3, einheit=einheit)
    for akte in rows:
        check_paths(akte, tatsachen=FACTS | facts_of_akte(akte), user=fallmanagerin)
    uhr.move_to(datetime(2026, 11, 27, 9, tzinfo=UTC))
    return sorted(rows, key=lambda akte: akte.pk)


@pytest.fixture
def durchgang(akten, einheit, fallmanagerin) -> Pruefdurchgang:
    return begin_durchgang(einheit, user=fallmanagerin)


def stand(durchgang) -> tuple:
    durchgang.refresh_from_db()
    return durchgang.geprueft, durchgang.geaendert, durchgang.beendet_am is not None


def test_portion_by_portion_and_again_changes_nothing(durchgang, akten):
    assert (durchgang.gesamt, check_part(durchgang.pk), stand(durchgang)) == (3, True, (1, 1, False))
    for _twice in range(2):
        run_durchgaenge()
        assert stand(durchgang) == (3, 3, True)
    assert (check_part(durchgang.pk), Perspektivpruefung.objects.filter(durchgang=durchgang).count()) == (False, 3)


def test_worker_that_dies_takes_back_its_portion_and_the_next_goes_on(durchgang, monkeypatch):
    real, seen = actions.judge_paths, []

    def dies(*args):
        seen.append(args)
        if len(seen) == 2:
            raise SystemExit
        return real(*args)

    monkeypatch.setattr(actions, "judge_paths", dies)
    with pytest.raises(SystemExit):
        run_durchgaenge()
    assert stand(durchgang) == (1, 1, False)
    run_durchgaenge()
    assert (stand(durchgang), Perspektivpruefung.objects.filter(durchgang=durchgang).count()) == ((3, 3, True), 3)


def test_case_that_fails_is_named_and_holds_up_no_other(durchgang, monkeypatch, akten):
    real, seen = actions.judge_paths, []

    def breaks(*args):
        seen.append(args)
        return 1 // 0 if len(seen) == 2 else real(*args)

    monkeypatch.setattr(actions, "judge_paths", breaks)
    run_durchgaenge()
    assert (stand(durchgang), durchgang.fehler) == ((3, 2, True), {akten[1].aktenzeichen: "ZeroDivisionError"})


def test_broker_that_is_down_at_the_start_only_delays(
    akten, einheit, fallmanagerin, monkeypatch, django_capture_on_commit_callbacks
):
    def down(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        durchgang = begin_durchgang(einheit, user=fallmanagerin)
    assert stand(durchgang) == (0, 0, False)
    run_durchgaenge()
    assert stand(durchgang) == (3, 3, True)


def test_cancelled_keeps_what_is_done_and_does_no_more(durchgang):
    check_part(durchgang.pk)
    assert [cancel_durchgang(durchgang.pk) for _twice in range(2)] == [True, False]
    run_durchgaenge()
    assert (stand(durchgang), durchgang.abgebrochen) == ((1, 1, True), True)


@pytest.mark.parametrize("case", ["laeuft", "einheit", "leer"])
def test_refused(durchgang, einheit, fallmanagerin, case):
    other = OrganisationseinheitFactory.create()
    user, unit = fallmanagerin, einheit
    if case == "einheit":
        unit = other
    if case == "leer":
        user, unit = staff_of(other, Rolle.FALLMANAGEMENT), other
    with pytest.raises(DomainError) as refused:
        begin_durchgang(unit, user=user)
    assert refused.value.code == case


def test_one_of_a_unit_runs_says_the_database(durchgang):
    with pytest.raises(IntegrityError, match="pruefdurchgang_einer_je_stelle"), transaction.atomic():
        Pruefdurchgang.objects.create(einheit=durchgang.einheit, gesamt=1, erstellt_von=durchgang.erstellt_von)


def test_closed_cases_are_left_alone(akten, einheit, fallmanagerin):
    move(akten[0], Fallphase.ABGESCHLOSSEN, grund="weggezogen")
    assert begin_durchgang(einheit, user=fallmanagerin).gesamt == 2


def test_what_changed_is_said_and_only_of_cases_somebody_sees(einheit, akten, fallmanagerin):
    above = OrganisationseinheitFactory.create()
    einheit.parent = above
    einheit.save(update_fields=["parent"])
    head = staff_of(above, Rolle.LEITUNG)
    durchgang = begin_durchgang(above, user=head)
    run_durchgaenge()
    stranger = staff_of(OrganisationseinheitFactory.create(parent=above), Rolle.FALLMANAGEMENT)
    with als(fallmanagerin):
        rows = changes(durchgang, fallmanagerin)
    with als(stranger):
        assert (changes(durchgang, stranger), Perspektivpruefung.objects.count()) == ([], 0)
    assert [row.akte.aktenzeichen for row in rows] == sorted(akte.aktenzeichen for akte in akten)
    assert all("jetzt möglich" in [now for _name, _before, now in row.wege] for row in rows)


def test_who_leads_the_cases_hears_once_how_many(akten, einheit, fallmanagerin):
    for akte in akten[:2]:
        ZustaendigkeitFactory.create(fallakte=akte, user=fallmanagerin, von=fallmanagerin)
    durchgang = begin_durchgang(einheit, user=fallmanagerin)
    run_durchgaenge()
    assert deliver_due() == 1
    (message,) = mail.outbox
    assert message.to == [fallmanagerin.email]
    assert "in 2 Fällen, die Sie führen" in message.body
    assert durchgang.get_absolute_url() in message.body
    assert not any(akte.aktenzeichen in message.body or akte.person.nachname in message.body for akte in akten)


def test_pages_begin_watch_and_cancel(client, einheit, akten):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    url = reverse("fallmanagement:pruefdurchgaenge")
    row = client.post(url, {"einheit": einheit.pk}).url
    again = client.post(url, {"einheit": einheit.pk})
    assert again.context["form"].errors["einheit"] == ["Für diese Stelle läuft schon ein Durchgang."]
    assert 'hx-trigger="every 3s"' in client.get(row).text
    assert client.post(row).status_code == 404
    client.post(row, {"abbrechen": "1"})
    page = client.get(row).text
    assert ("abgebrochen" in page, "every 3s" in page) == (True, False)
    assert "Der Durchgang war schon zu Ende." in client.post(row, {"abbrechen": "1"}, follow=True).text
    assert "0/3" in client.get(url).text


def opened(row) -> int:
    return [entry[2] for entry in lesespuren()].count(str(row.pk))


def test_one_opening_is_one_line_of_the_read_log_however_often_the_page_asks(client, einheit, durchgang):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    seen = []
    for headers in ({"X-Hintergrund": "1"}, {"X-Hintergrund": "1"}, {}, {"X-Hintergrund": "1"}):
        client.get(durchgang.get_absolute_url(), headers=headers)
        seen.append(opened(durchgang))
    assert seen == [1, 1, 2, 2]  # who says "by itself" of a page that was never opened is written down


def test_run_of_others_does_not_exist(client, durchgang):
    join(client, OrganisationseinheitFactory.create(), Rolle.FALLMANAGEMENT)
    assert client.get(durchgang.get_absolute_url()).status_code == 404
    assert list(client.get(reverse("fallmanagement:pruefdurchgaenge")).context["durchgaenge"]) == []
