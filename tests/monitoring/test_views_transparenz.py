"""What everybody reads of the figures: newest and earlier revisions, one figure, in every language."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.actions.veroeffentlichung import publish
from monitoring.models import Veroeffentlichung, Zielwert
from monitoring.queries import transparenz as queries
from monitoring.transparenz import NAMEN
from tests.factories.gremien import BeschlussFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.monitoring.ereignisse import happen, roll_up
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
KEPT = "garantie-eingehalten"
TAGE = (date(2026, 9, 8), date(2026, 10, 6))


@pytest.fixture
def ausgabe() -> Veroeffentlichung:
    for tag in TAGE:
        happen(tag, wert=5, kanal="termin", anzahl=30)
        happen(tag, wert=30, kanal="termin", anzahl=10)
    roll_up(*TAGE)
    Zielwert.objects.create(slug=KEPT, ab=date(2026, 1, 1), wert=90, beleg="Beispiel")
    return publish()


def text(client, name: str, *args, **query) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_nothing_published_yet(client):
    assert "Noch nichts veröffentlicht" in text(client, "transparenz:neueste")
    assert "Noch nichts veröffentlicht" in text(client, "transparenz:ausgaben")


def test_newest_shows_figures_targets_and_decisions(client, ausgabe):
    BeschlussFactory.create(betreff="Klare Briefe", oeffentlich=True)
    BeschlussFactory.create(betreff="Nur intern", oeffentlich=False)
    page = text(client, "transparenz:neueste")
    shown = ["75 %", "Unser Ziel: 90 %. Nicht erreicht.", "Klare Briefe", "Ausgabe 1: zwölf Monate bis 31. Oktober 2026."]
    assert [words for words in shown if words not in page] == []
    assert "Nur intern" not in page


def test_figure_shows_course_and_definition(client, ausgabe):
    page = client.get(reverse("transparenz:zahl", args=[1, KEPT]))
    zahl = page.context["zahl"]
    assert (zahl.zelle.wert, zahl.zelle.n, [periode.wert for periode in zahl.verlauf[-2:]]) == (75, 80, ["75 %", "75 %"])
    assert "Gezählt wurden etwa 80 Fälle." in page.content.decode()


@pytest.mark.parametrize("args", [(1, "gibt-es-nicht"), (2, KEPT), (10**12, KEPT)])
def test_unknown_figure_or_revision(client, ausgabe, args):
    assert client.get(reverse("transparenz:zahl", args=args)).status_code == 404


def test_earlier_revision_stays_and_names_the_newer(client, ausgabe):
    happen(TAGE[1], wert=5, kanal="termin", anzahl=80)
    roll_up(*TAGE)
    publish(berichtigt="Ein Haus fehlte.")
    assert "75 %" in (old := text(client, "transparenz:ausgabe", 1))
    assert "Dazu gibt es eine neuere Ausgabe." in old
    new = text(client, "transparenz:neueste")
    assert ("Ein Haus fehlte." in new, "88 %" in new, "neuere Ausgabe" in new) == (True, True, False)
    assert "Ein Haus fehlte." in text(client, "transparenz:ausgaben")


@pytest.mark.parametrize("sprache", [code for code, _name in settings.LANGUAGES])
def test_every_language_has_its_own_words(client, ausgabe, sprache):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = sprache
    page = client.get(reverse("transparenz:neueste"))
    names = [zahl.name for _titel, zahlen in page.context["bereiche"]() for zahl in zahlen]
    assert (page.status_code, len(names), page.headers["Content-Language"]) == (200, len(NAMEN), sprache)


def test_page_is_remembered_by_language(client, ausgabe, monkeypatch):
    before = text(client, "transparenz:neueste")
    monkeypatch.setattr(queries, "figures", lambda _row: [])
    assert ("75 %" in before, "75 %" in text(client, "transparenz:neueste")) == (True, True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "75 %" not in text(client, "transparenz:neueste")


# --- The lead corrects ---
def test_lead_corrects_with_a_reason(client, ausgabe):
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    url = reverse("veroeffentlichung:liste")
    assert client.post(url, {"berichtigt": "Ein Haus fehlte."}).status_code == 302
    assert list(Veroeffentlichung.objects.values_list("nummer", "berichtigt")) == [(2, "Ein Haus fehlte."), (1, "")]


def test_nothing_to_correct_is_said(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    page = client.post(reverse("veroeffentlichung:liste"), {"berichtigt": "Ein Haus fehlte."}).content.decode()
    assert "noch nichts veröffentlicht" in page
    assert "Ein Haus fehlte." in page
