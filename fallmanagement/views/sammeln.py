"""One step for many cases, looked at before and taken back after; and who carries how much."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions import sammeln
from fallmanagement.enums import LAUFEND, Sammelart
from fallmanagement.forms.sammeln import SammelForm
from fallmanagement.models import Fallakte
from fallmanagement.queries import akten as queries
from fallmanagement.queries import auslastung
from fallmanagement.queries.fristen import staff_of

HOECHSTENS = auslastung.HOECHSTENS
MERKEN, SITZUNG = timedelta(hours=1), "fallmanagement_sammelschritt"


def _back(request: HttpRequest) -> str:
    """Return the address of the list with the filters it had."""
    return f"{reverse('fallmanagement:liste')}?{QueryDict(request.POST.get('wahl', '')[:500]).urlencode()}"


def read_uuids(texts: list[str]) -> list[UUID]:
    """Return the keys among what was sent, as many as one step takes."""
    found = []
    for text in texts[:HOECHSTENS]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def remembered(request: HttpRequest) -> dict[str, Any] | None:
    """Return the last step for many cases that was made since signing in, None once it is too long ago to be taken back."""
    step = request.session.get(SITZUNG)
    return step if step and uhr.now() - datetime.fromisoformat(step["wann"]) < MERKEN else None


class SammelnView(RechtRequired, TemplateView):
    """POST ``art`` and each ``akte``, or ``alle`` of the list: first what it needs, then what would happen, then it is done."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/sammeln.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("fallmanagement:liste")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        art, akten = request.POST.get("art", ""), self._chosen()
        if not akten or art not in Sammelart.values:
            messages.error(request, _("Bitte kreuzen Sie Fälle an und wählen Sie, was geschehen soll."))
            return redirect(_back(request))
        asked = "weiter" in request.POST or "ausfuehren" in request.POST or art == Sammelart.VORSCHLAG
        form = SammelForm(art, list(staff_of(request.user)), request.POST if asked else None)
        if not (asked and form.is_valid()):
            return self._page(form, akten)
        auftrag = form.auftrag([akte.pk for akte in akten], self._proposed(art, akten))
        if "ausfuehren" not in request.POST:
            return self._page(form, akten, zeilen=sammeln.preview(auftrag, akten, user=request.user))
        self._done(art, sammeln.run(auftrag, akten, user=request.user))
        return redirect(_back(request))

    def _chosen(self) -> list[Fallakte]:
        data, user = self.request.POST, self.request.user
        if "alle" in data:
            wahl = QueryDict(data.get("wahl", ""))
            filters = {name: wahl.get(name, "") for name in ("ansicht", "phase", "q")}
            rows = queries.listed(user, **filters | {"ansicht": filters["ansicht"] or "meine"})
        else:
            rows = queries.visible(user).filter(pk__in=read_uuids(data.getlist("akte")))
        return list(rows.select_related("person", "zustaendig", "einheit")[:HOECHSTENS])

    def _proposed(self, art: str, akten: list[Fallakte]) -> dict[UUID, User]:
        if art != Sammelart.VORSCHLAG:
            return {}
        nobody = [akte for akte in akten if akte.zustaendig_id is None]
        return {pk: each.konto for pk, each in auslastung.share_out(nobody, auslastung.loads(self.request.user)).items()}

    def _page(self, form: SammelForm, akten: list[Fallakte], *, zeilen: list[sammeln.Sammelzeile] | None = None) -> HttpResponse:
        record_read(self.request.user, grund="Sammelschritt")
        context = {
            "form": form,
            "akten": akten,
            "zeilen": zeilen,
            "paare": list(zip(akten, zeilen or [None] * len(akten), strict=True)),
            "anzahl": sum(zeile.zurueck is not None for zeile in zeilen or []),
            "wahl": self.request.POST.get("wahl", ""),
            "zurueck": _back(self.request),
        }
        return self.render_to_response(self.get_context_data(**context))

    def _done(self, art: str, zeilen: list[sammeln.Sammelzeile]) -> None:
        done = {str(zeile.akte.pk): zeile.zurueck for zeile in zeilen if zeile.zurueck is not None}
        left = len(zeilen) - len(done)
        if done:
            self.request.session[SITZUNG] = {"art": art, "wann": uhr.now().isoformat(), "zeilen": done}
            text = ngettext("Bei einem Fall erledigt.", "Bei %(n)s Fällen erledigt.", len(done)) % {"n": len(done)}
            messages.success(self.request, text)
        if left:
            text = ngettext("Ein Fall ist geblieben, wie er war.", "%(n)s Fälle sind geblieben, wie sie waren.", left)
            messages.warning(self.request, text % {"n": left})


class ZuruecknehmenView(RechtRequired, View):
    """POST takes the last step for many cases back."""

    recht = Recht.FALLAKTEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = remembered(request)
        request.session.pop(SITZUNG, None)
        if step is None:
            messages.error(request, _("Das lässt sich nicht mehr zurücknehmen."))
            return redirect(_back(request))
        done = {UUID(pk): was for pk, was in step["zeilen"].items()}
        akten = queries.visible(request.user).filter(pk__in=done)
        try:
            number = sammeln.take_back(step["art"], done, akten, user=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(_back(request))
        text = ngettext("Bei einem Fall zurückgenommen.", "Bei %(n)s Fällen zurückgenommen.", number) % {"n": number}
        messages.success(request, text)
        if left := len(done) - number:
            text = ngettext("Bei einem Fall ging es inzwischen weiter.", "Bei %(n)s Fällen ging es inzwischen weiter.", left)
            messages.warning(request, text % {"n": left})
        return redirect(_back(request))


class AuslastungView(RechtRequired, TemplateView):
    """How much each colleague carries, and who could take what nobody answers for."""

    recht = Recht.FALLAKTEN_LEITEN
    template_name = "fallmanagement/auslastung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        lasten, akten, late = auslastung.loads(user), auslastung.unassigned(user), auslastung.overdue(user)
        proposed = auslastung.share_out(akten, lasten)
        return super().get_context_data(
            lasten=[(last, late.get(last.konto.pk, 0)) for last in lasten],
            phasen=LAUFEND,
            hoechste=max((last.punkte for last in lasten), default=0),
            offene=[(akte, proposed.get(akte.pk)) for akte in akten],
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(request.user, grund="Auslastung")
        return super().get(request, *args, **kwargs)
