"""Concerns that came in twice become one, and two again when that was a mistake."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Datei, Nachricht
from termine.actions.aufnahme import withdraw
from termine.actions.sichtung_antwort import answer, ask_back
from termine.actions.vorschlag import offer_termine
from termine.actions.zusammenfuehrung import merge_aufnahmen, separate_aufnahmen
from termine.angaben import PersonAngaben
from termine.enums import AnliegenStatus, Dateizweck, Linkzweck, UnterlageStand
from termine.models import Anliegen, Aufnahme, Belegung
from termine.queries.anliegen import aufnahme_by_vorgang
from tests.factories.datei import taken as taken_file
from tests.factories.termine import MORGEN, aufnahme, person
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db


def fresh(row):
    return Aufnahme.objects.select_related("versprechen", "kontakt").get(pk=row.pk)


def twin(n: int = 0) -> PersonAngaben:
    """The person of the first concern under another spelling."""
    return PersonAngaben(f"Ollena{'x' * n}", "Beispiehl", person().geburtsdatum)


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


def stated(row) -> tuple:
    """What a merge may change, to be compared."""
    row = fresh(row)
    lines = sorted(row.unterlagen.values_list("unterlage__key", "stand", "datei"))
    files = sorted(Datei.objects.filter(objekt_id=row.pk).values_list("pk", flat=True))
    return row.stand, row.worte, row.geht_auf_in_id, lines, files, row.versprechen.angebot_bis, row.versprechen.termin_bis


@pytest.fixture
def mit_datei(doppelt):
    """The second concern brings a file of its own."""
    second = doppelt[1]
    datei = taken_file(zweck=Dateizweck.ANLIEGEN, objekt_id=second.pk)
    second.unterlagen.filter(unterlage__key="foto").update(datei=datei.pk, stand=UnterlageStand.NEU)
    for row in doppelt:
        Anliegen.objects.filter(aufnahme=row).update(status=AnliegenStatus.IN_SICHTUNG)
    return doppelt


@pytest.mark.parametrize("later_stays", [False, True])
def test_parted_again_each_has_what_it_had(mit_datei, later_stays):
    stays, gone = reversed(mit_datei) if later_stays else mit_datei
    before = stated(stays), stated(gone)
    merge_aufnahmen(stays, gone)
    assert (stated(stays), stated(gone)) != before
    assert separate_aufnahmen(stays, gone) == gone
    assert (stated(stays), stated(gone)) == before
    separate_aufnahmen(stays, gone)
    assert (stated(stays), stated(gone)) == before


def test_parted_and_merged_again_counts_anew(doppelt):
    first, second = doppelt
    merge_aufnahmen(first, second)
    separate_aufnahmen(first, second)
    merge_aufnahmen(second, first)
    assert (fresh(first).geht_auf_in_id, fresh(second).geht_auf_in_id) == (second.pk, None)
    separate_aufnahmen(second, first)
    assert (fresh(first).stand, fresh(second).stand) == ("in_sichtung", "in_sichtung")


def test_what_had_gone_into_the_parted_one_goes_with_it(doppelt, sichtung):
    first, second = doppelt
    third = aufnahme(sichtung, n=2, leute=[twin(1)])
    merge_aufnahmen(second, third)
    merge_aufnahmen(first, second)
    assert fresh(third).geht_auf_in_id == first.pk
    assert refused(separate_aufnahmen, second, third) == "nicht_zusammen"
    separate_aufnahmen(first, second)
    assert (fresh(third).geht_auf_in_id, fresh(second).geht_auf_in_id) == (second.pk, None)


def test_words_that_were_changed_since_stay(doppelt):
    first, second = doppelt
    merge_aufnahmen(first, second)
    Aufnahme.objects.filter(pk=first.pk).update(worte="Das schrieb das Amt neu.")
    separate_aufnahmen(first, second)
    assert (fresh(first).worte, fresh(second).worte) == ("Das schrieb das Amt neu.", "Ich habe noch eine Frage.")


def test_what_was_never_merged_is_not_parted(doppelt):
    first, second = doppelt
    assert refused(separate_aufnahmen, first, second) == "nicht_zusammen"
    merge_aufnahmen(first, second)
    assert refused(separate_aufnahmen, second, first) == "nicht_zusammen"


def test_nothing_is_parted_once_the_concern_is_answered(doppelt):
    first, second = doppelt
    merge_aufnahmen(first, second)
    answer(first, "Sie brauchen das nicht.")
    assert refused(separate_aufnahmen, first, second) == "uebergang"


def test_person_who_came_again_has_one_concern_still(doppelt, sichtung):
    first, second = doppelt
    merge_aufnahmen(first, second)
    aufnahme(sichtung, n=3, leute=[twin()])
    assert refused(separate_aufnahmen, first, second) == "anliegen_besteht"
    assert fresh(second).stand == "zurueckgezogen"


def test_only_who_was_told_of_one_number_is_told_of_two(doppelt, uhr):
    first, second = doppelt
    merge_aufnahmen(first, second)
    separate_aufnahmen(first, second)
    assert not Nachricht.objects.filter(anlass="anliegen_geteilt").exists()
    merge_aufnahmen(first, second)
    uhr.shift(timedelta(hours=1))
    deliver_due()
    told = Nachricht.objects.filter(anlass="anliegen_zusammengefuehrt").order_by("angelegt_am", "pk")
    assert list(told.values_list("status", flat=True)) == ["hinfaellig", "gesendet"]
    separate_aufnahmen(first, second)
    assert Nachricht.objects.get(anlass="anliegen_geteilt").kontext["aufnahme"] == str(second.pk)


def test_what_was_withdrawn_stays_withdrawn(doppelt):
    withdraw(doppelt[0])
    with pytest.raises(IntegrityError, match="was withdrawn"), transaction.atomic():
        Anliegen.objects.filter(aufnahme=doppelt[0]).update(status=AnliegenStatus.IN_SICHTUNG)


@pytest.mark.django_db(transaction=True)
def test_parting_twice_at_once_parts_once(sichtung):
    first = aufnahme(sichtung)
    second = aufnahme(sichtung, n=1, leute=[twin()])
    merge_aufnahmen(first, second)
    results = run_together([lambda: separate_aufnahmen(first, second)] * 2)
    assert [row.stand for row in results] == ["in_sichtung", "in_sichtung"]
    assert Nachricht.objects.filter(anlass="anliegen_geteilt").count() == 0
