"""What stands on the letter a person takes along: in German and in the own language, without a name."""

from typing import Any

from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from lotsen.models import Angebot, Ort, Verweis

SAETZE = {
    "titel": _("Ihr Begleitbrief"),
    "selbst": _("Mit diesem Brief gehen Sie selbst hin. Wir haben dort nichts über Sie gesagt, auch nicht Ihren Namen."),
    "zeigen": _(
        "Zeigen Sie den Brief, wenn Sie möchten. Die Stelle kann uns dann sagen, dass Sie da waren. Mehr erfahren wir nicht."
    ),
    "adresse": _("Adresse"),
    "zeiten": _("Sprechzeiten"),
    "mitbringen": _("Mitbringen"),
    "telefon": _("Telefon"),
    "karte": _("Karte im Internet"),
}


def letter(verweis: Verweis, link: str) -> dict[str, Any]:
    """Return both parts of the letter; its code leads to ``link``."""
    angebot = Angebot.objects.select_related("traeger").prefetch_related("orte", "sprechzeiten").get(pk=verweis.angebot_id)
    sprachen = list(dict.fromkeys(["de", verweis.person.sprache]))
    return {"verweis": verweis, "angebot": angebot, "link": link, "teile": [_part(code, angebot) for code in reversed(sprachen)]}


def _part(code: str, angebot: Angebot) -> dict[str, Any]:
    """Return the words of one language, with its reading direction."""
    with translation.override(code):
        saetze = {name: str(satz) for name, satz in SAETZE.items()}
        zeiten = [
            (str(WEEKDAYS[zeit.wochentag - 1]), f"{zeit.von:%H:%M}–{zeit.bis:%H:%M}", zeit.hinweis)
            for zeit in angebot.sprechzeiten.all()
        ]
        name = angebot.name
    return {
        "lang": code.split("-", maxsplit=1)[0],
        "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
        "name": name,
        "saetze": saetze,
        "zeiten": zeiten,
        "orte": [(ort, map_link(ort)) for ort in angebot.orte.all()],
    }


def map_link(ort: Ort) -> str:
    """Return a link to the place on a map, "" without coordinates; it is printed, the portal itself loads no map."""
    if ort.breite is None or ort.laenge is None:
        return ""
    return f"https://www.openstreetmap.org/?mlat={ort.breite:.5f}&mlon={ort.laenge:.5f}#map=17/{ort.breite:.5f}/{ort.laenge:.5f}"
