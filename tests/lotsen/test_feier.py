"""After a Veranstaltung one question without names; before it the order of a ceremony."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis, Nachricht
from behoerde.kern.rechte import Rolle
from lotsen.actions.anmeldung import check_in, say_what_helped
from lotsen.actions.veranstaltung import close_past
from lotsen.actions.veranstaltung_feier import add_urkunde, hand_over, remove_urkunde, swap
from lotsen.models import Antwortzahl, Urkunde
from lotsen.queries.veranstaltungen import what_helped
from lotsen.veranstaltung import Anmeldelink, Hilfreich
from tests.factories.kern import UserFactory
from tests.factories.veranstaltung import VeranstaltungFactory, angemeldet
from tests.termine.empfang import join


@pytest.fixture
def feier(uhr, ruhig, einheit):
    return VeranstaltungFactory.create(einheit=einheit, art="einbuergerungsfeier")


def guests(event, number: int) -> list:
    user = UserFactory.create()
    rows = [angemeldet(event, f"Gast {index}") for index in range(number)]
    for row in rows:
        check_in(anmeldung=row, user=user)
    return rows


def test_who_came_is_thanked_once_and_who_did_not_is_not(feier, uhr):
    guests(feier, 2)
    angemeldet(feier, "Kam nicht")
    uhr.shift(timedelta(days=21, hours=3))
    close_past()
    close_past()
    assert Nachricht.objects.filter(anlass="veranstaltung_danke").count() == 2


def test_answers_are_shown_from_five_on_and_counted_once_each(feier, uhr):
    rows = guests(feier, 5)
    uhr.shift(timedelta(days=21, hours=3))
    for row in rows[:4]:
        say_what_helped(anmeldung=row, antwort=Hilfreich.MENSCHEN)
    assert what_helped(feier) == []
    say_what_helped(anmeldung=rows[4], antwort=Hilfreich.GEFUEHL)
    with pytest.raises(DomainError):
        say_what_helped(anmeldung=rows[4], antwort=Hilfreich.GEFUEHL)
    assert what_helped(feier) == [("Andere Menschen kennenlernen", 4), ("Das Gefühl, willkommen zu sein", 1)]


def test_nothing_in_the_database_says_who_answered_what(feier, uhr):
    columns = {field.name for field in Antwortzahl._meta.get_fields()}
    assert columns == {"id", "veranstaltung", "antwort", "anzahl"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'lotsen_anmeldung'")
        assert "antwort" not in {name for (name,) in cursor.fetchall()}


def test_versions_of_rows_do_not_lead_from_an_answer_to_who_gave_it(feier, uhr):
    first, second = guests(feier, 2)
    uhr.shift(timedelta(days=21, hours=3))
    say_what_helped(anmeldung=first, antwort=Hilfreich.MENSCHEN)
    before = Ereignis.objects.count()
    say_what_helped(anmeldung=second, antwort=Hilfreich.GEFUEHL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM lotsen_antwortzahl")
        assert cursor.fetchone() == (1, len(Hilfreich))
    assert Ereignis.objects.count() == before


def test_question_stands_on_the_own_page_only_afterwards(client, feier, uhr):
    (row,) = guests(feier, 1)
    page = reverse("anmeldung:mein", args=[link_token(Anmeldelink.ANMELDUNG, row.pk)])
    assert "Was hat Ihnen geholfen?" not in client.get(page).content.decode()
    uhr.shift(timedelta(days=21, hours=3))
    assert "Was hat Ihnen geholfen?" in client.get(page).content.decode()
    response = client.post(page, {"was": "antwort", "antwort": "stadt"}, follow=True)
    assert "Danke für Ihre Antwort." in response.content.decode()
    assert list(Antwortzahl.objects.filter(anzahl__gt=0).values_list("antwort", "anzahl")) == [("stadt", 1)]


def test_order_of_the_ceremony_has_times_moves_and_is_ticked(client, feier, einheit):
    join(client, einheit, Rolle.LOTSE)
    page = reverse("veranstaltungen:feier", args=[feier.pk])
    for name in ("Olena Koval\u202e", "Tariq Sabbagh"):
        client.post(page, {"was": "dazu", "name": name})
    client.post(page, {"was": "zeiten", "ab": "18:30", "minuten": "4"})
    second = Urkunde.objects.get(name="Tariq Sabbagh")
    client.post(page, {"was": "hoch", "urkunde": str(second.pk)})
    client.post(page, {"was": "uebergeben", "urkunde": str(second.pk)})
    rows = client.get(page).context["zeilen"]
    assert [(row.name, row.uebergeben_am is not None) for _time, row in rows] == [("Tariq Sabbagh", True), ("Olena Koval", False)]
    assert rows[1][0] - rows[0][0] == timedelta(minutes=4)
    client.post(page, {"was": "zurueck", "urkunde": str(second.pk)})
    second.refresh_from_db()
    assert second.uebergeben_am is None


def test_handed_over_certificate_stays_in_the_order(feier):
    row = add_urkunde(veranstaltung=feier, name="Olena Koval")
    swap(urkunde=row, nach_oben=True)
    hand_over(urkunde=row, user=UserFactory.create())
    with pytest.raises(DomainError) as error:
        remove_urkunde(urkunde=row)
    assert error.value.code == "uebergeben"


def test_only_a_ceremony_has_an_order(client, uhr, ruhig, einheit):
    join(client, einheit, Rolle.LOTSE)
    event = VeranstaltungFactory.create(einheit=einheit)
    assert client.get(reverse("veranstaltungen:feier", args=[event.pk])).status_code == 404
    with pytest.raises(DomainError):
        add_urkunde(veranstaltung=event, name="Olena")


@pytest.mark.django_db
def test_database_counts_only_answers_that_are_offered():
    with pytest.raises(IntegrityError), transaction.atomic():
        Antwortzahl.objects.create(veranstaltung=VeranstaltungFactory.create(), antwort="niemals")
