"""Pages of lotsen behind a capability link: kept by nobody, indexed by nobody, and a dead link still leads on."""

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from behoerde.kern.actions.zugang import resolve_link
from behoerde.kern.exceptions import LinkUngueltig
from behoerde.kern.rechte import Oeffentlich
from lotsen.beratung import Linkzweck
from lotsen.verweis_tabelle import Verweislink


class MitLink(Oeffentlich, ABC):
    """A page of the object that ``token`` opens for ``zweck``."""

    zweck: Linkzweck | Verweislink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.load(resolve_link(self.zweck, kwargs["token"]))
            response = super().dispatch(request, *args, **kwargs)
        except LinkUngueltig as error:
            response = render(request, "lotsen/link_ungueltig.html", {"text": str(error)}, status=404)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @abstractmethod
    def load(self, pk: UUID) -> None:
        """Find what the link is for."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "token": self.kwargs["token"]})
