"""The organisations that book for many: who may book what, and how much."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import ListView, UpdateView

from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.heute_sammel import save_partner
from termine.forms.heute_sammel import PartnerForm
from termine.models import Buchungspartner
from termine.models.platz import einheiten_of


class PartnerListeView(RechtRequired, ListView):
    recht = Recht.BUCHUNGSPARTNER_VERWALTEN
    template_name = "termine/heute_partner.html"

    def get_queryset(self):
        return Buchungspartner.objects.sichtbar_fuer(self.request.user).prefetch_related("leistungen")


class PartnerView(RechtRequired, UpdateView):
    """Change an organisation, or without ``pk`` take a new one in; every version is kept."""

    recht = Recht.BUCHUNGSPARTNER_VERWALTEN
    form_class = PartnerForm
    template_name = "termine/heute_partner_form.html"

    def get_object(self, queryset=None) -> Buchungspartner | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Buchungspartner.objects.sichtbar_fuer(self.request.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"einheiten": einheiten_of(self.request.user)}

    def form_valid(self, form: PartnerForm) -> HttpResponse:
        partner = form.save(commit=False)
        save_partner(partner, form.cleaned_data["leistungen"])
        messages.success(self.request, _("%(name)s ist gespeichert.") % {"name": partner})
        return redirect("termine:heute_partner")
