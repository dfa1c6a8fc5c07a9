"""Pages of Schulung: who sees and may do what."""

import pytest
from celery import current_app
from django.urls import reverse

from behoerde.kern import uhr as clock
from behoerde.kern.rechte import Rolle
from monitoring.actions.teilnahme import register
from monitoring.models import Durchfuehrung, Entwicklungsgespraech, Kurs, Pflichtprofil, Schulungsnachweis, Schulungsteilnahme
from monitoring.queries.schulung import people_of
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.schulung import DurchfuehrungFactory, KursFactory, SchulungsgastFactory, SchulungsnachweisFactory
from tests.termine.empfang import join, lesespuren, staff_of


@pytest.fixture
def ruhig(monkeypatch):
    """No broker."""
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)


@pytest.fixture
def einheit(db):
    return OrganisationseinheitFactory.create()


@pytest.fixture
def termin(uhr, ruhig, einheit):
    return DurchfuehrungFactory.create(plaetze=1)


def page(name: str, *args) -> str:
    return reverse(f"schulung:{name}", args=args)


def text(client, address: str) -> str:
    return client.get(address).content.decode()


def table(client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode()


def test_everybody_registers_and_withdraws(client, termin, einheit):
    join(client, einheit, Rolle.EMPFANG)
    answer = client.post(page("termin", termin.pk), {"was": "anmelden"}, follow=True)
    assert "Sie sind angemeldet." in answer.content.decode()
    assert "1 von 1" in text(client, page("meine"))
    client.post(page("termin", termin.pk), {"was": "abmelden"})
    assert Schulungsteilnahme.objects.get().status == "abgemeldet"
    assert client.post(page("termin", termin.pk), {"was": "unsinn"}).status_code == 404


def test_second_one_hears_of_the_waiting_list(client, termin, einheit):
    other = UserFactory.create()
    register(durchfuehrung=termin, user=other, von=other)
    join(client, einheit, Rolle.EMPFANG)
    answer = client.post(page("termin", termin.pk), {"was": "anmelden"}, follow=True)
    assert "Sie stehen auf der Warteliste." in answer.content.decode()


def test_own_duties_follow_role_and_unit(client, uhr, einheit):
    user = join(client, OrganisationseinheitFactory.create(parent=einheit), Rolle.EMPFANG)
    for fields in ({"einheit": einheit}, {"rolle": Rolle.EMPFANG}, {"rolle": Rolle.LOTSE}):
        Pflichtprofil.objects.create(kurs=KursFactory.create(), **fields)
    Pflichtprofil.objects.create(kurs=KursFactory.create(), einheit=OrganisationseinheitFactory.create())
    done = Pflichtprofil.objects.get(rolle=Rolle.EMPFANG).kurs
    SchulungsnachweisFactory.create(user=user, kurs=done)
    staende = client.get(page("meine")).context["staende"]
    assert [(stand.pflicht, stand.gilt) for stand in staende] == [(True, stand.kurs == done) for stand in staende]
    assert len(staende) == 2


def test_calendar_file_names_time_and_place(client, termin, einheit):
    join(client, einheit, Rolle.EMPFANG)
    answer = client.get(page("kalender", termin.pk))
    assert answer["Content-Type"] == "text/calendar"
    assert b"LOCATION:Rathaus\\, Raum 1" in answer.content


def test_names_are_seen_by_own_manager_and_coordinator_only(uhr, einheit):
    own = staff_of(OrganisationseinheitFactory.create(parent=einheit), Rolle.EMPFANG)
    other = staff_of(OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    lead, coordinator = staff_of(einheit, Rolle.LEITUNG), staff_of(einheit, Rolle.SCHULUNG)
    assert set(people_of(lead)) == {own, lead, coordinator}
    assert set(people_of(coordinator)) == {own, other, lead, coordinator}
    assert set(people_of(own)) == set()


def test_manager_sees_own_people_and_the_look_is_recorded(client, uhr, ruhig, einheit):
    own, other = staff_of(einheit, Rolle.EMPFANG), staff_of(OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    rows = [SchulungsnachweisFactory.create(user=user) for user in (own, other)]
    SchulungsnachweisFactory.create(user=None, gast=SchulungsgastFactory.create())
    lead = join(client, einheit, Rolle.LEITUNG)
    assert list(client.get(page("nachweise")).context["object_list"]) == [rows[0]]
    assert [mensch.user for mensch in client.get(page("team")).context["menschen"]] == list(people_of(lead))
    assert [spur[3] for spur in lesespuren()] == ["Schulungsnachweise", "Schulungen der Beschäftigten"]


def test_evidence_leaves_as_a_table_without_formulas(client, uhr, ruhig, einheit):
    user = staff_of(einheit, Rolle.EMPFANG)
    SchulungsnachweisFactory.create(user=user, woher="=1+1")
    join(client, einheit, Rolle.SCHULUNG)
    assert "'=1+1" in table(client, page("nachweise") + "?format=csv")


TERMIN = {"tag": "2026-12-10", "von": "09:00", "bis": "15:00", "letzter": "2026-12-10", "ort": "Rathaus", "plaetze": "12"}


def test_coordinator_plans_a_course_with_a_date(client, uhr, ruhig, einheit):
    join(client, einheit, Rolle.SCHULUNG)
    client.post(page("kurs_neu"), {"titel": "Klar sprechen", "thema": "service", "gueltig_monate": "24", "aktiv": "on"})
    client.post(page("termin_neu", Kurs.objects.get().pk), TERMIN)
    row = Durchfuehrung.objects.get()
    assert (row.kurs.titel, row.anmeldung_bis) == ("Klar sprechen", row.beginnt_am)
    client.post(page("termin_bearbeiten", row.pk), TERMIN | {"ort": "Bürgerhaus"})
    row.refresh_from_db()
    assert (row.ort, row.kalender_sequenz) == ("Bürgerhaus", 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"bis": "08:00"}, "bis"),
        ({"letzter": "2026-12-11"}, "letzter"),
        ({"letzter": "0001-01-01"}, "letzter"),
        ({"tag": "9999-12-31", "letzter": "2026-12-11"}, "tag"),
        ({"letzter": "9999-12-31"}, "letzter"),
        ({"plaetze": "0"}, "plaetze"),
        ({"ort": ""}, "ort"),
    ],
)
def test_what_can_not_be_stands_beside_its_field(client, uhr, ruhig, einheit, changes, field):
    join(client, einheit, Rolle.SCHULUNG)
    answer = client.post(page("termin_neu", KursFactory.create().pk), TERMIN | changes)
    assert field in answer.context["form"].errors
    assert not Durchfuehrung.objects.exists()


def test_coordinator_registers_marks_and_closes(client, termin, uhr, einheit):
    user = staff_of(einheit, Rolle.EMPFANG)
    join(client, einheit, Rolle.SCHULUNG)
    address = page("teilnehmende", termin.pk)
    client.post(address, {"was": "anmelden", "user": user.pk})
    row = Schulungsteilnahme.objects.get()
    uhr.move_to(termin.endet_am)
    join(client, einheit, Rolle.SCHULUNG)
    assert "War da" in text(client, address)
    client.post(address, {"was": "gekommen", "teilnahme": row.pk})
    client.post(address, {"was": "abschliessen"})
    assert (Schulungsnachweis.objects.get().user, Durchfuehrung.objects.get().status) == (user, "abgeschlossen")
    assert str(user) in table(client, address + "?format=csv")


@pytest.mark.parametrize("data", [{"was": "unsinn"}, {"was": "gekommen", "teilnahme": "x"}, {"was": "gekommen"}])
def test_nonsense_finds_nothing(client, termin, einheit, data):
    join(client, einheit, Rolle.SCHULUNG)
    assert client.post(page("teilnehmende", termin.pk), data).status_code == 404


def test_duty_is_added_once_and_ended(client, uhr, ruhig, einheit):
    join(client, einheit, Rolle.SCHULUNG)
    data = {"kurs": KursFactory.create().pk, "rolle": "", "einheit": ""}
    assert client.post(page("pflicht"), data).status_code == 302
    assert "Diese Pflicht gibt es schon." in client.post(page("pflicht"), data).content.decode()
    client.post(page("pflicht"), {"beenden": Pflichtprofil.objects.get().pk})
    assert not Pflichtprofil.objects.exists()
    assert client.post(page("pflicht"), {"beenden": "x"}).status_code == 404


def test_coordinator_adds_evidence_from_elsewhere_and_takes_it_back(client, uhr, ruhig, einheit):
    user = staff_of(einheit, Rolle.EMPFANG)
    join(client, einheit, Rolle.SCHULUNG)
    data = {"user": user.pk, "kurs": KursFactory.create().pk, "erworben_am": "2026-11-25", "woher": "Volkshochschule"}
    assert "erworben_am" in client.post(page("nachweis_neu"), data).context["form"].errors
    client.post(page("nachweis_neu"), data | {"erworben_am": "2026-11-01"})
    row = Schulungsnachweis.objects.get()
    client.post(page("nachweis", row.pk), {"grund": "verwechselt"})
    assert Schulungsnachweis.objects.valid(clock.today()).count() == 0


def test_manager_notes_a_talk_with_own_people_only(client, uhr, ruhig, einheit):
    own, other = staff_of(einheit, Rolle.EMPFANG), staff_of(OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    join(client, einheit, Rolle.LEITUNG)
    assert "user" in client.post(page("gespraeche"), {"user": other.pk, "tag": "2026-11-24"}).context["form"].errors
    for _twice in range(2):
        client.post(page("gespraeche"), {"user": own.pk, "tag": "2026-11-24"})
    assert Entwicklungsgespraech.objects.get().user == own
    assert "noch vor uns" not in text(client, page("gespraeche"))


def test_department_registers_its_people_and_sees_nobody_elses(client, termin, uhr):
    ressort = OrganisationseinheitFactory.create(art="ressort")
    other = SchulungsgastFactory.create(name="Fremde Person")
    register(durchfuehrung=DurchfuehrungFactory.create(), gast=other, von=UserFactory.create())
    join(client, ressort, Rolle.RESSORT)
    data = {"einheit": ressort.pk, "name": "Kim Beispiel", "email": "kim@sozialamt.example"}
    assert (
        "einheit" in client.post(page("ressort_anmelden", termin.pk), data | {"einheit": other.einheit_id}).context["form"].errors
    )
    client.post(page("ressort_anmelden", termin.pk), data)
    shown = text(client, page("ressort"))
    assert ("Kim Beispiel" in shown, "Fremde Person" in shown) == (True, False)
    foreign = Schulungsteilnahme.objects.get(gast=other)
    assert client.post(page("ressort"), {"teilnahme": foreign.pk}).status_code == 404
    client.post(page("ressort"), {"teilnahme": Schulungsteilnahme.objects.get(gast__einheit=ressort).pk})
    assert Schulungsteilnahme.objects.get(gast__einheit=ressort).status == "abgemeldet"


def test_list_of_people_asks_as_much_for_six_as_for_three(client, uhr, ruhig, einheit, django_assert_num_queries):
    join(client, einheit, Rolle.LEITUNG)
    Pflichtprofil.objects.create(kurs=KursFactory.create())
    staff_of(einheit, Rolle.EMPFANG)
    client.get(page("team"))
    with django_assert_num_queries(NUMBER):
        client.get(page("team"))
    for _more in range(3):
        SchulungsnachweisFactory.create(user=staff_of(einheit, Rolle.EMPFANG))
    with django_assert_num_queries(NUMBER):
        client.get(page("team"))


NUMBER = 18
