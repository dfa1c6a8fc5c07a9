"""Files that may be about one person: the list of pairs, and two of them side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.dublette import ask_again, tell_apart
from fallmanagement.actions.zusammenfuehrung import merge_akten, open_choices
from fallmanagement.dubletten import Dublettengrund, Unterscheidung
from fallmanagement.models import Fallakte
from fallmanagement.queries import akten, dubletten
from fallmanagement.queries.vergleich import compare
from fallmanagement.queries.zusammenfuehrung import plan, rueckweg


class DublettenView(RechtRequired, TemplateView):
    """Pairs of the own units by ``ansicht`` and ``grund``; both stay in the address."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/dubletten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, grund = self.request.GET.get("ansicht", ""), self.request.GET.get("grund", "")
        ansicht = asked if asked in dubletten.ANSICHTEN else "meine"
        grund = grund if grund in Dublettengrund.values else ""
        record_read(self.request.user, grund="Dubletten")
        pairs = dubletten.pairs(self.request.user, ansicht=ansicht, grund=grund)
        page = Paginator(pairs, akten.JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            rows=page.object_list,
            page_obj=page,
            ansicht=ansicht,
            grund=grund,
            gruende=Dublettengrund.choices,
            **kwargs,
        )


class DubletteView(RechtRequired, TemplateView):
    """Two files of the own units side by side; opening it is written into the read log of both. POST ``was`` is the step."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/dublette.html"

    def _akte(self, pk: UUID) -> Fallakte:
        return get_object_or_404(akten.visible(self.request.user), pk=pk)

    @cached_property
    def paar(self) -> tuple[Fallakte, Fallakte]:
        if self.kwargs["erste"] == self.kwargs["zweite"]:
            raise Http404
        return self._akte(self.kwargs["erste"]), self._akte(self.kwargs["zweite"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        erste, zweite = self.paar
        for akte in self.paar:
            record_read(akte, grund="vergleich")
        hints = [row.grund for row in dubletten.pairs_of(erste, self.request.user) if row.other(erste).pk == zweite.pk]
        found = plan(erste, zweite)
        chosen = kwargs.pop("gewaehlt", None)
        context = {
            "plan": found,
            "wahlen": [(wahl, (chosen or {}).get(wahl.schluessel) or wahl.vorschlag) for wahl in found.wahlen],
            "fehlt": {wahl.schluessel for wahl in open_choices(found, chosen)} if chosen is not None else set(),
            "tage": rueckweg().days,
            "erste": erste,
            "zweite": zweite,
            "felder": compare(erste, zweite),
            "gruende": hints,
            "urteil": dubletten.urteil_of(erste.pk, zweite.pk),
            "unterscheidungen": Unterscheidung.choices,
        }
        return super().get_context_data(**kwargs | context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            return step()
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=error))

    def do_zusammenfuehren(self) -> HttpResponse:
        bleibt, doppelt = self.paar
        post = self.request.POST
        chosen = {wahl.schluessel: post.get(wahl.name, "") for wahl in plan(bleibt, doppelt).wahlen}
        try:
            merge_akten(bleibt, doppelt, gewaehlt=chosen, user=self.request.user)
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=error, gewaehlt=chosen))
        texts = {"alt": doppelt.aktenzeichen, "neu": bleibt.aktenzeichen}
        text = _("%(alt)s ist mit %(neu)s zusammengeführt. Unten auf dieser Seite lässt es sich zurücknehmen.")
        messages.success(self.request, text % texts)
        return redirect(bleibt)

    def do_verschieden(self) -> HttpResponse:
        tell_apart(*self.paar, grund=self.request.POST.get("grund", ""), user=self.request.user)
        messages.success(self.request, _("Festgehalten: zwei Personen. Das Portal fragt nicht wieder."))
        return redirect(f"{reverse('fallmanagement:dubletten')}?ansicht=verschieden")

    def do_wieder(self) -> HttpResponse:
        ask_again(*self.paar)
        messages.success(self.request, _("Zurückgenommen. Das Paar gilt wieder als möglicherweise doppelt."))
        return redirect(self.request.path)
