"""Vacancies for staff: the list, one of them, the form."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, UpdateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column
from behoerde.kern.geschichte import geschichte
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.stellenangebot import move_stelle, save_stelle, states_after
from fallmanagement.forms.betriebe import AmtStelleForm
from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.queries import betriebe as queries
from fallmanagement.stellenwerte import Stellenart, Stellenherkunft
from fallmanagement.views.betriebe import Registerliste

SPALTEN = (
    *("titel", "art", "kldb", "plz", "ort", "beginn", "wochenstunden", "brutto", "plaetze"),
    *("deutsch_hoeren", "deutsch_lesen", "deutsch_sprechen", "deutsch_schreiben"),
    *("anerkennung", "erfahrung_jahre", "fuehrerschein", "bis", "status"),
)


class ListeView(Registerliste):
    """Vacancies by title."""

    listenseite = "betriebe:stellen"
    template_name = "fallmanagement/stellen.html"
    ansichten = queries.STELLEN_ANSICHTEN
    export_name = gettext_lazy("Stellenangebote")
    export_columns = (Column("betrieb", "betrieb.name"), *(Column(name, name) for name in SPALTEN))

    @property
    def art(self) -> str:
        asked = self.request.GET.get("art", "")
        return asked if asked in Stellenart.values else ""

    def get_queryset(self):
        return queries.stellen(ansicht=self.ansicht, art=self.art, q=self.q)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(art=self.art, arten=Stellenart.choices, **kwargs)


class EineStelle(RechtRequired):
    """A page of one vacancy."""

    recht = Recht.BETRIEBE

    @cached_property
    def stelle(self) -> Stellenangebot:
        return get_object_or_404(Stellenangebot.objects.select_related("betrieb"), pk=self.kwargs["pk"])


class StelleView(EineStelle, TemplateView):
    """What is offered and asked for; POST ``nach`` moves it."""

    template_name = "fallmanagement/stelle.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            stelle = move_stelle(self.stelle, request.POST.get("nach", ""), herkunft=Stellenherkunft.AMT)
        except DomainError as error:
            messages.error(request, error.text)
        else:
            messages.success(request, _("Die Stelle ist jetzt %(stand)s.") % {"stand": stelle.get_status_display()})
        return redirect(self.stelle)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = geschichte((Stellenangebot, Q(pgh_obj_id=self.stelle.pk)))
        return super().get_context_data(stelle=self.stelle, danach=states_after(self.stelle), verlauf=steps, **kwargs)


class StelleFormView(EineStelle, UpdateView):
    """Enter a vacancy of an employer, or correct one."""

    form_class = AmtStelleForm
    template_name = "fallmanagement/stelle_form.html"

    @cached_property
    def betrieb(self) -> Betrieb:
        return get_object_or_404(Betrieb, pk=self.kwargs["betrieb"]) if "betrieb" in self.kwargs else self.stelle.betrieb

    def get_object(self, queryset: Any = None) -> Stellenangebot:
        if "pk" in self.kwargs:
            return self.stelle
        return Stellenangebot(betrieb=self.betrieb, plz=self.betrieb.plz, ort=self.betrieb.ort)

    def form_valid(self, form: AmtStelleForm) -> HttpResponse:
        stelle = save_stelle(form.save(commit=False), herkunft=Stellenherkunft.AMT)
        messages.success(self.request, _("%(name)s ist gespeichert.") % {"name": stelle})
        return redirect(stelle)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(betrieb=self.betrieb, **kwargs)
