"""Open data: what is published, for programs of whoever wants it."""

from abc import ABC, abstractmethod

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from behoerde.kern.rechte import Oeffentlich
from monitoring import transparenz_daten as daten
from monitoring.models import Veroeffentlichung
from monitoring.queries import transparenz as queries

MERKEN, FUER_IMMER = 300, 31_536_000  # seconds; a revision never changes


class Daten(Oeffentlich, View, ABC):
    """One revision for programs of whoever wants it; it may be kept for as long as they like."""

    def get(self, request: HttpRequest, nummer: int) -> HttpResponse:
        row = get_object_or_404(Veroeffentlichung, nummer=nummer)
        return kept(self.content(row), f"public, max-age={FUER_IMMER}, immutable")

    @abstractmethod
    def content(self, row: Veroeffentlichung) -> HttpResponse:
        """Return the revision in one format."""


class TabelleView(Daten):
    """All values as a table."""

    def content(self, row: Veroeffentlichung) -> HttpResponse:
        response = HttpResponse(daten.table(row), content_type="text/csv; charset=utf-8; header=present")
        response["Content-Disposition"] = f'attachment; filename="kennzahlen-{row.nummer}.csv"'
        return response


class DatenpaketView(Daten):
    """What the columns of the table mean."""

    def content(self, row: Veroeffentlichung) -> HttpResponse:
        return JsonResponse(daten.datapackage(row), json_dumps_params={"ensure_ascii": False})


class KatalogView(Oeffentlich, View):
    """The catalogue that portals of open data collect."""

    def get(self, request: HttpRequest) -> HttpResponse:
        content = daten.catalogue(queries.newest())
        response = JsonResponse(content, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})
        return kept(response, f"public, max-age={MERKEN}")


def kept(response: HttpResponse, how_long: str) -> HttpResponse:
    response["Cache-Control"], response["Access-Control-Allow-Origin"] = how_long, "*"
    return response
