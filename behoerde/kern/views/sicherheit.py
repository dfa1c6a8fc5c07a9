"""The own account: second factors, spare codes, security keys, open sessions."""

from allauth.mfa.base import views as mfa
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as ersatzcodes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as schluessel
from allauth.usersessions import views as usersessions
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from behoerde.kern.forms import AppEinrichtenForm, SchluesselForm, SchluesselNameForm
from behoerde.kern.queries import say_geraet
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired


class _Eigenes(RechtRequired):
    recht = Recht.ARBEITSPLATZ


class UebersichtView(_Eigenes, mfa.IndexView):
    pass


def _count_as_confirmed(request: HttpRequest) -> None:
    """Whoever just proved to hold the new factor sees the spare codes without being asked once more."""
    newest = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES).latest("created_at")
    post_authentication(request, newest, reauthenticated=True)


class AppEinrichtenView(_Eigenes, app.ActivateTOTPView):
    form_class = AppEinrichtenForm

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _count_as_confirmed(self.request)
        messages.success(self.request, _("Die App ist eingerichtet. Bitte bewahren Sie Ihre Ersatzcodes sicher auf."))
        return response


class AppEntfernenView(_Eigenes, app.DeactivateTOTPView):
    pass


class _ErsatzcodesDa(_Eigenes):
    """Without spare codes there is nothing to show: go where they are made."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).exists():
            return redirect("mfa_generate_recovery_codes")
        return super().dispatch(request, *args, **kwargs)


class ErsatzcodesView(_ErsatzcodesDa, ersatzcodes.ViewRecoveryCodesView):
    pass


class ErsatzcodesDateiView(_ErsatzcodesDa, ersatzcodes.DownloadRecoveryCodesView):
    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Content-Disposition"] = 'attachment; filename="ersatzcodes.txt"'
        return response


class ErsatzcodesErneuernView(_Eigenes, ersatzcodes.GenerateRecoveryCodesView):
    def form_valid(self, form) -> HttpResponse:
        messages.success(self.request, _("Das sind Ihre neuen Ersatzcodes. Alte Codes gelten nicht mehr."))
        return super().form_valid(form)


class SchluesselListeView(_Eigenes, schluessel.ListWebAuthnView):
    pass


class SchluesselNeuView(_Eigenes, schluessel.AddWebAuthnView):
    form_class = SchluesselForm

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _count_as_confirmed(self.request)
        return response


class SchluesselEntfernenView(_Eigenes, schluessel.RemoveWebAuthnView):
    pass


class SchluesselNameView(_Eigenes, schluessel.EditWebAuthnView):
    form_class = SchluesselNameForm


class SchluesselBestaetigenView(_Eigenes, schluessel.ReauthenticateWebAuthnView):
    pass


class SchluesselAnmeldenView(Oeffentlich, schluessel.LoginWebAuthnView):
    pass


class SitzungenView(_Eigenes, usersessions.ListUserSessionsView):
    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.geraet = say_geraet(session.user_agent)
        return context

    def get_success_url(self) -> str:
        return reverse("usersessions_list")
