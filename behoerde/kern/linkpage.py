"""Pages behind a capability link: kept by nobody, indexed by nobody, and a dead link still leads on."""

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from behoerde.kern.actions.zugang import resolve_link
from behoerde.kern.exceptions import LinkUngueltig
from behoerde.kern.rechte import Oeffentlich


class LinkPage(Oeffentlich, ABC):
    """A page of the object that ``token`` opens for ``zweck``; ``dead_template`` shows ``text`` when it opens nothing."""

    zweck: str
    kwargs: dict[str, Any]  # of View
    dead_template: str
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
    def load(self, pk: UUID) -> None:
        """Find what the link is for."""

    def dead_link(self, request: HttpRequest, error: LinkUngueltig) -> HttpResponse:
        """Answer when ``token`` opens nothing for ``zweck``."""
        return render(request, self.dead_template, {"text": str(error)}, status=404)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "token": self.kwargs["token"]})  # FormView does not bring it
