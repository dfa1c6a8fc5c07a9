"""Filters of a list under a name: whose they are, what of an address is kept, which one opens first, and back again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern import uhr
from behoerde.kern.actions.ansicht import HOECHSTENS, Ansichtsangaben, kept, save_ansicht, set_standard
from behoerde.kern.actions.aufraeumen import drop_expired
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import GespeicherteAnsicht
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import listenseite
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import join, staff_of

pytestmark = pytest.mark.django_db
LISTE, ANSICHTEN = reverse("fallmanagement:liste"), reverse("kern:ansichten")
SEITE = "fallmanagement:liste"


@pytest.fixture
def ich(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.FALLMANAGEMENT)


def save(user, name: str = "Klärung", **angaben) -> GespeicherteAnsicht:
    angaben = {"seite": SEITE, "auswahl": "ansicht=offen&phase=klaerung"} | angaben
    with als(user):
        return save_ansicht(Ansichtsangaben(name=name, **angaben), user=user)


def names(user) -> list[str]:
    """Return the names of every view that ``user`` can read, without any filter of Python."""
    with als(user):
        return list(GespeicherteAnsicht.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("phase=klaerung&ansicht=offen&q=Haidari&page=3", "ansicht=offen&phase=klaerung"),
        ("ansicht=Haidari&phase=", ""),
        ("ansicht=offen&ansicht=meine", "ansicht=meine"),
        ("ansicht=%00&phase=plan&x=1", "phase=plan"),
        ("", ""),
    ],
)
def test_only_known_filters_with_known_values_are_kept(query, left):
    assert kept(listenseite(SEITE), query) == left


def test_saved_shown_on_its_list_and_marked(client, ich):
    done = client.post(ANSICHTEN, {"was": "speichern", "seite": SEITE, "name": "Offen", "auswahl": "q=Haidari&ansicht=offen"})
    assert done.url == f"{LISTE}?ansicht=offen"
    page = client.get(f"{LISTE}?ansicht=offen")
    assert [(row.name, row.auswahl == page.context["ansichten"].auswahl) for row in page.context["ansichten"].rows] == [
        ("Offen", True)
    ]
    assert "Die Ansicht „Offen“ ist gespeichert." in page.text


def test_nobody_else_sees_or_writes_it(client, ich):
    row = save(staff_of(OrganisationseinheitFactory.create(), Rolle.FALLMANAGEMENT))
    assert (names(ich), client.get(LISTE).context["ansichten"].rows) == ([], [])
    for was in ("umbenennen", "zuerst", "nicht_zuerst", "loeschen"):
        assert client.post(ANSICHTEN, {"was": was, "zeile": row.pk}).status_code == 404
    with als(ich), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        GespeicherteAnsicht.objects.create(user=row.user, seite=SEITE, name="Fremd", auswahl="ansicht=ohne")


def test_name_is_taken_once_for_each_list_and_what_was_typed_stays(client, ich):
    save(ich, "Klärung")
    page = client.post(ANSICHTEN, {"was": "speichern", "seite": SEITE, "name": "klärung", "auswahl": "ansicht=ohne"})
    said = ["So heißt schon eine Ansicht dieser Liste. Bitte wählen Sie einen anderen Namen."]
    assert (page.context["neu"].errors["name"], page.context["neu"]["auswahl"].value()) == (said, "ansicht=ohne")
    save(ich, "klärung", seite="fallmanagement:fristen", auswahl="ansicht=alle")
    with als(ich), pytest.raises(IntegrityError, match="ansicht_name_einmal_je_seite"), transaction.atomic():
        GespeicherteAnsicht.objects.create(user=ich, seite=SEITE, name="KLÄRUNG", auswahl="ansicht=ohne")


@pytest.mark.parametrize(
    ("angaben", "code"),
    [({"auswahl": "q=Haidari"}, "auswahl"), ({"seite": "kern:konten"}, "seite"), ({"seite": "verweise:verweise"}, "seite")],
)
def test_nothing_chosen_and_lists_that_may_not_be_opened_are_refused(ich, angaben, code):
    with pytest.raises(DomainError) as refused:
        save(ich, **angaben)
    assert (refused.value.code, names(ich)) == (code, [])


def test_there_is_an_end(ich):
    for number in range(HOECHSTENS):
        save(ich, str(number))
    with pytest.raises(DomainError) as refused:
        save(ich, "Noch eine")
    assert (refused.value.code, len(names(ich))) == ("zu_viele", HOECHSTENS)


def test_list_opens_with_the_chosen_view_unless_something_else_is_asked(client, ich):
    first, second = save(ich, "A"), save(ich, "B", auswahl="ansicht=ohne")
    assert client.get(LISTE).status_code == 200
    for row in (first, second):
        client.post(ANSICHTEN, {"was": "zuerst", "zeile": row.pk})
    assert client.get(LISTE).url == f"{LISTE}?ansicht=ohne"
    assert client.get(f"{LISTE}?ansicht=meine").status_code == 200
    client.post(ANSICHTEN, {"was": "nicht_zuerst", "zeile": second.pk})
    assert client.get(LISTE).status_code == 200


def test_one_of_a_list_opens_first_says_the_database(ich):
    first, second = save(ich, "A"), save(ich, "B", auswahl="ansicht=ohne")
    with als(ich):
        set_standard(first, standard=True)
        with pytest.raises(IntegrityError, match="ansicht_ein_standard_je_seite"), transaction.atomic():
            GespeicherteAnsicht.objects.filter(pk=second.pk).update(standard=True)


def test_renamed_or_told_why_not(client, ich):
    save(ich, "A")
    row = save(ich, "B")
    page = client.post(ANSICHTEN, {"was": "umbenennen", "zeile": row.pk, f"{row.pk}-name": "a"})
    assert [form["name"].value() for _row, _label, form, _roles in page.context["zeilen"]] == ["A", "a"]
    client.post(ANSICHTEN, {"was": "umbenennen", "zeile": row.pk, f"{row.pk}-name": "Neu"})
    assert names(ich) == ["A", "Neu"]


def test_deleted_and_brought_back_as_it_was(client, ich):
    row = save(ich)
    client.post(ANSICHTEN, {"was": "zuerst", "zeile": row.pk})
    page = client.post(ANSICHTEN, {"was": "loeschen", "zeile": row.pk}, follow=True)
    assert (names(ich), "Rückgängig" in page.text) == ([], True)
    for _twice in range(2):
        client.post(ANSICHTEN, {"was": "zurueck"})
    with als(ich):
        again = GespeicherteAnsicht.objects.get()
    assert (again.name, again.auswahl, again.standard) == ("Klärung", "ansicht=offen&phase=klaerung", True)


def test_unknown_steps_do_not_exist(client, ich):
    assert [client.post(ANSICHTEN, data).status_code for data in ({}, {"was": "x"}, {"was": "loeschen", "zeile": "x"})] == [
        404
    ] * 3


def test_views_end_with_the_account(ich):
    save(ich)
    for days, left in ((1, 1), (0, 0)):
        with als(System.AUFGABE):
            ich.austritt_am = uhr.today() + timedelta(days=days)
            ich.save(update_fields=["austritt_am"])
            drop_expired()
            assert GespeicherteAnsicht.objects.count() == left


def test_every_list_shows_its_views(client, ich):
    lists = {"fallmanagement:tafel": "ansicht=ohne", "fallmanagement:fristen": "art=frist", "betriebe:liste": "ansicht=beendet"}
    lists |= {"fallmanagement:vermittlungen": "ansicht=liste&wer=alle", "betriebe:stellen": "ansicht=besetzt"}
    for seite, auswahl in lists.items():
        save(ich, "Meine Sicht", seite=seite, auswahl=auswahl)
        assert (
            f'href="{reverse(seite)}?{auswahl.replace("&", "&amp;")}" aria-current="true"'
            in client.get(f"{reverse(seite)}?{auswahl}").text
        )
