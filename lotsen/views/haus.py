"""Houses as people find them who wait there."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.models import Standort
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.haus import describe_house
from lotsen.forms.haus import HausForm
from lotsen.models import Haus
from lotsen.queries.abschied import farewell_figures, network_size
from lotsen.queries.haus import house_rows, houses
from lotsen.queries.willkommenscheck import open_maengel
from lotsen.zahlen import AB


class HaeuserView(RechtRequired, TemplateView):
    """Every house, with what the greeting says about it."""

    recht = Recht.HAUS_PFLEGEN
    template_name = "lotsen/haus_liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rows=house_rows(),
            offen=open_maengel(self.request.user).count(),
            abschied=farewell_figures(),
            netz=network_size(),
            grenze=AB,
            **kwargs,
        )


class HausView(RechtRequired, FormView):
    """Say where people wait, and what is there for them."""

    recht = Recht.HAUS_PFLEGEN
    form_class = HausForm
    template_name = "lotsen/haus.html"

    @cached_property
    def standort(self) -> Standort:
        return get_object_or_404(houses(), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        known = Haus.objects.filter(standort=self.standort).first()
        return super().get_form_kwargs() | {"instance": known or Haus(standort=self.standort)}

    def form_valid(self, form: HausForm) -> HttpResponse:
        describe_house(standort=self.standort, **form.cleaned_data)
        messages.success(self.request, _("Gespeichert. Die Begrüßung nach der Ankunft sagt das ab jetzt."))
        return redirect("haus:liste")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(standort=self.standort, **kwargs)
