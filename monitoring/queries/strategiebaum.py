"""The tree from Leitsatz to measure, each knot with its light, read as a whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from monitoring.models import Beschlussbezug, Handlungsfeld, Leitbild, Vorhaben, Ziel, Zielkennzahl
from monitoring.queries.leitbild import names_of
from monitoring.queries.strategie import Zielstand, standing
from monitoring.queries.vorhaben import light_of, measures, setting_of
from monitoring.strategie import AKTIV, OHNE, SCHWERE, Ampel, Ampelstand, Grund, Vorhabenstand, worst

A = Ampelstand


@dataclass(frozen=True)
class Vorhabenknoten:
    """A measure with its light."""

    vorhaben: Vorhaben
    ampel: Ampel


@dataclass(frozen=True)
class Zielknoten:
    """A Ziel with its light, its figures, its measures and what stands below it."""

    ziel: Ziel
    ampel: Ampel
    kennzahlen: list[Zielstand]
    vorhaben: list[Vorhabenknoten]
    teilziele: list["Zielknoten"]

    @property
    def staende(self) -> set[str]:
        """Return every light on this branch."""
        own = {self.ampel.stand, *(knoten.ampel.stand for knoten in self.vorhaben)}
        return own.union(*(teil.staende for teil in self.teilziele))

    @property
    def einheiten(self) -> set[int]:
        """Return every unit that answers for something on this branch or takes part."""
        own = {self.ziel.einheit_id}
        for knoten in self.vorhaben:
            own |= {knoten.vorhaben.einheit_id, *(row.einheit_id for row in knoten.vorhaben.beteiligungen.all())}
        return own.union(*(teil.einheiten for teil in self.teilziele))


@dataclass(frozen=True)
class Feldknoten:
    feld: Handlungsfeld
    ziele: list[Zielknoten]


@dataclass(frozen=True)
class Leitsatzknoten:
    """A Leitsatz by its name, "" for what belongs to none."""

    name: str
    felder: list[Feldknoten] = field(default_factory=list)


def light_of_ziel(stand: Iterable[Zielstand], vorhaben: Iterable[Vorhabenknoten], teile: Iterable[Zielknoten]) -> Ampel:
    """Return what the rules say of a Ziel: its figures decide; what is late below it makes it at risk, never worse than that.

    Without any figure that can be judged the measures and Ziele below decide.
    """
    gruende = [one.grund for one in stand]
    figures = worst([grund.stand for grund in gruende])
    below = [_of_measure(knoten) for knoten in vorhaben if knoten.vorhaben.status in AKTIV]
    below += [_of_part(teil) for teil in teile if teil.ziel.beendet_am is None]
    late = worst([grund.stand for grund in below])
    gruende += [grund for grund in below if SCHWERE[grund.stand] > SCHWERE[A.GUT]]
    if not figures:
        gerechnet = late
        if late == A.GUT:
            gruende.append(Grund(A.GUT, _("Alle laufenden Maßnahmen und Teilziele sind im Plan.")))
    else:
        gerechnet = A.ACHTUNG if figures == A.GUT and SCHWERE[late] > SCHWERE[A.GUT] else figures
    if not gruende:
        gruende.append(Grund(OHNE, _("Noch keine Kennzahl mit Zielwert und keine laufende Maßnahme.")))
    return Ampel(gerechnet, tuple(gruende))


def _of_measure(knoten: Vorhabenknoten) -> Grund:
    angaben = {"titel": knoten.vorhaben.titel, "stand": knoten.ampel.wort}
    return Grund(knoten.ampel.stand, _("Maßnahme „%(titel)s“: %(stand)s.") % angaben)


def _of_part(teil: Zielknoten) -> Grund:
    return Grund(teil.ampel.stand, _("Teilziel „%(titel)s“: %(stand)s.") % {"titel": teil.ziel.titel, "stand": teil.ampel.wort})


def all_ziele() -> QuerySet[Ziel]:
    rows = Ziel.objects.select_related("einheit", "handlungsfeld", "oberziel")
    return rows.prefetch_related("setzungen__von").order_by("bis", "titel", "pk")


def goal_tree(tag: date, stands: dict[UUID, list[Zielstand]] | None = None) -> dict[UUID, Zielknoten]:
    """Return every Ziel by its key, with what stands below it; ``stands`` are its figures, without them those of staff."""
    ziele = list(all_ziele())
    stands = standing(Zielkennzahl.objects.order_by("slug", "pk"), tag) if stands is None else stands
    doing: dict[UUID | None, list[Vorhabenknoten]] = defaultdict(list)
    for row in measures():
        doing[row.ziel_id].append(Vorhabenknoten(row, light_of(row, tag)))
    below: dict[UUID | None, list[Ziel]] = defaultdict(list)
    for ziel in ziele:
        below[ziel.oberziel_id].append(ziel)
    found: dict[UUID, Zielknoten] = {}

    def grow(ziel: Ziel) -> Zielknoten:
        parts = [grow(teil) for teil in below[ziel.pk]]
        found[ziel.pk] = _knot(ziel, stands[ziel.pk], doing[ziel.pk], parts, tag)
        return found[ziel.pk]

    for ziel in below[None]:
        grow(ziel)
    return found


def goals_measured_by(slugs: Collection[str], tag: date) -> list[Zielknoten]:
    """Return every Ziel under way that one of these figures measures, the next to be reached first."""
    knots = [knot for knot in goal_tree(tag).values() if knot.ziel.beendet_am is None]
    found = [knot for knot in knots if any(stand.bezug.slug in slugs for stand in knot.kennzahlen)]
    return sorted(found, key=lambda knot: (knot.ziel.bis, knot.ziel.titel, knot.ziel.pk))


def _knot(ziel: Ziel, stand: list[Zielstand], vorhaben: list[Vorhabenknoten], teile: list[Zielknoten], tag: date) -> Zielknoten:
    if ziel.beendet_am:
        ampel = Ampel(OHNE, (Grund(OHNE, _("Beendet: %(grund)s") % {"grund": ziel.beendet_grund}),))
    else:
        rules = light_of_ziel(stand, vorhaben, teile)
        ampel = Ampel(rules.gerechnet, rules.gruende, setting_of(ziel.setzungen.all(), tag))
    return Zielknoten(ziel, ampel, stand, vorhaben, teile)


def tree(tag: date, *, ampel: str = "", einheit: int | None = None, beendete: bool = False) -> list[Leitsatzknoten]:
    """Return the whole tree by Leitsatz, narrowed to branches with a light or a unit; what belongs to no Leitsatz comes last."""
    goals = goal_tree(tag)
    felder = list(Handlungsfeld.objects.order_by("name", "pk"))
    names = names_of(feld.leitsatz_id for feld in felder)
    grouped: dict[str, Leitsatzknoten] = {}
    for feld in felder:
        tops = [knot for knot in goals.values() if knot.ziel.handlungsfeld_id == feld.pk]
        shown = [knot for knot in tops if _wanted(knot, ampel, einheit, beendete)]
        if shown or not (ampel or einheit):
            name = names.get(feld.leitsatz_id, "")
            grouped.setdefault(name, Leitsatzknoten(name)).felder.append(Feldknoten(feld, shown))
    return sorted(grouped.values(), key=lambda knot: (not knot.name, knot.name))


def _wanted(knot: Zielknoten, ampel: str, einheit: int | None, beendete: bool) -> bool:
    if knot.ziel.beendet_am and not beendete:
        return False
    return (not ampel or ampel in knot.staende) and (einheit is None or einheit in knot.einheiten)


def ideas() -> list[Vorhaben]:
    """Return measures that serve no Ziel yet."""
    return list(measures().filter(ziel=None).exclude(status=Vorhabenstand.GESTOPPT))


def leitsatz_choices() -> list[tuple[str, str]]:
    """Return every Leitsatz of the newest versions, with whose Leitbild it is."""
    found = []
    for row in Leitbild.objects.order_by("ebene"):
        fassung = row.gueltige_fassung or row.fassungen.first()
        if fassung is not None:
            saetze = fassung.texte.order_by("position").values_list("leitsatz", "titel")
            found += [(str(pk), f"{titel} ({row.get_ebene_display()})") for pk, titel in saetze]
    return found


def decisions_about(**was: object) -> list[Beschlussbezug]:
    """Return the decisions about a Leitsatz, a Ziel or a measure, the latest first."""
    rows = Beschlussbezug.objects.filter(**was).select_related("beschluss__gremium")
    return list(rows.order_by("-beschluss__tag", "beschluss__nummer", "pk"))
