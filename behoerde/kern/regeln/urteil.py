"""Three values: what nobody knows is neither yes nor no (Kleene's strong logic)."""

from enum import Enum
from typing import NoReturn

from django.utils.translation import gettext_lazy as _


class Urteil(Enum):
    """NEIN < UNBEKANNT < JA; "and" is the smaller, "or" the greater, "not" turns round."""

    NEIN = -1
    UNBEKANNT = 0
    JA = 1

    def __and__(self, other: "Urteil") -> "Urteil":
        return self if self._value_ <= other._value_ else other

    def __or__(self, other: "Urteil") -> "Urteil":
        return self if self._value_ >= other._value_ else other

    def __invert__(self) -> "Urteil":
        return _GEGENTEIL[self._value_]

    def __bool__(self) -> NoReturn:
        """Refuse: ``if urteil`` would have to take UNBEKANNT for one of the others."""
        raise TypeError("Ein Urteil hat drei Werte; vergleiche mit „is“.")

    @property
    def label(self) -> str:
        return str(_WORTE[self])


_GEGENTEIL = {urteil.value: Urteil(-urteil.value) for urteil in Urteil}
_WORTE = {
    Urteil.JA: _("kommt in Frage"),
    Urteil.NEIN: _("kommt nicht in Frage"),
    Urteil.UNBEKANNT: _("bitte klären"),
}
