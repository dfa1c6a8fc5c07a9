from datetime import time

import pytest
from django.db import IntegrityError

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis, Protokolleintrag
from behoerde.kern.rechte import Rolle
from lotsen.actions.einwilligung import withdraw
from lotsen.actions.pflege import confirm, create_angebot, save_angebot, set_status, take_back
from lotsen.actions.traegerpflege import save_row, take_row_back
from lotsen.enums import AngebotStatus
from lotsen.fassungen import abdruck, hours_from_json, inhalt_of
from lotsen.models import Angebot, Herkunft, Sprechzeit
from lotsen.queries.pflege import staende
from lotsen.verweis_tabelle import Seite
from tests.anmelden import make_staff
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.lotsen import AngebotFactory, OrtFactory, TraegerFactory
from tests.lotsen.verweise import asked, sent, with_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag")]
MONTAG = [1, "09:00", "12:00", "", "", "nur mit Termin"]


@pytest.fixture
def user(db):
    return UserFactory.create(vorname="Miriam", nachname="Yıldız")


@pytest.fixture
def angebot(db):
    angebot = AngebotFactory.create(orte=[OrtFactory.create(name="Altes Haus")], name_de="Beratung", name_en="Advice")
    angebot.geprueft = {"en": True}
    angebot.save()
    return angebot


def save(angebot: Angebot, user=None, **aenderungen):
    angebot.refresh_from_db()
    return save_angebot(angebot=angebot, aenderungen=aenderungen, gesehen=abdruck(inhalt_of(angebot)), user=user)


def test_change_keeps_what_was_said_before_and_who_changed_it(angebot, user):
    haus = OrtFactory.create(name="Neues Haus")
    save(angebot, user, telefon="0123", orte=[str(haus.pk)], sprechzeiten=[MONTAG])
    first, latest = angebot.fassungen.order_by("pk")
    assert (first.herkunft, first.von, first.inhalt["telefon"]) == (Herkunft.LISTE, None, "")
    assert (latest.herkunft, latest.von) == (Herkunft.AMT, user)
    row = Sprechzeit.objects.get(angebot=angebot)
    assert (row.wochentag, row.von, row.bis, row.hinweis) == (1, time(9), time(12), "nur mit Termin")
    words = {entry.feld: (entry.vorher, entry.nachher) for entry in staende(angebot)[0].unterschiede}
    assert words == {
        "Telefon": ("leer", "0123"),
        "Orte": ("Altes Haus", "Neues Haus"),
        "Sprechzeiten": ("leer", "Montag 09:00–12:00 (nur mit Termin)"),
    }


def test_version_comes_back_with_texts_places_and_hours_but_not_with_old_numbers(angebot, user):
    save(angebot, user, sprechzeiten=[MONTAG], plaetze=20, frei=5)
    wanted = angebot.fassungen.first()
    save(angebot, user, sprechzeiten=[], orte=[], name_de="Anders", frei=1)
    take_back(fassung=wanted, user=user)
    angebot.refresh_from_db()
    assert (angebot.name_de, angebot.orte.count(), angebot.sprechzeiten.count(), angebot.frei) == ("Beratung", 1, 1, 1)
    assert take_back(fassung=wanted, user=user) is None


def test_nobody_writes_over_a_change_they_did_not_see(angebot, user):
    seen = abdruck(inhalt_of(angebot))
    save(angebot, user, telefon="0123")
    with pytest.raises(DomainError) as refusal:
        save_angebot(angebot=angebot, aenderungen={"telefon": "0456"}, gesehen=seen, user=user)
    assert refusal.value.code == "inzwischen_geaendert"


def test_same_again_changes_nothing(angebot, user):
    assert save(angebot, user, telefon="") is None
    assert angebot.fassungen.count() == 0


def test_translation_is_unreviewed_when_its_german_changed_without_it(angebot, user):
    save(angebot, user, telefon="0123")
    angebot.refresh_from_db()
    assert angebot.geprueft == {"en": True}
    save(angebot, user, name_de="Beratung für alle")
    angebot.refresh_from_db()
    assert angebot.geprueft == {"en": False}


def test_more_free_than_there_are_is_refused(angebot, user):
    with pytest.raises(DomainError) as refusal:
        save(angebot, user, plaetze=3, frei=4)
    assert refusal.value.code == "zu_viele"


def test_places_carry_the_time_of_their_report(angebot, user, donnerstag):
    save(angebot, user, frei=4)
    told = Angebot.objects.get(pk=angebot.pk).plaetze_am
    donnerstag.shift(3600)
    save(angebot, user, telefon="0123")
    assert Angebot.objects.get(pk=angebot.pk).plaetze_am == told


def test_break_end_and_back(angebot, user):
    set_status(angebot=angebot, status=AngebotStatus.BEENDET, user=user)
    set_status(angebot=angebot, status=AngebotStatus.AKTIV, user=user)
    assert set_status(angebot=angebot, status=AngebotStatus.AKTIV, user=user) is None
    assert Angebot.objects.get(pk=angebot.pk).status == AngebotStatus.AKTIV
    counted = Ereignis.objects.filter(art="angebot_stand").order_by("pk").values_list("ergebnis", flat=True)
    assert list(counted) == ["beendet", "aktiv"]


def test_confirming_notes_the_day(angebot, donnerstag):
    confirm(angebot=angebot)
    angebot.refresh_from_db()
    assert f"{angebot.bestaetigt_am}" == "2026-11-26"
    assert Ereignis.objects.get(art="angebot_bestaetigt").kanal == "amt"


def test_new_angebot_is_not_offered_yet(user):
    neu = create_angebot(traeger=TraegerFactory.create(), angebotsart="mbe", name="Sprachcafé", user=user)
    assert (neu.status, Angebot.objects.get().name_de, neu.fassungen.get().von) == ("inaktiv", "Sprachcafé", user)


def test_traeger_comes_back_as_it_was_at_one_step():
    traeger = save_row(TraegerFactory.build(name="Verein A"))
    first = traeger.events.get().pgh_id
    traeger.name = "Verein B"
    save_row(traeger)
    assert take_row_back(traeger, event=first).name == "Verein A"
    with pytest.raises(LookupError):
        take_row_back(TraegerFactory.create(), event=first)
    with als(make_staff(Rolle.DATENSCHUTZ)):
        done = list(Protokolleintrag.objects.filter(objekt_art="lotsen.traeger").values_list("vorgang", flat=True))
    assert sorted(done) == ["traeger_angelegt", "traeger_geaendert", "traeger_geaendert"]


def test_way_back_opens_no_referrals_to_a_unit_that_had_them_once():
    stelle = OrganisationseinheitFactory.create(art="partner")
    traeger = save_row(TraegerFactory.build(name="Verein A", einheit=stelle))
    first = traeger.events.get().pgh_id
    traeger.name, traeger.einheit = "Verein B", None
    save_row(traeger)
    back = take_row_back(traeger, event=first)
    assert (back.name, back.einheit) == ("Verein A", None)


def test_hours_survive_the_way_through_json():
    row = [7, "08:30", "10:00", "2026-01-01", "2026-12-31", ""]
    assert hours_from_json(row)["von"] == time(8, 30)
    assert f"{hours_from_json(row)['gilt_bis']}" == "2026-12-31"


@pytest.mark.parametrize("status", ["einwilligung", "gesendet", "brief"])
def test_recipient_of_people_who_agreed_stays_the_same(angebot, user, status):
    earlier = angebot.traeger
    save(angebot, user, telefon="0123")
    with als(System.AUFGABE):
        {"einwilligung": asked, "gesendet": sent, "brief": with_letter}[status](angebot)
    for change in ({"traeger": str(TraegerFactory.create().pk)}, {"angebotsart": "psychosoziales_zentrum"}):
        with pytest.raises(DomainError) as refusal:
            save(angebot, user, **change)
        assert refusal.value.code == "verweise_laufen"
    save(angebot, user, name_de="Beratung am Markt")
    angebot.refresh_from_db()
    assert (angebot.traeger, angebot.angebotsart, angebot.name_de) == (earlier, "mbe", "Beratung am Markt")


@pytest.mark.parametrize("status", ["einwilligung", "gesendet", "brief"])
def test_database_keeps_the_recipient_too(angebot, user, status):
    with als(System.AUFGABE):
        {"einwilligung": asked, "gesendet": sent, "brief": with_letter}[status](angebot)
    for change in ({"traeger": TraegerFactory.create()}, {"angebotsart": "jmd"}):
        for somebody in (user, System.KUNDE):
            with pytest.raises(IntegrityError, match="angebot_empfaenger_bleibt"), als(somebody):
                Angebot.objects.filter(pk=angebot.pk).update(**change)
    assert Angebot.objects.filter(pk=angebot.pk).update(traeger=angebot.traeger, telefon="0456") == 1


def test_kind_may_change_again_when_nobody_is_sent_there_any_more(angebot, user):
    with als(System.AUFGABE):
        withdraw(sent(angebot), seite=Seite.PERSON)
    save(angebot, user, angebotsart="jmd")
    angebot.refresh_from_db()
    assert angebot.angebotsart == "jmd"
