"""Decisions of Gremien: what is still to be carried out, one of them with its document."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportMixin
from behoerde.kern.models import Datei
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.beschlussbezug import unlink_beschluss
from monitoring.actions.gremien import carry_out, reopen, repeal, save_beschluss, save_gremium
from monitoring.forms.gremien import BeschlussFilter, BeschlussForm, GremiumForm, UmgesetztForm
from monitoring.models import Beschluss, Gremium
from monitoring.queries.beschlussbezug import subjects
from monitoring.queries.gremien import decisions
from monitoring.stellungnahme import DATEIZWECK, BeschlussStatus


class ListeView(RechtRequired, ExportMixin, ListView):
    """The latest first; filters stay in the address."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_liste.html"
    paginate_by = 50
    export_name = gettext_lazy("Beschlüsse")
    export_columns = (
        Column(gettext_lazy("Gremium"), "gremium.name"),
        Column(gettext_lazy("Nummer"), "nummer"),
        Column(gettext_lazy("Tag der Sitzung"), "tag"),
        Column(gettext_lazy("Betreff"), "betreff"),
        Column(gettext_lazy("In einfachen Worten"), "klartext"),
        Column(gettext_lazy("Umzusetzen bis"), "frist"),
        Column(gettext_lazy("Stand"), "get_status_display"),
        Column(gettext_lazy("Umgesetzt am"), "umgesetzt_am"),
    )

    @cached_property
    def form(self) -> BeschlussFilter:
        return BeschlussFilter(self.request.GET)

    def get_queryset(self):
        return decisions(**self.form.wanted())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, gefiltert=any(self.form.wanted().values()), heute=uhr.today(), **kwargs)


class GremienView(RechtRequired, FormView):
    """All Gremien; POST adds one."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_namen.html"
    form_class = GremiumForm

    def form_valid(self, form: GremiumForm) -> HttpResponse:
        save_gremium(gremium=form.save(commit=False))
        messages.success(self.request, _("Gespeichert."))
        return redirect("gremien:gremien")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gremien=Gremium.objects.all(), **kwargs)


class BearbeitenView(RechtRequired, FormView):
    """A new decision, or the words of one; what is refused stands beside what was typed."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_beschluss_form.html"
    form_class = BeschlussForm

    @cached_property
    def beschluss(self) -> Beschluss | None:
        pk = self.kwargs.get("pk")
        return get_object_or_404(Beschluss, pk=pk) if pk else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.beschluss}

    def form_valid(self, form: BeschlussForm) -> HttpResponse:
        try:
            row = save_beschluss(beschluss=form.instance, datei=form.cleaned_data["datei"])
        except DomainError as error:
            form.add_error("datei", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert."))
        return redirect(row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(beschluss=self.beschluss, **kwargs)


class BeschlussView(RechtRequired, FormView):
    """One decision; POST says that it is carried out, that it is not, or that it was repealed."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_beschluss.html"
    form_class = UmgesetztForm

    @cached_property
    def beschluss(self) -> Beschluss:
        return get_object_or_404(Beschluss.objects.select_related("gremium"), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"am": uhr.today()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = {"zurueck": reopen, "aufheben": repeal}.get(request.POST.get("was", ""))
        if request.POST.get("was") == "umgesetzt":
            return super().post(request, *args, **kwargs)
        if request.POST.get("was") == "bezug_weg":
            return self.unlink(request.POST.get("pk", ""))
        if step is None:
            raise Http404
        try:
            step(beschluss=self.beschluss)
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(self.beschluss)

    def unlink(self, pk: str) -> HttpResponse:
        found = next((row for row in self.beschluss.bezuege.all() if str(row.pk) == pk), None)
        if found is None:
            raise Http404
        unlink_beschluss(bezug=found)
        return redirect(self.beschluss)

    def form_valid(self, form: UmgesetztForm) -> HttpResponse:
        try:
            carry_out(beschluss=self.beschluss, am=form.cleaned_data["am"])
        except DomainError as error:
            form.add_error("am", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert."))
        return redirect(self.beschluss)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.beschluss
        return super().get_context_data(
            beschluss=row,
            dateien=Datei.objects.of(DATEIZWECK, row.pk),
            offen=row.status == BeschlussStatus.GEFASST,
            umgesetzt=row.status == BeschlussStatus.UMGESETZT,
            anhoerungen=row.anhoerungen.order_by("-frist", "-id"),
            bezuege=subjects(row),
            **kwargs,
        )
