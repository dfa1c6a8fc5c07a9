"""Several concerns of the same people on one way through the house: choose, order, offer."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.kette import book_kette_now, offer_ketten, take_along
from termine.enums import ANLIEGEN_IN_SICHTUNG
from termine.forms.sichtung_kette import DazuForm, KetteForm, KettenangebotForm
from termine.fristen import angebot_gilt_bis
from termine.queries.anliegen_sichtung import open_people
from termine.queries.kette import companions, propose_ways, standorte_for_all
from termine.queries.vorschlagzeiten import VORGEWAEHLT
from termine.views.heute_aendern import when
from termine.views.sichtung import EinAnliegen
from termine.views.sichtung_neu import own_unit
from termine.views.sichtung_tun import say


class KetteView(EinAnliegen, RechtRequired, TemplateView):
    """GET proposes ways (``?mit=&folge=&luecke=&ort=``); POST offers the ticked ones or, with ``buchen``, books one."""

    recht = Recht.ANLIEGEN_SICHTEN
    template_name = "termine/empfang_kette.html"

    @cached_property
    def wahl(self) -> KetteForm:
        andere = companions(self.aufnahme, self.request.user)
        return KetteForm(self.request.GET, aufnahme=self.aufnahme, andere=andere, standorte_for_all=standorte_for_all)

    @property
    def personen(self) -> int:
        return len(open_people(self.aufnahme)) or 1

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.aufnahme.stand not in ANLIEGEN_IN_SICHTUNG:
            return redirect(self.aufnahme)
        record_read(self.aufnahme)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        data = request.POST.copy()
        if direct := data.get("buchen"):
            data.setlist("kette", [direct])
        wahl = self.wahl
        form = KettenangebotForm(data, aufnahmen=wahl.aufnahmen, personen=self.personen, standorte=wahl.standorte)
        if form.is_valid():
            try:
                sentence, undo = self._book(form) if direct else self._offer(form)
            except DomainError as error:
                form.add_error("kette", str(error))
            else:
                say(request, sentence, undo)
                return redirect(self.aufnahme)
        return self.render_to_response(self.get_context_data(angebot=form))

    def _offer(self, form: KettenangebotForm) -> tuple[str, str]:
        rows = offer_ketten(
            self.wahl.aufnahmen,
            form.kettenzeiten,
            luecke=self.wahl.luecke,
            gueltig_bis=form.gueltig_bis,
            auch_spaeter=form.cleaned_data["auch_spaeter"],
        )
        sentence = ngettext("%(n)s Weg ist angeboten und gehalten.", "%(n)s Wege sind angeboten und gehalten.", len(rows))
        return sentence % {"n": len(rows)}, reverse("termine:empfang_zurueck", args=[self.aufnahme.pk, "angebot"])

    def _book(self, form: KettenangebotForm) -> tuple[str, str]:
        later = form.cleaned_data["auch_spaeter"]
        termin = book_kette_now(self.wahl.aufnahmen, form.kettenzeiten[0], luecke=self.wahl.luecke, auch_spaeter=later)
        return _("Fest gebucht: %(wann)s. Termincode: %(code)s.") % {"wann": when(termin), "code": termin.code}, ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wahl = self.wahl
        page: dict[str, Any] = {"aufnahme": self.aufnahme, "wahl": wahl, "vorgewaehlt": VORGEWAEHLT}
        page["dazu"] = DazuForm(ohne=[self.aufnahme, *wahl.fields["mit"].queryset])
        if len(wahl.aufnahmen) > 1 and wahl.standort:
            found = propose_ways(wahl.in_order, self.personen, wahl.standort, wahl.luecke, wahl.folge)
            page["vorschlaege"], first = found, found.wege[0].beginn if found.wege else None
            land = settings.BEHOERDE["land"]
            page["gilt_bis"] = angebot_gilt_bis(first, uhr.now(), land, uhr.ZONE) if first else None
            page["ein_kontakt"] = len({(row.kontakt.email, row.kontakt.mobil) for row in wahl.aufnahmen}) == 1
            page["namen"] = {row.pk: row.leistung.name for row in wahl.aufnahmen}
        return super().get_context_data(**({"angebot": KettenangebotForm()} | page | kwargs))


class DazuView(KetteView):
    """Take one more concern of the same people in, then choose ways with it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DazuForm(request.POST, ohne=[self.aufnahme])
        if form.is_valid():
            leistung = form.cleaned_data["leistung"]
            try:
                row = take_along(
                    self.aufnahme,
                    leistung,
                    schluessel=f"dazu-{form.cleaned_data['schluessel'].hex}",
                    aufgenommen_in=own_unit(request.user, leistung),
                )
            except DomainError as error:
                form.add_error("leistung", str(error))
            else:
                say(request, _("Aufgenommen: %(vorgang)s, %(leistung)s.") % {"vorgang": row.vorgang, "leistung": leistung.name})
                return redirect("termine:empfang_kette", self.aufnahme.pk)
        return self.render_to_response(self.get_context_data(dazu=form))
