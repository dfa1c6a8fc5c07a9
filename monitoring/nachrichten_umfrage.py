"""What the portal writes to its staff about a survey."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.register import Anlass
from monitoring.models import Umfrage, Umfrageeinladung
from monitoring.umfrage import Token, Umfragestatus, secret
from monitoring.umfragelink_nachrichten import address


def token_of(kontext: dict) -> Token:
    return Token(secret("personal", kontext["umfrage"], kontext["user"]))


def about_survey(kontext: dict) -> dict:
    umfrage = Umfrage.objects.get(pk=kontext["umfrage"])
    return {"titel": umfrage.titel, "bis": datum.datum(umfrage.ende), "link": address(token_of(kontext))}


def is_running(kontext: dict) -> bool:
    """Say whether the survey runs, and the token was not used."""
    row = Umfrageeinladung.objects.filter(
        token_hash=token_of(kontext).hash, verwendet=False, umfrage__status=Umfragestatus.EINGELADEN
    )
    return row.filter(umfrage__ende__gte=uhr.today()).exists()


def example() -> dict:
    return {"titel": gettext("Wie arbeiten wir?"), "bis": datum.datum(uhr.today()), "link": address("Beispiel" * 4)}


ANLAESSE = (
    Anlass(
        "umfrage_personal",
        "monitoring/personal",
        _("Beschäftigtenbefragung: Ihre Meinung"),
        about_survey,
        is_running,
        beispiel=example,
    ),
)
