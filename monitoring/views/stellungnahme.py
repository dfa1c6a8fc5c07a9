"""The Gemeinden: whom they named, what they are asked, what they say by their link."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, ListView, TemplateView

from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.linkpage import LinkPage
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.stellungnahme import answer, ask, save_kontakt
from monitoring.forms.gremien import AnhoerungForm, KontaktForm, StellungnahmeForm
from monitoring.models import Anhoerung, Gemeindekontakt, Stellungnahme
from monitoring.queries.stellungnahme import anhoerungen, answers, gemeinden
from monitoring.stellungnahme import Stellungnahmelink


class AnhoerungenView(RechtRequired, ListView):
    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_anhoerungen.html"
    paginate_by = 50

    def get_queryset(self):
        return anhoerungen()


class NeuView(RechtRequired, FormView):
    """Ask all Gemeinden."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_anhoerung_neu.html"
    form_class = AnhoerungForm

    def form_valid(self, form: AnhoerungForm) -> HttpResponse:
        row = form.save(commit=False)
        try:
            told = ask(anhoerung=row, user=self.request.user)
        except DomainError as error:
            form.add_error("frist" if error.code == "frist" else None, str(error))
            return self.form_invalid(form)
        text = ngettext("%(n)s Gemeinde wird angeschrieben.", "%(n)s Gemeinden werden angeschrieben.", told)
        messages.success(self.request, text % {"n": told})
        return redirect(row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = gemeinden()
        return super().get_context_data(gemeinden=len(rows), ohne=sum(kontakt is None for _unit, kontakt in rows), **kwargs)


class AnhoerungView(RechtRequired, TemplateView):
    """What each Gemeinde said; who has not answered in time is named as such."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_anhoerung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(Anhoerung.objects.select_related("beschluss"), pk=self.kwargs["pk"])
        return super().get_context_data(anhoerung=row, antworten=answers(row), **kwargs)


class GemeindenView(RechtRequired, TemplateView):
    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_gemeinden.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gemeinden=gemeinden(), **kwargs)


class KontaktView(RechtRequired, FormView):
    """Whom one Gemeinde named."""

    recht = Recht.GREMIEN
    template_name = "monitoring/gremien_kontakt.html"
    form_class = KontaktForm

    @cached_property
    def gemeinde(self) -> Organisationseinheit:
        units = Organisationseinheit.objects.filter(art=Organisationseinheit.Art.GEMEINDE)
        return get_object_or_404(units, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        found = Gemeindekontakt.objects.filter(einheit=self.gemeinde).first()
        return super().get_form_kwargs() | {"instance": found or Gemeindekontakt(einheit=self.gemeinde)}

    def form_valid(self, form: KontaktForm) -> HttpResponse:
        save_kontakt(kontakt=form.save(commit=False))
        messages.success(self.request, _("Gespeichert."))
        return redirect("gremien:gemeinden")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gemeinde=self.gemeinde, **kwargs)


class LinkView(LinkPage, FormView):
    """The Gemeinde answers, and may say something else until the deadline."""

    zweck = Stellungnahmelink.STELLUNGNAHME
    dead_template = "monitoring/stellungnahme_link_ungueltig.html"
    template_name = "monitoring/stellungnahme_link.html"
    form_class = StellungnahmeForm
    stellungnahme: Stellungnahme

    def load(self, pk: UUID) -> None:
        row = Stellungnahme.objects.select_related("anhoerung", "einheit").filter(pk=pk).first()
        if row is None:
            raise LinkUngueltig(_("Dieser Link gilt nicht mehr."), "link_ungueltig")
        self.stellungnahme = row

    def get_initial(self) -> dict[str, Any]:
        return {"haltung": self.stellungnahme.haltung, "text": self.stellungnahme.text}

    def form_valid(self, form: StellungnahmeForm) -> HttpResponse:
        try:
            answer(stellungnahme=self.stellungnahme, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect(f"{reverse('stellungnahme', args=[self.kwargs['token']])}?danke=1")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stellungnahme=self.stellungnahme, danke="danke" in self.request.GET, **kwargs)
