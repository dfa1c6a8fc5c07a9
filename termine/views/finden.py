"""Find a concern, and read what it needs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.views.generic import DetailView, TemplateView

from behoerde.kern.rechte import Oeffentlich
from termine.models import Leistung
from termine.queries.katalog import lebenslagen, often_wanted, search
from termine.queries.versprechen import ANGEBOT, WARTEZEIT, kept_share, promised_until
from termine.queries.woche import next_free


class FindenView(Oeffentlich, TemplateView):
    """Search in own words (``?q=``), go by situation in life (``?lage=``) or look through everything."""

    template_name = "termine/finden.html"

    def get_template_names(self) -> list[str]:
        live = self.request.htmx and not self.request.htmx.history_restore_request
        return ["termine/_finden_ergebnis.html"] if live else [self.template_name]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request"])  # going back must not show the part as a page
        return response

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        q = self.request.GET.get("q", "").strip()
        lagen = lebenslagen()
        lage = next((lage for lage in lagen if lage.key == self.request.GET.get("lage")), None)
        return super().get_context_data(
            q=q, treffer=search(q) if q else [], lagen=lagen, lage=lage, haeufige=often_wanted(), **kwargs
        )


class LeistungView(Oeffentlich, DetailView):
    """Fee, duration, next free date, way, promise and documents of one Leistung."""

    template_name = "termine/leistung.html"

    def get_object(self, queryset=None) -> Leistung:
        return get_object_or_404(Leistung.objects.offered().with_details(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        leistung = self.object
        naechste = next_free(leistung) if leistung.is_direkt else None
        promise = {"wartezeit": kept_share(WARTEZEIT, leistung.slug)}
        if leistung.is_sichtung:
            promise |= {"bis": promised_until(leistung), "anteil": kept_share(ANGEBOT, leistung.slug)}
        return super().get_context_data(naechste=naechste, **promise, **kwargs)
