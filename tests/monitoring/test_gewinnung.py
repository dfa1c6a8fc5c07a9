"""Goals of recruiting on the page of personnel development."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.models import Messwert, Ziel, Zielwert
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.strategie import ZielFactory, ZielkennzahlFactory
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def test_coverage_shows_the_goals_of_recruiting_with_their_light(client):
    day = date(2026, 11, 24)
    for slug, titel in (("mehrsprachige-beschaeftigte", "Mehr Sprachen"), ("angebot-fristgerecht", "Etwas anderes")):
        ZielkennzahlFactory.create(slug=slug, ziel=ZielFactory.create(titel=titel))
    Messwert.objects.create(
        slug="mehrsprachige-beschaeftigte", zeitraum="monat", von=day.replace(day=1), bis=day, zaehler=6, nenner=6, wert=6
    )
    Zielwert.objects.create(slug="mehrsprachige-beschaeftigte", ab=date(2026, 1, 1), wert=5, beleg="Rat")
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    page = client.get(reverse("schulung:abdeckung"))
    assert [(knoten.ziel.titel, knoten.ampel.stand) for knoten in page.context["ziele"]] == [("Mehr Sprachen", "gut")]
    assert ("Mehr Sprachen" in page.text, "Etwas anderes" in page.text, "Neues Ziel" in page.text) == (True, False, True)


def test_goal_of_recruiting_that_has_ended_is_not_shown(client):
    goal = ZielFactory.create()
    ZielkennzahlFactory.create(slug="oeffentlicher-dienst", ziel=goal)
    Ziel.objects.filter(pk=goal.pk).update(beendet_am=date(2026, 11, 1), beendet_grund="erreicht")
    join(client, OrganisationseinheitFactory.create(), Rolle.SCHULUNG)
    page = client.get(reverse("schulung:abdeckung"))
    assert (page.context["ziele"], "Noch kein Ziel der Personalgewinnung" in page.text) == ([], True)
