"""Employers and vacancies."""

from datetime import date

import factory

from fallmanagement.actions.vorschlag import propose, release
from fallmanagement.models import Betrieb, Betriebskontakt, Fallakte, Stellenangebot, Vorschlag
from fallmanagement.queries.matching import Profil, Stelle, abgleich
from fallmanagement.queries.vorschlaege import offer
from fallmanagement.stellenwerte import Einwilligungsweg
from tests.factories.kern import OrganisationseinheitFactory, UserFactory


class BetriebFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Betrieb

    name = factory.Sequence(lambda n: f"Bäckerei Lindner {n}")
    branche = "Lebensmittel"
    plz = "52062"
    ort = "Aachen"
    einheit = factory.SubFactory(OrganisationseinheitFactory)


class BetriebskontaktFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Betriebskontakt

    betrieb = factory.SubFactory(BetriebFactory)
    art = "telefon"
    am = date(2026, 11, 20)
    text = "Sucht zum Februar jemanden für die Backstube."
    von = factory.SubFactory(UserFactory)


class StellenangebotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stellenangebot

    betrieb = factory.SubFactory(BetriebFactory)
    titel = factory.Sequence(lambda n: f"Hilfe in der Backstube {n}")
    plz = "52062"
    ort = "Aachen"


def proposed(akte: Fallakte, stelle: Stellenangebot, profil: Profil | None = None) -> Vorschlag:
    """Return a proposal that its employer knows nothing of yet; needs the office (``als``)."""
    result = abgleich(profil or Profil(), Stelle(str(stelle.pk)))
    return propose(akte, stelle, begruendung="Passt gut.", abgleich=result, user=akte.angelegt_von)


def released(akte: Fallakte, stelle: Stellenangebot, *, felder: tuple[str, ...] = ("deutsch",)) -> Vorschlag:
    """Return a proposal that the person agreed to show; needs the office (``als``)."""
    profil = Profil(deutsch={"sprechen": "B1"})
    vorschlag = proposed(akte, stelle, profil)
    angebot = offer(vorschlag, profil, felder=list(felder), worte="", sprache="de", tage=30)
    return release(vorschlag, angebot, weg=Einwilligungsweg.SCHIRM)
