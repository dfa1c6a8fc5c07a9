"""Two files about one human being with everything that can hang on a file; build inside of ``als``."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange

from fallmanagement.models import Fallakte
from tests.factories.fallmanagement import (
    AufenthaltsstatusFactory,
    FallakteFactory,
    FristFactory,
    HaushaltsmitgliedFactory,
    VermerkFactory,
    ZustaendigkeitFactory,
)
from tests.factories.fallmanagement_profil import (
    BerufserfahrungFactory,
    BerufswunschFactory,
    DokumentFactory,
    KompetenzprofilFactory,
    QualifikationFactory,
    SprachstandFactory,
)
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.stellen import StellenangebotFactory, released
from tests.factories.vermittlung import ErsparnismonatFactory, NachbetreuungFactory, begonnen
from tests.factories.zusammenarbeit import BriefFactory, KonferenzbeschlussFactory, KonferenzfallFactory, angaben, release

WER = {"vorname": "Amina", "nachname": "Haidari", "geburtsdatum": date(1990, 5, 17)}


def paar(einheit: Any, user: Any, **anders: Any) -> tuple[Fallakte, Fallakte]:
    """Return two open files of ``einheit``; the person of the second one differs in ``anders``."""
    people = (
        PersonFactory.create(**WER, email="amina@beispiel.example"),
        PersonFactory.create(**WER | {"email": "amina@beispiel.example", **anders}),
    )
    first, second = (FallakteFactory.create(person=person, einheit=einheit, angelegt_von=user) for person in people)
    return first, second


def fill(akte: Fallakte, user: Any, jahr: int) -> None:
    """Put one row of each kind on a file; those of one ``jahr`` overlap."""
    year = DateRange(date(jahr, 1, 1), date(jahr + 1, 1, 1))
    status = AufenthaltsstatusFactory.create(person=akte.person, zeitraum=year)
    FristFactory.create(fallakte=akte, aufenthalt=status, faellig_am=date(jahr + 1, 1, 1))
    VermerkFactory.create(fallakte=akte, stufe="vertraulich")
    HaushaltsmitgliedFactory.create(fallakte=akte)
    ZustaendigkeitFactory.create(fallakte=akte, user=user)
    for build in (DokumentFactory, QualifikationFactory, BerufserfahrungFactory, BerufswunschFactory, BriefFactory):
        build.create(fallakte=akte)
    _check(akte)
    _work(akte, user, jahr)
    KonferenzbeschlussFactory.create(fall=KonferenzfallFactory.create(fallakte=akte), angelegt_von=user)
    release(akte, angaben(OrganisationseinheitFactory.create(art="partner")), user=user)


def _check(akte: Fallakte) -> None:
    checks = apps.get_model("fallmanagement", "Perspektivpruefung").objects
    checks.create(fallakte=akte, tag=date(2026, 11, 1), fassung="1", tatsachen="{}", ergebnis=[])


def _work(akte: Fallakte, user: Any, jahr: int) -> None:
    row = begonnen(fallakte=akte, beginn=date(jahr, 1, 1))
    NachbetreuungFactory.create(vermittlung=row)
    ErsparnismonatFactory.create(vermittlung=row, monat=date(2026, jahr - 2010, 1), brutto=Decimal(700), nachweis="")
    released(akte, StellenangebotFactory.create())


def profile(akte: Fallakte, niveau: str = "B1", **fields: Any) -> None:
    KompetenzprofilFactory.create(fallakte=akte, **fields)
    SprachstandFactory.create(fallakte=akte, niveau=niveau)


def everything() -> dict[str, list]:
    """Return every row of fallmanagement and of people by its values, histories and the record of merges aside."""
    models = [model for model in apps.get_app_config("fallmanagement").get_models() if not hasattr(model, "pgh_tracked_model")]
    models.append(apps.get_model("kern", "Person"))
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}
