"""Families that go separate ways."""

import pytest

from behoerde.kern.models import Nachricht
from termine.actions.sichtung_familie import split_aufnahme
from termine.actions.vorschlag import offer_termine
from termine.models import Aufnahme
from tests.factories.termine import MORGEN, aufnahme, kontakt
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db


def fresh(row):
    return Aufnahme.objects.select_related("versprechen", "kontakt").get(pk=row.pk)


def people(row) -> list[str]:
    return sorted(row.anliegen.exclude(status="zurueckgezogen").values_list("person__vorname", flat=True))


@pytest.fixture
def familie(sichtung):
    return aufnahme(sichtung, personen=3, worte="Wir ziehen um.", unterlagen=["pass"])


def test_some_go_on_with_what_was_stated_and_promised(familie):
    going = list(familie.anliegen.order_by("position"))[1:]
    new = fresh(split_aufnahme(familie, going))
    assert (people(familie), people(new)) == (["Olenaaa"], ["Olenaba", "Olenaca"])
    assert (new.worte, new.stand, new.nummer != familie.nummer) == ("Wir ziehen um.", "in_sichtung", True)
    assert (new.versprechen.angebot_bis, new.versprechen.wartezeit_min) == (familie.versprechen.angebot_bis, 20)
    assert dict(new.unterlagen.values_list("unterlage__key", "stand")) == {"pass": "vorhanden", "foto": "fehlt"}
    assert (new.kontakt.vorname, new.kontakt.email) == ("Olenaba", kontakt(0).email)
    assert Nachricht.objects.filter(anlass="anliegen_geteilt", empfaenger_id=new.kontakt_id).count() == 1


def test_contact_that_leaves_hands_over(familie):
    split_aufnahme(familie, list(familie.anliegen.order_by("position"))[:1])
    assert (fresh(familie).kontakt.vorname, fresh(familie).kontakt.email) == ("Olenaba", kontakt(0).email)


def test_nobody_and_everybody_is_no_split(familie):
    assert refused(split_aufnahme, familie, []) == "teilung"
    assert refused(split_aufnahme, familie, list(familie.anliegen.all())) == "teilung"


def test_family_with_open_offers_is_not_split(familie, sichtung_dienst):
    offer_termine(familie, [(MORGEN, sichtung_dienst.team.standort)], gueltig_bis=MORGEN)
    assert refused(split_aufnahme, familie, list(familie.anliegen.all())[:1]) == "uebergang"
