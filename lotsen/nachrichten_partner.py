"""What the portal writes to partners and guides about a Verweis: without a word about anybody."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Zugangslink
from behoerde.kern.register import Anlass
from lotsen import adressen
from lotsen.models import Partnerkopie, Verweis
from lotsen.verweis_tabelle import BEENDET, WARTET_AUF_ANTWORT, Verweislink

PFAD_EINGANG = "/partner/eingang/"
BEISPIEL_KENNUNG = "V-7K3QM"


def about_kopie(kontext: dict) -> dict:
    """Return kennung, deadline and where to answer: in the portal, or by link where nobody has an account."""
    kopie = Partnerkopie.objects.get(pk=kontext["kopie"])
    try:
        link_token(Verweislink.ANTWORT, kopie.pk)
        link = adressen.url(Verweislink.ANTWORT, kopie.pk)
    except Zugangslink.DoesNotExist:
        link = f"{adressen.base()}{PFAD_EINGANG}{kopie.pk}/"
    return {"kennung": kopie.kennung, "bis_tag": datum.datum_lang(kopie.faellig_am) if kopie.faellig_am else "", "link": link}


def waits(kontext: dict) -> bool:
    return Partnerkopie.objects.filter(pk=kontext["kopie"], status__in=WARTET_AUF_ANTWORT).exists()


def goes_on(kontext: dict) -> bool:
    return Partnerkopie.objects.filter(pk=kontext["kopie"]).exclude(status__in=BEENDET).exists()


def about_overdue(kontext: dict) -> dict:
    """Return how many referrals of a guide wait for them or for somebody who keeps silent; no names."""
    count = Verweis.objects.filter(angelegt_von=kontext["user"]).open().overdue().count()
    return {"zahl": count, "link": f"{adressen.base()}/lotsen/verweise/?ansicht=ueberfaellig"}


def is_overdue(kontext: dict) -> bool:
    return Verweis.objects.filter(angelegt_von=kontext["user"]).open().overdue().exists()


def _kopie_example() -> dict:
    link = f"{adressen.base()}{PFAD_EINGANG}"
    return {"kennung": BEISPIEL_KENNUNG, "bis_tag": datum.datum_lang(_day()), "link": link}


def _day() -> date:
    return uhr.today() + 7 * uhr.DAY


ANLAESSE = (
    Anlass(
        "verweis_neu", "lotsen/verweis_neu", _("Ein neuer Verweis wartet auf Sie"), about_kopie, waits, beispiel=_kopie_example
    ),
    Anlass(
        "verweis_erinnerung",
        "lotsen/verweis_erinnerung",
        _("Ein Verweis wartet noch auf Ihre Antwort"),
        about_kopie,
        waits,
        beispiel=_kopie_example,
    ),
    Anlass(
        "verweis_weiter",
        "lotsen/verweis_weiter",
        _("Ihr Link für den nächsten Schritt"),
        about_kopie,
        goes_on,
        beispiel=_kopie_example,
    ),
    Anlass(
        "verweise_faellig",
        "lotsen/verweise_faellig",
        _("Verweise, die auf Sie warten"),
        about_overdue,
        is_overdue,
        beispiel=lambda: {"zahl": 3, "link": f"{adressen.base()}/lotsen/verweise/?ansicht=ueberfaellig"},
    ),
    Anlass(
        "verweis_zurueckgezogen",
        "lotsen/verweis_zurueckgezogen",
        _("Ein Verweis wurde zurückgezogen"),
        lambda kontext: {"kennung": kontext["kennung"]},
        beispiel=lambda: {"kennung": BEISPIEL_KENNUNG},
    ),
)
