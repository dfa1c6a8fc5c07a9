"""What the portal writes to staff, partners and employers about cases: a file number and where to look, never a word about anybody."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.models import User
from behoerde.kern.register import Anlass
from fallmanagement.models import Aktenzusammenfuehrung, Freigabekopie, Zugriff
from fallmanagement.queries.eskalation import told


def _link(name: str) -> str:
    return f"{settings.ADRESSE}{reverse(name)}"


def about_notzugriff(kontext: dict) -> dict:
    zugriff = Zugriff.objects.select_related("fallakte").get(pk=kontext["zugriff"])
    return {"aktenzeichen": zugriff.fallakte.aktenzeichen, "link": _link("fallmanagement:zugriffe_pruefen")}


def about_freigabe(kontext: dict) -> dict:
    kopie = Freigabekopie.objects.get(pk=kontext["kopie"])
    return {"kennung": kopie.kennung, "bis_tag": datum.datum(kopie.bis), "link": _link("fallpartner:faelle")}


def stands(kontext: dict) -> bool:
    return Freigabekopie.objects.filter(pk=kontext["kopie"], bis__gte=uhr.today()).exists()


def about_fristen(kontext: dict) -> dict:
    own, lead = _told(kontext)
    return {"eigene": own, "gemeldet": lead, "link": _link("fallmanagement:fristen")}


def _told(kontext: dict) -> tuple[int, int]:
    return told(User.objects.get(pk=kontext["user"]), date.fromisoformat(kontext["tag"]))


def about_wege(kontext: dict) -> dict:
    link = f"{settings.ADRESSE}{reverse('fallmanagement:pruefdurchgang', args=[kontext['durchgang']])}"
    return {"zahl": kontext["zahl"], "link": link}


def about_merge(kontext: dict) -> dict:
    row = Aktenzusammenfuehrung.objects.select_related("bleibt", "doppelt").get(pk=kontext["merge"])
    link = f"{settings.ADRESSE}{row.doppelt.get_absolute_url()}"
    return {"alt": row.doppelt.aktenzeichen, "neu": row.bleibt.aktenzeichen, "link": link}


ANLAESSE = (
    Anlass(
        "akten_zusammengefuehrt",
        "fallmanagement/akten_zusammengefuehrt",
        _("Ihre Akte {alt} ist zusammengeführt"),
        about_merge,
        lambda kontext: Aktenzusammenfuehrung.objects.filter(pk=kontext["merge"]).exists(),  # not when it was taken back
        beispiel=lambda: {"alt": "FM-2026-000124", "neu": "FM-2026-000123", "link": _link("fallmanagement:liste")},
    ),
    Anlass(
        "wege_geaendert",
        "fallmanagement/wege_geaendert",
        _("In Ihren Fällen haben sich Wege geändert"),
        about_wege,
        beispiel=lambda: {"zahl": 2, "link": _link("fallmanagement:pruefdurchgaenge")},
    ),
    Anlass(
        "fristen_faellig",
        "fallmanagement/fristen_faellig",
        _("In Ihren Fällen ist etwas zu tun"),
        about_fristen,
        lambda kontext: any(_told(kontext)),
        beispiel=lambda: {"eigene": 3, "gemeldet": 1, "link": _link("fallmanagement:fristen")},
    ),
    Anlass(
        "notzugriff",
        "fallmanagement/notzugriff",
        _("Notzugriff auf die Akte {aktenzeichen}"),
        about_notzugriff,
        beispiel=lambda: {"aktenzeichen": "FM-2026-000123", "link": _link("fallmanagement:zugriffe_pruefen")},
    ),
    Anlass(
        "freigabe_neu",
        "fallmanagement/freigabe_neu",
        _("Das Amt hat Ihnen etwas mitgeteilt"),
        about_freigabe,
        stands,
        beispiel=lambda: {
            "kennung": "F-7K3QMX",
            "bis_tag": datum.datum(uhr.today() + 30 * uhr.DAY),
            "link": _link("fallpartner:faelle"),
        },
    ),
    Anlass(
        "freigabe_beendet",
        "fallmanagement/freigabe_beendet",
        _("Eine Mitteilung des Amts ist beendet"),
        lambda kontext: {"kennung": kontext["kennung"]},
        beispiel=lambda: {"kennung": "F-7K3QMX"},
    ),
    Anlass(
        "vorschlag_zurueckgezogen",
        "fallmanagement/vorschlag_zurueckgezogen",
        _("Ein Vorschlag wurde zurückgezogen"),
        lambda kontext: {"kennung": kontext["kennung"]},
        beispiel=lambda: {"kennung": "4F7A2C"},
    ),
)
