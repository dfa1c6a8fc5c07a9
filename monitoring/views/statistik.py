"""Figures of statistics: taken in as a table after a look at it, listed, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.statistik import Zeile, look_at, take_back, take_in
from monitoring.darstellung import number, period_name, written
from monitoring.forms.statistik import EinlesungForm
from monitoring.katalog import indikatoren
from monitoring.models import Einlesung
from monitoring.queries.statistik import einlesungen, values_in
from monitoring.statistikliste import VORLAGE, example
from monitoring.zelle import Zelle

LETZTE, ZEILEN_GEZEIGT = 50, 200


class ListeView(RechtRequired, TemplateView):
    """What was taken in; ``?format=csv`` is the example file."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    template_name = "monitoring/statistik.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat):
            return super().get(request, *args, **kwargs)
        return export_response(wanted, name=_("Vorlage Statistik"), columns=VORLAGE, rows=example())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=einlesungen()[:LETZTE], **kwargs)


class EinlesenView(RechtRequired, FormView):
    """First a look at every row, then, with ``was=einlesen`` and no wrong row, all of it."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    form_class = EinlesungForm
    template_name = "monitoring/statistik_einlesen.html"

    def form_valid(self, form: EinlesungForm) -> HttpResponse:
        data = form.cleaned_data
        zeilen = look_at(data["rows"])
        if self.request.POST.get("was") == "einlesen" and not data.get("datei") and not any(zeile.fehler for zeile in zeilen):
            return self._take_in(form, [zeile.angabe for zeile in zeilen])
        shown = self.request.POST.copy()
        shown["inhalt"] = data["text"]
        return self.render_to_response(self.get_context_data(form=EinlesungForm(shown), zeilen=zeilen))

    def _take_in(self, form: EinlesungForm, angaben: list) -> HttpResponse:
        try:
            row = take_in(angaben, quelle=form.cleaned_data["quelle"], stand=form.cleaned_data["stand"], user=self.request.user)
        except DomainError as error:
            form.add_error("inhalt", str(error))
            return self.form_invalid(form)
        words = ngettext("%(n)s Wert ist eingelesen.", "%(n)s Werte sind eingelesen.", len(angaben))
        messages.success(self.request, words % {"n": len(angaben)})
        return redirect("statistik:einlesung", row.pk)

    def get_context_data(self, *, zeilen: list[Zeile] | None = None, **kwargs: Any) -> dict[str, Any]:
        rows = zeilen or []
        return super().get_context_data(
            gesehen=zeilen is not None,
            fehler=sum(bool(zeile.fehler) for zeile in rows),
            zeilen=[(zeile, _said(zeile)) for zeile in sorted(rows, key=lambda zeile: not zeile.fehler)[:ZEILEN_GEZEIGT]],
            weitere=max(0, len(rows) - ZEILEN_GEZEIGT),
            **kwargs,
        )


def _said(zeile: Zeile) -> dict[str, str]:
    """Return the cells of a row as they were understood, or as they were typed where they were not."""
    one = zeile.angabe
    if one is None:
        return {
            "name": zeile.text["kennzahl"],
            "zeitraum": zeile.text["zeitraum"],
            "wert": zeile.text["wert"],
            "wo": "",
            "stand": "",
        }
    bisher = "" if zeile.bisher is None else number(one.indikator, zeile.bisher)
    return {
        "name": one.indikator.name,
        "zeitraum": period_name(one.indikator.takt, one.von),
        "wert": written(one.indikator, Zelle(one.wert)),
        "wo": one.auspraegung,
        "stand": _("unverändert") if zeile.gleich else _("ersetzt %(wert)s") % {"wert": bisher} if bisher else _("neu"),
    }


class EinlesungView(RechtRequired, TemplateView):
    """One Einlesung with its values; POST takes it back."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    template_name = "monitoring/statistik_einlesung.html"

    @cached_property
    def row(self) -> Einlesung:
        return get_object_or_404(einlesungen(), pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            take_back(self.row, user=request.user)
            messages.success(request, _("Zurückgenommen. Gezeigt wird, was davor galt."))
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("statistik:einlesung", self.row.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = [(indikatoren()[wert.slug], wert) for wert in values_in(self.row) if wert.slug in indikatoren()]
        werte = [(one, wert, period_name(wert.zeitraum, wert.von), written(one, Zelle(wert.wert))) for one, wert in known]
        return super().get_context_data(row=self.row, werte=werte, **kwargs)
