"""Schulung for everybody on the staff: what I need and have, the dates to come, one of them."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.teilnahme import register, withdraw
from monitoring.forms.schulung import SprachenForm
from monitoring.kalender_schulung import DATEINAME, MEDIA_TYPE, as_calendar
from monitoring.models import Durchfuehrung
from monitoring.queries import schulung as queries
from termine.actions.schalter_sprachen import set_languages
from termine.queries.sprachen import choices, spoken_by


class MeineView(RechtRequired, TemplateView):
    """My duties, what I have and until when, and what I can register for."""

    recht = Recht.SCHULUNGEN
    template_name = "monitoring/schulung_meine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            staende=queries.staende_of([user])[user.pk],
            termine=queries.coming(),
            mit_sprachen=spoken_by(user) is not None,
            **kwargs,
        )


class EinTermin(RechtRequired):
    """A page of one Durchführung."""

    recht = Recht.SCHULUNGEN

    @cached_property
    def termin(self) -> Durchfuehrung:
        return get_object_or_404(queries.dates(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"termin": self.termin} | kwargs)


class TerminView(EinTermin, TemplateView):
    """What, when, where; POST registers or withdraws."""

    template_name = "monitoring/schulung_termin.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was, row = request.POST.get("was", ""), queries.own(self.termin, request.user)
        try:
            if was == "anmelden":
                made = register(durchfuehrung=self.termin, user=request.user, von=request.user)
                waits = made.status == "warteliste"
                messages.success(request, _("Sie stehen auf der Warteliste.") if waits else _("Sie sind angemeldet."))
            elif was == "abmelden" and row:
                withdraw(teilnahme=row)
                messages.success(request, _("Sie sind abgemeldet."))
            else:
                raise Http404
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(self.termin)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            teilnahme=queries.own(self.termin, self.request.user),
            offen=self.termin.takes(uhr.now()),
            frei=max(0, self.termin.plaetze - self.termin.belegt),
            koordiniert=self.request.user.hat_recht(Recht.SCHULUNG_KOORDINIEREN),
            ressort=self.request.user.hat_recht(Recht.SCHULUNG_RESSORT),
            **kwargs,
        )


class KalenderView(EinTermin, View):
    """The date as a calendar file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        headers = {"Content-Disposition": f'attachment; filename="{DATEINAME}"'}
        return HttpResponse(as_calendar(self.termin), content_type=MEDIA_TYPE, headers=headers)


class SprachenView(RechtRequired, FormView):
    """Which languages I speak; they become those of my counter."""

    recht = Recht.SCHULUNGEN
    template_name = "monitoring/schulung_sprachen.html"

    def get_form(self, form_class=None) -> SprachenForm:
        spoken = spoken_by(self.request.user) or []
        return SprachenForm(choices(), self.request.POST or None, initial={"sprachen": spoken})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SprachenForm(choices(), request.POST)
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            set_languages(user=request.user, sprachen=form.cleaned_data["sprachen"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(request, _("Gespeichert."))
        return redirect("schulung:sprachen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(im_team=spoken_by(self.request.user) is not None, **kwargs)
