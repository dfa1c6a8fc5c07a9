"""The door of a Veranstaltung on a phone: a code in, a large answer out; the same again does nothing twice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from lotsen.actions.anmeldung import check_in, undo_check_in
from lotsen.models import Anmeldung
from lotsen.queries.veranstaltungen import people, read_code
from lotsen.views.veranstaltungen import EineVeranstaltung


class EinlassView(EineVeranstaltung, TemplateView):
    """GET shows who a code belongs to and finds names; POST lets them in or takes that back."""

    template_name = "lotsen/veranstaltung_einlass.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.gefragt:
            record_read(self.veranstaltung, grund="Einlass")
        return super().get(request, *args, **kwargs)

    @property
    def gefragt(self) -> str:
        return self.request.GET.get("code", "").replace("\0", "").strip()[:60]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self._found(request.POST.get("code", ""))
        here = reverse("veranstaltungen:einlass", args=[self.veranstaltung.pk])
        if row is None:
            messages.error(request, _("Diesen Code gibt es hier nicht. Suchen Sie nach dem Namen."))
            return redirect(here)
        if "zurueck" in request.POST:
            undo_check_in(anmeldung=row)
            return redirect(f"{here}?code={row.code}")
        try:
            known = check_in(anmeldung=row, user=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(f"{here}?code={row.code}")
        return redirect(f"{here}?code={row.code}&stand={'bekannt' if known else 'neu'}")

    def _found(self, code: str) -> Anmeldung | None:
        return self.veranstaltung.anmeldungen.filter(code=read_code(code)).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.gefragt
        row = self._found(asked) if asked else None
        return super().get_context_data(
            code=asked,
            anmeldung=row,
            stand=self.request.GET.get("stand", ""),
            treffer=[] if row or not asked else list(people(self.veranstaltung, q=asked)[:20]),
            fehlen=self.veranstaltung.belegt - self.veranstaltung.gekommen,
            **kwargs,
        )
