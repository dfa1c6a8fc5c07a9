"""The one form field that carries proof, code and trap."""

from dataclasses import dataclass

from django import forms
from django.template.loader import render_to_string

from behoerde.kern.actions.schutz import VALID_FOR

TRAP = "website"  # what programs that fill every field like to fill
RESERVE = 120  # seconds a proof must still live when it is sent off


@dataclass(frozen=True)
class Angaben:
    loesung: str = ""
    nachweis: str = ""
    trap: str = ""


class SchutzWidget(forms.Widget):
    """Trap, token of a proven contact, and the place where the script of the page solves the task."""

    input_type = "hidden"  # forms and the crispy pack render it bare, without a label

    def __init__(self, zweck: str):
        super().__init__()
        self.zweck = zweck

    def value_from_datadict(self, data, files, name: str) -> Angaben:
        return Angaben(data.get(f"{name}_loesung", ""), data.get(f"{name}_nachweis", ""), data.get(TRAP, ""))

    def render(self, name, value, attrs=None, renderer=None):
        context = {
            "name": name,
            "id": (attrs or {}).get("id") or f"id_{name}",
            "trap": TRAP,
            "nachweis": value.nachweis if isinstance(value, Angaben) else "",
            "zweck": self.zweck,
            "fresh_seconds": int(VALID_FOR.total_seconds()) - RESERVE,
        }
        return render_to_string("_bausteine/schutz.html", context)


class SchutzField(forms.Field):
    """Never required and never wrong by itself: the form decides what an answer is worth."""

    def __init__(self, zweck: str):
        super().__init__(required=False, widget=SchutzWidget(zweck))

    def clean(self, value: Angaben) -> Angaben:
        return value

    def has_changed(self, initial, data) -> bool:
        return False
