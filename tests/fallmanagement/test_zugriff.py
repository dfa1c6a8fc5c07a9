"""Reading a case of another unit: never without reason, notice and end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from behoerde.kern import brief, register
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis, Nachricht, Protokolleintrag
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.zugriff import end_zugriff, grant_zugriff, review_notzugriff, take_notzugriff
from fallmanagement.enums_zusammenarbeit import Zugriffsbefund
from fallmanagement.models import Zugriff
from fallmanagement.queries.zugriffe import figures, own, who_is_told
from tests.anmelden import make_staff
from tests.factories.fallmanagement import FallakteFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.zusammenarbeit import ZugriffFactory
from tests.termine.empfang import staff_of

pytestmark = pytest.mark.django_db
GRUND = "Steht am Schalter, die Duldung läuft heute ab."


@pytest.fixture
def fremde(akte):
    """Somebody who works with cases in another unit."""
    return staff_of(OrganisationseinheitFactory.create(name="Sachgebiet Aufenthalt"), Rolle.SACHBEARBEITUNG)


def take(akte, user, grund: str = GRUND) -> Zugriff:
    return take_notzugriff(suche={"aktenzeichen": akte.aktenzeichen}, grund=grund, user=user)


def refused(what, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error, transaction.atomic():
        what(*args, **kwargs)
    return error.value.code


def test_emergency_lasts_until_the_end_of_the_day(akte, leitung, fremde, uhr, amt):
    zugriff = take(akte, fremde)
    assert zugriff.zeitraum.upper == datetime(2026, 11, 26, 23, tzinfo=UTC)
    uhr.move_to(datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC))
    assert list(own(fremde)) == [zugriff]
    uhr.move_to(datetime(2026, 11, 26, 23, tzinfo=UTC))
    assert list(own(fremde)) == []
    assert Zugriff.objects.get().laeuft is False


def test_lead_is_told_at_once_and_nothing_about_the_person(akte, leitung, fremde, amt):
    zugriff = take(akte, fremde)
    message = Nachricht.objects.get(anlass="notzugriff")
    assert (message.empfaenger_id, message.adresse) == (leitung.pk, leitung.email)
    assert message.kontext == {"zugriff": str(zugriff.pk)}
    anlass = register.anlass("notzugriff")
    mail = brief.write_mail(anlass, anlass.kontext(message.kontext), "de")
    assert (anlass.noch_gueltig(message.kontext), akte.aktenzeichen in mail.betreff) == (True, True)
    words = f"{mail.betreff} {mail.text} {mail.html}"
    assert [word for word in ("Amina", "Haidari", "Schalter", fremde.nachname) if word in words] == []


def test_who_answers_for_the_case_is_told_too(akte, leitung, fallmanagerin, fremde, amt):
    ZustaendigkeitFactory.create(fallakte=akte, user=fallmanagerin)
    akte.refresh_from_db()
    assert set(who_is_told(akte, besides=fremde)) == {leitung, fallmanagerin}


def test_without_a_lead_data_protection_is_told(akte, fremde, amt):
    assert refused(take, akte, fremde) == "niemand"
    assert Zugriff.objects.count() == 0
    officer = make_staff(Rolle.DATENSCHUTZ)
    take(akte, fremde)
    assert [row.empfaenger_id for row in Nachricht.objects.filter(anlass="notzugriff")] == [officer.pk]


def test_database_refuses_an_emergency_without_a_notice(akte, leitung, fremde, amt):
    with pytest.raises(DatabaseError, match="needs a notice"), transaction.atomic():
        take(akte, fremde)
        Nachricht.objects.filter(anlass="notzugriff").delete()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_asking_again_tells_nobody_again(akte, leitung, fremde, amt):
    assert take(akte, fremde) == take(akte, fremde)
    assert Nachricht.objects.filter(anlass="notzugriff").count() == 1
    assert Ereignis.objects.filter(art="notzugriff").count() == 1


def test_reason_is_needed_and_the_case_must_exist(akte, leitung, fremde, fallmanagerin, amt):
    assert refused(take, akte, fremde, " ") == "grund"
    assert refused(take_notzugriff, suche={"aktenzeichen": "FM-2026-999999"}, grund=GRUND, user=fremde) == "unbekannt"
    assert refused(take_notzugriff, suche={"nachname": "Haidari"}, grund=GRUND, user=fremde) == "unbekannt"
    assert refused(take, akte, fallmanagerin) == "eigene"


def test_case_is_found_by_the_exact_person_only(akte, leitung, fremde, amt):
    person = akte.person
    suche = {"nachname": person.nachname.lower(), "geburtsdatum": person.geburtsdatum}
    assert take_notzugriff(suche=suche, grund=GRUND, user=fremde).fallakte_id == akte.pk
    assert refused(take_notzugriff, suche=suche | {"nachname": "Haid"}, grund=GRUND, user=fremde) == "unbekannt"


def test_two_of_the_same_name_and_day_are_nobody(akte, leitung, fremde, amt):
    person = akte.person
    FallakteFactory.create(person__nachname=person.nachname, person__geburtsdatum=person.geburtsdatum)
    suche = {"nachname": person.nachname, "geburtsdatum": person.geburtsdatum}
    assert refused(take_notzugriff, suche=suche, grund=GRUND, user=fremde) == "unbekannt"


def test_lead_reviews_once_and_never_the_own_one(akte, leitung, fremde, einheit, amt):
    zugriff = take(akte, fremde)
    assert refused(review_notzugriff, zugriff, befund=Zugriffsbefund.NOETIG, bemerkung="", user=fremde) == "leitung"
    review_notzugriff(zugriff, befund=Zugriffsbefund.UNNOETIG, bemerkung="Ein Anruf hätte gereicht.", user=leitung)
    assert refused(review_notzugriff, zugriff, befund=Zugriffsbefund.NOETIG, bemerkung="", user=leitung) == "geprueft"
    above = staff_of(OrganisationseinheitFactory.create(name="Anderswo"), Rolle.LEITUNG)
    taken = take(akte, above)
    assert refused(review_notzugriff, taken, befund=Zugriffsbefund.NOETIG, bemerkung="", user=above) == "vier_augen"


@pytest.mark.parametrize("changed", [{"user": True}, {"geprueft_von": True}])
def test_database_refuses_the_same_pair_of_eyes(akte, amt, changed):
    zugriff = ZugriffFactory.create(fallakte=akte)
    if "user" in changed:
        with pytest.raises(DatabaseError, match="zugriff_nicht_sich_selbst"), transaction.atomic():
            ZugriffFactory.create(fallakte=akte, erteilt_von=zugriff.user, user=zugriff.user)
        return
    own_review = {"befund": "noetig", "geprueft_von": zugriff.user, "geprueft_am": akte.angelegt_am}
    with pytest.raises(DatabaseError, match="zugriff_vier_augen"), transaction.atomic():
        ZugriffFactory.create(fallakte=akte, art="notzugriff", erteilt_von=None, user=zugriff.user, **own_review)


def test_finding_and_reason_stay_and_time_only_gets_shorter(akte, leitung, fremde, amt):
    zugriff = take(akte, fremde)
    review_notzugriff(zugriff, befund=Zugriffsbefund.NOETIG, bemerkung="", user=leitung)
    rows = Zugriff.objects.filter(pk=zugriff.pk)
    longer = type(zugriff.zeitraum)(zugriff.zeitraum.lower, zugriff.zeitraum.upper + timedelta(minutes=1))
    for change in ({"befund": "unnoetig"}, {"grund": "anders"}, {"user": leitung}, {"zeitraum": longer}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_database_keeps_an_emergency_to_one_day(akte, amt):
    with pytest.raises(DatabaseError, match="ein_tag"), transaction.atomic():
        zeitraum = type(ZugriffFactory.build().zeitraum)(akte.angelegt_am, akte.angelegt_am + timedelta(hours=26))
        ZugriffFactory.create(fallakte=akte, art="notzugriff", erteilt_von=None, zeitraum=zeitraum)


def test_lead_allows_for_a_while_and_ends_it(akte, leitung, fremde, fallmanagerin, uhr, amt):
    wanted = {"to": fremde, "grund": "Gemeinsame Beratung", "bis": date(2026, 12, 1)}
    assert refused(grant_zugriff, akte, by=fallmanagerin, **wanted) == "leitung"
    assert refused(grant_zugriff, akte, by=leitung, **wanted | {"to": leitung}) == "selbst"
    assert refused(grant_zugriff, akte, by=leitung, **wanted | {"to": make_staff(Rolle.EMPFANG)}) == "konto"
    assert refused(grant_zugriff, akte, by=leitung, **wanted | {"grund": " "}) == "grund"
    for day in (date(2026, 11, 25), date(2027, 2, 25)):
        assert refused(grant_zugriff, akte, by=leitung, **wanted | {"bis": day}) == "tage"
    zugriff = grant_zugriff(akte, by=leitung, **wanted)
    assert zugriff.zeitraum.upper == datetime(2026, 12, 1, 23, tzinfo=UTC)
    assert Nachricht.objects.filter(anlass="notzugriff").count() == 0
    assert refused(end_zugriff, zugriff, by=fallmanagerin) == "leitung"
    uhr.shift(60)
    end_zugriff(zugriff, by=leitung)
    assert list(own(fremde)) == []


def test_figures_count_by_unit_and_month(akte, leitung, fremde, uhr, amt):
    first = take(akte, fremde)
    review_notzugriff(first, befund=Zugriffsbefund.UNNOETIG, bemerkung="", user=leitung)
    uhr.shift(timedelta(days=40))
    take(akte, fremde)
    [row] = figures()
    assert (row.einheit, row.alle, row.monat, row.ungeprueft, row.unnoetig) == ("Fallmanagement", 2, 1, 1, 1)
    uhr.shift(timedelta(days=400))
    assert figures() == []


def test_record_says_who_did_it(akte, leitung, fremde):
    with als(fremde):
        take(akte, fremde)
        record_read(akte, grund="Notzugriff")
    with als(make_staff(Rolle.DATENSCHUTZ)):
        rows = Protokolleintrag.objects.filter(objekt_id=str(akte.pk), user_id=fremde.pk)
        assert sorted(rows.values_list("vorgang", flat=True)) == ["gelesen", "notzugriff_begonnen"]
    with als(System.AUFGABE):
        assert Zugriff.objects.get().grund == GRUND
