"""The state of the office in figures: what counts for one's role first, all others by subject."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.forms.lage import SpanneForm
from monitoring.katalog import Bereich, Indikator, indikatoren
from monitoring.lage import first_for
from monitoring.queries.kennzahlen import Kachel, chart, tiles
from monitoring.queries.warnung import open_warnings
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


class LageView(RechtRequired, MitAnsichten, TemplateView):
    """Figures over a span of months, of one Leistung or house; ``?format=csv``, ``xlsx`` or ``pdf`` takes them away."""

    recht = Recht.KENNZAHLEN
    listenseite = "monitoring:lage"
    template_name = "monitoring/lage.html"

    @cached_property
    def form(self) -> SpanneForm:
        return SpanneForm(self.request.GET)

    @cached_property
    def kacheln(self) -> dict[str, Kachel]:
        return {kachel.indikator.slug: kachel for kachel in tiles(_shown(), self.form.wanted())}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted in set(ExportFormat):
            return export_response(wanted, name="kennzahlen", columns=SPALTEN, rows=self.kacheln.values())
        return self._pdf() if wanted == "pdf" else super().get(request, *args, **kwargs)

    def _pdf(self) -> HttpResponseBase:
        try:
            content = render_pdf(
                "monitoring/lage_pdf.html", self.get_context_data() | self._charts(), sprache=get_language() or "de"
            )
        except PdfUnavailable as fault:
            messages.error(self.request, str(fault))
            return redirect("monitoring:lage")
        return pdf_response(content, f"kennzahlen-{uhr.today()}.pdf")

    def _charts(self) -> dict[str, Any]:
        """Return the course of what stands first as the pictures that the pages of these figures show."""
        first = (self.kacheln[slug] for slug in first_for(self.request.user.rollen) if slug in self.kacheln)
        return {"bilder": [picture for picture in map(chart, first) if picture is not None]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = [self.kacheln[slug] for slug in first_for(self.request.user.rollen) if slug in self.kacheln]
        rest = [kachel for kachel in self.kacheln.values() if kachel not in first]
        bereiche = [(bereich.label, [k for k in rest if k.indikator.bereich == bereich]) for bereich in Bereich]
        return super().get_context_data(
            form=self.form,
            gewaehlt=self.form.chosen(),
            zuerst=first,
            bereiche=[(name, rows) for name, rows in bereiche if rows],
            stand=measured_until(),
            warnungen=open_warnings(),
            **kwargs,
        )


def _shown() -> list[Indikator]:
    return [one for one in indikatoren().values() if one.kern]
