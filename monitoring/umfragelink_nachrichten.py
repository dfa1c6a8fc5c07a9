"""What the portal writes about surveys: a link to answer, a link to hear nothing more, never what the visit was about."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Zugangslink
from behoerde.kern.register import Anlass
from monitoring.models import Umfrageeinladung
from monitoring.umfrage import Linkzweck, Token, secret
from termine.queries.ende import has_ended


def address(token: object) -> str:
    """Return where a survey is answered."""
    return f"{settings.ADRESSE.rstrip('/')}/umfrage/{token}/"


def token_in(kontext: dict) -> Token:
    return Token(secret("termin", kontext["termin"]), *kontext["token"])


def about_visit(kontext: dict) -> dict:
    return {
        "link": address(token_in(kontext)),
        "abmelden": address(f"abmelden/{link_token(Linkzweck.ABMELDEN, kontext['person'])}"),
    }


def is_wanted(kontext: dict) -> bool:
    """Say whether the visit is still over, nobody has answered, and they still may be asked."""
    waiting = Umfrageeinladung.objects.filter(token_hash=token_in(kontext).hash, verwendet=False)
    may_ask = Zugangslink.objects.filter(zweck=Linkzweck.ABMELDEN, objekt_id=kontext["person"])
    return waiting.exists() and may_ask.exists() and has_ended(kontext["termin"])


def example() -> dict:
    return {"link": address("Beispiel" * 4), "abmelden": address(f"abmelden/{'Beispiel' * 2}")}


ANLAESSE = (Anlass("umfrage", "monitoring/umfragelink", _("Wie war es bei uns?"), about_visit, is_wanted, beispiel=example),)
