"""What pages and figures need about a Leitbild."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import get_language

from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from monitoring.leitbildvergleich import Satzvergleich, Stelle, compare
from monitoring.leitbildwerte import AUSGEWOGEN_AB, Beitragsstand, Gruppenart
from monitoring.models import Akteursgruppe, Beitrag, Fassungssatz, Leitbild, Leitbildfassung
from monitoring.oeffentlich_leitbildwerte import Beitragsart, Leitbildebene
from monitoring.zaehlung import Zaehlung

DEUTSCH = "de"


@dataclass(frozen=True)
class Leitsatzzeile:
    """A section as a reader gets it; ``sprache`` says in which language the words are, which may not be theirs."""

    leitsatz: UUID
    titel: str
    text: str
    sprache: str
    bezug: str = ""


@dataclass(frozen=True)
class Geltend:
    """A Leitbild that is shown to everybody."""

    leitbild: Leitbild
    saetze: list[Leitsatzzeile]

    @property
    def nur_deutsch(self) -> bool:
        """Tell whether somebody who reads another language finds a section in German."""
        wanted = (get_language() or DEUTSCH).split("-")[0]
        return wanted != DEUTSCH and any(satz.sprache == DEUTSCH for satz in self.saetze)


def current() -> list[Geltend]:
    """Return what is published: the Leitbild of the city, then that of the office."""
    rows = Leitbild.objects.exclude(gueltige_fassung=None).order_by("-ebene")
    return [Geltend(row, lines(row.gueltige_fassung_id, nur_geltende=True)) for row in rows]


def current_leitsaetze() -> list[Leitsatzzeile]:
    """Return the sections of the published Leitbild of the office in the language of the page, [] while there is none."""
    row = Leitbild.objects.filter(ebene=Leitbildebene.AMT).exclude(gueltige_fassung=None).first()
    return lines(row.gueltige_fassung_id, nur_geltende=True) if row else []


def lines(fassung: UUID | None, *, nur_geltende: bool = False) -> list[Leitsatzzeile]:
    """Return a version in the language of the page, sections without a translation in German.

    With ``nur_geltende`` a section refers only to what is published itself.
    """
    wanted = get_language() or DEUTSCH
    rows = Fassungssatz.objects.filter(fassung=fassung).prefetch_related("uebersetzungen").order_by("position")
    names = names_of({row.bezug_id for row in rows if row.bezug_id}, nur_geltende=nur_geltende)
    found = []
    for row in rows:
        said = {one.sprache: one for one in row.uebersetzungen.all()}.get(wanted)
        shown, sprache = (said, said.sprache) if said else (row, DEUTSCH)
        found.append(Leitsatzzeile(row.leitsatz_id, shown.titel, shown.text, sprache, names.get(row.bezug_id, "")))
    return found


def names_of(leitsaetze: Iterable[UUID | None], *, nur_geltende: bool = False) -> dict[UUID | None, str]:
    """Return what Leitsätze are called in their newest version, or in the published one."""
    rows = Fassungssatz.objects.filter(leitsatz__in=set(leitsaetze) - {None}).order_by("fassung__nummer")
    if nur_geltende:
        rows = rows.filter(fassung=F("leitsatz__leitbild__gueltige_fassung"))
    return dict(rows.values_list("leitsatz", "titel"))


def newest(leitbild: Leitbild) -> Leitbildfassung | None:
    return leitbild.fassungen.first()


def difference(before: Leitbildfassung, after: Leitbildfassung) -> list[Satzvergleich]:
    return compare(*([Stelle(t.leitsatz_id, t.titel, t.text) for t in fassung.texte.all()] for fassung in (before, after)))


@dataclass(frozen=True)
class Gruppenzeile:
    """How often a group was heard, by kind of Beitrag."""

    gruppe: Akteursgruppe
    zahlen: list[int]
    gesamt: int
    offen: int

    @property
    def zu_wenig(self) -> bool:
        return self.gesamt < AUSGEWOGEN_AB


def balance(leitbild: Leitbild) -> list[Gruppenzeile]:
    """Return every group that takes part, the least heard first."""
    mine = Q(beitraege__leitbild=leitbild, beitraege__status=Beitragsstand.FREIGEGEBEN)
    counts = {art: Count("beitraege", filter=mine & Q(beitraege__art=art)) for art in Beitragsart.values}
    rows = Akteursgruppe.objects.filter(aktiv=True).annotate(
        gesamt=Count("beitraege", filter=mine),
        offen=Count("beitraege", filter=mine & Q(beitraege__beantwortet_am=None)),
        **counts,
    )
    found = [Gruppenzeile(row, [getattr(row, art) for art in Beitragsart.values], row.gesamt, row.offen) for row in rows]
    return sorted(found, key=lambda zeile: (zeile.gesamt, zeile.gruppe.name))


def group_of(user: User) -> Akteursgruppe | None:
    """Return the group for which somebody of the city speaks: that of other departments, else that of the office."""
    art = Gruppenart.RESSORTS if Rolle.RESSORT in user.rollen else Gruppenart.BESCHAEFTIGTE
    return Akteursgruppe.objects.filter(aktiv=True, art=art).order_by("name").first()


ANSICHTEN = ("eingegangen", "offen", "beantwortet", "nicht_freigegeben")
_FILTER = {
    "eingegangen": Q(status=Beitragsstand.EINGEGANGEN),
    "offen": Q(status=Beitragsstand.FREIGEGEBEN, beantwortet_am=None),
    "beantwortet": Q(beantwortet_am__isnull=False),
    "nicht_freigegeben": Q(status=Beitragsstand.NICHT_FREIGEGEBEN),
}


def beitraege(leitbild: Leitbild, ansicht: str) -> QuerySet[Beitrag]:
    return leitbild.beitraege.filter(_FILTER[ansicht]).select_related("gruppe", "beantwortet_von", "werkstatt").order_by("nummer")


def how_many(leitbild: Leitbild) -> dict[str, int]:
    return leitbild.beitraege.aggregate(**{ansicht: Count("pk", filter=_FILTER[ansicht]) for ansicht in ANSICHTEN})


# --- Figures of the catalogue ---
def answered(von: date, bis: date) -> list[Zaehlung]:
    """Return released Beiträge that came in on these days, and how many of them have an answer: all, and by group."""
    rows = (
        Beitrag.objects.released()
        .filter(eingegangen_am__date__range=(von, bis))
        .order_by("gruppe__name")
        .values_list("gruppe__name")
        .annotate(mit=Count("pk", filter=Q(beantwortet_am__isnull=False)), alle=Count("pk"))
    )
    each = [Zaehlung("akteursgruppe", name, mit, alle) for name, mit, alle in rows]
    return [Zaehlung("", "", sum(one.zaehler for one in each), sum(one.nenner for one in each)), *each]


def breadth(von: date, bis: date) -> list[Zaehlung]:
    """Return groups that were heard at least three times on these days, of all that take part."""
    said = Q(beitraege__status=Beitragsstand.FREIGEGEBEN, beitraege__eingegangen_am__date__range=(von, bis))
    groups = Akteursgruppe.objects.filter(aktiv=True).annotate(gesagt=Count("beitraege", filter=said))
    return [Zaehlung("", "", groups.filter(gesagt__gte=AUSGEWOGEN_AB).count(), groups.count())]


RECHNUNGEN = {"leitbild-rueckmeldung": answered, "leitbild-gruppenbreite": breadth}
