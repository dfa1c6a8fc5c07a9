"""The facts of a check, each typed as its kind asks; what stays empty is unknown."""

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Tatsache, Typ
from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.forms.akte import DatumField
from fallmanagement.perspektive.tatsachen import TATSACHEN

UNBEKANNT = ("", _("noch nicht bekannt"))
JANEIN = (UNBEKANNT, ("ja", _("ja")), ("nein", _("nein")))
# First fact of each part, in the order in which they are declared.
BEREICHE = {
    "status": _("Status und Zeiten"),
    "asylverfahren": _("Asylverfahren"),
    "identitaet": _("Identität"),
    "ba_zustimmung": _("Arbeit und Ausbildung"),
    "deutsch_muendlich": _("Integration"),
    "ausreise_unmoeglich": _("Hindernis der Ausreise"),
    "inlandsabschluss": _("Fachkraft"),
    "rentenmonate": _("Niederlassung"),
    "rechtmaessig_seit": _("Einbürgerung"),
    "aufenthalt_im_bundesgebiet_seit": _("Leistungen"),
}


def field_for(tatsache: Tatsache) -> forms.Field:
    """Return the form field of one fact."""
    if tatsache.typ is Typ.TAG:
        return DatumField(label=tatsache.frage, required=False)
    if tatsache.typ is Typ.ZAHL:
        return forms.DecimalField(label=tatsache.frage, required=False, min_value=0, max_value=999999, decimal_places=2)
    choices = {Typ.JANEIN: JANEIN, Typ.NIVEAU: (UNBEKANNT, *((value, value) for value in NIVEAUS))}
    return forms.ChoiceField(
        label=tatsache.frage, required=False, choices=choices.get(tatsache.typ, (UNBEKANNT, *tatsache.auswahl))
    )


def _value(tatsache: Tatsache, raw: Any) -> Any:
    if raw in ("", None):
        return None
    if tatsache.typ is Typ.JANEIN:
        return raw == "ja"
    if tatsache.typ is Typ.ZAHL:
        return int(raw) if raw == int(raw) else float(raw)
    return raw


def _shown(tatsache: Tatsache, value: Any) -> Any:
    return ("ja" if value else "nein") if tatsache.typ is Typ.JANEIN else value


class PerspektiveForm(forms.Form):
    """All facts by part; ``offen`` are those that could still change something."""

    use_required_attribute = False

    def __init__(self, *args: Any, tatsachen: dict[str, Any], offen: Collection[str] = (), **kwargs: Any) -> None:
        initial = {name: _shown(TATSACHEN[name], value) for name, value in tatsachen.items() if value is not None}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields |= {name: field_for(tatsache) for name, tatsache in TATSACHEN.items()}
        self.offen = frozenset(offen)

    @property
    def tatsachen(self) -> dict[str, Any]:
        """Return what is known, after validation."""
        values = {name: _value(TATSACHEN[name], self.cleaned_data.get(name)) for name in TATSACHEN}
        return {name: value for name, value in values.items() if value is not None}

    def bereiche(self) -> Iterator[tuple[Any, list[forms.BoundField], int, bool]]:
        """Yield each part: its title, its fields, how many of them are asked for, whether one was typed wrongly."""
        starts = [*BEREICHE]
        names = [*TATSACHEN]
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            part = names[names.index(start) : names.index(end) if end else None]
            yield BEREICHE[start], [self[name] for name in part], len(self.offen & set(part)), bool(set(part) & set(self.errors))
