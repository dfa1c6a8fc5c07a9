"""The languages people need an interpreter for, named from the Unicode CLDR; wider than those the portal itself speaks."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

_CODES = """
am ar az bg bm bn bs ckb cs el en es et fa ff fil fr ha he hi hr hu hy id ig it ja ka kk kmr ko ky ln lt lv mk mn my ne
om pa pl prs ps pt ro rom ru rw si sk sl so sq sr sw ta tg th ti tr uk ur uz vi wo yo zh
"""
CODES = tuple(_CODES.split())
GEBAERDEN, ANDERE = "gsg", "mis"  # of ISO 639-3: German sign language, a language without a code
ALLE = (*CODES, GEBAERDEN, ANDERE)
OHNE_CLDR = {
    "ckb": gettext_noop("Kurdisch (Sorani)"),
    "de-simple": gettext_noop("Leichte Sprache"),
    "kmr": gettext_noop("Kurdisch (Kurmandschi)"),
    "prs": gettext_noop("Dari"),
    GEBAERDEN: gettext_noop("Deutsche Gebärdensprache"),
    ANDERE: gettext_noop("eine andere Sprache"),
}
EIGENNAMEN = {"kmr": "Kurmancî", "prs": "دری", "rom": "Romani čhib"}
FSI, PDI = "\u2068", "\u2069"  # around a name that may run in the other direction


@lru_cache(maxsize=64)
def _names(sprache: str) -> dict[str, str]:
    return dict(Locale.parse(sprache).languages)


def sprachname(code: str) -> str:
    """Return the name of a language in the language of the page, ``code`` itself when it has none."""
    own = OHNE_CLDR.get(code)
    return _(own) if own else _names((get_language() or "de").split("-")[0]).get(code, code)


def find_code(text: str, codes: Iterable[str]) -> str | None:
    """Return which of ``codes`` somebody means by "uk", "Ukrainisch" or "українська"; None when none."""
    wanted = text.strip().casefold()
    for code in codes:
        if wanted in {code, sprachname(code).casefold(), eigenname(code).casefold()}:
            return code
    return None


def eigenname(code: str) -> str:
    """Return what the people who speak a language call it, "" when that is not known."""
    try:
        return EIGENNAMEN.get(code) or _names(code).get(code, "")
    except (UnknownLocaleError, ValueError):
        return ""


def auswahl() -> list[tuple[str, str]]:
    """Return every language in alphabetical order of the page, "Tigrinya – ትግርኛ"; the unnamed one last."""
    names = sorted((sprachname(code), code) for code in CODES)
    return [*((code, _both(name, eigenname(code))) for name, code in names), *((c, sprachname(c)) for c in (GEBAERDEN, ANDERE))]


def _both(name: str, own: str) -> str:
    return name if not own or own.casefold() == name.casefold() else f"{name} – {FSI}{own}{PDI}"


def mit_leer(leer: str) -> list[tuple[str, str]]:
    """Return the choices of a field that may stay empty."""
    return [("", leer), *auswahl()]


def am_platz() -> list[tuple[str, str]]:
    """Return what somebody at a counter may speak: first what the portal speaks, then every other language."""
    own = [(code, name) for code, name in settings.LANGUAGES if code != "de-simple"]
    return [*own, *((code, name) for code, name in auswahl() if code not in {*dict(own), ANDERE})]
