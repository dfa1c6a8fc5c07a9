"""Families that go separate ways, and concerns that came in twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Nachricht
from termine.actions.aufnahme import withdraw
from termine.actions.sichtung_antwort import ask_back
from termine.actions.sichtung_familie import merge_aufnahmen, split_aufnahme
from termine.actions.vorschlag import offer_termine
from termine.angaben import PersonAngaben
from termine.enums import Linkzweck
from termine.models import Aufnahme, Belegung
from termine.queries.anliegen import aufnahme_by_vorgang
from tests.factories.termine import MORGEN, aufnahme, kontakt, person
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db


def fresh(row):
    return Aufnahme.objects.select_related("versprechen", "kontakt").get(pk=row.pk)


def twin(n: int = 0) -> PersonAngaben:
    """The person of the first concern under another spelling."""
    return PersonAngaben(f"Ollena{'x' * n}", "Beispiehl", person().geburtsdatum)


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


@pytest.fixture
def doppelt(sichtung, uhr):
    """The same person under two spellings, the second a day later."""
    first = aufnahme(sichtung, worte="Bitte helfen Sie mir.")
    uhr.shift(timedelta(days=1))
    second = aufnahme(sichtung, n=1, leute=[twin()], worte="Ich habe noch eine Frage.", unterlagen=["pass"])
    return first, second


def test_duplicate_moves_into_the_one_that_stays(doppelt):
    first, second = doppelt
    promised = first.versprechen.angebot_bis
    merge_aufnahmen(second, first)
    stays, gone = fresh(second), fresh(first)
    assert (stays.stand, gone.stand, gone.geht_auf_in_id) == ("in_sichtung", "zurueckgezogen", stays.pk)
    assert stays.worte == "Ich habe noch eine Frage.\n\nBitte helfen Sie mir."
    assert stays.versprechen.angebot_bis == promised
    assert merge_aufnahmen(second, first) == second
    assert Nachricht.objects.filter(anlass="anliegen_zusammengefuehrt").count() == 1


def test_documents_at_hand_count_for_both(doppelt):
    first, second = doppelt
    merge_aufnahmen(first, second)
    assert dict(first.unterlagen.values_list("unterlage__key", "stand")) == {"pass": "vorhanden", "foto": "fehlt"}


def test_offers_and_questions_of_the_duplicate_end(doppelt, sichtung_dienst):
    first, second = doppelt
    ask_back(second, text="Warum?")
    merge_aufnahmen(first, second)
    assert second.rueckfragen.get().zurueckgenommen_am is not None
    assert Belegung.objects.count() == 0


def test_nobody_gets_lost(sichtung):
    first = aufnahme(sichtung)
    other = PersonAngaben("Petro", "Beispiel", person().geburtsdatum.replace(year=2015))
    second = aufnahme(sichtung, n=1, leute=[twin(), other])
    assert refused(merge_aufnahmen, first, second) == "mehr_personen"
    assert refused(merge_aufnahmen, first, first) == "selbst"


@pytest.mark.django_db(transaction=True)
def test_merging_in_both_directions_at_once_leaves_one(sichtung):
    first = aufnahme(sichtung)
    second = aufnahme(sichtung, n=1, leute=[twin()])
    results = run_together([lambda: merge_aufnahmen(first, second), lambda: merge_aufnahmen(second, first)])
    assert results.count("uebergang") == 1
    assert Aufnahme.objects.filter(stand="zurueckgezogen").count() == 1


def test_old_link_and_old_number_lead_to_the_concern_that_goes_on(client, doppelt):
    first, second = doppelt
    merge_aufnahmen(second, first)
    page = client.get(reverse("termine:mein", args=[link_token(Linkzweck.ANLIEGEN, first.pk)]))
    assert page.context["aufnahme"] == second
    assert first.vorgang in page.content.decode()
    assert aufnahme_by_vorgang(first.nummer, person().geburtsdatum) == second
    withdraw(second)
    assert aufnahme_by_vorgang(first.nummer, person().geburtsdatum) is None


def test_offer_is_taken_behind_the_old_link(client, doppelt, sichtung_dienst):
    first, second = doppelt
    merge_aufnahmen(second, first)
    (vorschlag,) = offer_termine(second, [(MORGEN, sichtung_dienst.team.standort)], gueltig_bis=MORGEN)
    token = link_token(Linkzweck.ANLIEGEN, first.pk)
    client.post(reverse("termine:anliegen_vorschlaege", args=[token]), {"nehmen": str(vorschlag.pk)})
    assert Aufnahme.objects.get(pk=second.pk).stand == "terminiert"
