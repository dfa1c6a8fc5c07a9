"""Sign-in of staff: only the parts of allauth that the office uses. Nobody signs up."""

from allauth.account import views as account
from allauth.urls import urlpatterns as allauth_urlpatterns
from django.urls import include, path

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sitzungen/", include("allauth.usersessions.urls")),
    path("verzeichnis/", include("allauth.socialaccount.urls")),
]
