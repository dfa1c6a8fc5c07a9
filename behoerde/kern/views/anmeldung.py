"""Signing in: the views of allauth in the frame of the office, each with its declared right."""

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from behoerde.kern.actions.beispiel import Anmeldung, logins
from behoerde.kern.forms import AnmeldeForm, CodeBestaetigenForm, CodeForm, PasswortAendernForm, PasswortBestaetigenForm
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired, oeffentlich


def _beispiele() -> list[Anmeldung]:
    """Return the sign-ins of the example office; none outside of DEBUG."""
    return logins() if settings.DEBUG else []


class AnmeldenView(Oeffentlich, account.LoginView):
    """Ask for address and password; ``?rolle=`` fills in an account of the example office."""

    form_class = AnmeldeForm

    def get_initial(self) -> dict:
        rolle = self.request.GET.get("rolle", "")
        return next(
            ({"login": beispiel.email, "password": beispiel.kennwort} for beispiel in _beispiele() if beispiel.name == rolle),
            super().get_initial(),
        )

    def get_context_data(self, **kwargs) -> dict:
        verzeichnisse = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return super().get_context_data(beispiele=_beispiele(), verzeichnisse=verzeichnisse, **kwargs)


class CodeView(Oeffentlich, mfa.AuthenticateView):
    """Ask for the second factor: code of the app, spare code or security key."""

    form_class = CodeForm

    def get_context_data(self, **kwargs) -> dict:
        user = self.stage.login.user
        codes = [beispiel.code for beispiel in _beispiele() if beispiel.email == user.email]
        schluessel = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
        return super().get_context_data(**kwargs) | {"beispielcode": "".join(codes), "hat_schluessel": schluessel.exists()}


class AbmeldenView(Oeffentlich, account.LogoutView):
    pass


class KontoGesperrtView(Oeffentlich, account.AccountInactiveView):
    pass


class PasswortBestaetigenView(RechtRequired, account.ReauthenticateView):
    recht = Recht.ARBEITSPLATZ
    form_class = PasswortBestaetigenForm


class CodeBestaetigenView(RechtRequired, mfa.ReauthenticateView):
    recht = Recht.ARBEITSPLATZ
    form_class = CodeBestaetigenForm


class PasswortAendernView(RechtRequired, account.PasswordChangeView):
    """Change the password; who signs in by the directory has none here."""

    recht = Recht.ARBEITSPLATZ
    form_class = PasswortAendernForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_usable_password():
            messages.info(request, _("Sie melden sich über das Verzeichnis der Stadt an. Ihr Passwort ändern Sie dort."))
            return redirect("kern:arbeitsplatz")
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)


# --- The city's directory (OpenID Connect) ---------------------------------
class VerzeichnisAbgebrochenView(Oeffentlich, socialaccount.LoginCancelledView):
    pass


class VerzeichnisFehlerView(Oeffentlich, socialaccount.LoginErrorView):
    pass


@oeffentlich
def verzeichnis(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the directory. A link, not a form: ``form-action`` of the CSP names no other server."""
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        return provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except RequestException as error:
        return render_authentication_error(request, provider, exception=error)


verzeichnis_antwort = oeffentlich(openid_connect.callback)
