"""What every page knows: the office, the language of the page, the paths this person may take."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi, get_language_info, gettext, gettext_noop

from behoerde.kern.navigation import wege_of

gettext_noop("Ausländerbehörde")  # the usual name has a translation; an office of another name keeps it
# A page that is gone back to is asked for again: the browser would else keep copies of pages about people, also after signing out.
HTMX_CONFIG = (
    '{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,'
    '"historyCacheSize":0,"refreshOnHistoryMiss":true}'
)


def behoerde(request: HttpRequest) -> dict[str, Any]:
    """Context processor of all pages."""
    return {**page_context(request), "navigation": SimpleLazyObject(lambda: wege_of(request))}


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the frames need without asking the database, so that error pages can stand on it.

    ``behoerde``: the setting, plus ``anzeigename`` (translated; the address of a letter keeps the German ``name``).
    ``seite``: ``code`` (language), ``lang`` and ``dir`` (attributes of <html>), ``name``, ``geprueft`` (texts read by
    a native speaker), ``sprachen`` and ``sprachen_personal`` (dicts: code, lang, dir, name, url, aktiv), ``deutsch`` (url).
    """
    code = get_language() or settings.LANGUAGE_CODE
    wechsel = f"{reverse('kern:sprache')}?wahl={{}}&{urlencode({'weiter': request.get_full_path()})}"
    languages = [_language(entry, code, wechsel.format(entry)) for entry, _name in settings.LANGUAGES]
    name = settings.BEHOERDE["name"]
    return {
        "behoerde": {**settings.BEHOERDE, "anzeigename": gettext(name)},
        "htmx_config": HTMX_CONFIG,
        "seite": {
            "code": code,
            "lang": code.split("-", maxsplit=1)[0],
            "dir": "rtl" if get_language_bidi() else "ltr",
            "name": dict(settings.LANGUAGES)[code],
            "geprueft": code in settings.SPRACHEN_GEPRUEFT,
            "sprachen": languages,
            "sprachen_personal": [entry for entry in languages if entry["code"] in settings.LANGUAGES_PERSONAL],
            "deutsch": wechsel.format("de"),
        },
    }


def _language(code: str, active: str, url: str) -> dict[str, Any]:
    info = get_language_info(code)
    return {
        "code": code,
        "lang": code.split("-", maxsplit=1)[0],
        "dir": "rtl" if info["bidi"] else "ltr",
        "name": dict(settings.LANGUAGES)[code],
        "url": url,
        "aktiv": code == active,
    }
