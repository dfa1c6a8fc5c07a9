"""The state of the office in figures: what counts for one's role first, all others by subject."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.forms.lage import SpanneForm
from monitoring.katalog import Bereich, Indikator, indikatoren
from monitoring.lage import first_for
from monitoring.queries.kennzahlen import Kachel, tiles
from monitoring.queries.werte import measured_until

SPALTEN = (
    Column(_("Kennzahl"), "indikator.name"),
    Column(_("Bereich"), "indikator.bereich.label"),
    Column(_("Wert"), "zelle.wert"),
    Column(_("Einheit"), "einheit"),
    Column(_("Fälle"), "zelle.n"),
    Column(_("Davor"), "vorher.wert"),
    Column(_("Ziel"), "ziel"),
    Column(_("Warum kein Wert"), "grund"),
)


class LageView(RechtRequired, TemplateView):
    """Figures over a span of months, of one Leistung or house; ``?format=csv`` takes them away."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/lage.html"

    @cached_property
    def form(self) -> SpanneForm:
        return SpanneForm(self.request.GET)

    @cached_property
    def kacheln(self) -> dict[str, Kachel]:
        return {kachel.indikator.slug: kachel for kachel in tiles(_shown(), self.form.wanted())}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat):
            return super().get(request, *args, **kwargs)
        return export_response(wanted, name="kennzahlen", columns=SPALTEN, rows=self.kacheln.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = [self.kacheln[slug] for slug in first_for(self.request.user.rollen) if slug in self.kacheln]
        rest = [kachel for kachel in self.kacheln.values() if kachel not in first]
        bereiche = [(bereich.label, [k for k in rest if k.indikator.bereich == bereich]) for bereich in Bereich]
        return super().get_context_data(
            form=self.form,
            zuerst=first,
            bereiche=[(name, rows) for name, rows in bereiche if rows],
            stand=measured_until(),
            **kwargs,
        )


def _shown() -> list[Indikator]:
    return [one for one in indikatoren().values() if one.kern and (one.gerechnet or one.eingelesen)]
