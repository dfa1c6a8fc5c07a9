"""The languages of the portal: clients get all of them, staff pages German and English."""

from django.conf.locale import LANG_INFO

# Not a language of its own for Django, so it is never picked from Accept-Language: people choose it.
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "German, easy to read",
    "name_local": "Leichte Sprache",
}
LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Leichte Sprache"),
    ("en", "English"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("tr", "Türkçe"),
]
LANGUAGES_PERSONAL = ("de", "en")
