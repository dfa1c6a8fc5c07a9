"""Schulung for managers: names of their own people, coverage, talks. The coordinator sees everybody's."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportMixin
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.entwicklung import note_talk
from monitoring.forms.schulung import GespraechForm, TeamFilter
from monitoring.models import Entwicklungsgespraech
from monitoring.queries import schulung as queries
from monitoring.queries.schulung_abdeckung import of_office, of_others, shown
from monitoring.queries.strategiebaum import goals_measured_by
from monitoring.schulung import GEWINNUNG


class TeamView(RechtRequired, TemplateView):
    """Who of my people has what, and what is missing."""

    recht = Recht.SCHULUNG_LEITEN
    template_name = "monitoring/schulung_team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = TeamFilter(self.request.GET)
        record_read(self.request.user, grund="Schulungen der Beschäftigten")
        people = queries.humans(self.request.user, **form.wanted())
        return super().get_context_data(form=form, menschen=people, gefiltert=any(form.wanted().values()), **kwargs)


class NachweiseView(RechtRequired, ExportMixin, ListView):
    """Evidence of my people; goes away as CSV or XLSX."""

    recht = Recht.SCHULUNG_LEITEN
    template_name = "monitoring/schulung_nachweise.html"
    paginate_by = 100
    export_name = gettext_lazy("Schulungsnachweise")
    export_columns = (
        Column(gettext_lazy("Name"), "wer"),
        Column(gettext_lazy("Stelle"), "gast.einheit.name"),
        Column(gettext_lazy("Kurs"), "kurs.titel"),
        Column(gettext_lazy("erworben am"), "erworben_am"),
        Column(gettext_lazy("gültig bis"), "gueltig_bis"),
        Column(gettext_lazy("Woher"), "woher"),
        Column(gettext_lazy("aufgehoben"), lambda row: hasattr(row, "aufhebung")),
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record_read(request.user, grund="Schulungsnachweise")
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return queries.nachweise(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        manages = self.request.user.hat_recht(Recht.SCHULUNG_KOORDINIEREN)
        return super().get_context_data(koordiniert=manages, heute=uhr.today(), **kwargs)


class AbdeckungView(RechtRequired, TemplateView):
    """Valid evidence for each head; small numbers are hidden."""

    recht = Recht.SCHULUNG_LEITEN
    template_name = "monitoring/schulung_abdeckung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = uhr.today()
        return super().get_context_data(
            amt=shown(of_office(today)),
            andere=shown(of_others(today)),
            ziele=goals_measured_by(GEWINNUNG, today),
            plant=self.request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN),
            **kwargs,
        )


class GespraecheView(RechtRequired, FormView):
    """That we talked, and which course we agreed on."""

    recht = Recht.SCHULUNG_LEITEN
    template_name = "monitoring/schulung_gespraeche.html"

    def get_form(self, form_class=None) -> GespraechForm:
        return GespraechForm(self.request.user, self.request.POST or None, initial={"tag": uhr.today()})

    def form_valid(self, form: GespraechForm) -> HttpResponse:
        try:
            note_talk(gespraech=Entwicklungsgespraech(**form.cleaned_data), von=self.request.user)
        except DomainError as error:
            form.add_error("tag" if error.code in {"zukunft", "doppelt"} else "user", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Eingetragen."))
        return redirect("schulung:gespraeche")

    @cached_property
    def gespraeche(self):
        record_read(self.request.user, grund="Entwicklungsgespräche")
        return queries.talks(self.request.user)[:100]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gespraeche=self.gespraeche, **kwargs)
