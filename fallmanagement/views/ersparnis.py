"""The savings ledger: months of a job, the year of a unit, how it is computed, what the office assumes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.annahme import discard_annahme, propose_annahme, release_annahme
from fallmanagement.actions.ersparnis import close_monate, remove_monat, reopen_monat, save_monat
from fallmanagement.ersparnis import METHODE, beispiel, ersparnis, saetze, saetze_of
from fallmanagement.forms.ersparnis import AnnahmeForm, ErsparnisForm, OeffnenForm
from fallmanagement.forms.vermittlung import Schritt
from fallmanagement.queries import ersparnis as queries
from fallmanagement.views.vermittlung import EineVermittlung

ERSTES_JAHR = 2020  # no rate is older
BETRAEGE = (
    Column(gettext_lazy("gemindert (EUR)"), "gemindert"),
    Column(gettext_lazy("verlagert (EUR)"), "verlagert"),
    Column(gettext_lazy("kontrafaktisch (EUR)"), "kontrafaktisch"),
)
MONATE = (
    Column(gettext_lazy("Monat"), "monat"),
    Column(gettext_lazy("Personen in Arbeit"), "in_arbeit"),
    Column(gettext_lazy("davon mit Betrag"), "belegt"),
    Column(gettext_lazy("davon unbekannt"), "unbekannt"),
    *BETRAEGE,
)
EINZELN = (
    Column(gettext_lazy("Monat"), "monat"),
    Column(gettext_lazy("Brutto (EUR)"), "brutto"),
    Column(gettext_lazy("Netto (EUR)"), "netto"),
    Column(gettext_lazy("Unterkunft (EUR)"), "unterkunft"),
    Column(gettext_lazy("Werbungskosten (EUR)"), "werbungskosten"),
    Column(gettext_lazy("Bedarfsstufe"), "stufe"),
    Column(gettext_lazy("Analogleistungen"), "analog"),
    Column(gettext_lazy("Leistungen"), "get_leistung_display"),
    Column(gettext_lazy("Nachweis"), "get_nachweis_display"),
    Column(gettext_lazy("gesehen am"), "nachweis_am"),
    Column(gettext_lazy("Dreißigstel"), "tage"),
    *BETRAEGE,
    Column(gettext_lazy("Warum kein Betrag"), "get_ohne_betrag_display"),
    Column(gettext_lazy("Anteil ohne Hilfe"), "anteil"),
    Column(gettext_lazy("Berechnet nach"), "fassung"),
    Column(gettext_lazy("Abgeschlossen am"), "abgeschlossen_am"),
)


def _month(text: str) -> date | None:
    """Return the first day of "2026-09" or "2026-09-01"; None for anything else."""
    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return None


class ErsparnisView(EineVermittlung):
    """Every month of a job, and the form for one of them; ``?format=csv`` takes them away."""

    template_name = "fallmanagement/ersparnis.html"

    @cached_property
    def months(self) -> list[queries.Jobmonat]:
        return queries.of_job(self.vermittlung)

    @property
    def leads(self) -> bool:
        return self.request.user.hat_recht(Recht.FALLAKTEN_LEITEN)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat):
            return super().get(request, *args, **kwargs)
        record_read(self.akte, grund="ersparnis")
        rows = [entry.row for entry in self.months if entry.row is not None]
        return export_response(wanted, name=f"ersparnis-{self.akte.aktenzeichen}", columns=EINZELN, rows=rows)

    def get_context_data(self, *, form: Schritt | None = None, **kwargs: Any) -> dict[str, Any]:
        chosen = _month(self.request.GET.get("monat", ""))
        typed = {form.name: form} if form is not None else {}
        context = {"form": ErsparnisForm(self.vermittlung, self.months, gewaehlt=chosen), "oeffnen": OeffnenForm()} | typed
        return super().get_context_data(
            monate=self.months,
            leitet=self.leads,
            gewaehlt=chosen,
            **(context | kwargs | {"vermittlung": self.vermittlung}),
        )

    def _stored(self):
        return self._row([entry.row for entry in self.months if entry.row is not None])

    def do_speichern(self) -> Schritt | None:
        form = ErsparnisForm(self.vermittlung, self.months, self.request.POST)
        form.name = "form"
        if not form.is_valid():
            return form
        try:
            save_monat(self.vermittlung, form.angaben, user=self.request.user)
        except DomainError as error:
            form.refuse(error)
            return form
        messages.success(self.request, _("Der Monat ist gespeichert."))
        return None

    def do_entfernen(self) -> None:
        remove_monat(self._stored())

    def do_oeffnen(self) -> Schritt | None:
        if not self.leads:
            raise Http404
        form, row = OeffnenForm(self.request.POST), self._stored()
        form.name = "oeffnen"
        if not form.is_valid():
            return form
        reopen_monat(row, **form.cleaned_data)
        return None


class UebersichtView(RechtRequired, TemplateView):
    """The year of a unit in sums; POST ``monat`` closes one. Nobody is named here."""

    recht = Recht.FALLAKTEN_LEITEN
    template_name = "fallmanagement/ersparnis_jahr.html"

    @cached_property
    def jahr(self) -> queries.Jahr:
        asked, this_year = self.request.GET.get("jahr", ""), uhr.today().year
        year = int(asked) if asked.isdecimal() and ERSTES_JAHR <= int(asked) <= this_year else this_year
        only_closed = "abgeschlossen" in self.request.GET
        return queries.year_of(self.request.user, year, einheit=self.einheit, nur_abgeschlossen=only_closed)

    @cached_property
    def einheiten(self) -> list:
        return list(queries.units(self.request.user))

    @cached_property
    def einheit(self) -> int | None:
        return next((unit.pk for unit in self.einheiten if str(unit.pk) == self.request.GET.get("einheit", "")), None)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted in set(ExportFormat):
            return export_response(wanted, name=f"ersparnis-{self.jahr.jahr}", columns=MONATE, rows=self.jahr.zeilen)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            jahr=self.jahr,
            einheit=self.einheit,
            einheiten=self.einheiten,
            nur_abgeschlossen="abgeschlossen" in self.request.GET,
            jahre=range(uhr.today().year, ERSTES_JAHR - 1, -1),
            offen=[art for art in queries.Annahmeart if art not in queries.valid_on(queries.assumptions(), uhr.today())],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        monat = _month(request.POST.get("monat", ""))
        if monat is None:
            raise Http404
        try:
            count = close_monate(monat, user=request.user)
            messages.success(request, _("Abgeschlossen: %(n)s Einträge.") % {"n": count})
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(request.get_full_path())


class MethodeView(RechtRequired, TemplateView):
    """How each figure comes about, and what is not counted."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/ersparnis_methode.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = uhr.today()
        rows = list(queries.assumptions())
        return super().get_context_data(
            methode=METHODE,
            stand=date.fromisoformat(saetze()["as_of"]),
            jahr=today.year,
            saetze=saetze_of(today),
            beispiel=beispiel(),
            beispiel_betrag=ersparnis(beispiel()).gemindert,
            annahmen=queries.valid_on(rows, today),
            **kwargs,
        )


class AnnahmenView(RechtRequired, TemplateView):
    """What the office assumes; POST proposes, ``freigeben`` or ``verwerfen`` decides."""

    recht = Recht.FALLAKTEN_LEITEN
    template_name = "fallmanagement/ersparnis_annahmen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(queries.assumptions())
        return super().get_context_data(
            **(
                {
                    "wartend": [row for row in rows if row.freigegeben_am is None],
                    "geltend": [row for row in rows if row.freigegeben_am is not None],
                    "form": AnnahmeForm(),
                }
                | kwargs
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = None
        try:
            if "freigeben" in request.POST:
                release_annahme(_key(request.POST["freigeben"]), user=request.user)
            elif "verwerfen" in request.POST:
                discard_annahme(_key(request.POST["verwerfen"]))
            else:
                form = AnnahmeForm(request.POST)
                if form.is_valid():
                    propose_annahme(user=request.user, **form.werte)
        except DomainError as error:
            messages.error(request, str(error))
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(request.path)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
