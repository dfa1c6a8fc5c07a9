"""Book for somebody at the desk or on the phone: everything on one page, nothing typed is ever lost."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.datum import datum_lang, uhrzeit
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.buchung import book_termin
from termine.forms.heute_buchen import BuchungAmEmpfang, initial_from
from termine.models import Leistung, Termin
from termine.queries.heute import teams_of
from termine.queries.heute_zeiten import Zeitangebot, desk_times, standorte_for
from termine.queries.katalog import often_wanted, search

TREFFER_HOECHSTENS = 8


def day_or_none(text: str | None) -> date | None:
    """Return the day ``text`` names, None when it names none."""
    try:
        return parse_date(text or "")
    except ValueError:
        return None


class BuchenView(RechtRequired, TemplateView):
    """Find the Leistung, name the people, choose a time, book at once; ``?aus=`` starts from an earlier visit."""

    recht = Recht.TERMINE_BEARBEITEN
    template_name = "termine/heute_neu.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(BuchungAmEmpfang(initial={"leistung": request.GET.get("leistung", "")} | self._earlier()))

    def _earlier(self) -> dict:
        """Return what the visit ``?aus=`` says; nothing when it is none that may be seen."""
        try:
            pk = UUID(self.request.GET.get("aus", ""))
        except ValueError:
            return {}
        termin = get_object_or_404(Termin.objects.sichtbar_fuer(self.request.user).with_details(), pk=pk)
        record_read(termin)
        return initial_from(termin)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        buchung = BuchungAmEmpfang(request.POST)
        if "zeige" in request.POST:
            buchung.keep()
            return self._show(buchung)
        if not buchung.is_valid():
            return self._show(buchung)
        try:
            termin = book_termin(**buchung.booking())
        except DomainError as error:
            buchung.refuse(error)
            return self._show(buchung)
        return self._booked(termin)

    def _booked(self, termin: Termin) -> HttpResponse:
        messages.success(self.request, _booked_sentence(termin))
        visible = Termin.objects.sichtbar_fuer(self.request.user).filter(pk=termin.pk).exists()
        return redirect(termin if visible else "termine:heute")

    def _show(self, buchung: BuchungAmEmpfang) -> HttpResponse:
        return self.render_to_response(self.get_context_data(buchung=buchung))

    def get_context_data(self, buchung: BuchungAmEmpfang, **kwargs: Any) -> dict[str, Any]:
        form = buchung.anliegen
        chosen = form.data if form.is_bound else form.initial
        suche = (chosen.get("suche") or "").replace("\0", "").strip()
        return super().get_context_data(
            buchung=buchung,
            treffer=self._hits(suche, buchung.leistung),
            suche=suche,
            gewaehlt=self.request.POST.get("direkt") or self.request.POST.get("zeit", ""),
            **self._times(buchung, chosen),
            **kwargs,
        )

    def _hits(self, suche: str, leistung: Leistung | None) -> list[Leistung]:
        """Return what can be chosen: the chosen one stays on top of what was found."""
        if not suche and leistung:
            return [leistung]
        found = [entry for entry in (search(suche) if suche else often_wanted()) if entry != leistung]
        return ([leistung] if leistung else []) + found[:TREFFER_HOECHSTENS]

    def _times(self, buchung: BuchungAmEmpfang, chosen) -> dict[str, Any]:
        """Return places and times of the chosen Leistung; ``zeige`` may name another week."""
        if buchung.leistung is None:
            return {"standorte": [], "angebot": None}
        standorte = standorte_for(buchung.leistung, teams_of(self.request.user))
        standort = next((ort for ort in standorte if ort.slug == chosen.get("ort")), standorte[0] if standorte else None)
        angebot: Zeitangebot | None = None
        if standort:
            ab = day_or_none(self.request.POST.get("zeige")) or day_or_none(chosen.get("woche"))
            angebot = desk_times(buchung.leistung, standort, ab, personen=buchung.anzahl, bedarf=buchung.bedarf)
        return {"standorte": standorte, "angebot": angebot}


def _booked_sentence(termin: Termin) -> str:
    return _("Gebucht für %(name)s: %(tag)s, %(uhrzeit)s, %(standort)s. Termincode: %(code)s.") % {
        "name": termin.kontakt,
        "tag": datum_lang(termin.starts_at),
        "uhrzeit": uhrzeit(termin.starts_at),
        "standort": termin.standort,
        "code": termin.code,
    }
