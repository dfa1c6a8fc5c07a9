import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.core.management import call_command

from behoerde.kern.dateien import ablage
from behoerde.kern.models import Nachricht
from tests.factories.datei import taken
from tests.factories.kern import NachrichtFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_after_the_change_the_old_key_is_not_needed(settings, capsys):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FELD_SCHLUESSEL = [old]
    user = UserFactory.create()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user).get_unused_codes()
    datei, lost = taken(), taken()
    content = datei.read()
    ablage.remove(lost.ablage)
    nachricht = NachrichtFactory.create(adresse="olena@beispiel.example")
    settings.FELD_SCHLUESSEL = [new, old]
    call_command("schluessel_wechseln")
    settings.FELD_SCHLUESSEL = [new]
    datei.refresh_from_db()
    assert (datei.read(), datei.name) == (content, "pass.jpg")
    totp, recovery = (Authenticator.objects.get(user=user, type=kind) for kind in ("totp", "recovery_codes"))
    assert Nachricht.objects.get(pk=nachricht.pk).adresse == "olena@beispiel.example"
    assert get_adapter().decrypt(totp.data["secret"]) == "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    assert recovery.wrap().get_unused_codes() == codes
    assert capsys.readouterr().out == "5 Einträge und 1 Dateien sind mit dem neuesten Schlüssel verschlüsselt.\n"
