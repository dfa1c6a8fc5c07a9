"""What is due: of one case, and of all the cases somebody answers for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum
from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from fallmanagement.enums import OFFEN, Eskalationsstufe, Fristart
from fallmanagement.fristen import ESKALATION
from fallmanagement.models import Fallakte, Frist, Vermerk, Vertretung

WOCHEN_VORAUS = 8
VORGEZOGEN = timedelta(days=14)  # no run of days off is longer: so much earlier may the last working day of a Frist be
ANSICHTEN = ("meine", "alle", "leitung")


@dataclass(frozen=True)
class Zeile:
    """One open Frist and whom it was told to."""

    frist: Frist

    @property
    def gemeldet(self) -> str:
        """Say whom it was told to and since when, "" while nobody had to be told."""
        if self.frist.stufe_seit is None:
            return ""
        return _("seit %(tag)s gemeldet an: %(wen)s") % {
            "tag": datum(self.frist.stufe_seit),
            "wen": self.frist.get_stufe_display(),
        }


def of_akte(akte: Fallakte) -> list[Zeile]:
    return [Zeile(frist) for frist in akte.fristen.filter(erledigt_am=None)]


def done(akte: Fallakte) -> QuerySet[Frist]:
    return akte.fristen.filter(erledigt_am__isnull=False).select_related("erledigt_von").order_by("-erledigt_am")[:50]


def due(user: User, ansicht: str = "meine", *, art: str = "", until: date | None = None) -> QuerySet[Frist]:
    """Return what is due within the next weeks in cases that have not ended, the earliest first; "leitung" is what was told to the lead."""
    cases = Fallakte.objects.sichtbar_fuer(user).filter(phase__in=OFFEN)
    if ansicht == "meine":
        cases = cases.of(user)
    last = until or _horizon()
    if ansicht != "leitung":
        cases = cases.filter(naechste_frist__lte=last + VORGEZOGEN)  # known by an index; the others would be asked one by one
    rows = Frist.objects.open().filter(fallakte__in=cases)
    rows = rows.filter(stufe=Eskalationsstufe.LEITUNG) if ansicht == "leitung" else rows.filter(arbeitstag__lte=last)
    if art:
        rows = rows.filter(art=art)
    return rows.select_related("fallakte__person", "fallakte__zustaendig").order_by("faellig_am", "pk")


def _horizon() -> date:
    return uhr.today() + timedelta(weeks=WOCHEN_VORAUS)


def urgent(user: User) -> QuerySet[Frist]:
    """Return what somebody should have done today or earlier."""
    return due(user, until=uhr.today())


def notes(akte: Fallakte, user: User) -> QuerySet[Vermerk]:
    return Vermerk.objects.sichtbar_fuer(user).filter(fallakte=akte).select_related("verfasst_von", "freigegeben_von")


def rule() -> list[tuple[str, int, int]]:
    """Return for each kind after how many working days whoever answers for the case is told, and the lead."""
    return [(str(Fristart(art).label), *after) for art, after in ESKALATION.items()]


def covers(user: User, *, leads: bool) -> QuerySet[Vertretung]:
    """Return covers that have not ended: the own ones, for the lead those of all colleagues."""
    rows = Vertretung.objects.filter(zeitraum__endswith__gt=uhr.today()).select_related("user", "durch")
    if leads:
        return rows.filter(user__in=staff_of(user))
    return rows.filter(user=user) | rows.filter(durch=user)


def staff_of(user: User) -> QuerySet[User]:
    """Return the case managers of the units of ``user`` and below."""
    roles = [Rolle.FALLMANAGEMENT, Rolle.LEITUNG]
    rows = User.objects.filter(
        rollenzuweisungen__rolle__in=roles, rollenzuweisungen__organisationseinheit__in=user.einheiten_darunter
    )
    return rows.filter(austritt_am=None).distinct().order_by("nachname", "vorname")
