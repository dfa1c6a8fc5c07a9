"""The organisations that book for many: who may book what, and how much."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, UpdateView

from behoerde.kern.rechte import Recht, RechtRequired
from termine import adressen
from termine.actions.heute_sammel import save_partner
from termine.actions.organisation import GILT, create_zugang, end_zugang
from termine.enums import Linkzweck
from termine.forms.heute_sammel import PartnerForm
from termine.models import Buchungspartner
from termine.queries.heute_partner import history
from termine.queries.organisation import own_lists, zugang_of


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
        return super().get_form_kwargs() | {"einheiten": self.request.user.einheiten_darunter}

    def form_valid(self, form: PartnerForm) -> HttpResponse:
        partner = form.save(commit=False)
        save_partner(partner, form.cleaned_data["leistungen"])
        messages.success(self.request, _("%(name)s ist gespeichert.") % {"name": partner})
        return redirect("termine:heute_partner")


class ZugangView(RechtRequired, DetailView):
    """The link of an organisation: made, with ``?neu`` made anew, ended; it stands on the page that answers, and never again."""

    recht = Recht.BUCHUNGSPARTNER_VERWALTEN
    template_name = "termine/heute_partner_zugang.html"
    context_object_name = "partner"
    object: Buchungspartner

    def get_queryset(self):
        return Buchungspartner.objects.sichtbar_fuer(self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if "beenden" in request.POST:
            end_zugang(self.object, request.user)
            messages.success(request, _("Der Link gilt nicht mehr."))
            return redirect("termine:heute_partner_zugang", self.object.pk)
        if zugang_of(self.object) and "neu" not in request.POST:  # sent twice: nothing that works is broken
            return redirect("termine:heute_partner_zugang", self.object.pk)
        path = adressen.path(Linkzweck.ORGANISATION, create_zugang(self.object, request.user))
        response = self.render_to_response(self.get_context_data(adresse=settings.ADRESSE.rstrip("/") + path))
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, adresse: str = "", **kwargs: Any) -> dict[str, Any]:
        neu = not adresse and "neu" in self.request.GET
        return super().get_context_data(
            adresse=adresse,
            neu=neu,
            zugang=zugang_of(self.object),
            tage=GILT.days,
            listen=own_lists(self.object).for_staff()[:10],
            **kwargs,
        )


class VerlaufView(RechtRequired, DetailView):
    """Who changed what of an organisation, and who gave or ended its links; made to be printed."""

    recht = Recht.BUCHUNGSPARTNER_VERWALTEN
    template_name = "termine/heute_partner_verlauf.html"
    context_object_name = "partner"

    def get_queryset(self):
        return Buchungspartner.objects.sichtbar_fuer(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verlauf=history(self.object), **kwargs)
