"""The call display in the waiting area: numbers only, always in the language of the office."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import activate
from django.views.generic import TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.geraet import FuerGeraet
from behoerde.kern.models import Geraet, Standort
from behoerde.kern.rechte import Recht
from termine.queries.anzeige import bild


class Anzeige(FuerGeraet):
    """A page of the display of the house in the address."""

    art = Geraet.Art.ANZEIGE
    recht = Recht.TERMINE_SEHEN

    def find_standort(self, request: HttpRequest) -> Standort | None:
        activate(settings.LANGUAGE_CODE)
        found = super().find_standort(request)
        return found if found and found.slug == self.kwargs["standort"] else None

    def standort_of_staff(self, request: HttpRequest) -> Standort | None:
        return Standort.objects.filter(slug=self.kwargs["standort"]).first()


class AufrufView(Anzeige, TemplateView):
    """The whole screen."""

    template_name = "termine/aufruf.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ort=self.standort, bild=bild(self.standort), jetzt=uhr.now(), **kwargs)


class AufrufTeilView(Anzeige, View):
    """What changes, asked for every two seconds: 204 while ``?stand=`` is still what the screen shows."""

    def get(self, request: HttpRequest, standort: str) -> HttpResponse:
        found = bild(self.standort)
        same = request.GET.get("stand") == found.stand
        response = HttpResponse(status=204) if same else HttpResponse(found.html)
        response["X-Uhr"] = f"{uhr.local(uhr.now()):%H:%M}"
        return response
