"""A person answers at home, alone: one question per page, nothing delicate, nothing that must be answered."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.generic import TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.regeln import Tatsache
from lotsen.actions.antwort import answer, answer_bedarfe, send_off
from lotsen.beratung import Linkzweck
from lotsen.forms.antwort import AntwortForm
from lotsen.models import Erstberatung
from lotsen.queries.erstberatung import BEDARF_NAMEN, Lage, lage, may_ask_alone
from lotsen.queries.gespraech import answers, question, subjects
from lotsen.regeln.tatsachen import TATSACHEN
from lotsen.views.mitlink import MitLink


class Allein(MitLink, TemplateView):
    """A page of one Erstberatung as the person sees it; once it is closed there is nothing more to answer."""

    zweck = Linkzweck.BERATUNG

    def load(self, pk: UUID) -> None:
        self.erstberatung = Erstberatung.objects.select_related("person", "lotse").get(pk=pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except DomainError:  # the guide has closed the talk meanwhile
            return self.to("beginn")

    def to(self, name: str, query: str = "") -> HttpResponse:
        return redirect(reverse(f"wegweiser:{name}", args=[self.kwargs["token"]]) + query)

    @cached_property
    def lage(self) -> Lage:
        return lage(self.erstberatung)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(erstberatung=self.erstberatung, lage=self.lage, **kwargs)


class BeginnView(Allein):
    """What this is, who reads it, and the subjects to choose from."""

    template_name = "lotsen/allein_beginn.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        themen = subjects(self.lage, besonders=False)
        gewaehlt = {thema.code for thema in themen if any(entry[2] for entry in thema.bedarfe)}
        return super().get_context_data(themen=themen, gewaehlt=gewaehlt, **kwargs)


class BedarfView(Allein):
    """The needs of the chosen subjects (``?thema=``); the other subjects count as "no"."""

    template_name = "lotsen/allein_bedarf.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer_bedarfe(erstberatung=self.erstberatung, names=request.POST.getlist("bedarf"))
        return self.to("frage")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = set(self.request.GET.getlist("thema"))
        themen = [thema for thema in subjects(self.lage, besonders=False) if thema.code in chosen]
        return super().get_context_data(themen=themen, **kwargs)


class FrageView(Allein):
    """The next question, or the one of ``?frage=`` to change its answer."""

    template_name = "lotsen/allein_frage.html"

    @cached_property
    def tatsache(self) -> Tatsache | None:
        wanted = TATSACHEN.get(self.request.GET.get("frage", ""))
        if wanted is not None and may_ask_alone(wanted):
            return wanted
        return next(iter(self.lage.fragen_allein), None)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.lage.bedarf_offen or not self.erstberatung.offen:
            return self.to("beginn")
        return super().get(request, *args, **kwargs) if self.tatsache else self.to("pruefen")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.tatsache is None:
            return self.to("pruefen")
        form = AntwortForm(self.tatsache, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = {name: form.said[name] for name in ("value", "stand")}
        answer(erstberatung=self.erstberatung, tatsache=self.tatsache.name, **said)
        return self.to("pruefen" if "frage" in request.GET and "aendern" in request.GET else "frage")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AntwortForm(self.tatsache))
        antworten = [row for row in self.lage.antworten.values() if row.tatsache not in BEDARF_NAMEN]
        return super().get_context_data(
            frage=question(self.tatsache, get_language() or "de"),
            offene=len(self.lage.fragen_allein),
            gegeben=len(antworten),
            zuletzt=max(antworten, key=lambda row: row.gegeben_am, default=None),
            **kwargs,
        )


class PruefenView(Allein):
    """Everything that was said, to change or to send off."""

    template_name = "lotsen/allein_pruefen.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        send_off(erstberatung=self.erstberatung)
        return self.to("beginn")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = [zeile for zeile in answers(self.lage) if may_ask_alone(TATSACHEN[zeile.antwort.tatsache])]
        return super().get_context_data(
            bedarfe=[zeile for zeile in mine if zeile.antwort.tatsache in BEDARF_NAMEN],
            zeilen=[zeile for zeile in mine if zeile.antwort.tatsache not in BEDARF_NAMEN],
            offene=len(self.lage.fragen_allein),
            **kwargs,
        )
