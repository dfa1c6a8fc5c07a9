"""What the preview of kern's messages shows; nobody of it exists."""

from django.conf import settings
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum_lang, uhrzeit


def security() -> dict:
    instant = uhr.now()
    return {
        "vorname": "Erika",
        "was": _("App für Codes eingerichtet"),
        "tag": datum_lang(instant),
        "uhrzeit": uhrzeit(instant),
        "telefon": settings.BEHOERDE["telefon"],
    }


def code() -> dict:
    return {"code": "123456", "link": settings.ADRESSE, "wofuer": ""}
