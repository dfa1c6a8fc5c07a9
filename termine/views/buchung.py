"""Take a time and make it final; ``angaben`` holds the step between."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Oeffentlich
from behoerde.kern.schutz import Weg
from termine.actions.aenderung import move_termin
from termine.actions.bestaetigung import confirm_by_link
from termine.actions.vormerkung import hold_termin
from termine.dolmetschsprachen import mit_leer
from termine.enums import BEDARF, TERMIN_VEREINBART, Linkzweck, TerminStatus
from termine.forms.zeit import SucheForm, VormerkenForm, ZeitForm
from termine.models import Leistung, Termin
from termine.queries.frei import FreieZeit
from termine.queries.kette import ways_ahead
from termine.queries.woche import alternatives
from termine.queries.zeitwahl import Suche, time_choice
from termine.views.mitlink import TerminMitLink, to_ticket


class ZeitView(Oeffentlich, TemplateView):
    """First how many people, then place and time; everything chosen stands in the address."""

    template_name = "termine/zeit.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.leistung = get_object_or_404(Leistung.objects.offered(), slug=kwargs["slug"])
        if not self.leistung.is_direkt:
            return redirect(self.leistung)
        self.suche = SucheForm(request.GET).suche(self.leistung)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def get_template_names(self) -> list[str]:
        return [self.template_name if self.suche else "termine/personen.html"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.suche is None:
            return redirect("termine:buchen", self.leistung.slug)
        form = VormerkenForm(request.POST, request=request, suche=self.suche)
        if form.is_valid():
            if form.weg is Weg.OHNE_SKRIPT:
                return redirect(self._without_hold(form))
            try:
                return redirect("termine:buchung", self._hold(form))
            except DomainError as error:
                form.refuse(error)
        status = 429 if form.gesperrt_bis else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _hold(self, form: VormerkenForm) -> str:
        termin = hold_termin(
            leistung=self.leistung,
            beginn=form.beginn,
            standort=form.standort,
            schluessel=form.cleaned_data["einmal"],
            personen=self.suche.personen,
            bedarf=self.suche.bedarf,
        )
        return link_token(Linkzweck.BUCHUNG, termin.pk)

    def _without_hold(self, form: VormerkenForm) -> str:
        chosen = form.cleaned_data["direkt"] or form.cleaned_data["zeit"]
        query = {"personen": self.suche.personen, "zeit": chosen, "merkmal": self.suche.bedarf.merkmale}
        needs = self.suche.bedarf
        more = {"sprache": needs.sprache, "dolmetschen": needs.dolmetschen, "begleitung": "on" if needs.begleitung else ""}
        query |= {name: value for name, value in more.items() if value}
        return f"{reverse('termine:angaben', args=[self.leistung.slug])}?{urlencode(query, doseq=True)}"

    def get_context_data(self, form: VormerkenForm | None = None, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(leistung=self.leistung, suche=self.suche, merkmale=BEDARF, **kwargs)
        if self.suche:
            context["sprachen"] = mit_leer(_("nein, nicht nötig"))
            form = form or VormerkenForm(request=self.request, suche=self.suche)
            context |= time_context(self.leistung, self.suche, form)
        return context


def time_context(leistung: Leistung, suche: Suche, form: ZeitForm, wege: list[FreieZeit] | None = None) -> dict[str, Any]:
    """Return calendar and next times; after a refused time fresh ones, with the nearest free times in front.

    ``wege``: the free ways of a Kette instead.
    """
    if wege is not None:
        lengths = [int((weg.ende - weg.beginn).total_seconds() // 60) for weg in wege]
        wahl = time_choice(leistung, suche, wege=wege, dauer=min(lengths, default=None))
        return {"form": form, "wahl": wahl, "sofort": wahl.sofort, "nahe": False, "gewaehlt": form["zeit"].value() or ""}
    refused = form.is_bound and getattr(form, "beginn", None)
    wahl = time_choice(leistung, suche, fresh=bool(refused))
    nahe = alternatives(leistung, form.beginn, personen=suche.personen, bedarf=suche.bedarf) if refused else []
    return {"form": form, "wahl": wahl, "sofort": nahe or wahl.sofort, "nahe": bool(nahe), "gewaehlt": form["zeit"].value() or ""}


class AndereZeitView(TerminMitLink, TemplateView):
    """Choose another time for a started booking."""

    zweck = Linkzweck.BUCHUNG
    template_name = "termine/zeit_aendern.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.termin.status != TerminStatus.VORGEMERKT:
            return redirect("termine:buchung", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ZeitForm(request.POST)
        if form.is_valid():
            try:
                move_termin(self.termin, beginn=form.beginn, standort=form.standort)
                return redirect("termine:buchung", kwargs["token"])
            except DomainError as error:
                form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, form: ZeitForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**move_context(self.termin, self.request, form), **kwargs)


def move_context(termin: Termin, request: HttpRequest, form: ZeitForm | None) -> dict[str, Any]:
    """Return the calendar for a visit that already has a time."""
    search = SucheForm(request.GET)
    search.full_clean()
    data = search.cleaned_data
    suche = Suche.for_visit(termin, ort=data.get("ort") or "", ab=data.get("ab"), tag=data.get("tag"))
    context = time_context(termin.leistung, suche, form or ZeitForm(), ways_ahead(termin))
    return context | {"suche": suche}


class BestaetigenView(TerminMitLink, TemplateView):
    """One button behind the link of the mail: opening the page changes nothing."""

    zweck = Linkzweck.BESTAETIGUNG
    template_name = "termine/bestaetigen.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.termin.status in TERMIN_VEREINBART:
            return to_ticket(self.termin)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return to_ticket(confirm_by_link(kwargs["token"]))
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=str(error)))

    def get_context_data(self, fehler: str = "", **kwargs: Any) -> dict[str, Any]:
        offen = self.termin.status == TerminStatus.BESTAETIGUNG_OFFEN and not fehler
        return super().get_context_data(fehler=fehler, offen=offen, **kwargs)
