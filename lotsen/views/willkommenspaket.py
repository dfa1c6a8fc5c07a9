"""The welcome package: for everybody by choice, on paper in two languages, handed out by a guide."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired
from lotsen import adressen
from lotsen.actions.willkommen import count_package, hand_out_package
from lotsen.forms.willkommenspaket import PaketForm
from lotsen.queries.erstberatung import lage
from lotsen.queries.willkommenspaket import choice_for, paket
from lotsen.views.blatt import german, language_of
from lotsen.views.erstberatung import EineErstberatung
from lotsen.willkommenspaket import Dauer


def address(name: str, lagen: list[str], dauer: str, **more: str) -> str:
    """Return the path of a package; the choice stands in it, so it can be printed and passed on."""
    query = QueryDict(mutable=True)
    query.setlist("lage", lagen)
    query["dauer"] = dauer
    query.update(more)
    return f"{reverse(name)}?{query.urlencode()}"


class PaketView(Oeffentlich, TemplateView):
    """Choose a situation, read the steps."""

    template_name = "lotsen/paket.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = {"lage", "dauer"} & set(self.request.GET)
        form = PaketForm(self.request.GET) if asked else PaketForm()
        if asked and form.is_valid():
            chosen = (form.lagen, form.bleibt)
            kwargs |= {
                "phasen": paket(*chosen, get_language() or "de"),
                "link": adressen.base() + address("willkommen:paket", *chosen),
                "pdf": address("willkommen:paket_pdf", *chosen) if pdf_available() else "",
            }
        return super().get_context_data(**{"form": form, "phasen": None} | kwargs)


class PaketPdfView(Oeffentlich, View):
    """The same on paper, in German and in the language of the page, or in ``?sprache=``."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PaketForm(request.GET)
        if not form.is_valid():
            return redirect(f"{reverse('willkommen:paket')}?{request.GET.urlencode()}")
        chosen = (form.lagen, form.bleibt)
        sprache = language_of(request.GET.get("sprache", ""), get_language())
        with translation.override(sprache):
            phasen = paket(*chosen, sprache)
        context = {
            "phasen": [(phase, [(row, *german(row.schritt)) for row in rows]) for phase, rows in phasen],
            "zweisprachig": sprache != "de",
            "link": adressen.base() + address("willkommen:paket", *chosen),
        }
        try:
            content = render_pdf("lotsen/paket_pdf.html", context, sprache=sprache)
        except PdfUnavailable:
            return redirect(address("willkommen:paket", *chosen))
        return pdf_response(content, "willkommen.pdf")


class MitgebenView(EineErstberatung, View):
    """POST hands the package that fits the answers to the person: the file to print, in their language."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lagen, dauer = choice_for(lage(self.erstberatung).facts)
        hand_out_package(erstberatung=self.erstberatung, lagen=lagen)
        return redirect(address("willkommen:paket_pdf", lagen, dauer, sprache=self.erstberatung.sprache))


class AmTerminView(RechtRequired, View):
    """POST hands the package for everybody to somebody at their visit: the file to print, in ``sprache``."""

    recht = Recht.TERMINE_SEHEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sprache = language_of(request.POST.get("sprache", ""))
        count_package(sprache=sprache)
        return redirect(address("willkommen:paket_pdf", [], Dauer.LANG, sprache=sprache))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("willkommen:paket")
