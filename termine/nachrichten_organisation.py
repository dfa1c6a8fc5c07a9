"""What we write to organisations that send lists of people."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum
from behoerde.kern.register import Anlass
from termine import adressen
from termine import beispielnachrichten as beispiele
from termine.enums import Linkzweck
from termine.models import Partnerzugang
from termine.queries.organisation import open_zugang


def about_link(kontext: dict) -> dict:
    """Return the link and until when it counts."""
    zugang = Partnerzugang.objects.select_related("partner").get(pk=kontext["zugang"])
    return {
        "organisation": zugang.partner.name,
        "gueltig_bis": datum.datum_lang(zugang.gueltig_bis),
        "link": adressen.url(Linkzweck.ORGANISATION, zugang.pk),
    }


def is_open(kontext: dict) -> bool:
    return open_zugang(kontext["zugang"]) is not None


ANLAESSE = (
    Anlass(
        "organisation_zugang",
        "termine/organisation_zugang",
        _("Termine für Ihre Leute: Ihr Link"),
        about_link,
        is_open,
        beispiel=beispiele.organisation,
    ),
)
