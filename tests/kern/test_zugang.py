from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from behoerde.kern.actions.zugang import create_link, link_token, renew_link, resolve_link, revoke_links, rotate_link
from behoerde.kern.exceptions import LinkUngueltig
from behoerde.kern.models import Zugangslink

pytestmark = pytest.mark.django_db
OBJEKT = UUID("018f3a50-0000-7000-8000-000000000001")


def test_create_link_opens_its_object():
    token = create_link("termin", OBJEKT)

    assert resolve_link("termin", token) == OBJEKT
    assert len(token) == 22


def test_create_link_twice_gives_the_same_token():
    assert create_link("termin", OBJEKT) == create_link("termin", OBJEKT) == link_token("termin", OBJEKT)
    assert Zugangslink.objects.count() == 1


def test_resolve_link_for_another_purpose_is_refused():
    token = create_link("termin", OBJEKT)
    with pytest.raises(LinkUngueltig):
        resolve_link("absagen", token)


def test_resolve_link_after_its_end_is_refused():
    start = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        token = create_link("termin", OBJEKT, gueltig_bis=start + timedelta(hours=1))
        assert resolve_link("termin", token) == OBJEKT
    with time_machine.travel(start + timedelta(hours=1), tick=False), pytest.raises(LinkUngueltig):
        resolve_link("termin", token)


def test_rotate_link_ends_the_old_token():
    old = create_link("termin", OBJEKT)
    new = rotate_link("termin", OBJEKT)

    assert resolve_link("termin", new) == OBJEKT
    assert link_token("termin", OBJEKT) == new
    with pytest.raises(LinkUngueltig):
        resolve_link("termin", old)


def test_renew_link_ends_the_old_token_and_sets_the_end_in_one_statement(django_assert_num_queries):
    end = datetime(2027, 1, 1, tzinfo=UTC)
    old = create_link("termin", OBJEKT)
    with django_assert_num_queries(1):
        new = renew_link("termin", OBJEKT, end)

    assert resolve_link("termin", new) == OBJEKT
    assert Zugangslink.objects.get().gueltig_bis == end
    with pytest.raises(LinkUngueltig):
        resolve_link("termin", old)


def test_renew_link_makes_the_link_where_there_is_none():
    token = renew_link("termin", OBJEKT, datetime(2027, 1, 1, tzinfo=UTC))

    assert resolve_link("termin", token) == OBJEKT


def test_revoke_links_ends_every_purpose():
    tokens = {zweck: create_link(zweck, OBJEKT) for zweck in ("termin", "buchung")}
    revoke_links(OBJEKT)
    for zweck, token in tokens.items():
        with pytest.raises(LinkUngueltig):
            resolve_link(zweck, token)


def test_stored_row_does_not_hold_the_token():
    token = create_link("termin", OBJEKT)
    row = Zugangslink.objects.get()
    assert token not in "".join(str(value) for value in vars(row).values())
