"""Staff surveys: written here, released by the staff council behind its link, read once they are over."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.linkpage import LinkPage
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.umfragepersonal import decide, end_umfrage, invite_staff, submit_to_council, take_back, write_umfrage
from monitoring.forms.umfragen import BeschlussForm, UmfrageForm
from monitoring.models import Umfrage
from monitoring.queries import umfragepersonal as zahlen
from monitoring.umfrage import Linkzweck, Umfragestatus
from monitoring.umfragelink_nachrichten import address

TUN = {"vorlegen": submit_to_council, "einladen": invite_staff, "zurueck": take_back, "beenden": end_umfrage}


class PersonalView(RechtRequired, FormView):
    """All staff surveys, and a new one."""

    recht = Recht.UMFRAGEN_BEARBEITEN
    form_class = UmfrageForm
    template_name = "monitoring/umfragen_personal.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Umfrage(beginn=uhr.today(), ende=uhr.today() + 14 * uhr.DAY)}

    def form_valid(self, form: UmfrageForm) -> HttpResponse:
        return redirect(write_umfrage(umfrage=form.save(commit=False)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=Umfrage.objects.all(), bearbeiten=True, **kwargs)


class EineUmfrageView(RechtRequired, TemplateView):
    """One of them: where it stands, what comes next, and what came out."""

    recht = Recht.UMFRAGEN_BEARBEITEN
    template_name = "monitoring/umfragen_personal_eine.html"

    @cached_property
    def umfrage(self) -> Umfrage:
        return get_object_or_404(Umfrage, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (was := request.POST.get("was", "")) not in TUN:
            raise Http404
        try:
            TUN[was](umfrage=self.umfrage)
        except DomainError as error:
            messages.error(request, error.text)
        return redirect(self.umfrage)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        umfrage = self.umfrage
        waits = umfrage.status == Umfragestatus.VORGELEGT
        link = address(f"personalrat/{link_token(Linkzweck.PERSONALRAT, umfrage.pk)}") if waits else ""
        return super().get_context_data(
            umfrage=umfrage,
            link=link,
            bearbeiten=True,
            ergebnis=zahlen.result(umfrage) if umfrage.status == Umfragestatus.BEENDET else None,
            **kwargs,
        )


class PersonalratView(LinkPage, FormView):
    """The staff council reads what is to be asked, and releases or refuses it."""

    zweck = Linkzweck.PERSONALRAT
    dead_template = "monitoring/umfragelink_vorbei.html"
    template_name = "monitoring/umfragen_personalrat.html"
    form_class = BeschlussForm
    umfrage: Umfrage

    def load(self, pk: UUID) -> None:
        self.umfrage = get_object_or_404(Umfrage, pk=pk)

    def form_valid(self, form: BeschlussForm) -> HttpResponse:
        try:
            decide(umfrage=self.umfrage, frei="freigeben" in self.request.POST, beschluss=form.cleaned_data["beschluss"])
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Der Beschluss ist gespeichert."))
        return redirect("umfragelink:personalrat", self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(umfrage=self.umfrage, offen=self.umfrage.status == Umfragestatus.VORGELEGT, **kwargs)
