"""Residence titles as facts: every code of ``daten/aufenthaltstitel.json``, and groups of codes that norms name."""

import json
from pathlib import Path

from django.utils.functional import lazystr
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Tatsache, Typ

DATEN = Path(__file__).resolve().parent.parent / "daten" / "aufenthaltstitel.json"

LRI, PDI = "\u2066", "\u2069"  # around a citation among words that run from right to left


class _Name:
    """Name of a title in the language of the page, with the paragraph by which people find it on their card."""

    def __init__(self, title: dict) -> None:
        self.title = title

    def __str__(self) -> str:
        name = self.title[f"name_{(get_language() or 'de').replace('-', '_')}"]
        norm = self.title["paragraph"]
        if not norm.startswith("§"):
            return name
        return f"{name} ({LRI}{norm}{PDI})" if get_language_bidi() else f"{name} ({norm})"


_TITEL = [title for title in json.loads(DATEN.read_text(encoding="utf-8"))["titles"] if title["kind"] != "ziel"]
ART = {title["code"]: title["kind"] for title in _TITEL}
STATUS = Tatsache(
    "status",
    Typ.AUSWAHL,
    _("Welchen Aufenthaltsstatus haben Sie?"),
    (
        *((title["code"], lazystr(_Name(title))) for title in _TITEL),
        ("deutsch", _("deutsche Staatsangehörigkeit")),
        ("ohne", _("kein Aufenthaltstitel und keine Duldung")),
    ),
)


def of_kind(*kinds: str) -> frozenset[str]:
    """Return the codes of some kinds: titel, gestattung, duldung, bescheinigung, fiktion, freizuegigkeit."""
    return frozenset(code for code, kind in ART.items() if kind in kinds)


UNBEFRISTET = frozenset({"9", "9a", "18c", "21_4", "26_3", "26_4", "28_2", "35"})
ABSCHNITT_5 = frozenset(  # Kapitel 2 Abschnitt 5 AufenthG: §§ 22 to 26, and § 104c
    {"22", "23_1", "23_2", "23_4", "23a", "24", "25_1", "25_2_fluechtling", "25_2_subsidiaer", "25_3", "25_4", "25_4a", "25_4b"}
    | {"25_5", "25a", "25b", "104c"}
)
AUFENTHALTSTITEL = of_kind("titel")
DULDUNG = of_kind("duldung")
GESTATTUNG = frozenset({"aufenthaltsgestattung"})
DRITTSTAAT = frozenset(ART) - {"freizuegigkeit"}
# § 44 Abs. 1 S. 1 Nr. 1 a, b, c, d and Nr. 2; § 25 Abs. 4a only with its sentence 3, asked apart
KURSANSPRUCH = frozenset(
    {"18a", "18b", "18d", "18g", "19c", "21", "28", "30", "32", "36_1", "36_2", "36a"}
    | {"25_1", "25_2_fluechtling", "25_2_subsidiaer", "25b", "38a", "23_2", "23_4"}
)
WOHNSITZREGEL = frozenset({"25_2_fluechtling", "25_2_subsidiaer", "22", "23_1", "23_2", "23_4", "24", "25_3"})
# § 10 Abs. 1 S. 1 Nr. 2 StAG; § 18f has no code of its own
STAG_GESPERRT = frozenset(
    {"16a", "16b", "16d", "16e", "16f_sprache", "16f_schule", "17", "19", "19b", "19e", "20", "20a", "22", "23a", "24", "25_3"}
    | {"25_4", "25_4a", "25_4b", "25_5", "104c"}
)
STAG_MOEGLICH = (AUFENTHALTSTITEL | {"freizuegigkeit"}) - STAG_GESPERRT - {"visum_d"}
# § 8 Abs. 2 BAföG, Nr. 1 and Nr. 2
BAFOEG_SOFORT = frozenset(
    {"22", "23_1", "23_2", "23_4", "23a", "25_1", "25_2_fluechtling", "25_2_subsidiaer", "25a", "25b", "28", "37", "104c"}
)
BAFOEG_15_MONATE = frozenset({"25_3", "25_5", "31", "30", "32", "33", "36_2", "36a"})
# § 62 Abs. 2 Nr. 2 EStG, § 1 Abs. 7 S. 1 Nr. 2 BEEG: never a a; b only while earning; c only with more
FAMILIENLEISTUNG_NIE = frozenset({"16e", "19e"})
FAMILIENLEISTUNG_ERWERB = frozenset({"16b", "16d", "20", "20a"})
FAMILIENLEISTUNG_HUMANITAER = frozenset({"23_1", "23a", "25_3", "25_4", "25_4a", "25_4b", "25_5"})
ASYLBLG = GESTATTUNG | DULDUNG | frozenset({"ankunftsnachweis", "25_4", "ohne", "gueb"})
