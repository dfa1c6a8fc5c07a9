"""The Wegweiser of a person: steps on the screen, on paper and in the calendar."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.models import Person
from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from lotsen import adressen
from lotsen.actions.empfehlung import tick
from lotsen.beratung import Linkzweck
from lotsen.kalender import MEDIA_TYPE, as_calendar
from lotsen.models import Erstberatung
from lotsen.queries.wegweiser import FERTIG, Schritt, mitteilungen, schritte, summary
from lotsen.views.mitlink import MitLink


class Mein(MitLink):
    """A page of one person's way."""

    zweck = Linkzweck.WEGWEISER

    def load(self, pk: UUID) -> None:
        self.person = Person.objects.get(pk=pk)

    @cached_property
    def schritte(self) -> list[Schritt]:
        return schritte(self.person)


class WegweiserView(Mein, TemplateView):
    """The way; POST ticks a step or takes the tick back."""

    template_name = "lotsen/mein.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = {str(step.empfehlung.pk): step.empfehlung for step in self.schritte}
        wanted = request.POST.get("schritt", "")
        if wanted not in own:
            raise Http404
        tick(empfehlung=own[wanted], erledigt="offen" not in request.POST)
        return redirect(f"{request.path}#schritt-{wanted}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            person=self.person,
            schritte=self.schritte,
            fertig=sum(step.stand == FERTIG for step in self.schritte),
            stand=summary(self.schritte),
            mitteilungen=mitteilungen(self.person),
            beratung=Erstberatung.objects.filter(person=self.person).select_related("lotse").first(),
            link=adressen.url(Linkzweck.WEGWEISER, self.person.pk),
            wochentage=WEEKDAYS,
            jetzt=uhr.now(),
            mit_pdf=pdf_available(),
            mit_fristen=any(step.frist and step.stand != FERTIG for step in self.schritte),
            **kwargs,
        )


class PdfView(Mein, View):
    """The way on paper, in German and in the language of the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sprache = get_language() or "de"
        with translation.override("de"):
            german = {step.empfehlung.pk: (step.titel, step.frist_text) for step in self.schritte}
            ueberschrift = _("Ihr Weg in %(stadt)s") % {"stadt": settings.BEHOERDE["stadt"]}
        context = {
            "person": self.person,
            "paare": [(step, *german[step.empfehlung.pk]) for step in self.schritte],
            "zweisprachig": sprache != "de",
            "ueberschrift_de": ueberschrift,
            "link": adressen.url(Linkzweck.WEGWEISER, self.person.pk),
            "wochentage": WEEKDAYS,
        }
        try:
            content = render_pdf("lotsen/mein_pdf.html", context, sprache=sprache)
        except PdfUnavailable:
            return redirect("wegweiser:mein", kwargs["token"])
        return pdf_response(content, "wegweiser.pdf")


class FristenView(Mein, View):
    """The deadlines that are still open, for any calendar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        open_steps = [step for step in self.schritte if step.frist and step.stand != FERTIG]
        content = as_calendar(open_steps, link=adressen.url(Linkzweck.WEGWEISER, self.person.pk))
        response = HttpResponse(content, content_type=MEDIA_TYPE)
        response["Content-Disposition"] = 'attachment; filename="fristen.ics"'
        return response
