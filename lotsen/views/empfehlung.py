"""What comes into question, why, and what the person decides; how the talk ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht
from lotsen.actions.empfehlung import accept, skip, undo
from lotsen.actions.erstberatung import break_off, finish, go_on
from lotsen.beratung import Uebersprunggrund
from lotsen.forms.erstberatung import EntscheidungForm
from lotsen.forms.naehe import NaeheForm
from lotsen.models import Angebot
from lotsen.queries.empfehlung import empfehlungen
from lotsen.queries.gespraech import question
from lotsen.queries.naehe import near
from lotsen.regeln.tatsachen import TATSACHEN
from lotsen.views.erstberatung import EineErstberatung
from lotsen.views.gespraech import MitLage


class EmpfehlungenView(MitLage, TemplateView):
    """Every kind of service with its judgement; POST accepts, skips or takes back one of them."""

    template_name = "lotsen/empfehlungen.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EntscheidungForm(request.POST)
        here = reverse("erstberatung:empfehlungen", args=[self.erstberatung.pk])
        if not form.is_valid():
            return self.refuse(DomainError(_("Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.")), here)
        slug = form.cleaned_data["angebotsart"]
        try:
            self._decide(slug, form)
        except DomainError as error:
            return self.refuse(error, here)
        return redirect(f"{here}#art-{slug}")

    def _decide(self, slug: str, form: EntscheidungForm) -> None:
        user, data = self.request.user, form.cleaned_data
        if "zurueck" in self.request.POST:
            undo(erstberatung=self.erstberatung, angebotsart=slug)
        elif "ueberspringen" in self.request.POST:
            skip(erstberatung=self.erstberatung, angebotsart=slug, grund=data["grund"], user=user)
        else:
            angebot = Angebot.objects.filter(pk=data["angebot"]).first() if data["angebot"] else None
            accept(erstberatung=self.erstberatung, angebotsart=slug, angebot=angebot, user=user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fehlende = {name: question(TATSACHEN[name], "de") for e in self.lage.ergebnisse for name in e.missing}
        kwargs.setdefault("naehe", NaeheForm(initial={"plz": self.erstberatung.plz}))
        return super().get_context_data(
            empfehlungen=empfehlungen(self.lage),
            ort_bekannt=near(self.erstberatung.plz) is not None,
            fehlende=fehlende,
            gruende=Uebersprunggrund.choices,
            darf_verweisen=self.request.user.hat_recht(Recht.VERWEISE_BEARBEITEN),
            **kwargs,
        )


class AbschlussView(EineErstberatung, View):
    """Finish, break off or go on with a talk."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.erstberatung)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        beratung = self.erstberatung
        try:
            if "fortsetzen" in request.POST:
                go_on(erstberatung=beratung, user=request.user)
                return redirect(beratung)
            if "abbrechen" in request.POST:
                break_off(erstberatung=beratung)
                messages.success(request, _("Die Erstberatung ist abgebrochen. Sie können sie jederzeit fortsetzen."))
                return redirect("erstberatung:liste")
            finish(erstberatung=beratung, user=request.user, erinnern="erinnern" in request.POST)
        except DomainError as error:
            return self.refuse(error)
        messages.success(request, _("Die Erstberatung ist abgeschlossen. Geben Sie der Person jetzt ihren Wegweiser mit."))
        return redirect("erstberatung:link", beratung.pk)
