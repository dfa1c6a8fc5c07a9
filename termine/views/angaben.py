"""Who comes and how we reach them: with a held time, or without JavaScript before a code is sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import TemplateView

from behoerde.kern.actions.kontaktnachweis import nachweis_of, page_of
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.grenzen import consume, grenzen_of, sentence
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.rechte import Oeffentlich
from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.actions.nachweis import Buchungswunsch, request_termin
from termine.actions.neustart import hold_again
from termine.actions.vormerkung import extend_hold
from termine.angaben import Bedarf
from termine.enums import TERMIN_VEREINBART, Codezweck, Linkzweck, TerminStatus
from termine.forms.angaben import Angaben, AngabenOhneVormerkung
from termine.forms.zeit import SucheForm, ZeitForm
from termine.models import Leistung, Termin
from termine.queries.frei import FreieZeit
from termine.queries.woche import alternatives
from termine.rules import can_extend
from termine.views.mitlink import TerminMitLink, to_ticket


class AngabenView(TerminMitLink, TemplateView):
    """Name everybody while the time is held; a hold that ran out offers other times and keeps what was typed."""

    zweck = Linkzweck.BUCHUNG
    template_name = "termine/angaben.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.termin.status in TERMIN_VEREINBART:
            return to_ticket(self.termin)
        if self.termin.status == TerminStatus.BESTAETIGUNG_OFFEN:
            return self._wait()
        return super().get(request, *args, **kwargs)

    def _wait(self) -> HttpResponse:
        """Ask for the code; without any contact the front desk confirms instead."""
        nachweis = nachweis_of(Codezweck.BUCHUNG, self.termin.pk)
        if nachweis.adresse:
            return redirect(page_of(nachweis))
        return render(self.request, "termine/ohne_kontakt.html", super().get_context_data(kontakt_url=page_of(nachweis)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        angaben = Angaben(self.termin.personenzahl, request.POST)
        if "laenger" in request.POST:
            return self._extend(angaben)
        if not angaben.is_valid():
            return self._show(angaben)
        kontakt = angaben.kontakt.angaben()
        again_at = consume(request, "termin_angaben", grenzen_of("geprueft"), kontakt.email or kontakt.mobil)
        if again_at:
            angaben.refuse(sentence(again_at))
            return self._show(angaben, status=429)
        try:
            self.termin = submit(record_personen(self._held(), angaben.personen.personen(), kontakt))
        except DomainError as error:
            angaben.refuse(str(error))
            return self._show(angaben)
        nachweis = nachweis_of(Codezweck.BUCHUNG, self.termin.pk)
        own = reverse("termine:buchung", args=[link_token(Linkzweck.BUCHUNG, self.termin.pk)])
        return redirect(page_of(nachweis) if nachweis.adresse else own)

    def _held(self) -> Termin:
        """Return the held visit; after the hold ran out a new one for the time that was chosen instead."""
        if self.termin.status != TerminStatus.VERFALLEN:
            return self.termin
        form = ZeitForm(self.request.POST)
        if not form.is_valid():
            raise DomainError(" ".join(form.errors.get("zeit", [])), "zeit_fehlt")
        return hold_again(self.termin, beginn=form.beginn, standort=form.standort)

    def _extend(self, angaben: Angaben) -> HttpResponse:
        angaben.keep()
        try:
            self.termin = extend_hold(self.termin)
        except DomainError as error:
            angaben.refuse(str(error))
        return self._show(angaben)

    def _show(self, angaben: Angaben, status: int = 200) -> HttpResponse:
        self.termin.refresh_from_db(fields=["status", "belegung"])
        return self.render_to_response(self.get_context_data(angaben=angaben), status=status)

    def get_context_data(self, angaben: Angaben | None = None, **kwargs: Any) -> dict[str, Any]:
        vorbei = self.termin.status != TerminStatus.VORGEMERKT
        zeiten = _other_times(self.termin) if vorbei else []
        return super().get_context_data(
            angaben=angaben or Angaben(self.termin.personenzahl),
            vorbei=vorbei,
            zeiten=zeiten,
            gewaehlt=self.request.POST.get("zeit", ""),
            verlaengerbar=can_extend(self.termin.status, self.termin.verlaengerungen),
            **kwargs,
        )


def _other_times(termin: Termin) -> list[FreieZeit]:
    return alternatives(termin.leistung, termin.starts_at, personen=termin.personenzahl, bedarf=Bedarf.of(termin))


class OhneVormerkungView(Oeffentlich, TemplateView):
    """The same page without a hold: the chosen time stays free for everybody until the code is back."""

    template_name = "termine/angaben_ohne.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.leistung = get_object_or_404(Leistung.objects.offered(), slug=kwargs["slug"])
        self.suche = SucheForm(request.GET).suche(self.leistung)
        self.zeit = ZeitForm(request.GET)
        if not self.suche or not self.zeit.is_valid():
            return redirect("termine:buchen", self.leistung.slug)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        angaben = AngabenOhneVormerkung(self.suche.personen, request.POST, request=request)
        if angaben.is_valid():
            try:
                return redirect(page_of(self._request(angaben)))
            except DomainError as error:
                angaben.kontakt.refuse(error)
        status = 429 if angaben.kontakt.gesperrt_bis else 200
        return self.render_to_response(self.get_context_data(angaben=angaben), status=status)

    def _request(self, angaben: Angaben) -> Kontaktnachweis:
        personen = angaben.personen.personen()
        return request_termin(
            wunsch=Buchungswunsch(self.leistung, self.zeit.standort, self.zeit.beginn, personen, self.suche.bedarf),
            kontakt=angaben.kontakt.angaben(),
            schluessel=angaben.kontakt.cleaned_data["schluessel"],
        )

    def get_context_data(self, angaben: Angaben | None = None, **kwargs: Any) -> dict[str, Any]:
        angaben = angaben or AngabenOhneVormerkung(self.suche.personen, request=self.request)
        return super().get_context_data(leistung=self.leistung, suche=self.suche, zeit=self.zeit, angaben=angaben, **kwargs)
