"""Pages of visits and concerns behind a capability link."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.linkpage import LinkPage
from termine.enums import Linkzweck
from termine.models import Termin


class MitLink(LinkPage):
    """A page that is not for staff; a dead link leads to the own visit and to a new one."""

    dead_template = "termine/link_ungueltig.html"


class TerminMitLink(MitLink):
    """A page of one visit."""

    termin: Termin

    def load(self, pk) -> None:
        self.termin = Termin.objects.select_related("leistung", "standort", "belegung", "kontakt", "platz__team").get(pk=pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termin=self.termin, leistung=self.termin.leistung, **kwargs)


def to_ticket(termin: Termin) -> HttpResponse:
    """Lead to the page of an agreed visit."""
    return redirect("termine:mein", link_token(Linkzweck.TERMIN, termin.pk))
