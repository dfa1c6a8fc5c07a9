"""Organisationseinheiten for VERWALTUNG: which units there are and who belongs to whom."""

import django_tables2
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView

from behoerde.kern import queries
from behoerde.kern.actions.konto import save_einheit
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import EinheitForm
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Recht, RechtRequired


class EinheitTabelle(django_tables2.Table):
    name = django_tables2.Column(gettext_lazy("Name"))
    art = django_tables2.Column(gettext_lazy("Art"))
    parent = django_tables2.Column(gettext_lazy("gehört zu"), accessor="parent__name", default="")
    menschen = django_tables2.Column(gettext_lazy("Konten"), attrs={"td": {"class": "r"}, "th": {"class": "r"}})

    class Meta:
        caption = gettext_lazy("Stellen")
        order_by = "name"

    def render_name(self, record: Organisationseinheit) -> str:
        return format_html('<a href="{}">{}</a>', reverse("kern:einheit", args=[record.pk]), record.name)

    def render_menschen(self, record: Organisationseinheit, value: int) -> str:
        return format_html('<a href="{}?einheit={}">{}</a>', reverse("kern:konten"), record.pk, value)


class EinheitenView(RechtRequired, django_tables2.SingleTableView):
    recht = Recht.KONTEN_VERWALTEN
    template_name = "kern/konten_einheiten.html"
    table_class = EinheitTabelle
    table_pagination = {"per_page": 50}

    def get_queryset(self):
        return queries.einheiten()


class _EinheitFormView(RechtRequired):
    recht = Recht.KONTEN_VERWALTEN
    model = Organisationseinheit
    form_class = EinheitForm
    template_name = "kern/konten_einheit.html"

    def form_valid(self, form: EinheitForm) -> HttpResponse:
        try:
            save_einheit(einheit=form.instance)
        except DomainError as refusal:
            form.add_error("parent", refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Stelle ist gespeichert."))
        return redirect("kern:einheiten")


class EinheitNeuView(_EinheitFormView, CreateView):
    pass


class EinheitView(_EinheitFormView, UpdateView):
    pass
