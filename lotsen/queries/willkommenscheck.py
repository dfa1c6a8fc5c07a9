"""How welcoming the houses are: the last walk against the one before, and what is still to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from behoerde.kern.datum import datum
from behoerde.kern.diagramme import BarChart, Series
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht, rollen_mit
from lotsen.models import Mangel, Willkommenscheck
from lotsen.pruefliste import Bereich, Zweisprachig, pruefliste, share


@dataclass(frozen=True)
class Punktzeile:
    """One point of a check with its rating and what was found there."""

    punkt: Zweisprachig
    note: str
    maengel: list[Mangel]


@dataclass(frozen=True)
class Pruefblatt:
    """One check as its page shows it."""

    bereiche: list[tuple[Zweisprachig, list[Punktzeile]]]
    noten: Mapping[str, str] = field(default_factory=dict)

    @property
    def erfuellt(self) -> float | None:
        return share(self.noten.values())

    @property
    def unbewertet(self) -> int:
        return len(pruefliste().punkte) - len(self.noten)


def checks() -> QuerySet[Willkommenscheck]:
    return Willkommenscheck.objects.select_related("standort", "angelegt_von", "abgeschlossen_von")


def sheet(check: Willkommenscheck) -> Pruefblatt:
    """Return every point with rating and findings; two queries."""
    noten = ratings(check)
    found: dict[str, list[Mangel]] = {}
    for mangel in check.maengel.select_related("verantwortlich"):
        found.setdefault(mangel.punkt, []).append(mangel)

    def row(punkt: Zweisprachig) -> Punktzeile:
        return Punktzeile(punkt, noten.get(punkt.schluessel, ""), found.get(punkt.schluessel, []))

    return Pruefblatt([(b.name, [row(punkt) for punkt in b.punkte]) for b in pruefliste().bereiche], noten)


def ratings(check: Willkommenscheck) -> dict[str, str]:
    known = pruefliste().punkte
    return {punkt: note for punkt, note in check.bewertungen.values_list("punkt", "note") if punkt in known}


def comparison(check: Willkommenscheck) -> BarChart | None:
    """Return how much of each subject is fulfilled, beside the finished check before this one; None while nothing is rated."""
    noten = ratings(check)
    if not noten:
        return None
    before = (
        Willkommenscheck.objects.filter(
            standort=check.standort_id, abgeschlossen_am__isnull=False, angelegt_am__lt=check.angelegt_am
        )
        .order_by("-angelegt_am")
        .first()
    )
    series = [_series(before, ratings(before))] if before else []
    series.append(_series(check, noten))
    return BarChart(
        name=_("Erfüllt je Bereich"),
        axis=_("Bereich"),
        unit="%",
        labels=[str(bereich.name) for bereich in pruefliste().bereiche],
        series=series,
        heading=2,
    )


def _series(check: Willkommenscheck, noten: Mapping[str, str]) -> Series:
    return Series(datum(check.angelegt_am), [_share_of(bereich, noten) for bereich in pruefliste().bereiche])


def _share_of(bereich: Bereich, noten: Mapping[str, str]) -> float | None:
    return share(noten[punkt.schluessel] for punkt in bereich.punkte if punkt.schluessel in noten)


def latest_checks() -> dict[int, Willkommenscheck]:
    """Return the newest check of every house, in one query."""
    rows = Willkommenscheck.objects.order_by("standort_id", "-angelegt_am").distinct("standort_id")
    return {check.standort_id: check for check in rows}


def maengel(*, standort: str = "", status: str = "", schwere: str = "", ueberfaellig: bool = False) -> QuerySet[Mangel]:
    """Return findings, the most overdue first; ``status`` "" means those that are still to be done, "alle" all."""
    rows = Mangel.objects.with_details()
    if status != "alle":
        rows = rows.filter(status=status) if status else rows.open()
    if standort:
        rows = rows.filter(check_von__standort__slug=standort)
    if schwere:
        rows = rows.filter(schwere=schwere)
    return rows.overdue() if ueberfaellig else rows


def open_maengel(_user: User) -> QuerySet[Mangel]:
    return Mangel.objects.open()


def responsible(tag: date) -> QuerySet[User]:
    """Return who may see to a finding: everybody who looks after houses and works here on ``tag``."""
    rows = User.objects.filter(rollenzuweisungen__rolle__in=rollen_mit(Recht.HAUS_PFLEGEN))
    return rows.exclude(austritt_am__lte=tag).distinct().order_by("nachname", "vorname")
