"""An employer behind its link: own vacancies, and proposals to answer. No account, no key to any case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, UpdateView

from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.linkpage import LinkPage
from fallmanagement.actions.stellenangebot import move_stelle, save_stelle
from fallmanagement.actions.vorschlag import answer_by_link
from fallmanagement.betriebslink import ZWECK
from fallmanagement.forms.betriebslink import StelleForm
from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.queries.vorschlaege import shown_to
from fallmanagement.stellenwerte import Absagegrund, Stellenherkunft, Stellenstatus

STELLEN_HOECHSTENS = 200  # an employer that has more sends a list


class BetriebSeite(LinkPage):
    """A page of the employer behind the link."""

    zweck = ZWECK
    dead_template = "fallmanagement/betriebslink_ungueltig.html"
    betrieb: Betrieb

    def load(self, pk: UUID) -> None:
        betrieb = Betrieb.objects.active().filter(pk=pk).first()
        if betrieb is None:
            raise LinkUngueltig(_("Bitte rufen Sie uns an, wenn Sie wieder mit uns zusammenarbeiten möchten."), "link_ungueltig")
        self.betrieb = betrieb

    def done(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect("betriebslink:uebersicht", self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(betrieb=self.betrieb, **kwargs)


class UebersichtView(BetriebSeite, TemplateView):
    """All of it on one page. POST ``stelle`` with ``nach`` moves a vacancy, ``vorschlag`` with ``antwort`` answers."""

    template_name = "fallmanagement/betriebslink.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return self._answer() if "vorschlag" in request.POST else self._move()
        except DomainError as error:
            messages.error(request, error.text)
            return self.get(request, *args, **kwargs)

    def _answer(self) -> HttpResponse:
        wanted, data = self.request.POST["vorschlag"], self.request.POST
        row = next((row for row in shown_to(self.betrieb) if str(row.pk) == wanted), None)
        if row is None:
            raise DomainError(_("Dieser Vorschlag wurde zurückgezogen. Bitte rufen Sie uns an, wenn Sie Fragen haben."), "weg")
        answer_by_link(self.betrieb, row.pk, interesse=data.get("antwort") == "interesse", grund=data.get("grund", ""))
        return self.done(_("Danke für Ihre Antwort. Wir melden uns bei Ihnen."))

    def _move(self) -> HttpResponse:
        wanted, nach = self.request.POST.get("stelle", ""), self.request.POST.get("nach", "")
        stelle = next((row for row in self.betrieb.stellenangebote.all() if str(row.pk) == wanted), None)
        if stelle is None:
            raise Http404
        move_stelle(stelle, nach, herkunft=Stellenherkunft.BETRIEB)
        return self.done(_("Danke, das ist gespeichert."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.betrieb.stellenangebote.order_by("titel", "pk")
        return super().get_context_data(
            offene=[row for row in rows if row.status == Stellenstatus.OFFEN],
            beendete=[row for row in rows if row.status != Stellenstatus.OFFEN],
            vorschlaege=shown_to(self.betrieb),
            gruende=Absagegrund.choices,
            gewaehlt=self.request.POST.get("grund", ""),
            gefragt=self.request.POST.get("vorschlag", ""),
            **kwargs,
        )


class StelleView(BetriebSeite, UpdateView):
    """Enter a vacancy, or correct one of the own."""

    form_class = StelleForm
    template_name = "fallmanagement/betriebslink_stelle.html"

    def get_object(self, queryset: Any = None) -> Stellenangebot:
        if "pk" in self.kwargs:
            return get_object_or_404(self.betrieb.stellenangebote.all(), pk=self.kwargs["pk"])
        return Stellenangebot(betrieb=self.betrieb, plz=self.betrieb.plz, ort=self.betrieb.ort)

    def form_valid(self, form: StelleForm) -> HttpResponse:
        new = form.instance._state.adding
        if new and self.betrieb.stellenangebote.count() >= STELLEN_HOECHSTENS:
            form.add_error(None, _("Das sind sehr viele Stellen. Bitte schicken Sie uns eine Liste, wir tragen sie ein."))
            return self.form_invalid(form)
        save_stelle(form.save(commit=False), herkunft=Stellenherkunft.BETRIEB)
        return self.done(
            _("Danke, Ihre Stelle ist gespeichert. Wir suchen jetzt Menschen, die dazu passen.")
            if new
            else _("Danke, das ist gespeichert.")
        )
