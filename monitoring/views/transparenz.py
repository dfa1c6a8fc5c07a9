"""Figures for everybody: the newest revision, earlier ones, one figure with its course."""

from functools import partial
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from behoerde.kern.rechte import Oeffentlich
from monitoring.models import Veroeffentlichung
from monitoring.queries import transparenz as queries
from monitoring.queries.berichtversand import released
from monitoring.queries.gremien import public_decisions
from monitoring.transparenz_daten import licence

BESCHLUESSE_HOECHSTENS, BERICHTE_HOECHSTENS, JE_SEITE = 20, 8, 24


class Ausgabe(Oeffentlich):
    """A page about the revision that the address names, else about the newest."""

    kwargs: dict[str, Any]

    @cached_property
    def ausgabe(self) -> Veroeffentlichung | None:
        nummer = self.kwargs.get("nummer")
        return queries.newest() if nummer is None else get_object_or_404(Veroeffentlichung, nummer=nummer)


class TransparenzView(Ausgabe, TemplateView):
    """One revision by subject; the newest with what was decided, in plain language."""

    template_name = "monitoring/transparenz.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.ausgabe
        return super().get_context_data(
            ausgabe=row,
            lizenz=licence()[1],
            bereiche=partial(queries.figures, row),  # only asked when the page is not remembered
            neuere=queries.newer(row) if row and "nummer" in self.kwargs else None,
            berichte=[] if "nummer" in self.kwargs else released()[:BERICHTE_HOECHSTENS],
            beschluesse=[] if "nummer" in self.kwargs else public_decisions()[:BESCHLUESSE_HOECHSTENS],
            **kwargs,
        )


class ZahlView(Ausgabe, TemplateView):
    """One figure of one revision: value, course as picture and table, how it is measured."""

    template_name = "monitoring/transparenz_zahl.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.ausgabe
        zahl = queries.figure(row, self.kwargs["slug"]) if row else None
        if zahl is None:
            raise Http404
        return super().get_context_data(ausgabe=row, zahl=zahl, neuere=queries.newer(row), **kwargs)


class AusgabenView(Oeffentlich, ListView):
    """All revisions, the latest first, with what a correction corrected."""

    template_name = "monitoring/transparenz_ausgaben.html"
    context_object_name = "ausgaben"
    paginate_by = JE_SEITE

    def get_queryset(self):
        return queries.revisions()
