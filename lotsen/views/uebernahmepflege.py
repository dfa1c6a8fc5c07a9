"""Lists from outside for staff: upload, look what would change row by row, take over."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import FormView, TemplateView

from behoerde.kern.export import ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.uebernahme import keep_list, look_at, take_over
from lotsen.angebotsliste import BEISPIEL, VORLAGE
from lotsen.forms.uebernahme import UebernahmeForm
from lotsen.models import Uebernahme

GEZEIGT = 200  # names and errors of a kind; the rest is counted


class UebernahmenView(RechtRequired, FormView):
    """The upload, and what still waits for a look."""

    recht = Recht.VERZEICHNIS_BEARBEITEN
    form_class = UebernahmeForm
    template_name = "lotsen/pflege_uebernahmen.html"

    def form_valid(self, form: UebernahmeForm) -> HttpResponse:
        data = form.cleaned_data
        return redirect("pflege:uebernahme", keep_list(art=data["art"], zeilen=data["zeilen"], user=self.request.user).pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Uebernahme.objects.filter(angelegt_von=self.request.user).defer("zeilen")[:10]
        return super().get_context_data(wartend=waiting, **kwargs)


class UebernahmeView(RechtRequired, TemplateView):
    """What the list would do: new, changed, gone, refused; nothing is saved until somebody says so."""

    recht = Recht.VERZEICHNIS_BEARBEITEN
    template_name = "lotsen/pflege_uebernahme.html"

    @cached_property
    def uebernahme(self) -> Uebernahme:
        return get_object_or_404(Uebernahme, pk=self.kwargs["pk"], angelegt_von=self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Uebernahme.objects.filter(pk=kwargs["pk"], angelegt_von=request.user).exists():
            messages.warning(request, _("Diese Liste ist schon übernommen oder verworfen."))
            return redirect("pflege:uebernahmen")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "verwerfen" in request.POST:
            self.uebernahme.delete()
            messages.success(request, _("Verworfen. Am Verzeichnis hat sich nichts geändert."))
            return redirect("pflege:uebernahmen")
        result = take_over(self.uebernahme, weg_beenden="weg_beenden" in request.POST)
        zahl = len(result.neu) + len(result.geaendert)
        text = ngettext(
            "Übernommen: %(zahl)s Angebot ist neu oder geändert.", "Übernommen: %(zahl)s Angebote sind neu oder geändert.", zahl
        )
        messages.success(request, text % {"zahl": zahl})
        return redirect("pflege:liste")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result = look_at(self.uebernahme)
        groups = [(_("Neu"), result.neu), (_("Geändert"), result.geaendert)]
        return super().get_context_data(
            uebernahme=self.uebernahme,
            ergebnis=result,
            gruppen=[(name, rows[:GEZEIGT], len(rows)) for name, rows in groups if rows],
            fehler=result.fehler[:GEZEIGT],
            zahl=len(result.neu) + len(result.geaendert),
            **kwargs,
        )


class VorlageView(RechtRequired, View):
    """The empty table with one example row."""

    recht = Recht.VERZEICHNIS_BEARBEITEN

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return export_response(ExportFormat.CSV, name="Vorlage Verzeichnis", columns=VORLAGE, rows=[BEISPIEL])
