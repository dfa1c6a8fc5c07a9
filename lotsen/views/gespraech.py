"""The talk itself: one question after the other, the best one first, and what is known so far."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.regeln import Tatsache
from lotsen.actions.antwort import answer, answer_bedarfe, confirm_answers, withdraw_answer
from lotsen.actions.erstberatung import go_on
from lotsen.beratung import BeratungStatus, Quelle
from lotsen.forms.antwort import AntwortForm
from lotsen.queries.empfehlung import vorschlaege
from lotsen.queries.erstberatung import Lage, lage
from lotsen.queries.gespraech import answers, question, subjects
from lotsen.regeln.tatsachen import TATSACHEN
from lotsen.views.erstberatung import EineErstberatung


class MitLage(EineErstberatung):
    """A page that shows what is known."""

    @cached_property
    def lage(self) -> Lage:
        return lage(self.erstberatung)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.erstberatung)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lage=self.lage, offene=len(self.lage.fragen), **kwargs)


class GespraechView(MitLage, TemplateView):
    """The question of ``?frage=``, else the one that clears up most; POST answers it and leads to the next."""

    template_name = "lotsen/gespraech.html"

    @cached_property
    def tatsache(self) -> Tatsache | None:
        if wanted := self.request.GET.get("frage"):
            if wanted not in TATSACHEN:
                raise Http404
            return TATSACHEN[wanted]
        return next(iter(self.lage.fragen), None)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.lage.bedarf_offen and "frage" not in request.GET and self.erstberatung.offen:
            return redirect("erstberatung:bedarf", self.erstberatung.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.tatsache is None:
            return redirect(self.erstberatung)
        form = AntwortForm(self.tatsache, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            beratung = go_on(erstberatung=self.erstberatung, user=request.user) if self._rests() else self.erstberatung
            answer(erstberatung=beratung, tatsache=self.tatsache.name, user=request.user, **form.said)
        except DomainError as error:
            return self.refuse(error)
        request.session["beratung_quelle"] = form.said["quelle"]
        return redirect(self.erstberatung)

    def _rests(self) -> bool:
        return self.erstberatung.status == BeratungStatus.VORBEREITET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.tatsache is not None:
            kwargs.setdefault("form", AntwortForm(self.tatsache))
            kwargs["frage"] = question(self.tatsache, self.erstberatung.sprache)
            kwargs["antwort"] = self.lage.antworten.get(self.tatsache.name)
        found = vorschlaege(self.lage)
        return super().get_context_data(
            empfehlungen=found,
            naechste=[question(entry, "de") for entry in self.lage.fragen if entry is not self.tatsache][:5],
            zuletzt=max(self.lage.antworten.values(), key=lambda row: row.gegeben_am, default=None),
            quellen=Quelle.choices,
            quelle=self.request.session.get("beratung_quelle", Quelle.KUNDIN),
            **kwargs,
        )


class BedarfView(MitLage, TemplateView):
    """What the person needs, on one list; only what is ticked leads to questions."""

    template_name = "lotsen/gespraech_bedarf.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            beratung = self.erstberatung
            if beratung.status == BeratungStatus.VORBEREITET:
                beratung = go_on(erstberatung=beratung, user=request.user)
            answer_bedarfe(
                erstberatung=beratung,
                names=request.POST.getlist("bedarf"),
                besprochen="besprochen" in request.POST,
                user=request.user,
            )
        except DomainError as error:
            return self.refuse(error)
        return redirect(self.erstberatung)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(themen=subjects(self.lage, besonders=True), **kwargs)


class AntwortenView(MitLage, TemplateView):
    """Everything that was answered, from which source; what came from the person alone is confirmed here."""

    template_name = "lotsen/gespraech_antworten.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = reverse("erstberatung:antworten", args=[self.erstberatung.pk])
        try:
            if name := request.POST.get("zuruecknehmen"):
                withdraw_answer(erstberatung=self.erstberatung, tatsache=name)
                messages.success(request, _("Die Antwort ist zurückgenommen. Die Frage kann wieder gestellt werden."))
            else:
                names = request.POST.getlist("bestaetigen")
                count = confirm_answers(erstberatung=self.erstberatung, names=names, user=request.user)
                text = ngettext("%(n)s Antwort ist bestätigt.", "%(n)s Antworten sind bestätigt.", count) % {"n": count}
                messages.success(request, text)
        except DomainError as error:
            return self.refuse(error, here)
        return redirect(here)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(zeilen=answers(self.lage), **kwargs)
