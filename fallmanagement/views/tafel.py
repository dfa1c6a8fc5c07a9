"""Running cases by phase, as a board."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.fallakte import move
from fallmanagement.queries import akten as queries
from fallmanagement.views.sammeln import read_uuids


class TafelView(RechtRequired, MitAnsichten, TemplateView):
    """Own cases or all; POST ``zeile`` with ``nach`` moves one. What needs a reason is done in the case."""

    recht = Recht.FALLAKTEN
    listenseite = "fallmanagement:tafel"
    template_name = "fallmanagement/akten_tafel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("ansicht", "")
        ansicht = asked if asked in queries.TAFELANSICHTEN else "meine"
        return super().get_context_data(spalten=queries.board(self.request.user, ansicht), ansicht=ansicht, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(request.user, grund="Tafel")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        akte = queries.visible(request.user).filter(pk__in=read_uuids([request.POST.get("zeile", "")])).first()
        if akte is None:
            raise Http404
        try:
            moved = move(akte, request.POST.get("nach", ""))
            text = _("%(person)s: jetzt „%(phase)s“.")
            messages.success(request, text % {"person": akte.person, "phase": moved.get_phase_display()})
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(request.get_full_path())
