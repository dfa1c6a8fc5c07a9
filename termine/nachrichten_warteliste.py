"""What the portal writes to whoever waits for an earlier time: which one, until when it is held, where to take it."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.register import Anlass
from termine import adressen
from termine import beispielnachrichten as beispiele
from termine.enums import Linkzweck, VorschlagStatus
from termine.models import Terminvorschlag


def about_earlier(kontext: dict) -> dict:
    vorschlag = Terminvorschlag.objects.select_related("termin__leistung", "standort").get(pk=kontext["vorschlag"])
    termin = vorschlag.termin
    if termin is None:
        raise Terminvorschlag.DoesNotExist
    return {
        "leistung": termin.leistung.name,
        "standort": vorschlag.standort,
        "datum": datum.datum_lang(vorschlag.starts_at),
        "uhrzeit": datum.uhrzeit(vorschlag.starts_at),
        "bisher_tag": datum.datum_lang(termin.starts_at),
        "bisher_uhrzeit": datum.uhrzeit(termin.starts_at),
        "bis_tag": datum.datum_lang(vorschlag.gueltig_bis),
        "bis_uhrzeit": datum.uhrzeit(vorschlag.gueltig_bis),
        "link": f"{adressen.url(Linkzweck.TERMIN, termin.pk)}frueher/",
    }


def is_held(kontext: dict) -> bool:
    return Terminvorschlag.objects.filter(
        pk=kontext["vorschlag"], status=VorschlagStatus.OFFEN, gueltig_bis__gt=uhr.now()
    ).exists()


ANLAESSE = (
    Anlass(
        "warteliste_angebot",
        "termine/warteliste_angebot",
        _("Eine frühere Zeit ist frei: {datum}, {uhrzeit}"),
        about_earlier,
        is_held,
        beispiel=beispiele.earlier,
    ),
)
