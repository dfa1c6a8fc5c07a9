"""JSON API v1, read part: what the office offers and when it has time."""

import json
from datetime import date, datetime, timedelta
from typing import Annotated

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from behoerde.kern import uhr
from behoerde.kern.api import Fehler
from behoerde.kern.models import Standort
from termine.angaben import Bedarf
from termine.dolmetschsprachen import ALLE
from termine.enums import Zugang
from termine.models import Leistung
from termine.planung import day_bounds
from termine.queries import frei

HOECHSTENS = timedelta(days=62)
router = Router(tags=["termine"])


class LeistungSchema(Schema):
    slug: str
    name: str
    zugang: Zugang
    dauer_minuten: int = Field(description="Minutes for one person")
    weitere_person_min: int = Field(description="Minutes for each further person")
    max_personen: int


class FreieZeitSchema(Schema):
    beginn: datetime = Field(description="With UTC offset of the office")
    ende: datetime
    standort: str = Field(description="Slug of the Standort")


class FreieZeitenSchema(Schema):
    zeiten: list[FreieZeitSchema]


class Zeitfenster(Schema):
    """Days and place somebody asks for; both days count."""

    von: date | None = Field(None, description="First day, default today")
    bis: date | None = Field(None, description="Last day, default 14 days after the first")
    standort: str = Field("", max_length=60, description="Slug, default every Standort")
    personen: Annotated[int, Field(ge=1, le=50)] = 1
    dolmetschen: str = Field(
        "",
        pattern=f"^({'|'.join(('', *ALLE))})$",
        json_schema_extra={"enum": ["", *ALLE]},
        description="ISO 639 code: only times at which somebody speaks this language or an interpreter is possible",
    )


@router.get("/leistungen", response=list[LeistungSchema], summary="Leistungen of the office")
def leistungen(request: HttpRequest):
    """List every Leistung in the order of the catalogue, named in the language of Accept-Language."""
    return Leistung.objects.offered()


@router.get(
    "/leistungen/{slug}/freie-zeiten",
    response={200: FreieZeitenSchema, 404: Fehler, 422: Fehler},
    summary="Free times of a Leistung",
)
def freie_zeiten(request: HttpRequest, slug: str, fenster: Query[Zeitfenster]):
    """List the times at which a visit can begin; empty for a Leistung that nobody books directly."""
    if "\0" in slug + fenster.standort:  # the database cannot even look for it
        raise _unknown()
    leistung = Leistung.objects.offered().filter(slug=slug).first()
    standort = Standort.objects.filter(slug=fenster.standort).first() if fenster.standort else None
    if leistung is None or (fenster.standort and standort is None):
        raise _unknown()
    von, bis = _days(fenster)
    if fenster.personen > leistung.max_personen:
        text = _("Zu diesem Anliegen können höchstens %(anzahl)s Personen zusammen kommen.")
        raise HttpError(422, text % {"anzahl": leistung.max_personen})
    if not leistung.is_direkt:
        return {"zeiten": []}
    bedarf = Bedarf(dolmetschen=fenster.dolmetschen)
    key = f"api-freie-zeiten:{leistung.pk}:{standort and standort.pk}:{von}:{bis}:{fenster.personen}:{bedarf.dolmetschen}"
    content = cache.get_or_set(key, lambda: _written(leistung, standort, von, bis, fenster.personen, bedarf), frei.CACHE_SEKUNDEN)
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def _written(leistung: Leistung, standort: Standort | None, von: date, bis: date, personen: int, bedarf: Bedarf) -> bytes:
    """Return the answer as it is sent: writing a thousand times takes longer than finding them."""
    start, end = day_bounds(von, bis, uhr.ZONE)
    zeiten = [
        {
            "beginn": uhr.local(zeit.beginn).isoformat(),
            "ende": uhr.local(zeit.ende).isoformat(),
            "standort": zeit.standort.slug,
        }
        for zeit in frei.free_zeiten(leistung, start, end, standort=standort, personen=personen, bedarf=bedarf, fresh=True)
    ]
    return json.dumps({"zeiten": zeiten}).encode()


def _unknown() -> HttpError:
    return HttpError(404, _("Diese Leistung oder diesen Standort gibt es nicht."))


def _days(fenster: Zeitfenster) -> tuple[date, date]:
    try:
        von = fenster.von or uhr.today()
        bis = fenster.bis or von + timedelta(days=14)
    except OverflowError:
        bis = von
    if not timedelta(0) <= bis - von <= HOECHSTENS or not 2000 <= von.year <= 2100:
        raise HttpError(422, _("Bitte fragen Sie nach höchstens 62 Tagen, der erste vor dem letzten."))
    return von, bis
