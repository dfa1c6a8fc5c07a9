"""The directory as staff looks after it: what to check next, and what somebody changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.geschichte import Aenderung, in_words
from lotsen.angebotsarten import angebotsarten
from lotsen.enums import AngebotStatus
from lotsen.fassungen import ORDNUNG, SPRACHEN, TEXTE, field_of, text_column
from lotsen.models import Angebot, Angebotsfassung, Herkunft, Ort, Sprechzeit, Traeger
from termine.dolmetschsprachen import sprachname

BESTAETIGT_HOECHSTENS = timedelta(days=183)  # half a year
PLAETZE_HOECHSTENS = timedelta(days=30)
GEMELDET = timedelta(days=30)  # so long does the list show what a Träger corrected
NAMEN = dict(settings.LANGUAGES)


def stale() -> Q:
    """Match what nobody has confirmed for half a year."""
    return Q(bestaetigt_am__isnull=True) | Q(bestaetigt_am__lt=uhr.today() - BESTAETIGT_HOECHSTENS)


def stale_places() -> Q:
    """Match places that were reported long ago."""
    told = Q(frei__isnull=False) | Q(plaetze__isnull=False)
    return told & (Q(plaetze_am__isnull=True) | Q(plaetze_am__lt=uhr.now() - PLAETZE_HOECHSTENS))


def _without(model: type[Sprechzeit] | Any, name: str) -> Q:
    return ~Q(Exists(model.objects.filter(**{name: OuterRef("pk")})))


def zustaende() -> dict[str, Q]:
    """Return what the list can be narrowed to."""
    corrected = Angebotsfassung.objects.filter(angebot=OuterRef("pk"), herkunft=Herkunft.TRAEGER, am__gte=uhr.now() - GEMELDET)
    return {
        "unbestaetigt": ~Q(status=AngebotStatus.BEENDET) & stale(),
        "plaetze": ~Q(status=AngebotStatus.BEENDET) & stale_places(),
        "vom_traeger": Q(Exists(corrected)),
        "ohne_ort": _without(Angebot.orte.through, "angebot_id"),
        "ohne_zeiten": _without(Sprechzeit, "angebot_id"),
        "ohne_englisch": Q(name_en__isnull=True) | Q(name_en=""),
    }


def found(*, q: str = "", zustand: str = "", status: str = "", art: str = "", traeger: Any = None) -> QuerySet[Angebot]:
    """Return Angebote of every state that fit, with what a row shows; two queries."""
    rows = Angebot.objects.select_related("traeger").prefetch_related("orte").order_by("name_de", "id")
    for word in q.split():
        rows = rows.filter(Q(name_de__icontains=word) | Q(traeger__name__icontains=word))
    if zustand in (known := zustaende()):
        rows = rows.filter(known[zustand])
    if status:
        rows = rows.filter(status=status)
    if art:
        rows = rows.filter(angebotsart=art)
    if traeger:
        rows = rows.filter(traeger=traeger)
    return rows


def to_ask() -> QuerySet[Angebot]:
    """Return what a Träger is asked about: offered, and not confirmed or its places not reported for long."""
    return Angebot.objects.offered().filter(stale() | stale_places())


def whole(pk: Any) -> QuerySet[Angebot]:
    """Return the Angebot with everything its pages show."""
    return Angebot.objects.filter(pk=pk).select_related("traeger").prefetch_related("orte", "sprechzeiten")


def traeger_rows(q: str = "") -> QuerySet[Traeger]:
    """Return Träger with the number of their Angebote."""
    rows = Traeger.objects.select_related("einheit").annotate(zahl=Count("angebote")).order_by("name")
    return rows.filter(name__icontains=q) if q else rows


def ort_rows(q: str = "") -> QuerySet[Ort]:
    """Return places with the number of Angebote that are there."""
    rows = Ort.objects.annotate(zahl=Count("angebote")).order_by("name")
    return rows.filter(Q(name__icontains=q) | Q(strasse__icontains=q) | Q(plz__startswith=q)) if q else rows


@dataclass(frozen=True)
class Stand:
    """One version with what it changed; ``jetzt``: it is the latest."""

    fassung: Angebotsfassung
    unterschiede: list[Aenderung]
    jetzt: bool


def staende(angebot: Angebot) -> list[Stand]:
    """Return the versions of an Angebot, newest first; three queries for any number of them."""
    fassungen = list(angebot.fassungen.select_related("von")[:50])
    pairs = zip_longest(fassungen, fassungen[1:])  # the oldest has none before it
    words = _Worte()
    return [Stand(new, words.compare(old.inhalt if old else {}, new.inhalt), n == 0) for n, (new, old) in enumerate(pairs)]


class _Worte:
    """Says differences of versions in words; names of other rows are read once."""

    def __init__(self) -> None:
        self.names = {
            "traeger": {str(pk): name for pk, name in Traeger.objects.values_list("pk", "name")},
            "orte": {str(pk): name for pk, name in Ort.objects.values_list("pk", "name")},
            "angebotsart": {slug: art.name for slug, art in angebotsarten().items()},
        }

    def compare(self, before: dict[str, Any], after: dict[str, Any]) -> list[Aenderung]:
        changed = [name for name in ORDNUNG if before and before.get(name) != after.get(name)]
        return [Aenderung(_label(name), self.say(name, before.get(name)), self.say(name, after.get(name))) for name in changed]

    def say(self, name: str, value: Any) -> str:
        if name == "sprechzeiten":
            return "; ".join(map(hours_in_words, value or [])) or _("leer")
        if name == "sprachen":
            return ", ".join(map(sprachname, value or [])) or _("leer")
        if name in self.names:
            keys: Iterable[str] = value if isinstance(value, list) else [value]
            return ", ".join(self.names[name].get(key, key) for key in keys if key) or _("leer")
        return in_words(field_of(name), value)


def hours_in_words(row: list[Any]) -> str:
    """Return a row of hours of a version: "Montag 09:00–12:00 (nur mit Termin)"."""
    day, von, bis, _ab, _zu, hinweis = row
    return f"{WEEKDAYS[day - 1]} {von}–{bis}" + (f" ({hinweis})" if hinweis else "")


def _label(name: str) -> str:
    plural = {"orte": Ort, "sprechzeiten": Sprechzeit}
    if name in plural:
        return str(plural[name]._meta.verbose_name_plural)
    for feld in TEXTE:
        for code in SPRACHEN:
            if name == text_column(feld, code):
                return f"{field_of(feld).verbose_name} ({NAMEN[code]})"
    return str(field_of(name).verbose_name)
