"""Warnings of figures: what was found, which rules there are, one more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions import warnung as actions
from monitoring.forms.warnung import StummForm, WarnregelForm
from monitoring.katalog import Indikator, indikatoren
from monitoring.models import Warnregel
from monitoring.queries.warnung import open_warnings, rules

PFLEGEN = ("stumm", "laut", "loeschen")


class WarnungenView(RechtRequired, TemplateView):
    """POST ``was`` with ``zeile``: ``an`` and ``ab`` subscribe oneself; ``stumm``, ``laut`` and ``loeschen`` are for all."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/warnungen.html"

    @property
    def cares(self) -> bool:
        return self.request.user.hat_recht(Recht.KENNZAHLEN_PFLEGEN)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was, zeile = request.POST.get("was", ""), request.POST.get("zeile", "")
        if was not in ("an", "ab", *PFLEGEN) or not zeile.isdecimal() or (was in PFLEGEN and not self.cares):
            raise Http404
        regel = get_object_or_404(Warnregel, pk=int(zeile[:18]))
        form = StummForm(request.POST, prefix=f"r{regel.pk}") if was == "stumm" else None
        if form is not None and not self._muted(regel, form):
            return self.render_to_response(self.get_context_data(gefragt=form))
        if was in ("an", "ab"):
            actions.subscribe(regel, user=request.user, an=was == "an")
        elif was == "laut":
            actions.mute(regel, bis=None)
        elif was == "loeschen":
            actions.delete_rule(regel)
        messages.success(request, _("Gespeichert."))
        return redirect("monitoring:warnungen")

    def _muted(self, regel: Warnregel, form: StummForm) -> bool:
        if form.is_valid():
            try:
                actions.mute(regel, bis=form.cleaned_data["bis"])
            except DomainError as error:
                form.add_error("bis", str(error))
        return not form.errors

    def get_context_data(self, *, gefragt: StummForm | None = None, **kwargs: Any) -> dict[str, Any]:
        zeilen = []
        for row in rules(self.request.user):
            prefix = f"r{row.regel.pk}"
            zeilen.append((row, gefragt if gefragt and gefragt.prefix == prefix else StummForm(prefix=prefix)))
        return super().get_context_data(zeilen=zeilen, warnungen=open_warnings(), pflegt=self.cares, **kwargs)


class NeuView(RechtRequired, FormView):
    """One rule for the figure that the address names."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    form_class = WarnregelForm
    template_name = "monitoring/warnung_neu.html"

    @property
    def one(self) -> Indikator:
        one = indikatoren().get(self.kwargs["slug"])
        if one is None:
            raise Http404
        return one

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"indikator": self.one}

    def form_valid(self, form: WarnregelForm) -> HttpResponse:
        try:
            actions.make_rule(slug=self.one.slug, user=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error("art", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert. Geprüft wird jede Nacht, Sie bekommen dann eine Nachricht."))
        return redirect("monitoring:warnungen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(one=self.one, **kwargs)
