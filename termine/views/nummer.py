"""The own Wartenummer on the own phone: how many wait before it, and where it is called."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from behoerde.kern import uhr
from termine.enums import VORSPRACHE_WARTET, Linkzweck
from termine.models import Vorsprache
from termine.queries.haus import lage, last_station
from termine.views.mitlink import MitLink
from termine.warteschlange import ist_frueh


class NummerView(MitLink, TemplateView):
    """One number, asked for again by itself; names nobody."""

    zweck = Linkzweck.NUMMER
    referrer_policy = "no-referrer"
    template_name = "termine/nummer.html"

    def load(self, pk) -> None:
        self.vorsprache = last_station(Vorsprache.objects.with_visit().get(pk=pk))

    def get_template_names(self) -> list[str]:
        return ["termine/_nummer_stand.html"] if self.request.htmx else [self.template_name]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        response["Vary"] = "HX-Request"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(adresse=self.request.path, **stand(self.vorsprache), **kwargs)


def stand(vorsprache: Vorsprache) -> dict[str, Any]:
    """Return what a page about one number shows."""
    wartet = vorsprache.status in VORSPRACHE_WARTET
    return {
        "vorsprache": vorsprache,
        "wartet": wartet,
        "frueh": wartet and ist_frueh(vorsprache.wartend, uhr.now()),
        "zu_spaet": wartet and vorsprache.termin is not None and not vorsprache.wartend.hat_zeit,
        "lage": lage(vorsprache.wartend, vorsprache.standort) if wartet else None,
    }
