"""Sign-in of staff: only the addresses of allauth that the office uses, under its names. Nobody signs up."""

from django.urls import path

from behoerde.kern.views import anmeldung, sicherheit

urlpatterns = [
    path("login/", anmeldung.AnmeldenView.as_view(), name="account_login"),
    path("logout/", anmeldung.AbmeldenView.as_view(), name="account_logout"),
    path("gesperrt/", anmeldung.KontoGesperrtView.as_view(), name="account_inactive"),
    path("reauthenticate/", anmeldung.PasswortBestaetigenView.as_view(), name="account_reauthenticate"),
    path("password/change/", anmeldung.PasswortAendernView.as_view(), name="account_change_password"),
    path("2fa/", sicherheit.UebersichtView.as_view(), name="mfa_index"),
    path("2fa/authenticate/", anmeldung.CodeView.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", anmeldung.CodeBestaetigenView.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", sicherheit.AppEinrichtenView.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", sicherheit.AppEntfernenView.as_view(), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", sicherheit.ErsatzcodesView.as_view(), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", sicherheit.ErsatzcodesErneuernView.as_view(), name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", sicherheit.ErsatzcodesDateiView.as_view(), name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", sicherheit.SchluesselListeView.as_view(), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", sicherheit.SchluesselNeuView.as_view(), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", sicherheit.SchluesselEntfernenView.as_view(), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", sicherheit.SchluesselNameView.as_view(), name="mfa_edit_webauthn"),
    path("2fa/webauthn/reauthenticate/", sicherheit.SchluesselBestaetigenView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/login/", sicherheit.SchluesselAnmeldenView.as_view(), name="mfa_login_webauthn"),
    path("sitzungen/", sicherheit.SitzungenView.as_view(), name="usersessions_list"),
    path("verzeichnis/abgebrochen/", anmeldung.VerzeichnisAbgebrochenView.as_view(), name="socialaccount_login_cancelled"),
    path("verzeichnis/fehler/", anmeldung.VerzeichnisFehlerView.as_view(), name="socialaccount_login_error"),
    path("verzeichnis/<slug:provider_id>/login/", anmeldung.verzeichnis, name="openid_connect_login"),
    path("verzeichnis/<slug:provider_id>/login/callback/", anmeldung.verzeichnis_antwort, name="openid_connect_callback"),
]
