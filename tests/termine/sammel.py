"""A university that sends lists."""

import factory

from termine.actions.heute_sammel import order, take_list
from termine.forms.sammel import judge
from termine.models import Buchungspartner, Sammelbuchung
from termine.sammelliste import SPALTEN
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import MORGEN


class BuchungspartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Buchungspartner
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Hochschule {n}")
    einheit = factory.SubFactory(OrganisationseinheitFactory)

    @factory.post_generation
    def leistungen(self, create, extracted, **kwargs):
        self.leistungen.set(extracted or [])


def row(n: int = 0, **more: str) -> dict[str, str]:
    """Return the n-th person as a list names it."""
    values = {
        "vorname": f"Olena{chr(97 + n)}",
        "nachname": "Beispiel",
        "geburtsdatum": "17.05.1990",
        "email": f"olena{n}@beispiel.example",
    }
    return dict.fromkeys(SPALTEN, "") | values | {"sprache": "uk"} | more


def liste(partner, leistung, standort, rows, *, bestellt: bool = True) -> Sammelbuchung:
    """Return a list of ``rows`` that is to be booked from MORGEN on."""
    taken = take_list(Sammelbuchung(partner=partner, leistung=leistung, standort=standort, ab=MORGEN.date()), judge(rows))
    if bestellt:
        order(taken)
        taken.refresh_from_db()
    return taken
