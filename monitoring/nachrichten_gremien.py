"""What a Gemeinde is asked, and reminded of once."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.datum import datum
from behoerde.kern.register import Anlass
from monitoring.models import Stellungnahme
from monitoring.stellungnahme import Stellungnahmelink


def about(kontext: dict) -> dict:
    row = Stellungnahme.objects.select_related("anhoerung", "einheit").get(pk=kontext["stellungnahme"])
    token = link_token(Stellungnahmelink.STELLUNGNAHME, row.pk)
    return {
        "betreff": row.anhoerung.betreff,
        "gemeinde": row.einheit.name,
        "tag": datum(row.anhoerung.frist),
        "link": f"{settings.ADRESSE.rstrip('/')}{reverse('stellungnahme', args=[token])}",
    }


def still_open(kontext: dict) -> bool:
    """Say whether the deadline lies ahead and no answer came yet."""
    rows = Stellungnahme.objects.filter(pk=kontext["stellungnahme"], geantwortet_am=None)
    return rows.filter(anhoerung__frist__gte=uhr.today()).exists()


def example() -> dict:
    return {
        "betreff": gettext("Leitbild der Ausländerbehörde"),
        "gemeinde": gettext("Gemeinde Beispieldorf"),
        "tag": datum(uhr.today() + timedelta(days=28)),
        "link": f"{settings.ADRESSE.rstrip('/')}/stellungnahme/{'Beispiel' * 2}/",
    }


ANLAESSE = (
    Anlass(
        "stellungnahme_bitte",
        "monitoring/stellungnahme_bitte",
        _("Bitte um Stellungnahme: {betreff}"),
        about,
        still_open,
        beispiel=example,
    ),
    Anlass(
        "stellungnahme_erinnerung",
        "monitoring/stellungnahme_erinnerung",
        _("Erinnerung an Ihre Stellungnahme: {betreff}"),
        about,
        still_open,
        beispiel=example,
    ),
)
