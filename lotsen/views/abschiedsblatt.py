"""The farewell on paper: in two languages, for everybody, or handed out and sent by whoever knows that somebody leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired
from lotsen import adressen
from lotsen.abschied import steps
from lotsen.actions.abschied import count_farewell, hand_out_farewell, send_farewell
from lotsen.views.blatt import german, language_of
from lotsen.views.erstberatung import EineErstberatung


def sheet(sprache: str) -> HttpResponse:
    """Lead to the file in ``sprache``."""
    return redirect(f"{reverse('willkommen:abschied_pdf')}?sprache={sprache}")


class AbschiedPdfView(Oeffentlich, View):
    """The steps on paper, in German and in the language of the page, or in ``?sprache=``."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sprache = language_of(request.GET.get("sprache", ""), get_language())
        context = {
            "phasen": [(phase, [(step, *german(step)) for step in found]) for phase, found in steps()],
            "zweisprachig": sprache != "de",
            "link": adressen.base() + reverse("willkommen:abschied"),
        }
        try:
            content = render_pdf("lotsen/abschied_pdf.html", context, sprache=sprache)
        except PdfUnavailable:
            return redirect("willkommen:abschied")
        return pdf_response(content, "abschied.pdf")


class MitgebenView(EineErstberatung, View):
    """POST hands the sheet to the person, the file to print; ``senden`` writes to them instead."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "senden" not in request.POST:
            hand_out_farewell(erstberatung=self.erstberatung)
            return sheet(self.erstberatung.sprache)
        try:
            send_farewell(erstberatung=self.erstberatung)
        except DomainError as error:
            return self.refuse(error, "erstberatung:link", self.erstberatung.pk)
        messages.success(request, _("Die Nachricht zum Abschied ist unterwegs."))
        return redirect("erstberatung:link", self.erstberatung.pk)


class AmTerminView(RechtRequired, View):
    """POST hands the sheet to somebody at their visit: the file to print, in ``sprache``."""

    recht = Recht.TERMINE_SEHEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sprache = language_of(request.POST.get("sprache", ""))
        count_farewell(sprache=sprache)
        return sheet(sprache)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("willkommen:abschied")
