"""Beiträge to a Leitbild for staff: read, released, answered; groups invited, workshops entered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from monitoring.actions.beitrag import (
    answer_beitrag,
    end_invitation,
    enter_werkstatt,
    invite,
    refuse_beitrag,
    release_beitrag,
)
from monitoring.forms.leitbild import AntwortForm, EinladungForm, WerkstattbeitraegeFormSet, WerkstattForm
from monitoring.leitbildlink import living_addresses
from monitoring.models import Beitrag, Leitbildeinladung, Leitbildwerkstatt
from monitoring.queries import leitbild as queries
from monitoring.views.leitbild import EinLeitbild

TAGE_OFFEN = 60


class BeitraegeView(EinLeitbild, ListView):
    """Beiträge by state (``?ansicht=``). POST ``beitrag`` with ``was`` = ``freigeben`` or ``nicht_freigeben``."""

    template_name = "monitoring/leitbild_beitraege.html"
    paginate_by = 30

    @property
    def ansicht(self) -> str:
        asked = self.request.GET.get("ansicht", "")
        return asked if asked in queries.ANSICHTEN else queries.ANSICHTEN[0]

    def get_queryset(self):
        return queries.beitraege(self.leitbild, self.ansicht)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        steps = {"freigeben": release_beitrag, "nicht_freigeben": refuse_beitrag}
        wanted, step = request.POST.get("beitrag", ""), steps.get(request.POST.get("was", ""))
        beitrag = self.leitbild.beitraege.filter(nummer=wanted).first() if wanted.isdecimal() and len(wanted) < 9 else None
        if beitrag is None or step is None:
            raise Http404
        try:
            step(beitrag)
        except DomainError as error:
            messages.error(request, error.text)
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = {row.leitsatz_id for row in self.object_list if row.leitsatz_id}
        return super().get_context_data(
            ansicht=self.ansicht, zahlen=queries.how_many(self.leitbild), namen=queries.names_of(keys), **kwargs
        )


class AntwortView(EinLeitbild, FormView):
    """Answer one Beitrag."""

    form_class = AntwortForm
    template_name = "monitoring/leitbild_antwort.html"

    @cached_property
    def beitrag(self) -> Beitrag:
        return get_object_or_404(self.leitbild.beitraege.select_related("gruppe"), nummer=self.kwargs["nummer"])

    def get_initial(self) -> dict[str, Any]:
        return {"entscheidung": self.beitrag.entscheidung, "begruendung": self.beitrag.begruendung}

    def form_valid(self, form: AntwortForm) -> HttpResponse:
        try:
            answer_beitrag(beitrag=self.beitrag, user=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        left = queries.beitraege(self.leitbild, "offen").first()
        messages.success(self.request, _("Die Antwort ist gespeichert."))
        return redirect("leitbild:antwort", self.leitbild.pk, left.nummer) if left else redirect(self.leitbild)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = queries.names_of({self.beitrag.leitsatz_id} - {None})
        return super().get_context_data(beitrag=self.beitrag, satz=names.get(self.beitrag.leitsatz_id, ""), **kwargs)


class EinladungenView(EinLeitbild, FormView):
    """Who was asked. POST ``beenden`` ends the link of one of them."""

    form_class = EinladungForm
    template_name = "monitoring/leitbild_einladungen.html"

    def get_initial(self) -> dict[str, Any]:
        return {"gueltig_bis": uhr.today() + TAGE_OFFEN * uhr.DAY, "sprache": "de"}

    def get_form_kwargs(self) -> dict[str, Any]:
        new = Leitbildeinladung(leitbild=self.leitbild, von=self.request.user)
        return super().get_form_kwargs() | {"instance": new}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "beenden" not in request.POST:
            return super().post(request, *args, **kwargs)
        row = next((row for row in self.leitbild.einladungen.all() if str(row.pk) == request.POST["beenden"]), None)
        if row is None:
            raise Http404
        end_invitation(row)
        return redirect("leitbild:einladungen", self.leitbild.pk)

    def form_valid(self, form: EinladungForm) -> HttpResponse:
        row = invite(form.save(commit=False))
        messages.success(self.request, _("%(name)s ist eingeladen.") % {"name": row.organisation})
        return redirect("leitbild:einladungen", self.leitbild.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(self.leitbild.einladungen.select_related("gruppe"))
        addresses = living_addresses(rows)
        return super().get_context_data(einladungen=[(row, addresses.get(row.pk, "")) for row in rows], **kwargs)


class WerkstattView(EinLeitbild, FormView):
    """Enter a workshop with its minutes and everything that was said there."""

    form_class = WerkstattForm
    template_name = "monitoring/leitbild_werkstatt.html"

    @cached_property
    def beitraege(self):
        fassung = queries.newest(self.leitbild)
        saetze = queries.lines(fassung.pk if fassung else None)
        return WerkstattbeitraegeFormSet(self.request.POST or None, prefix="beitrag", form_kwargs={"saetze": saetze})

    def get_form_kwargs(self) -> dict[str, Any]:
        new = Leitbildwerkstatt(leitbild=self.leitbild, von=self.request.user)
        return super().get_form_kwargs() | {"instance": new}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        fits = [form.is_valid(), self.beitraege.is_valid()]
        return self.form_valid(form) if all(fits) else self.form_invalid(form)

    def form_valid(self, form: WerkstattForm) -> HttpResponse:
        try:
            enter_werkstatt(form.save(commit=False), self.beitraege.gesagt())
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Werkstatt ist mit ihren Beiträgen gespeichert."))
        return redirect(self.leitbild)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.leitbild.werkstaetten.all()
        return super().get_context_data(beitraege=self.beitraege, werkstaetten=rows, **kwargs)
