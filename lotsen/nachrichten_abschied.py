"""What the portal writes to people who leave: a link, never where they stand."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Person
from behoerde.kern.register import Anlass
from lotsen import adressen
from lotsen.abschied import Abschiedslink
from lotsen.models import Netzkontakt
from lotsen.queries.abschied import leaving

SEITE = "/willkommen/abschied/"


def about_farewell(_kontext: dict) -> dict:
    return {"link": f"{adressen.base()}{SEITE}"}


def still_leaves(kontext: dict) -> bool:
    """Say whether the person still leaves by all we know; what a guide sent is not asked again."""
    if kontext.get("von_hand"):
        return True
    person = Person.objects.filter(pk=kontext["person"]).first()
    return person is not None and bool(leaving(person.person_hash))


def about_network(kontext: dict) -> dict:
    return {"link": adressen.url(Abschiedslink.NETZ, Netzkontakt.objects.get(pk=kontext["netzkontakt"]).pk)}


def waits(kontext: dict) -> bool:
    return Netzkontakt.objects.filter(pk=kontext["netzkontakt"], bestaetigt_am=None).exists()


def network_example() -> dict:
    return {"link": f"{adressen.base()}/willkommen/netz/{'Beispiel' * 2}/"}


ANLAESSE = (
    Anlass(
        "abschied",
        "lotsen/abschied",
        _("Bevor Sie wieder gehen"),
        about_farewell,
        still_leaves,
        beispiel=lambda: about_farewell({}),
    ),
    Anlass(
        "netzkontakt",
        "lotsen/netzkontakt",
        _("Möchten Sie in Verbindung bleiben?"),
        about_network,
        waits,
        beispiel=network_example,
    ),
)
