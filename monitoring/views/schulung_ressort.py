"""Another Ressort or a Gemeinde registers its people."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.teilnahme import register_gast, withdraw
from monitoring.forms.schulung import GastForm
from monitoring.models import Durchfuehrung
from monitoring.queries import schulung as queries


class RessortView(RechtRequired, TemplateView):
    """Dates that are open for us, and whom we registered; POST withdraws somebody."""

    recht = Recht.SCHULUNG_RESSORT
    template_name = "monitoring/schulung_ressort.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            row = get_object_or_404(queries.guests(request.user), pk=UUID(request.POST.get("teilnahme", "")))
            withdraw(teilnahme=row)
            messages.success(request, _("Abgemeldet."))
        except ValueError:
            raise Http404 from None
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("schulung:ressort")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(termine=queries.coming(nur_ressorts=True), gaeste=queries.guests(user), **kwargs)


class AnmeldenView(RechtRequired, FormView):
    """Register one person for one date."""

    recht = Recht.SCHULUNG_RESSORT
    template_name = "monitoring/schulung_ressort_anmelden.html"

    @cached_property
    def termin(self) -> Durchfuehrung:
        return get_object_or_404(queries.dates(), pk=self.kwargs["pk"], fuer_ressorts=True)

    def get_form(self, form_class=None) -> GastForm:
        return GastForm(self.request.user, self.request.POST or None)

    def form_valid(self, form: GastForm) -> HttpResponse:
        try:
            row = register_gast(durchfuehrung=self.termin, von=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        waits = row.status == "warteliste"
        messages.success(self.request, _("Auf der Warteliste eingetragen.") if waits else _("Angemeldet."))
        return redirect("schulung:ressort")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termin=self.termin, **kwargs)
