"""Sign-in of staff for tests of their pages."""

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from tests.factories.kern import UserFactory

GEHEIMNIS = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
KENNWORT = "ein-guter-langer-satz"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def make_staff(*rollen: Rolle, **fields) -> User:
    """Return an account with password, second factor and roles."""
    user = UserFactory.create(rollen=rollen, **fields)
    user.set_password(KENNWORT)
    user.save()
    TOTP.activate(user, GEHEIMNIS)
    return user


def sign_in(client: Client, *rollen: Rolle, **fields) -> User:
    """Return a new account that is signed in at ``client``."""
    user = make_staff(*rollen, **fields)
    client.force_login(user, backend=BACKEND)
    return user
