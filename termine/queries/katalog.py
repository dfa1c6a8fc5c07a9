"""The catalogue as people look for something in it: by situation in life or in their own words."""

import re
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, FloatField, Func, Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Greatest, Lower
from django.http import HttpRequest
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from termine.models import Lebenslage, Leistung

WOERTER_HOECHSTENS = 8
ZEICHEN_HOECHSTENS = 100
# Of the best hit a result must reach a share, and something in any case: a typing error still finds, noise does not.
MINDESTENS, ANTEIL_DES_BESTEN = 0.36, 0.62


def lebenslagen() -> list[Lebenslage]:
    """Return every situation in which something is offered, each with its ``leistungen``, in two queries."""
    offered = Leistung.objects.offered()
    found = Lebenslage.objects.prefetch_related(Prefetch("leistungen", queryset=offered, to_attr="angebotene"))
    return [lage for lage in found if lage.angebotene]


def leistung_called(slug: str) -> Leistung | None:
    """Return the Leistung that is offered under this short name."""
    return Leistung.objects.offered().filter(slug=slug).first()


def leistung_names() -> dict[str, str]:
    """Return the short name and the name of every Leistung, also of those that are not offered any more."""
    return {leistung.slug: leistung.name for leistung in Leistung.objects.order_by("name", "pk")}


def often_wanted() -> QuerySet[Leistung]:
    """Return what people can book at once."""
    return Leistung.objects.offered().filter(zugang="direkt")


def start_context(request: HttpRequest) -> dict:
    """Return what the doors of the start page show."""
    return {"haeufige": often_wanted()}


def search(text: str) -> list[Leistung]:
    """Return offered Leistungen that fit ``text`` in any of our languages, the best first; forgives typing errors."""
    words = re.findall(r"\w{3,}|\d+", text[:ZEICHEN_HOECHSTENS].casefold())[:WOERTER_HOECHSTENS]
    if not words:
        return []
    score: Any = Value(0.0, output_field=FloatField())
    for word in words:
        score = score + _likeness(word) * len(word)
    score = score / float(sum(map(len, words)))
    found = list(Leistung.objects.offered().annotate(treffer=score).filter(treffer__gte=MINDESTENS).order_by("-treffer", "slug"))
    return [leistung for leistung in found if leistung.treffer >= found[0].treffer * ANTEIL_DES_BESTEN]


def _likeness(word: str) -> Greatest:
    """Return how well ``word`` fits: a name counts most, then a search word, then the description."""
    language = get_language() or "de"
    folded: Any = Func(Value(word, output_field=TextField()), function="unaccent", output_field=TextField())
    keywords: Any = Func(F("suchworte"), Value(" · "), function="array_to_string", output_field=TextField())
    return Greatest(
        TrigramWordSimilarity(folded, _fold(build_localized_fieldname("name", language))),
        TrigramWordSimilarity(folded, _fold("name_de")),
        TrigramWordSimilarity(folded, _fold(keywords)) * 0.95,
        TrigramWordSimilarity(folded, _fold(build_localized_fieldname("kurz", language))) * 0.6,
    )


def _fold(field: Any) -> Any:
    return Func(Lower(Coalesce(field, Value(""), output_field=TextField())), function="unaccent", output_field=TextField())


def names_by_slug() -> dict[str, str]:
    """Return the names of all Leistungen, also of those no longer offered, by their short name."""
    return {leistung.slug: leistung.name for leistung in Leistung.objects.order_by("slug")}
