"""A date of a course for the coordinator: plan it, call it off, see who comes, say who was there."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, ListView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportMixin
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.schulung import cancel_durchfuehrung, close_durchfuehrung, save_durchfuehrung
from monitoring.actions.teilnahme import mark, register, withdraw
from monitoring.forms.schulung import AnmeldenForm, DurchfuehrungForm
from monitoring.models import Durchfuehrung, Kurs, Schulungsteilnahme
from monitoring.queries import schulung as queries
from monitoring.views.schulung import EinTermin


class BearbeitenView(RechtRequired, FormView):
    """A new date of a course, or another time, place or number of one."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_termin_form.html"
    form_class = DurchfuehrungForm

    @cached_property
    def termin(self) -> Durchfuehrung:
        if pk := self.kwargs.get("pk"):
            return get_object_or_404(queries.dates(), pk=pk)
        return Durchfuehrung(kurs=get_object_or_404(Kurs, pk=self.kwargs["kurs"]))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.termin}

    def form_valid(self, form: DurchfuehrungForm) -> HttpResponse:
        row = form.save(commit=False)
        try:
            told = save_durchfuehrung(durchfuehrung=row, user=self.request.user)
        except DomainError as error:
            form.add_error("plaetze" if error.code == "zu_wenige_plaetze" else None, str(error))
            return self.form_invalid(form)
        messages.success(
            self.request, _("Gespeichert. Alle Angemeldeten bekommen eine Nachricht.") if told else _("Gespeichert.")
        )
        return redirect(row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termin=self.termin, neu="kurs" in self.kwargs, **kwargs)


class TeilnehmendeView(EinTermin, ExportMixin, ListView):
    """Who comes, waits, was there; POST registers, withdraws, marks, calls off, closes."""

    recht = Recht.SCHULUNG_KOORDINIEREN
    template_name = "monitoring/schulung_teilnehmende.html"
    export_name = gettext_lazy("Teilnehmende")
    export_columns = (
        Column(gettext_lazy("Name"), "wer"),
        Column(gettext_lazy("Stelle"), "gast.einheit.name"),
        Column(gettext_lazy("Stand"), "get_status_display"),
        Column(gettext_lazy("angemeldet"), "eingereiht_am"),
    )

    def get_queryset(self):
        return queries.participants(self.termin)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record_read(self.termin, grund="Teilnehmende")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            step()
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("schulung:teilnehmende", self.termin.pk)

    def _row(self) -> Schulungsteilnahme:
        try:
            return get_object_or_404(self.termin.teilnahmen, pk=UUID(self.request.POST.get("teilnahme", "")))
        except ValueError:
            raise Http404 from None

    def do_anmelden(self) -> None:
        form = AnmeldenForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Bitte wählen Sie jemanden aus."))
            return
        register(durchfuehrung=self.termin, user=form.cleaned_data["user"], von=self.request.user)
        messages.success(self.request, _("Angemeldet."))

    def do_abmelden(self) -> None:
        withdraw(teilnahme=self._row())
        messages.success(self.request, _("Abgemeldet."))

    def do_gekommen(self) -> None:
        mark(teilnahme=self._row(), gekommen=True, user=self.request.user)

    def do_gefehlt(self) -> None:
        mark(teilnahme=self._row(), gekommen=False, user=self.request.user)

    def do_absagen(self) -> None:
        told = cancel_durchfuehrung(durchfuehrung=self.termin)
        text = ngettext("Abgesagt. %(n)s Nachricht geht hinaus.", "Abgesagt. %(n)s Nachrichten gehen hinaus.", told)
        messages.success(self.request, text % {"n": told})

    def do_abschliessen(self) -> None:
        close_durchfuehrung(durchfuehrung=self.termin)
        messages.success(self.request, _("Abgeschlossen."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, planned = uhr.now(), self.termin.status == "geplant"
        return super().get_context_data(
            form=AnmeldenForm(),
            vorher=planned and self.termin.beginnt_am > now,
            begonnen=planned and self.termin.beginnt_am <= now,
            offen=self.termin.takes(now),
            **kwargs,
        )
