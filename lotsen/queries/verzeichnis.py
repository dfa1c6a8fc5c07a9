"""The directory as people look for help in it: in their own words, by subject, by language, open now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from behoerde.kern import uhr
from lotsen.alltagsworte import subjects_called
from lotsen.angebotsarten import Angebotsart, Uebergabe, angebotsarten
from lotsen.models import Angebot, Sprechzeit

ZEICHEN_HOECHSTENS = 100
MINDESTENS = 0.45  # likeness of a word that counts as a typing error
OHNE_TERMIN = {"", "Offene Sprechstunde"}  # other remarks restrict the hours: nobody is told that it is open


@dataclass(frozen=True)
class Fund:
    """One Angebot with what its page says about now."""

    angebot: Angebot
    jetzt: datetime

    @property
    def art(self) -> Angebotsart | None:
        return angebotsarten().get(self.angebot.angebotsart)

    @property
    def vertraulich(self) -> bool:
        """Say whether people may go there without anything being passed on."""
        return self.art is not None and self.art.uebergabe == Uebergabe.BEGLEITBRIEF

    @cached_property
    def offen_bis(self) -> time | None:
        """Return until when it is open right now, without an appointment; None when it is not."""
        today = [zeit for zeit in self.angebot.sprechzeiten.all() if _counts(zeit, self.jetzt)]
        return max((zeit.bis for zeit in today if zeit.von <= self.jetzt.time() < zeit.bis), default=None)


def _counts(zeit: Sprechzeit, jetzt: datetime) -> bool:
    tag = jetzt.date()
    in_time = (zeit.gilt_ab is None or zeit.gilt_ab <= tag) and (zeit.gilt_bis is None or tag <= zeit.gilt_bis)
    return in_time and zeit.wochentag == tag.isoweekday() and zeit.hinweis in OHNE_TERMIN


def start_context(_request: HttpRequest) -> dict | None:
    """Return what the door on the start page shows; None while the directory is empty: no door leads to nothing."""
    return {} if Angebot.objects.offered().exists() else None


def angebote() -> QuerySet[Angebot]:
    """Return what is offered, with everything a page shows of it; three queries."""
    rows = Angebot.objects.offered().select_related("traeger").prefetch_related("orte", "sprechzeiten")
    return rows.order_by("name_de", "id")  # other languages have a name of their own only where somebody wrote it


def funde(*, q: str = "", kategorie: str = "", sprache: str = "", offen: bool = False) -> list[Fund]:
    """Return the Angebote that fit, the best first, else by name."""
    rows = angebote()
    if kategorie:
        rows = rows.filter(angebotsart__in=[slug for slug, art in angebotsarten().items() if art.kategorie == kategorie])
    if sprache:
        rows = rows.filter(sprachen__contains=[sprache])
    if text := q.strip()[:ZEICHEN_HOECHSTENS]:
        rows = _search(rows, text)
    jetzt = uhr.local(uhr.now())
    found = [Fund(angebot, jetzt) for angebot in rows]
    return [fund for fund in found if fund.offen_bis] if offen else found


def _search(rows: QuerySet[Angebot], text: str) -> QuerySet[Angebot]:
    """Keep what holds the words in any of their German forms, what sounds like them, and what the kind is called."""
    folded: Any = Func(Value(text, output_field=TextField()), function="unaccent", output_field=TextField())
    names = {build_localized_fieldname("name", get_language() or "de"), "name_de"}
    likeness = [TrigramWordSimilarity(folded, Func(F(name), function="unaccent", output_field=TextField())) for name in names]
    words = SearchVector("name_de", "beschreibung_de", "fuer_wen_de", "traeger__name", config="german")
    subjects = subjects_called(text)
    kinds = [slug for slug, art in angebotsarten().items() if text.casefold() in art.name.casefold()]
    related = [slug for slug, art in angebotsarten().items() if art.kategorie in subjects]
    called = Case(
        When(angebotsart__in=kinds, then=Value(1.0)),
        When(angebotsart__in=related, then=Value(MINDESTENS)),  # after whatever is called so itself
        default=Value(0.0),
    )
    found = rows.annotate(naehe=Greatest(*likeness, called), worte=words)
    fitting = Q(worte=SearchQuery(text, config="german")) | Q(naehe__gte=MINDESTENS) | Q(angebotsart__in=[*kinds, *related])
    return found.filter(fitting).order_by("-naehe", "name_de", "id")


def languages(rows: Iterable[Angebot]) -> list[str]:
    """Return the codes of all languages in which something is offered, sorted."""
    return sorted({code for angebot in rows for code in angebot.sprachen})


def offered_languages() -> list[str]:
    """Return the codes to choose from; one query."""
    return languages(Angebot.objects.offered().only("sprachen"))
