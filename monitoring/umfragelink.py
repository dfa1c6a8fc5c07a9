"""What clients are asked after a visit, in their language: three questions and a free one."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ZUFRIEDEN: dict[int, "StrOrPromise"] = {
    5: _("sehr zufrieden"),
    4: _("zufrieden"),
    3: _("teils, teils"),
    2: _("unzufrieden"),
    1: _("sehr unzufrieden"),
}
STIMMT: dict[int, "StrOrPromise"] = {
    5: _("stimmt genau"),
    4: _("stimmt eher"),
    3: _("teils, teils"),
    2: _("stimmt eher nicht"),
    1: _("stimmt gar nicht"),
}
ZEICHEN = {5: "laugh", 4: "smile", 3: "meh", 2: "frown", 1: "angry"}
FRAGEN: dict[str, "StrOrPromise"] = {
    "zufriedenheit": _("Wie zufrieden sind Sie mit uns?"),
    "freundlichkeit": _("Ich wurde respektvoll behandelt."),
    "verstaendlichkeit": _("Ich habe verstanden, was ich tun muss."),
}


def steps_of(frage: str) -> dict[int, "StrOrPromise"]:
    """Return the answers to choose from, the best first; statements of staff are agreed to as well."""
    return ZUFRIEDEN if frage == "zufriedenheit" else STIMMT
