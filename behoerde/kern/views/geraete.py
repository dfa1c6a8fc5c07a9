"""Devices for VERWALTUNG, and the page that sets one up."""

from typing import Any

import django_tables2
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, View

from behoerde.kern import register
from behoerde.kern.actions.geraet import find_setup, renew_setup, revoke_geraet, save_geraet, set_up, setup_address
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.forms import GeraetForm
from behoerde.kern.geraet import remember
from behoerde.kern.models import Geraet
from behoerde.kern.queries import geraete, setup_is_open
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired


class GeraetTabelle(django_tables2.Table):
    name = django_tables2.Column(gettext_lazy("Name"))
    art = django_tables2.Column(gettext_lazy("Art"))
    standort = django_tables2.Column(gettext_lazy("Standort"), accessor="standort__name")
    zuletzt_am = django_tables2.DateTimeColumn(verbose_name=gettext_lazy("Zuletzt gesehen"), default=gettext_lazy("noch nie"))
    zustand = django_tables2.Column(gettext_lazy("Zustand"), orderable=False, empty_values=())

    class Meta:
        caption = gettext_lazy("Geräte")

    def render_name(self, record: Geraet) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name)

    def render_zustand(self, record: Geraet) -> str:
        if record.gesperrt_am:
            return _("gesperrt")
        return _("eingerichtet") if record.token_hash else _("wartet auf die Einrichtung")


class GeraeteView(RechtRequired, django_tables2.SingleTableView):
    recht = Recht.GERAETE_VERWALTEN
    template_name = "kern/geraete.html"
    table_class = GeraetTabelle
    table_pagination = {"per_page": 50}

    def get_queryset(self):
        return geraete()


class GeraetNeuView(RechtRequired, CreateView):
    recht = Recht.GERAETE_VERWALTEN
    form_class = GeraetForm
    template_name = "kern/geraet_neu.html"

    def form_valid(self, form: GeraetForm) -> HttpResponse:
        geraet = save_geraet(form.instance)
        messages.success(self.request, _("Das Gerät ist angelegt. Richten Sie es jetzt ein."))
        return redirect(geraet)


class GeraetView(RechtRequired, DetailView):
    """One device with the address that sets it up, while there is one."""

    recht = Recht.GERAETE_VERWALTEN
    template_name = "kern/geraet.html"
    context_object_name = "geraet"

    def get_queryset(self):
        return geraete()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        einrichtung = setup_address(self.object) if setup_is_open(self.object) else ""
        return super().get_context_data(einrichtung=einrichtung, **kwargs)


class GeraetSchrittView(RechtRequired, View):
    """Make a new address, or lock the device out."""

    recht = Recht.GERAETE_VERWALTEN
    http_method_names = ["post"]
    action = staticmethod(renew_setup)
    done = gettext_lazy("Die neue Einrichtungsadresse gilt einen Tag.")

    def post(self, request: HttpRequest, pk) -> HttpResponse:
        geraet = get_object_or_404(geraete(), pk=pk)
        try:
            self.action(geraet)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.done)
        return redirect(geraet)


class GeraetSperrenView(GeraetSchrittView):
    action = staticmethod(revoke_geraet)
    done = gettext_lazy("Das Gerät ist gesperrt. Es zeigt ab sofort nichts mehr.")


class GeraetEinrichtenView(Oeffentlich, View):
    """Opened on the device itself: one button puts the cookie there; opening alone changes nothing."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            geraet = find_setup(token)
        except LinkUngueltig:
            return self.refuse(request)
        return self.private(render(request, "kern/geraet_einrichten.html", {"geraet": geraet}))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            geraet, secret = set_up(token)
        except LinkUngueltig:
            return self.refuse(request)
        response = redirect(page_of(geraet))
        remember(response, secret)
        return self.private(response)

    def refuse(self, request: HttpRequest) -> HttpResponse:
        return self.private(render(request, "kern/geraet_unbekannt.html", {"verbraucht": True}, status=404))

    @staticmethod
    def private(response: HttpResponse) -> HttpResponse:
        response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
        return response


def page_of(geraet: Geraet) -> str:
    """Return the path of what the device shows, as the app behind it registered it."""
    page = next((entry for entry in register.alle(register.Geraeteseite) if entry.art == geraet.art), None)
    return page.url(geraet) if page else reverse("start")
