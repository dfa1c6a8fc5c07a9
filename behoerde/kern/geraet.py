"""Pages for devices: a request shows its device by a cookie; staff with a right may look at the same page."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from behoerde.kern.actions.geraet import hash_token, note_seen
from behoerde.kern.db import vorbereitet
from behoerde.kern.models import Geraet, Standort
from behoerde.kern.rechte import GERAET, Recht

COOKIE = "__Host-geraet" if settings.SICHER else "geraet"
GERAET_FELDER, STANDORT_FELDER = ([f.attname for f in model._meta.concrete_fields] for model in (Geraet, Standort))
LEBENSDAUER = 400 * 86_400  # seconds; browsers keep no cookie longer


def geraet_of(request: HttpRequest, art: str) -> Geraet | None:
    """Return the device of this kind that sent ``request``, None for a locked or unknown one."""
    secret = request.COOKIES.get(COOKIE, "")
    if not secret:
        return None
    with vorbereitet() as cursor:
        cursor.execute(_find_geraet(), [art, hash_token(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Geraet.from_db(connection.alias, GERAET_FELDER, row[: len(GERAET_FELDER)])
    found.standort = Standort.from_db(connection.alias, STANDORT_FELDER, row[len(GERAET_FELDER) :])
    note_seen(found)
    return found


@cache
def _find_geraet() -> str:
    """Return the statement of the ORM with two marks: every screen asks it every two seconds, so it is made once."""
    found = Geraet.objects.select_related("standort").filter(art="", token_hash="?", gesperrt_am=None).order_by()  # noqa: S106 - a mark
    sql, params = found.query.sql_with_params()
    if params != ("", "?"):
        raise AssertionError(params)
    return sql


def remember(response: HttpResponse, secret: str) -> None:
    """Put the secret of a device on its browser."""
    response.set_cookie(COOKIE, secret, max_age=LEBENSDAUER, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")


class FuerGeraet(ABC):
    """A page for devices of one kind; anybody else is told calmly that this device is not set up (404).

    ``standort`` is the house of the device; staff name theirs, see ``standort_of_staff``.
    """

    art: str
    recht: Recht
    standort: Standort

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable:
        view = login_not_required(super().as_view(**initkwargs))
        view.rechte_der_seite = GERAET
        return view

    @abstractmethod
    def standort_of_staff(self, request: HttpRequest) -> Standort | None:
        """Return the house that somebody with ``recht`` looks at, None when there is none."""

    def find_standort(self, request: HttpRequest) -> Standort | None:
        geraet = geraet_of(request, self.art)
        if geraet:
            return geraet.standort
        if request.user.is_authenticated and request.user.hat_recht(self.recht):
            return self.standort_of_staff(request)
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        standort = self.find_standort(request)
        if standort is None:
            response = render(request, "kern/geraet_unbekannt.html", {"verbraucht": False}, status=404)
            response["HX-Refresh"] = "true"  # a part that asks again gives way to this page
            return response
        self.standort = standort
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
