"""Bulk booking by staff: a list comes in, every row is judged, right ones are booked, wrong ones go back with the reason."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.heute_sammel import discard, order, replace_wrong, take_list
from termine.forms.heute_sammel import ListeForm, NachreichenForm
from termine.forms.sammel import judge
from termine.models import Sammelbuchung, Sammelzeile
from termine.queries.heute_sammel import people_named, sammelbuchungen, used
from termine.sammelliste import BEISPIEL, SPALTEN


def _cell(name: str) -> Column:
    return Column(name, lambda zeile: zeile.typed[name])


WIEDER = (*(_cell(name) for name in SPALTEN), Column("grund", "grund"))  # comes in again, so the names stay as they are
ALLES = (
    Column(gettext_lazy("Zeile"), "position"),
    *(_cell(name) for name in SPALTEN[:3]),
    Column(gettext_lazy("Beginn"), lambda zeile: zeile.termin.starts_at if zeile.termin else None),
    Column(gettext_lazy("Ort"), lambda zeile: f"{zeile.termin.standort}, {zeile.termin.platz}" if zeile.termin else ""),
    Column(gettext_lazy("Termincode"), lambda zeile: zeile.termin.code if zeile.termin else ""),
    Column(gettext_lazy("Stand"), lambda zeile: zeile.termin.get_status_display() if zeile.termin else zeile.grund),
)


class SammelView(RechtRequired, FormView):
    """All lists, and the form that takes a new one."""

    recht = Recht.TERMINE_BEARBEITEN
    form_class = ListeForm
    template_name = "termine/heute_sammel.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = Sammelbuchung(angelegt_von=self.request.user)
        return super().get_form_kwargs() | {"user": self.request.user, "instance": instance}

    def form_valid(self, form: ListeForm) -> HttpResponse:
        return redirect(take_list(form.save(commit=False), judge(form.cleaned_data["datei"])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        verwaltet = self.request.user.hat_recht(Recht.BUCHUNGSPARTNER_VERWALTEN)
        return super().get_context_data(listen=sammelbuchungen(self.request.user)[:50], verwaltet=verwaltet, **kwargs)


class VorlageView(RechtRequired, View):
    """The empty list with one example row."""

    recht = Recht.TERMINE_BEARBEITEN

    def get(self, request: HttpRequest) -> HttpResponseBase:
        columns = [Column(name, name) for name in SPALTEN]
        return export_response(ExportFormat.CSV, name="Vorlage Sammelbuchung", columns=columns, rows=[BEISPIEL])


class EineListe(RechtRequired):
    """Load the list of the address; one of another unit does not exist."""

    recht = Recht.TERMINE_BEARBEITEN

    @cached_property
    def liste(self) -> Sammelbuchung:
        return get_object_or_404(sammelbuchungen(self.request.user), pk=self.kwargs["pk"])  # type: ignore[attr-defined]

    def zeilen(self) -> list[Sammelzeile]:
        rows: QuerySet[Sammelzeile] = Sammelzeile.objects.filter(sammelbuchung=self.liste)
        return list(rows.select_related("termin__standort", "termin__platz"))


class ListeView(EineListe, TemplateView):
    """Every row with its reason or its visit; the worker's progress is asked for again and again."""

    template_name = "termine/heute_sammel_liste.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.htmx:  # type: ignore[attr-defined]
            record_read(request.user, grund="Sammelbuchung")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "nachreichen" in request.POST:
            return self._replace(NachreichenForm(request.POST, request.FILES))
        if "verwerfen" in request.POST:
            discard(self.liste)
            messages.success(request, _("Was nicht gebucht ist, ist gelöscht. Gebuchte Termine bleiben."))
            kept = Sammelbuchung.objects.filter(pk=kwargs["pk"]).exists()
            return redirect(self.liste if kept else "termine:heute_sammel")
        order(self.liste)
        return redirect(self.liste)

    def _replace(self, form: NachreichenForm) -> HttpResponse:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        replace_wrong(self.liste, judge(form.cleaned_data["datei"], people_named(self.liste)))
        return redirect(self.liste)

    def get_context_data(self, form: NachreichenForm | None = None, **kwargs: Any) -> dict[str, Any]:
        zeilen = self.zeilen()
        partner = self.liste.partner
        return super().get_context_data(
            liste=self.liste,
            zeilen=zeilen,
            laeuft=self.liste.bestellt_am is not None,
            falsch=sum(not zeile.buchbar for zeile in zeilen),
            offen=sum(zeile.buchbar and not zeile.termin for zeile in zeilen),
            gebucht=sum(zeile.termin is not None for zeile in zeilen),
            verbraucht=used(partner, uhr.now()),
            form=form or NachreichenForm(),
            **kwargs,
        )


class AusgabeView(EineListe, View):
    """The whole list, or with ``?nur=fehler`` what was not booked, in the columns it came in and with the reason."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record_read(request.user, grund="Ausgabe csv")
        if request.GET.get("nur") == "fehler":
            rows = [zeile for zeile in self.zeilen() if not zeile.termin]
            return export_response(ExportFormat.CSV, name="Nicht gebucht", columns=WIEDER, rows=rows)
        return export_response(ExportFormat.CSV, name=f"Sammelbuchung {self.liste.partner}", columns=ALLES, rows=self.zeilen())
