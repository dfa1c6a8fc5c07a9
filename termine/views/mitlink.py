"""Pages behind a capability link: kept by nobody, indexed by nobody, and a dead link still leads on."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from behoerde.kern.actions.zugang import link_token, resolve_link
from behoerde.kern.exceptions import LinkUngueltig
from behoerde.kern.rechte import Oeffentlich
from termine.enums import Linkzweck
from termine.models import Termin


class MitLink(Oeffentlich, ABC):
    """A page of the object that ``token`` opens for ``zweck``."""

    zweck: Linkzweck
    dead_template = "termine/link_ungueltig.html"
    # Browsers answer "no-referrer" with "Origin: null", which the protection against forged forms refuses.
    # So only pages without a form of their own may say it; the others tell their address to nobody but us.
    referrer_policy = "same-origin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.load(resolve_link(self.zweck, kwargs["token"]))
            response = super().dispatch(request, *args, **kwargs)
        except LinkUngueltig as error:
            response = self.dead_link(request, error)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = self.referrer_policy
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @abstractmethod
    def load(self, pk) -> None:
        """Find what the link is for."""

    def dead_link(self, request: HttpRequest, error: LinkUngueltig) -> HttpResponse:
        """Answer when ``token`` opens nothing for ``zweck``."""
        return render(request, self.dead_template, {"text": str(error)}, status=404)


class TerminMitLink(MitLink):
    """A page of one visit."""

    termin: Termin

    def load(self, pk) -> None:
        self.termin = Termin.objects.select_related("leistung", "standort", "belegung", "kontakt", "platz__team").get(pk=pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["token"] = self.kwargs["token"]  # TemplateView brings it already, FormView does not
        return super().get_context_data(termin=self.termin, leistung=self.termin.leistung, **kwargs)


def to_ticket(termin: Termin) -> HttpResponse:
    """Lead to the page of an agreed visit."""
    return redirect("termine:mein", link_token(Linkzweck.TERMIN, termin.pk))
