"""What every request passes: fault page, session limits, database context, second factor."""

import sys
from typing import Any

import structlog
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError, transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from behoerde.kern import uhr
from behoerde.kern.db import System, als

log = structlog.get_logger(__name__)


@receiver(got_request_exception)
def mark_stoerung(request: HttpRequest | None = None, **_kwargs) -> None:
    """Remember that the database was away, whoever turns the exception into a response."""
    if request is not None and isinstance(sys.exc_info()[1], OperationalError | InterfaceError | PoolTimeout):
        request.META["behoerde.stoerung"] = True


class StoerungMiddleware:
    """Answer 503 in the person's language while the database is away; what was typed can be sent again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500 and request.META.get("behoerde.stoerung"):
            from behoerde.kern.views.fehler import stoerung  # noqa: PLC0415 - views import models, middleware loads before apps

            return stoerung(request)
        return response


class KeineKopieMiddleware:
    """Let neither browser nor proxy keep what only somebody with a session or a link may read: "back" asks the portal again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session, match = settings.SESSION_COOKIE_NAME, request.resolver_match
        by_link = match is not None and "token" in match.kwargs
        if by_link or session in request.COOKIES or session in response.cookies:
            response.setdefault("Cache-Control", "no-store")  # open data and calendars say more themselves
        return response


@receiver(user_logged_in)
def start_sitzung(request: HttpRequest, **_kwargs) -> None:
    request.session["beginn"] = request.session["zuletzt"] = uhr.now().timestamp()


class SitzungMiddleware:
    """End staff sessions that were idle or open too long; leavers are out at once (``User.is_active``)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = uhr.now().timestamp()
            idle = now - request.session.get("zuletzt", 0) > settings.SITZUNG_LEERLAUF.total_seconds()
            old = now - request.session.get("beginn", 0) > settings.SITZUNG_HOECHSTENS.total_seconds()
            if idle or old:
                logout(request)
                if idle:
                    text = _("Sie wurden abgemeldet, weil Sie länger nichts getan haben. Bitte melden Sie sich neu an.")
                else:
                    text = _("Ihre Sitzung ist nach der längsten erlaubten Zeit zu Ende. Bitte melden Sie sich neu an.")
                messages.info(request, text)
            # Lists that ask again by themselves (X-Hintergrund) are no sign that somebody sits there.
            elif now - request.session["zuletzt"] > 60 and "X-Hintergrund" not in request.headers:
                request.session["zuletzt"] = now
        return self.get_response(request)


class PersonalspracheMiddleware:
    """Speak a language of the staff where staff and carriers work, when another one was chosen for a client."""

    SEITEN = ("/konto/", "/partner/", "/wegweiser/pflege/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.SEITEN) and get_language() not in settings.LANGUAGES_PERSONAL:
            activate(request.user.sprache if request.user.is_authenticated else settings.LANGUAGE_CODE)
        return self.get_response(request)


class DatenbankKontextMiddleware:
    """Run the whole request, rendering included, as the signed-in person in one transaction."""

    # These answer before, or without, anything the database knows.
    OHNE_DATENBANK = ("/gesundheit/live", "/schutz/aufgabe", "/static/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.OHNE_DATENBANK):
            return self.get_response(request)
        with als(request.user if request.user.is_authenticated else System.KUNDE):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class FehlseiteMiddleware:
    """Show our own page for 404 with DEBUG too: whoever tries the portal shall not read Django's list of patterns."""

    VON_DJANGO = b"<h1>Page not found <small>(404)</small></h1>"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and self.VON_DJANGO in getattr(response, "content", b""):
            from behoerde.kern.views.fehler import not_found  # noqa: PLC0415 - as above

            return not_found(request)
        return response


class ZweiterFaktorMiddleware:
    """Staff without a second factor reach nothing but its set-up, with a start password nothing but its change."""

    ERLAUBT = (
        "/konto/2fa/",
        "/konto/logout/",
        "/konto/reauthenticate/",
        "/sprache/",
        "/static/",
        "/barrierefreiheit/",
        "/datenschutz/",
        "/impressum/",
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = self._first_step(request.user)
        request.noch_eingeschraenkt = bool(first)  # type: ignore[attr-defined]
        if first and not request.path.startswith((*self.ERLAUBT, reverse(first))):
            return redirect(first)
        return self.get_response(request)

    @staticmethod
    def _first_step(user: Any) -> str:
        """Return the page somebody must pass before any other, "" when there is none."""
        if not user.is_authenticated:
            return ""
        if user.kennwort_aendern and user.has_usable_password():
            return "account_change_password"
        return "" if is_mfa_enabled(user) else "mfa_activate_totp"
