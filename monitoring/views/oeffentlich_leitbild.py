"""The Leitbild for everybody, and for an invited organisation behind its link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView

from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.linkpage import LinkPage
from behoerde.kern.rechte import Oeffentlich
from monitoring.actions.beitrag import give_beitrag
from monitoring.forms.oeffentlich_leitbild import BeitragForm
from monitoring.leitbildwerte import Beitragsweg
from monitoring.models import Leitbild, Leitbildeinladung
from monitoring.oeffentlich_leitbildwerte import ZWECK
from monitoring.queries import leitbild as queries
from monitoring.queries.oeffentlich_leitbild import JE_SEITE, by_leitsatz, shown


class LeitbildView(Oeffentlich, TemplateView):
    """What is published, of the city and of the office."""

    template_name = "monitoring/oeffentlich_leitbild.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(geltende=queries.current(), alle=Leitbild.objects.order_by("-ebene"), **kwargs)


class BeitraegeView(Oeffentlich, ListView):
    """Everything that groups said about one Leitbild, with the answers."""

    template_name = "monitoring/oeffentlich_beitraege.html"
    paginate_by = JE_SEITE

    @cached_property
    def leitbild(self) -> Leitbild:
        return get_object_or_404(Leitbild, ebene=self.kwargs["ebene"])

    def get_queryset(self):
        return shown(self.leitbild)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(leitbild=self.leitbild, **kwargs)
        return context | {"saetze": by_leitsatz(list(context["object_list"]))}


class MitredenView(LinkPage, FormView):
    """An invited organisation reads the text as it stands and says what it thinks."""

    zweck = ZWECK
    dead_template = "monitoring/oeffentlich_link_ungueltig.html"
    template_name = "monitoring/oeffentlich_mitreden.html"
    form_class = BeitragForm
    einladung: Leitbildeinladung

    def load(self, pk: UUID) -> None:
        row = Leitbildeinladung.objects.select_related("leitbild", "gruppe").filter(pk=pk).first()
        if row is None:
            raise LinkUngueltig(_("Dieser Link gilt nicht mehr."), "link_ungueltig")
        self.einladung = row

    @cached_property
    def saetze(self) -> list[queries.Leitsatzzeile]:
        fassung = queries.newest(self.einladung.leitbild)
        return queries.lines(fassung.pk if fassung else None)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"saetze": self.saetze}

    def form_valid(self, form: BeitragForm) -> HttpResponse:
        row = self.einladung
        try:
            give_beitrag(leitbild=row.leitbild, gruppe=row.gruppe, worte=form.worte, weg=Beitragsweg.LINK)
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Danke. Wir lesen Ihren Beitrag und antworten mit einer Begründung."))
        return redirect("leitbild_oeffentlich:mitreden", self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.einladung
        return super().get_context_data(einladung=row, leitbild=row.leitbild, saetze=self.saetze, **kwargs)
