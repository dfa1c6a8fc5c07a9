"""A Träger looks after its Angebote by link: confirm, or correct hours, places and remark."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from lotsen.actions.pflege import confirm
from lotsen.actions.traegerfrage import confirm_all, correct
from lotsen.fassungen import abdruck, inhalt_of
from lotsen.forms.pflegelink import BerichtigenForm
from lotsen.forms.sprechzeiten import sprechzeiten_of
from lotsen.models import Angebot, Herkunft, Traeger
from lotsen.pflegelink import PFLEGE
from lotsen.views.mitlink import MitLink
from lotsen.views.verweislink import found


class PflegeSeite(MitLink):
    """A page of the Träger behind the link."""

    zweck = PFLEGE
    traeger: Traeger

    def load(self, pk: UUID) -> None:
        self.traeger = found(Traeger.objects.all(), pk)

    def done(self) -> HttpResponse:
        return redirect(f"{reverse('traegerpflege:uebersicht', args=[self.kwargs['token']])}?danke=1")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(traeger=self.traeger, **kwargs)


class UebersichtView(PflegeSeite, TemplateView):
    """Everything the Träger offers; one click says that it is true, one button that all of it is."""

    template_name = "lotsen/pflege_link.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Angebot.objects.shown_to_traeger(self.traeger)
        if "alle" in request.POST:
            confirm_all(traeger=self.traeger)
        elif angebot := next((row for row in rows if str(row.pk) == request.POST.get("angebot")), None):
            confirm(angebot=angebot, herkunft=Herkunft.TRAEGER)
        return self.done()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Angebot.objects.shown_to_traeger(self.traeger).prefetch_related("orte", "sprechzeiten")
        return super().get_context_data(angebote=rows, danke="danke" in self.request.GET, **kwargs)


class BerichtigenView(PflegeSeite, FormView):
    """Correct one Angebot."""

    template_name = "lotsen/pflege_link_angebot.html"
    form_class = BerichtigenForm

    @cached_property
    def angebot(self) -> Angebot:
        rows = Angebot.objects.shown_to_traeger(self.traeger).prefetch_related("orte", "sprechzeiten")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def zeiten(self):
        return sprechzeiten_of(self.angebot, self.request.POST or None)

    def get_initial(self) -> dict[str, Any]:
        return {"gesehen": abdruck(inhalt_of(self.angebot))}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"angebot": self.angebot}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        fits = [form.is_valid(), self.zeiten.is_valid()]
        return self.form_valid(form) if all(fits) else self.form_invalid(form)

    def form_valid(self, form: BerichtigenForm) -> HttpResponse:
        typed = form.aenderungen() | {"sprechzeiten": self.zeiten.rows()}
        try:
            correct(angebot=self.angebot, aenderungen=typed, gesehen=form.cleaned_data["gesehen"])
        except DomainError as refusal:
            form.add_error("frei" if refusal.code == "zu_viele" else None, refusal.text)
            return self.form_invalid(form)
        return self.done()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(angebot=self.angebot, zeiten=self.zeiten, **kwargs)
