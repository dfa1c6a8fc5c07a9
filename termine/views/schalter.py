"""The counter page: who is next and why, who sits here and what was prepared, who waits."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.rechte import Recht, RechtRequired
from termine.enums import VORSPRACHE_WARTET
from termine.forms.schalter import AbweisenForm, NotizForm, ParkenForm, PlatzForm
from termine.models import Platz, Vorsprache
from termine.planung import day_bounds
from termine.queries.haus import at_counter
from termine.queries.kette_personal import way_for_staff
from termine.queries.schalter import besuch, notizen, on_duty_today, plaetze_for, schlange, zuletzt
from termine.rules import can_miss

COOKIE = "__Host-schalter" if settings.SICHER else "schalter"  # the counter at which this browser stands today


def chosen_platz(request: HttpRequest) -> int | None:
    """Return the counter this browser chose today; it outlives the session, which ends after a quiet quarter of an hour."""
    tag, _slash, pk = request.get_signed_cookie(COOKIE, default="").partition("/")
    return int(pk) if tag == uhr.today().isoformat() else None


class MitSchalter(RechtRequired):
    """A page of the counter that was chosen for today; without one it leads to the choice."""

    recht = Recht.SCHALTER_BEDIENEN

    @cached_property
    def platz(self) -> Platz | None:
        chosen = chosen_platz(self.request)
        return plaetze_for(self.request.user).filter(pk=chosen).first() if chosen else None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.platz is None:
            return redirect("termine:schalter_wahl")
        return super().dispatch(request, *args, **kwargs)

    def vorsprache(self) -> Vorsprache:
        """Return the number in the address; one of another unit or another day does not exist."""
        found = Vorsprache.objects.sichtbar_fuer(self.request.user).today().with_visit()
        return get_object_or_404(found, pk=self.kwargs["pk"])


class Wartende(MitSchalter):
    """A page with the list on it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(platz=self.platz, schlange=schlange(self.platz), **kwargs)


class SchalterView(Wartende, TemplateView):
    """The counter; ``/<pk>/`` opens one of those who wait. Every opening of a visit stands in the read log."""

    template_name = "termine/schalter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hier = at_counter(self.platz)
        gewaehlt = self.vorsprache() if "pk" in self.kwargs else hier
        return super().get_context_data(
            hier=hier,
            gewaehlt=gewaehlt,
            gewaehlt_pk=str(gewaehlt.pk) if gewaehlt else "",
            am_platz=gewaehlt is not None and gewaehlt == hier,
            wartet=gewaehlt is not None and gewaehlt.status in VORSPRACHE_WARTET,
            zuletzt=None if hier else zuletzt(self.platz),
            parken=ParkenForm(auto_id="parken_%s"),
            **_prepared(gewaehlt, self.request.user),
            **kwargs,
        )


def _prepared(vorsprache: Vorsprache | None, user) -> dict[str, Any]:
    """Return the visit with its notes, and note that somebody read it."""
    termin = vorsprache and besuch(vorsprache)
    if termin:
        record_read(termin, grund="Schalter")
    return {
        "termin": termin,
        "notizen": notizen(termin, user) if termin else [],
        "weg": way_for_staff(termin, user) if termin else [],
        "notiz": NotizForm() if termin else None,
        "abweisen": AbweisenForm() if termin else None,
        "darf_fehlen": vorsprache is not None
        and vorsprache.aufgerufen_am is not None
        and can_miss(vorsprache.aufrufe, vorsprache.aufgerufen_am, uhr.now()),
    }


class SchalterListeView(Wartende, TemplateView):
    """The list alone, asked for again and again: numbers, no names. ``?gewaehlt=`` marks the open one."""

    template_name = "termine/_schalter_liste.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.htmx:
            return redirect("termine:schalter")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gewaehlt_pk=self.request.GET.get("gewaehlt", ""), **kwargs)


class SchalterWahlView(RechtRequired, View):
    """Choose the counter for today."""

    recht = Recht.SCHALTER_BEDIENEN
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        plaetze = list(plaetze_for(request.user))
        today = on_duty_today(plaetze, *day_bounds(uhr.today(), uhr.today(), uhr.ZONE))
        context = {"plaetze": plaetze, "im_dienst": today, "gewaehlt": chosen_platz(request)}
        return render(request, "termine/schalter_wahl.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PlatzForm(request.POST, plaetze=plaetze_for(request.user))
        if not form.is_valid():
            messages.error(request, _("Diesen Schalter gibt es nicht. Bitte wählen Sie einen anderen."))
            return redirect("termine:schalter_wahl")
        response = redirect("termine:schalter")
        chosen = f"{uhr.today().isoformat()}/{form.cleaned_data['platz'].pk}"
        response.set_signed_cookie(
            COOKIE, chosen, max_age=86_400, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
        return response


def to_counter(vorsprache: Vorsprache | None = None) -> HttpResponse:
    """Lead back to the counter, with one of those who wait open."""
    return redirect(reverse("termine:schalter_nummer", args=[vorsprache.pk]) if vorsprache else reverse("termine:schalter"))
