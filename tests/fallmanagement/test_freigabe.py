"""What goes to a partner: only what was chosen, on a basis that carries it, and it ends."""

import json
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction

from behoerde.kern import brief, register
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from fallmanagement.actions.fallakte import move
from fallmanagement.actions.freigabe import Freigabeangaben, confirm, refresh_kopien, release, withdraw
from fallmanagement.enums_zusammenarbeit import Freigabefeld, Freigabegrundlage
from fallmanagement.grundlagen import RECHTSGRUENDE
from fallmanagement.klient_einwilligung import FASSUNG
from fallmanagement.models import Freigabe, Freigabekopie
from fallmanagement.queries.freigaben import kopien, lines
from tests.factories.fallmanagement import AufenthaltsstatusFactory, HaushaltsmitgliedFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.zusammenarbeit import angaben
from tests.lotsen.verweise import partner_unit, partner_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("amt")]
G = Freigabegrundlage
GESETZ = {"grundlage": G.ASYLBLG_11, "einwilligungsart": ""}


@pytest.fixture
def partner(akte):
    return partner_unit("Jobcenter")


def wanted(partner, **fields) -> Freigabeangaben:
    return replace(angaben(partner), **fields)


def refused(what, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error, transaction.atomic():
        what(*args, **kwargs)
    return error.value.code


def test_with_a_consent_the_partner_has_exactly_the_chosen_fields(akte, partner, fallmanagerin):
    AufenthaltsstatusFactory.create(person=akte.person)
    row = release(akte, wanted(partner, felder=["name", "aufenthalt"]), user=fallmanagerin)
    kopie = Freigabekopie.objects.get()
    assert (kopie.freigabe_id, kopie.einheit_id, kopie.bis) == (row.pk, partner.pk, row.bis)
    held = json.loads(kopie.inhalt)
    assert sorted(held) == ["aufenthalt", "name"]
    assert held["name"] == "Amina Haidari"
    assert held["aufenthalt"].endswith("bis 28. Februar 2027")


def test_words_are_kept_as_the_person_read_them(akte, partner, fallmanagerin):
    akte.person.sprache = "uk"
    akte.person.save()
    row = release(akte, wanted(partner), user=fallmanagerin)
    assert (row.sprache, row.fassung, row.wortlaut_hash) == ("uk", FASSUNG, sha256(row.wortlaut.encode()).hexdigest())
    assert "Jobcenter" in row.wortlaut
    assert "Ich bin einverstanden" not in row.wortlaut
    with pytest.raises(DatabaseError), transaction.atomic():
        Freigabe.objects.filter(pk=row.pk).update(wortlaut_hash="0" * 64)


def test_legal_basis_waits_for_a_second_person(akte, partner, fallmanagerin, leitung):
    row = release(akte, wanted(partner, felder=["name"], **GESETZ), user=fallmanagerin)
    assert (row.wartet, row.gilt, Freigabekopie.objects.count()) == (True, False, 0)
    assert refused(confirm, row, user=fallmanagerin) == "vier_augen"
    with pytest.raises(DatabaseError, match="vier_augen"), transaction.atomic():
        Freigabe.objects.update(bestaetigt_von=fallmanagerin, bestaetigt_am=row.angelegt_am)
    assert confirm(row, user=leitung).gilt is True
    confirm(row, user=leitung)
    assert Freigabekopie.objects.get().grundlage == "§ 11 Abs. 3 AsylbLG"


@pytest.mark.parametrize("grundlage", [G.ASYLBLG_11, G.AUFENTHG_90])
def test_basis_carries_no_more_than_its_words(akte, partner, fallmanagerin, grundlage):
    too_much = sorted(set(Freigabefeld.values) - set(RECHTSGRUENDE[grundlage].felder))
    for feld in too_much:
        asked = wanted(partner, felder=["name", feld], grundlage=grundlage, einwilligungsart="")
        assert refused(release, akte, asked, user=fallmanagerin) == "felder"
    row = release(akte, wanted(partner, felder=["name"], grundlage=grundlage, einwilligungsart=""), user=fallmanagerin)
    with pytest.raises(DatabaseError), transaction.atomic():
        Freigabe.objects.create(
            fallakte=akte,
            empfaenger=partner,
            felder=too_much,
            zweck="x",
            grundlage=grundlage,
            bis=row.bis,
            angelegt_von=fallmanagerin,
        )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"felder": []}, "felder"),
        ({"bis": date(2026, 11, 25)}, "bis"),
        ({"bis": date(2027, 11, 27)}, "bis"),
        ({"grundlage": G.ANDERE, "einwilligungsart": ""}, "norm"),
        ({"einwilligungsart": ""}, "einwilligungsart"),
    ],
)
def test_what_is_missing_is_said(akte, partner, fallmanagerin, fields, code):
    assert refused(release, akte, wanted(partner, **fields), user=fallmanagerin) == code


def test_nobody_but_partners_gets_anything(akte, fallmanagerin):
    with pytest.raises(DatabaseError, match="only partners"), transaction.atomic():
        release(akte, wanted(OrganisationseinheitFactory.create(art="ressort")), user=fallmanagerin)


def test_withdrawal_takes_it_away_at_once(akte, partner, fallmanagerin):
    row = release(akte, wanted(partner), user=fallmanagerin)
    withdraw(row, user=fallmanagerin)
    withdraw(row, user=fallmanagerin)
    row.refresh_from_db()
    assert (row.gilt, Freigabekopie.objects.count()) == (False, 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Freigabe.objects.update(widerrufen_am=None, widerrufen_von=None, ende="")


def test_it_ends_with_its_last_day(akte, partner, fallmanagerin, uhr):
    row = release(akte, wanted(partner, bis=date(2026, 12, 1)), user=fallmanagerin)
    user = partner_user(partner)
    uhr.shift(timedelta(days=5))
    assert (row.gilt, kopien(user).count(), refresh_kopien()) == (True, 1, (0, 0))
    uhr.shift(timedelta(days=1))
    assert (row.gilt, kopien(user).count(), Freigabe.objects.standing().count()) == (False, 0, 0)
    assert (refresh_kopien(), Freigabekopie.objects.count()) == ((1, 0), 0)


def test_night_brings_it_up_to_date_with_the_chosen_fields_only(akte, partner, fallmanagerin):
    release(akte, wanted(partner, felder=["haushalt"]), user=fallmanagerin)
    assert refresh_kopien() == (0, 0)
    HaushaltsmitgliedFactory.create(fallakte=akte)
    assert refresh_kopien() == (0, 1)
    assert lines(Freigabekopie.objects.get()) == [("Wie viele Menschen im Haushalt leben", "2 Menschen")]


def test_partner_is_told_without_a_word_about_the_person(akte, partner, fallmanagerin):
    user = partner_user(partner)
    partner_user(partner_unit("Anderer"))
    release(akte, wanted(partner), user=fallmanagerin)
    message = Nachricht.objects.get(anlass="freigabe_neu")
    anlass = register.anlass("freigabe_neu")
    mail = brief.write_mail(anlass, anlass.kontext(message.kontext), "de")
    assert (message.adresse, Freigabekopie.objects.get().kennung in mail.text) == (user.email, True)
    words = f"{mail.betreff} {mail.text} {mail.html}"
    assert [word for word in ("Amina", "Haidari", akte.aktenzeichen) if word in words] == []
    withdraw(Freigabe.objects.get(), user=fallmanagerin)
    assert anlass.noch_gueltig(message.kontext) is False


def told(anlass: str) -> list[tuple[str, dict]]:
    """Return to whom it was written, and with which words."""
    return [(row.adresse, row.kontext) for row in Nachricht.objects.filter(anlass=anlass).order_by("pk")]


@pytest.mark.parametrize(("fields", "ende"), [({}, "widerruf"), (GESETZ, "amt")])
def test_partner_hears_of_the_end_without_a_word_about_the_person(akte, partner, fallmanagerin, leitung, fields, ende):
    user = partner_user(partner)
    row = confirm(release(akte, wanted(partner, **fields), user=fallmanagerin), user=leitung)
    kennung = row.kopie.kennung
    withdraw(row, user=leitung)
    withdraw(row, user=leitung)
    row.refresh_from_db()
    assert (row.ende, row.widerrufen_von, told("freigabe_beendet")) == (ende, leitung, [(user.email, {"kennung": kennung})])
    anlass = register.anlass("freigabe_beendet")
    mail = brief.write_mail(anlass, anlass.kontext({"kennung": kennung}), "de")
    words = f"{mail.betreff} {mail.text} {mail.html}"
    assert [word for word in ("Amina", "Haidari", akte.aktenzeichen) if word in words] == []
    assert kennung in mail.text


def test_what_never_reached_the_partner_ends_silently(akte, partner, fallmanagerin):
    partner_user(partner)
    row = release(akte, wanted(partner, **GESETZ), user=fallmanagerin)
    withdraw(row, user=fallmanagerin)
    assert (told("freigabe_beendet"), refused(confirm, row, user=fallmanagerin)) == ([], "beendet")


def test_with_the_case_everything_ends_and_stays_ended_when_it_is_taken_up_again(akte, partner, fallmanagerin):
    user = partner_user(partner)
    rows = [release(akte, wanted(partner, **fields), user=fallmanagerin) for fields in ({}, GESETZ)]
    move(move(akte, "klaerung"), "abgeschlossen", grund="weggezogen")
    for row in rows:
        row.refresh_from_db()
    assert [(row.ende, row.widerrufen_von, row.gilt, row.wartet) for row in rows] == [("akte", None, False, False)] * 2
    assert ([adresse for adresse, _kontext in told("freigabe_beendet")], Freigabekopie.objects.count()) == ([user.email], 0)
    assert refused(release, akte, wanted(partner), user=fallmanagerin) == "beendet"
    move(akte, "klaerung", grund="irrtum")
    assert (Freigabe.objects.standing().count(), Freigabekopie.objects.count()) == (0, 0)


def test_what_ran_out_is_no_end_of_the_case(akte, partner, fallmanagerin, uhr):
    row = release(akte, wanted(partner, bis=date(2026, 12, 1)), user=fallmanagerin)
    uhr.shift(timedelta(days=10))
    move(move(akte, "klaerung"), "abgeschlossen", grund="weggezogen")
    row.refresh_from_db()
    assert (row.ende, row.widerrufen_am, told("freigabe_beendet")) == ("", None, [])


def test_reason_of_the_end_and_its_day_come_together(akte, partner, fallmanagerin):
    release(akte, wanted(partner), user=fallmanagerin)
    for fields in ({"ende": "akte"}, {"widerrufen_am": akte.angelegt_am}):
        with pytest.raises(DatabaseError, match="freigabe_widerruf"), transaction.atomic():
            Freigabe.objects.update(**fields)
