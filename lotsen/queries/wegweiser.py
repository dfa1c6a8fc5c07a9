"""A person's own roadmap: what is done, what is next, what others have to do, with place, hours and deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.models import Person
from lotsen.beratung import EmpfehlungStatus
from lotsen.models import Angebot, Empfehlung, Verweis
from lotsen.queries.begruendung import Warum, why
from lotsen.queries.verzeichnis import Fund
from lotsen.verweis_tabelle import Ausgang, VerweisStatus

FERTIG, JETZT, WARTET, SPAETER = "fertig", "jetzt", "wartet", ""


class Livestand(NamedTuple):
    """Where the referral of a step is: ``wartet`` means that others have to do something now."""

    text: Any
    wartet: bool
    fertig: bool = False


_S = VerweisStatus
LIVE: dict[str, Livestand] = {
    _S.EINWILLIGUNG: Livestand(gettext_lazy("Wir brauchen noch Ihr Einverständnis"), wartet=False),
    _S.BRIEF: Livestand(gettext_lazy("Gehen Sie mit dem Begleitbrief hin"), wartet=False),
    _S.GESENDET: Livestand(gettext_lazy("Wir haben dort für Sie angefragt"), wartet=True),
    _S.GELESEN: Livestand(gettext_lazy("Wir haben dort für Sie angefragt"), wartet=True),
    _S.ANGENOMMEN: Livestand(gettext_lazy("Dort hat man für Sie zugesagt"), wartet=False),
    _S.WARTELISTE: Livestand(gettext_lazy("Sie stehen dort auf der Warteliste"), wartet=True),
    _S.ABGELEHNT: Livestand(gettext_lazy("Dort geht es nicht. Wir suchen mit Ihnen etwas anderes."), wartet=True),
    _S.WEITERVERWIESEN: Livestand(gettext_lazy("Dort geht es nicht. Wir suchen mit Ihnen etwas anderes."), wartet=True),
    _S.TERMIN: Livestand(gettext_lazy("Sie haben dort einen Termin"), wartet=False),
    _S.ERSCHIENEN: Livestand(gettext_lazy("Sie waren dort"), wartet=False),
    _S.NICHT_ERSCHIENEN: Livestand(gettext_lazy("Der Termin hat nicht geklappt. Sprechen Sie uns an."), wartet=False),
    _S.IN_BEGLEITUNG: Livestand(gettext_lazy("Dort begleitet man Sie"), wartet=False),
    _S.ABGESCHLOSSEN: Livestand(gettext_lazy("Dort ist alles erledigt"), wartet=False, fertig=True),
}

# What has ended without help is not done: the step stays open.
_OFFEN = Livestand(gettext_lazy("Dort hat es nicht geklappt. Sprechen Sie uns an."), wartet=False)
OHNE_HILFE: dict[str, Livestand] = {
    Ausgang.NICHT_GEHOLFEN: _OFFEN,
    Ausgang.NICHT_GEKOMMEN: _OFFEN,
    Ausgang.KEIN_PLATZ: _OFFEN,
    Ausgang.UNBEKANNT: _OFFEN,
}


@dataclass
class Schritt:
    """One step of the way."""

    nummer: int
    empfehlung: Empfehlung
    fund: Fund | None
    stand: str
    live: Livestand | None

    @property
    def titel(self) -> str:
        return str(self.empfehlung.art.bezeichnung)

    @property
    def angebot(self) -> Angebot | None:
        return self.empfehlung.angebot

    @property
    def frist(self) -> date | None:
        return self.empfehlung.frist

    @property
    def frist_text(self) -> str:
        """Return what ends then, in the language of the page: it is stored in German."""
        return gettext(self.empfehlung.frist_text) if self.empfehlung.frist_text else ""

    @cached_property
    def warum(self) -> Warum | None:
        return why(self.empfehlung)

    @property
    def eilt(self) -> bool:
        return self.frist is not None and self.stand != FERTIG and self.frist <= uhr.today() + 14 * uhr.DAY


def live_state(empfehlung: Empfehlung) -> Livestand | None:
    """Return where the newest referral of a step is, None when there is none or it was taken back."""
    newest = max(empfehlung.verweise.all(), key=lambda verweis: verweis.angelegt_am, default=None)
    if newest is None:
        return None
    return OHNE_HILFE.get(newest.ausgang) or LIVE.get(newest.status)


def schritte(person: Person) -> list[Schritt]:
    """Return the steps of ``person`` over all talks, in their order; four queries however many there are."""
    rows = Empfehlung.objects.filter(erstberatung__person=person, status=EmpfehlungStatus.ANGENOMMEN)
    rows = rows.select_related("angebot__traeger", "erstberatung")
    rows = rows.prefetch_related("angebot__orte", "angebot__sprechzeiten", "verweise")
    jetzt, found, next_is_open = uhr.local(uhr.now()), [], True
    for number, row in enumerate(_in_order(list(rows)), start=1):
        live = live_state(row)
        stand = _stand(row, live, next_is_open)
        next_is_open &= stand != JETZT
        found.append(Schritt(number, row, Fund(row.angebot, jetzt) if row.angebot else None, stand, live))
    return found


def _in_order(rows: Sequence[Empfehlung]) -> list[Empfehlung]:
    """Done first as they were done; then by deadline, what has none as it was decided."""
    done = sorted((row for row in rows if row.erledigt_am), key=lambda row: row.erledigt_am)
    rest = (row for row in rows if not row.erledigt_am)
    return [*done, *sorted(rest, key=lambda row: (row.frist or date.max, row.entschieden_am, row.reihenfolge))]


def _stand(row: Empfehlung, live: Livestand | None, next_is_open: bool) -> str:
    if row.erledigt_am or (live and live.fertig):
        return FERTIG
    if live and live.wartet:
        return WARTET
    return JETZT if next_is_open else SPAETER


def mitteilungen(person: Person) -> list[Verweis]:
    """Return referrals whose partner has written to ``person``, the newest first, as long as the partner's copy exists."""
    rows = Verweis.objects.filter(person=person, kopie__mitteilung_am__isnull=False)
    return list(rows.select_related("kopie", "angebot__traeger").order_by("-kopie__mitteilung_am"))


def summary(steps: Sequence[Schritt]) -> str:
    """Return "2 von 6 Schritten erledigt"."""
    done = sum(step.stand == FERTIG for step in steps)
    return _("%(erledigt)s von %(alle)s Schritten erledigt") % {"erledigt": done, "alle": len(steps)}
