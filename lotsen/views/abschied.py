"""Farewell: what to do before leaving, two questions without a name, and a contact for who wants one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.grenzen import Grenzen, consume, sentence
from behoerde.kern.pdf import pdf_available
from behoerde.kern.rechte import Oeffentlich
from lotsen import adressen
from lotsen.abschied import Abschiedslink, steps
from lotsen.actions.abschied import ask_network, join_network, leave_network, note_farewell
from lotsen.forms.abschied import AbschiedForm, NetzForm
from lotsen.models import Netzkontakt
from lotsen.views.mitlink import MitLink
from lotsen.views.verweislink import found

GRENZEN = Grenzen(adresse="10/h", netz="60/h", kontakt="3/d")


class AbschiedView(Oeffentlich, TemplateView):
    """The steps; POST ``was=sagen`` counts two answers, ``was=netz`` writes to an address."""

    template_name = "lotsen/abschied.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("was") == "netz":
            return self._network(request)
        form = AbschiedForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if refused := self._limit():
            form.add_error(None, refused)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        note_farewell(**form.cleaned_data)
        messages.success(request, _("Danke! Wir zählen Ihre Antwort, ohne zu wissen, von wem sie ist."))
        return redirect("willkommen:abschied")

    def _network(self, request: HttpRequest) -> HttpResponse:
        form = NetzForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(netz=form))
        if refused := self._limit(form.cleaned_data["email"]):
            form.add_error("email", refused)
            return self.render_to_response(self.get_context_data(netz=form), status=429)
        ask_network(email=form.cleaned_data["email"], sprache=get_language() or "de")
        messages.success(request, _("Wir haben Ihnen geschrieben. Erst mit dem Link in der E-Mail sagen Sie Ja."))
        return redirect("willkommen:abschied")

    def _limit(self, kontakt: str = "") -> str:
        again_at = consume(self.request, "abschied", GRENZEN, kontakt)
        return sentence(again_at) if again_at else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "form": AbschiedForm(),
            "netz": NetzForm(),
            "phasen": steps(),
            "pdf": pdf_available(),
            "link": f"{adressen.base()}/willkommen/abschied/",
        }
        return super().get_context_data(**page | kwargs)


class NetzView(MitLink, TemplateView):
    """Say yes to staying in touch, or take it back; looking changes nothing."""

    zweck = Abschiedslink.NETZ
    template_name = "lotsen/netz.html"
    kontakt: Netzkontakt | None

    def load(self, pk) -> None:
        self.kontakt = found(Netzkontakt.objects.all(), pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "widerrufen" in request.POST:
            leave_network(self.kontakt)
            self.kontakt = None
        else:
            join_network(self.kontakt)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kontakt=self.kontakt, **kwargs)
