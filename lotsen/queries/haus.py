"""What people are greeted with after they have checked in, in their own language."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from behoerde.kern.models import Standort
from lotsen.hausangebot import Hausangebot
from lotsen.models import Haus, Willkommenscheck
from lotsen.queries.willkommenscheck import latest_checks


def houses() -> QuerySet[Standort]:
    """Return every Standort with what is said about it."""
    return Standort.objects.select_related("haus").order_by("name")


@dataclass(frozen=True)
class Hauszeile:
    """One house of the list; ``haus`` is empty while nobody has said anything."""

    standort: Standort
    haus: Haus
    check: Willkommenscheck | None = None

    @property
    def vorhanden(self) -> list[str]:
        return [str(Hausangebot(code).label) for code in self.haus.vorhanden]


def house_rows() -> list[Hauszeile]:
    """Return every house by name with its newest check, in two queries."""
    newest = latest_checks()
    return [Hauszeile(standort, getattr(standort, "haus", Haus()), newest.get(standort.pk)) for standort in houses()]


def greeting(_request: HttpRequest, *, standort: Standort, sprache: str) -> dict[str, Any]:
    """Return the greeting in ``sprache``, where to wait and what is there, ready to be shown on a page in any language."""
    haus = Haus.objects.filter(pk=standort.pk).first() or Haus()
    with translation.override(sprache):
        return {
            "lang": sprache.split("-", maxsplit=1)[0],
            "dir": "rtl" if translation.get_language_bidi() else "ltr",
            "gruss": _("Herzlich willkommen!"),
            "warten": _("Bitte warten Sie hier:"),
            "wartebereich": haus.wartebereich,
            "ueberschrift": _("Das gibt es hier für Sie"),
            "vorhanden": [
                (str(Hausangebot(code).label), haus.wlan if code == Hausangebot.WLAN else "") for code in haus.vorhanden
            ],
        }


def greeting_on_phone(request: HttpRequest, **angaben: Any) -> dict[str, Any]:
    """Return the same with the way to the welcome package, for a device that people keep."""
    found = greeting(request, **angaben)
    with translation.override(angaben["sprache"]):
        return found | {"paket": _("Neu in der Stadt? Ihr Willkommenspaket")}
