"""The coordinator plans: courses, duties, evidence from elsewhere."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.schulung import add_pflicht, end_pflicht, save_kurs
from monitoring.actions.schulungsnachweis import grant, revoke
from monitoring.forms.schulung import GrundForm, KursForm, NachweisForm, PflichtForm
from monitoring.models import Kurs, Pflichtprofil, Schulungsnachweis
from monitoring.queries import schulung as queries


class KurseView(RechtRequired, ListView):
    """All courses and the dates to come."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_kurse.html"
    model = Kurs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termine=queries.coming(), **kwargs)


class KursView(RechtRequired, FormView):
    """A new course, or the words of one with all its dates."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_kurs.html"
    form_class = KursForm

    @cached_property
    def kurs(self) -> Kurs | None:
        pk = self.kwargs.get("pk")
        return get_object_or_404(Kurs, pk=pk) if pk else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.kurs}

    def form_valid(self, form: KursForm) -> HttpResponse:
        kurs = save_kurs(kurs=form.save(commit=False))
        messages.success(self.request, _("Gespeichert."))
        return redirect(kurs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dates = queries.dates().filter(kurs=self.kurs).order_by("-beginnt_am", "id") if self.kurs else []
        return super().get_context_data(kurs=self.kurs, termine=dates, **kwargs)


class PflichtView(RechtRequired, FormView):
    """Who needs what; POST adds one, or ends one."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_pflicht.html"
    form_class = PflichtForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("beenden", "")
        if not key:
            return super().post(request, *args, **kwargs)
        if not (key.isascii() and key.isdigit() and len(key) < 10):
            raise Http404
        end_pflicht(pflicht=get_object_or_404(Pflichtprofil, pk=int(key)))
        messages.success(request, _("Diese Pflicht ist beendet."))
        return redirect("schulung:pflicht")

    def form_valid(self, form: PflichtForm) -> HttpResponse:
        try:
            add_pflicht(pflicht=Pflichtprofil(**form.cleaned_data))
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert."))
        return redirect("schulung:pflicht")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(pflichten=Pflichtprofil.objects.select_related("kurs", "einheit"), **kwargs)


class NachweisView(RechtRequired, FormView):
    """Evidence from elsewhere."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_nachweis_neu.html"
    form_class = NachweisForm

    def form_valid(self, form: NachweisForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            grant(user=data["user"], kurs=data["kurs"], tag=data["erworben_am"], woher=data["woher"], von=self.request.user)
        except DomainError as error:
            form.add_error("erworben_am", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Eingetragen."))
        return redirect("schulung:nachweise")


class AufhebenView(RechtRequired, FormView):
    """Take evidence back after one more question."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_nachweis.html"
    form_class = GrundForm

    @cached_property
    def nachweis(self) -> Schulungsnachweis:
        rows: QuerySet[Schulungsnachweis] = queries.nachweise(self.request.user)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.nachweis)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: GrundForm) -> HttpResponse:
        revoke(nachweis=self.nachweis, grund=form.cleaned_data["grund"], von=self.request.user)
        messages.success(self.request, _("Aufgehoben. Der Nachweis zählt nicht mehr."))
        return redirect("schulung:nachweise")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(nachweis=self.nachweis, **kwargs)
