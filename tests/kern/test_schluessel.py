import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.core.management import call_command

from behoerde.kern.models import Nachricht
from tests.factories.kern import NachrichtFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_after_the_change_the_old_key_is_not_needed(settings, capsys):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FELD_SCHLUESSEL = [old]
    user = UserFactory.create()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user).get_unused_codes()
    nachricht = NachrichtFactory.create(adresse="olena@beispiel.example")
    settings.FELD_SCHLUESSEL = [new, old]
    call_command("schluessel_wechseln")
    settings.FELD_SCHLUESSEL = [new]
    totp, recovery = (Authenticator.objects.get(user=user, type=kind) for kind in ("totp", "recovery_codes"))
    assert Nachricht.objects.get(pk=nachricht.pk).adresse == "olena@beispiel.example"
    assert get_adapter().decrypt(totp.data["secret"]) == "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    assert recovery.wrap().get_unused_codes() == codes
    assert capsys.readouterr().out == "3 Einträge sind mit dem neuesten Schlüssel verschlüsselt.\n"
