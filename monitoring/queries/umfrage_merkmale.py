"""By what an answer may be counted: values that exist, and that so many people share that none of them stands out."""

from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Count

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis, Organisationseinheit, Person, Standort
from monitoring.models import Umfrage, Umfragewiderspruch
from monitoring.umfrage import MINDESTENS, Merkmal, Token, quarter_before
from termine.queries.katalog import names_by_slug

EINGELADEN = "umfrage_eingeladen"
VOM_BESUCH = (Merkmal.LEISTUNG, Merkmal.STANDORT, Merkmal.SPRACHE, Merkmal.KANAL)


def common(periode: date) -> dict[str, set[str]]:
    """Return the values of each attribute that 10 or more invited people share, from the quarter before ``periode`` on.

    What fewer share is not stored beside an answer at all: an invitation is known to the message that brought it.
    """
    since = datetime.combine(quarter_before(periode), time(), uhr.ZONE)
    events = Ereignis.objects.filter(art=EINGELADEN, zeit__gte=since)
    found = {}
    for merkmal in VOM_BESUCH:
        counted = events.exclude(**{merkmal: ""}).values(merkmal).annotate(zahl=Count("id")).filter(zahl__gte=MINDESTENS)
        found[str(merkmal)] = set(counted.values_list(merkmal, flat=True))
    return found


def without_unknown(token: Token) -> Token:
    """Return ``token`` without what somebody wrote into the link that does not exist."""
    known = {
        "leistung": names_by_slug(),
        "standort": set(Standort.objects.values_list("slug", flat=True)),
        "kanal": {"email", "sms", "papier"},
        "sprache": dict(settings.LANGUAGES),
    }
    return token._replace(**{name: "" for name, values in known.items() if getattr(token, name) not in values})


def teams_to_choose(umfrage: Umfrage | None) -> list[tuple[str, str]]:
    """Return the teams that somebody may say they are of: those with 10 or more people invited."""
    large = [pk for pk, heads in umfrage.koepfe.items() if pk and heads >= MINDESTENS] if umfrage else []
    names = Organisationseinheit.objects.filter(pk__in=large).order_by("name") if large else []
    return [(str(einheit.pk), einheit.name) for einheit in names]


def has_refused(person: Person) -> bool:
    return Umfragewiderspruch.objects.filter(person_hash=person.person_hash).exists()
