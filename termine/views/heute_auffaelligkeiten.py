"""Patterns of bookings that somebody should look at: list and tick."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.auffaelligkeit import tick_off
from termine.models import Auffaelligkeit, Termin
from termine.queries.auffaelligkeit import open_auffaelligkeiten

GEPRUEFTE_HOECHSTENS = 50


class VermerkForm(forms.Form):
    vermerk = forms.CharField(
        label=gettext_lazy("Was haben Sie festgestellt?"),
        help_text=gettext_lazy("Zum Beispiel: Beratungsstelle, bucht für Ratsuchende. Bitte keine Namen."),
        max_length=200,
    )


class AuffaelligkeitenView(RechtRequired, TemplateView):
    """What is open, or with ``?ansicht=geprueft`` what was ticked off."""

    recht = Recht.TERMINE_SEHEN
    template_name = "termine/heute_auffaelligkeiten.html"
    form: VermerkForm | None = None
    pk: Any = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        done = self.request.GET.get("ansicht") == "geprueft"
        rows = open_auffaelligkeiten()
        if done:
            rows = Auffaelligkeit.objects.exclude(geprueft_am=None).order_by("-geprueft_am").select_related("geprueft_von")
        rows = list(rows[:GEPRUEFTE_HOECHSTENS])
        visible = Termin.objects.sichtbar_fuer(self.request.user).select_related("leistung", "standort")
        termine = visible.in_bulk({pk for row in rows for pk in row.termine})
        entries = [
            {
                "zeile": row,
                "termine": [termine[pk] for pk in row.termine if pk in termine],
                "form": self.form if row.pk == self.pk else VermerkForm(auto_id=f"id_{row.pk}_%s"),
            }
            for row in rows
        ]
        darf = self.request.user.hat_recht(Recht.TERMINE_BEARBEITEN)
        return super().get_context_data(eintraege=entries, geprueft=done, darf=darf, **kwargs)


class AuffaelligkeitPruefenView(AuffaelligkeitenView):
    """Tick one off with a remark."""

    recht = Recht.TERMINE_BEARBEITEN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(Auffaelligkeit, pk=kwargs["pk"])
        self.pk, self.form = row.pk, VermerkForm(request.POST, auto_id=f"id_{row.pk}_%s")
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        if tick_off(row, von=request.user, vermerk=self.form.cleaned_data["vermerk"]):
            messages.success(request, _("Geprüft. Dieses Muster meldet sich 30 Tage lang nicht wieder."))
        else:
            messages.info(request, _("Das hat schon jemand anders geprüft."))
        return redirect("termine:heute_auffaelligkeiten")
