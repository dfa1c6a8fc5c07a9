"""The farewell on paper: in two languages, for everybody, or handed out and sent by whoever knows that somebody leaves."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import PdfUnavailable, render_pdf
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired
from lotsen import adressen
from lotsen.abschied import steps
from lotsen.actions.abschied import count_farewell, hand_out_farewell, send_farewell
from lotsen.views.erstberatung import EineErstberatung


def sheet(sprache: str) -> HttpResponse:
    """Lead to the file in ``sprache``."""
    return redirect(f"{reverse('willkommen:abschied_pdf')}?sprache={sprache}")


class AbschiedPdfView(Oeffentlich, View):
    """The steps on paper, in German and in the language of the page, or in ``?sprache=``."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wished = request.GET.get("sprache", "")
        sprache = wished if wished in dict(settings.LANGUAGES) else get_language() or "de"
        with translation.override("de"):
            german = [[(str(step.titel), str(step.text)) for step in found] for _phase, found in steps()]
        context = {
            "phasen": [
                (phase, [(step, *words) for step, words in zip(found, said, strict=True)])
                for (phase, found), said in zip(steps(), german, strict=True)
            ],
            "zweisprachig": sprache != "de",
            "link": adressen.base() + reverse("willkommen:abschied"),
        }
        try:
            content = render_pdf("lotsen/abschied_pdf.html", context, sprache=sprache)
        except PdfUnavailable:
            return redirect("willkommen:abschied")
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="abschied.pdf"'
        return response


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
        wished = request.POST.get("sprache", "")
        sprache = wished if wished in dict(settings.LANGUAGES) else "de"
        count_farewell(sprache=sprache)
        return sheet(sprache)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("willkommen:abschied")
