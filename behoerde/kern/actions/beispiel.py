"""The example office: one account per role with a real second factor. Never used outside of DEBUG."""

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from behoerde.kern.actions.geraet import renew_setup, setup_path
from behoerde.kern.models import Geraet, Organisationseinheit, Rollenzuweisung, User
from behoerde.kern.queries import setup_is_open
from behoerde.kern.rechte import Rolle

KENNWORT = "musterstadt-2026"
EINHEIT = "Ausländerbehörde Musterstadt"
PARTNEREINHEIT = "Wohlfahrtsverbund Musterstadt e. V."
MENSCHEN = {
    Rolle.EMPFANG: ("Miriam", "Yıldız"),
    Rolle.SACHBEARBEITUNG: ("Jonas", "Weber"),
    Rolle.LOTSE: ("Leyla", "Brandt"),
    Rolle.FALLMANAGEMENT: ("Henrike", "Oduya"),
    Rolle.LEITUNG: ("Katrin", "Sommer"),
    Rolle.RESSORT: ("Paul", "Lindner"),
    Rolle.SCHULUNG: ("Vera", "Nowak"),
    Rolle.PARTNER: ("Tom", "Haller"),
    Rolle.DATENSCHUTZ: ("Ute", "Falk"),
    Rolle.VERWALTUNG: ("Emre", "Kaplan"),
}


@dataclass(frozen=True)
class Anmeldung:
    name: str
    rolle: str
    email: str
    kennwort: str
    code: str


def build(gross: bool = False) -> None:
    """Create the accounts; running again changes nothing."""
    amt, _ = Organisationseinheit.objects.get_or_create(name=EINHEIT, defaults={"art": Organisationseinheit.Art.SACHGEBIET})
    partner, _ = Organisationseinheit.objects.get_or_create(
        name=PARTNEREINHEIT, defaults={"art": Organisationseinheit.Art.PARTNER}
    )
    for index, (rolle, (vorname, nachname)) in enumerate(MENSCHEN.items()):
        email = f"{rolle.value}@musterstadt.example"
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, KENNWORT, vorname=vorname, nachname=nachname, ist_beispiel=True
        )
        einheit = partner if rolle == Rolle.PARTNER else amt
        Rollenzuweisung.objects.get_or_create(user=user, rolle=rolle, organisationseinheit=einheit)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, _secret(index))


def _secret(index: int) -> str:
    """Return a fixed secret, so that an authenticator app set up once keeps fitting after a new load."""
    return "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3P" + "ABCDEFGHIJKLMNOP"[index] + "A"


def current_code(secret: str) -> str:
    """Return the code an authenticator app would show for ``secret`` right now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))


def devices() -> list[tuple[str, str]]:
    """Return name and one-time path of every device that waits for its setting up; an address that ran out is renewed."""
    found = Geraet.objects.filter(gesperrt_am=None, token_hash="").select_related("standort")
    ready = [geraet if setup_is_open(geraet) else renew_setup(geraet) for geraet in found.order_by("standort__name", "art")]
    return [(f"{geraet.name}, {geraet.standort}", setup_path(geraet)) for geraet in ready]


def logins() -> list[Anmeldung]:
    """Return one sign-in per role of the example office, with its current code from the stored secret."""
    order = {f"{rolle.value}@musterstadt.example": index for index, rolle in enumerate(MENSCHEN)}
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__ist_beispiel=True).select_related("user")
    return [
        Anmeldung(
            name=row.user.email.partition("@")[0],
            rolle=", ".join(str(rolle.label) for rolle in row.user.rollen),
            email=row.user.email,
            kennwort=KENNWORT,
            code=current_code(get_adapter().decrypt(row.data["secret"])),
        )
        for row in sorted(rows, key=lambda row: order.get(row.user.email, len(order)))
    ]
