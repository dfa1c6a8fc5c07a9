"""Lists whose filters staff keep under a name."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from behoerde.kern import register
from behoerde.kern.actions.ansicht import kept
from behoerde.kern.models import Amtsansicht, GespeicherteAnsicht


@dataclass(frozen=True)
class Ansichten:
    """What the block ``_bausteine/ansichten.html`` shows; ``auswahl`` is what the page shows now, "" for nothing chosen."""

    seite: register.Listenseite
    rows: list[GespeicherteAnsicht]
    auswahl: str
    amt: list[Amtsansicht] = field(default_factory=list)  # given to a role of this person

    @property
    def opening(self) -> GespeicherteAnsicht | None:
        return next((row for row in self.rows if row.standard), None)


class MitAnsichten:
    """The list called ``listenseite``: opened without any choice, it opens as this person wants."""

    listenseite: str
    request: Any

    @cached_property
    def own_ansichten(self) -> Ansichten:
        seite = register.listenseite(self.listenseite)
        rows = GespeicherteAnsicht.objects.filter(user=self.request.user, seite=seite.url)
        return Ansichten(seite, list(rows), kept(seite, self.request.GET.urlencode()), self._of_office(seite))

    def _of_office(self, seite: register.Listenseite) -> list[Amtsansicht]:
        if seite.teilen is None:
            return []
        rows = Amtsansicht.objects.filter(seite=seite.url, rolle__in=self.request.user.rollen)
        return list(rows.select_related("geteilt_von"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.GET and (opening := self.own_ansichten.opening) is not None:
            return redirect(opening)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ansichten=self.own_ansichten, **kwargs)
