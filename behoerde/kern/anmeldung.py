"""How staff sign in: the office makes the accounts, the second factor is stored encrypted."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.actions.konto import change_kennwort, report_sicherheit
from behoerde.kern.db import als
from behoerde.kern.krypto import decrypt, encrypt

log = structlog.get_logger(__name__)
# Mail templates of allauth -> what is recorded and told; allauth's own mails are never sent.
SICHERHEITSVORGAENGE = {
    "account/email/password_changed": "kennwort_geaendert",
    "mfa/email/totp_activated": "app_eingerichtet",
    "mfa/email/totp_deactivated": "app_entfernt",
    "mfa/email/webauthn_added": "schluessel_hinzugefuegt",
    "mfa/email/webauthn_removed": "schluessel_entfernt",
    "mfa/email/recovery_codes_generated": "ersatzcodes_erneuert",
    "socialaccount/email/account_connected": "verzeichnis_verbunden",
}
FRISCH = 300  # seconds in which a first second factor is set up without typing the password again


class KontoAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beides."),
        "too_many_login_attempts": _("Zu viele Versuche. Bitte warten Sie fünf Minuten und versuchen Sie es dann noch einmal."),
        "enter_current_password": _("Das ist nicht Ihr jetziges Passwort. Bitte geben Sie es noch einmal ein."),
        "incorrect_password": _("Das Passwort stimmt nicht. Bitte geben Sie es noch einmal ein."),
        "incorrect_code": _("Dieser Code stimmt nicht oder ist abgelaufen. Bitte geben Sie den neuesten Code ein."),
        "rate_limited": _("Zu viele Versuche. Bitte warten Sie fünf Minuten und versuchen Sie es dann noch einmal."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Stop leavers and people without any role before the second factor."""
        if user.is_active and not user.rollen:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        """Speak the language of the account, unless this browser has chosen one."""
        response = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.sprache,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a line for the operator's monitoring; it names nobody."""
        log.warning("anmeldung_abgelehnt")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a change of the second factor, except for the first one right after signing in."""
        request = context.request
        if app == "allauth.mfa" and not is_mfa_enabled(request.user):
            records = get_authentication_records(request, request.user)
            if records and uhr.now().timestamp() - records[-1]["at"] < FRISCH:
                return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_URL)

    def set_password(self, user: Any, password: str) -> None:
        change_kennwort(user=user, kennwort=password)

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: str | None = None) -> None:
        """Record the change and tell the person through the outbox; never waits for a mail server."""
        with als(user):  # allauth also calls this after the request's transaction
            report_sicherheit(user=user, vorgang=SICHERHEITSVORGAENGE[template_prefix])

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Refuse: every message goes through the outbox."""
        raise RuntimeError(f"Not through the outbox: {template_prefix}")


class VerzeichnisAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """The city's directory opens existing accounts (same verified e-mail), it makes none."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Only signing in: nobody ties a directory entry to an account by hand."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))


class FaktorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": KontoAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
