"""On which basis something about a case goes to a partner: what the words of the statute carry, and what they don't.

Read in the consolidated texts of 2026-08-19. Not here, because they carry nothing that the office could send from a case:
§ 88a AufenthG (course data, to the Bundesamt), § 18b AZRG (sent by the register), § 71 Abs. 2 SGB X (sent to the office).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fallmanagement.enums_zusammenarbeit import Freigabefeld, Freigabegrundlage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

F = Freigabefeld


@dataclass(frozen=True)
class Rechtsgrund:
    """``felder`` is what it lets pass; ``geprueft``: somebody held it against the words of the statute."""

    satz: "StrOrPromise"
    felder: tuple[str, ...]
    geprueft: bool = True


RECHTSGRUENDE: dict[str, Rechtsgrund] = {
    Freigabegrundlage.EINWILLIGUNG: Rechtsgrund(
        _("Die Person hat den Wortlaut gehört oder gelesen und zugestimmt."), tuple(F.values)
    ),
    Freigabegrundlage.AUFENTHG_90: Rechtsgrund(
        _(
            "An die nach § 10 AsylbLG zuständige Behörde: Umstände und Maßnahmen nach dem Aufenthaltsgesetz, die für Leistungen "
            "nach dem AsylbLG nötig sind, und Zustimmungen zu einer Beschäftigung."
        ),
        (F.NAME, F.GEBURTSDATUM, F.AUFENTHALT, F.ARBEIT),
    ),
    Freigabegrundlage.ASYLBLG_11: Rechtsgrund(
        _(
            "An die für das AsylbLG zuständige Behörde: Ergebnis des Abgleichs von Name, Geburtsdatum, Aufenthaltsstatus und -zeiten."
        ),
        (F.NAME, F.GEBURTSDATUM, F.AUFENTHALT),
    ),
    Freigabegrundlage.ANDERE: Rechtsgrund(
        _("Das Portal hat diese Grundlage nicht geprüft. Bitte nennen Sie die Norm; die zweite Person prüft sie."),
        tuple(F.values),
        geprueft=False,
    ),
}
