"""The directory as open data: HSDS 3.0, and 3.1 for whoever asks for it; reading only, no key needed."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from behoerde.kern.rechte import Oeffentlich
from lotsen.angebotsarten import angebotsarten
from lotsen.enums import Kategorie
from lotsen.forms.hsds import ServicesForm
from lotsen.hsds_ausgabe import (
    KATEGORIEN,
    TAXONOMIE,
    V30,
    V31,
    category_term,
    taxonomy_term,
    to_organization,
    to_service,
    to_service_at_location,
)
from lotsen.queries.hsds import every_service, find_service_at_location, organizations, service_at_locations, services

MERKEN = 300  # seconds


def version_of(request: HttpRequest) -> str:
    """Return the version that the address or the Accept header names, else 3.0."""
    asked = request.GET.get("version") or ("3.1" if "version=3.1" in request.headers.get("Accept", "") else "")
    return V31 if asked == V31 else V30


def answer(content: Any, status: int = 200) -> JsonResponse:
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = f"public, max-age={MERKEN}" if status == 200 else "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    response["Vary"] = "Accept"
    return response


def paged(rows: Any, *, page: int, per_page: int, shape: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Return one page as HSDS writes it; a page beyond the last is empty."""
    pages = Paginator(rows, per_page)
    found = [shape(row) for row in pages.page(page).object_list] if page <= pages.num_pages else []
    return {
        "total_items": pages.count,
        "total_pages": pages.num_pages,
        "page_number": page,
        "size": len(found),
        "first_page": page == 1,
        "last_page": page >= pages.num_pages,
        "empty": not found,
        "contents": found,
    }


class HsdsView(Oeffentlich, View, ABC):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = ServicesForm(request.GET)
        if not form.is_valid():
            return answer({"errors": form.errors.get_json_data()}, 422)
        return self.found(form.cleaned_data)

    @abstractmethod
    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        """Return the answer to a question that makes sense."""


class RootView(HsdsView):
    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        profile = "https://docs.openhumanservices.org/en/latest/hsds/"
        return answer({"version": version_of(self.request), "profile": profile, "services": reverse("hsds:services")})


class ServicesView(HsdsView):
    """Pages of services; ``format=ndjson`` streams all of them, one a line."""

    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        version = version_of(self.request)
        if asked["format"] == "ndjson":
            response = StreamingHttpResponse(_lines(version), content_type="application/x-ndjson")
            response["Content-Disposition"] = 'attachment; filename="services.ndjson"'
            return response
        rows = services(
            search=asked["search"],
            organization=asked["organization_id"],
            art=asked["taxonomy_term"],
            modified_after=asked["modified_after"],
        )
        return answer(paged(rows, page=asked["page"], per_page=asked["per_page"], shape=lambda row: to_service(row, version)))


def _lines(version: str) -> Iterator[bytes]:
    for service in every_service(version):
        yield json.dumps(service, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class OneView(Oeffentlich, View, ABC):
    """One row by its id; what does not exist is said in JSON too."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return answer(self.one(kwargs["pk"]))
        except Http404:
            return answer({"errors": {"id": [{"message": _("Diese Seite gibt es nicht"), "code": "not_found"}]}}, 404)

    @abstractmethod
    def one(self, pk: UUID) -> dict[str, Any]:
        """Return the row; raises Http404."""


class ServiceView(OneView):
    def one(self, pk: UUID) -> dict[str, Any]:
        return to_service(get_object_or_404(services(), pk=pk), version_of(self.request))


class OrganizationsView(HsdsView):
    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        return answer(paged(organizations(), page=asked["page"], per_page=asked["per_page"], shape=to_organization))


class OrganizationView(OneView):
    def one(self, pk: UUID) -> dict[str, Any]:
        return to_organization(get_object_or_404(organizations(), pk=pk))


def at_location(row: Any) -> dict[str, Any]:
    return to_service_at_location(row.angebot_id, row.ort)


class ServiceAtLocationsView(HsdsView):
    """Pages of "this service at this place"."""

    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        return answer(paged(service_at_locations(), page=asked["page"], per_page=asked["per_page"], shape=at_location))


class ServiceAtLocationView(OneView):
    def one(self, pk: UUID) -> dict[str, Any]:
        return at_location(get_object_or_404(find_service_at_location(pk)))


class TaxonomiesView(HsdsView):
    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        return answer(paged([TAXONOMIE, KATEGORIEN], page=asked["page"], per_page=asked["per_page"], shape=dict))


def terms() -> list[dict[str, Any]]:
    return [*map(category_term, Kategorie.values), *map(taxonomy_term, angebotsarten())]


class TermsView(HsdsView):
    def found(self, asked: dict[str, Any]) -> HttpResponseBase:
        return answer(paged(terms(), page=asked["page"], per_page=asked["per_page"], shape=dict))


class TermView(OneView):
    def one(self, pk: UUID) -> dict[str, Any]:
        for term in terms():
            if term["id"] == str(pk):
                return term
        raise Http404
