"""What the portal writes to staff: numbers and the way there, no names."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import User
from behoerde.kern.register import Anlass
from termine import beispielnachrichten as beispiele
from termine.enums import Stufe
from termine.queries.auffaelligkeit import open_auffaelligkeiten
from termine.queries.sichtung import danger_counts


def about_danger(kontext: dict) -> dict:
    """Return how many promises are in danger right now in what this person answers for."""
    numbers = danger_counts(User.objects.prefetch_related("rollenzuweisungen").get(pk=kontext["user"]))
    return numbers | {"stufe": kontext["stufe"], "link": settings.ADRESSE.rstrip("/") + reverse("termine:empfang")}


def is_still_in_danger(kontext: dict) -> bool:
    user = User.objects.prefetch_related("rollenzuweisungen").filter(pk=kontext["user"]).first()
    numbers = danger_counts(user) if user and user.is_active else {"heute": 0, "ueberfaellig": 0}
    return bool(numbers["ueberfaellig"] if kontext["stufe"] > Stufe.EMPFANG else numbers["heute"] + numbers["ueberfaellig"])


def about_muster(_kontext: dict) -> dict:
    """Return how many patterns nobody has looked at yet."""
    link = settings.ADRESSE.rstrip("/") + reverse("termine:heute_auffaelligkeiten")
    return {"anzahl": open_auffaelligkeiten().count(), "link": link}


def is_unchecked(_kontext: dict) -> bool:
    return open_auffaelligkeiten().exists()


ANLAESSE = (
    Anlass(
        "auffaelligkeiten",
        "termine/auffaelligkeiten",
        _("Auffälligkeiten bei Terminen: {anzahl} zu prüfen"),
        about_muster,
        is_unchecked,
        beispiel=beispiele.patterns,
    ),
    Anlass(
        "versprechen_gefahr",
        "termine/versprechen_gefahr",
        _("Versprechen in Gefahr: {heute} heute fällig, {ueberfaellig} überfällig"),
        about_danger,
        is_still_in_danger,
        beispiel=beispiele.danger,
    ),
)
