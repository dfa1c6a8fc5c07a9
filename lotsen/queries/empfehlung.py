"""What comes into question for somebody: each kind of service with reason, norm, deadline and free places."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from behoerde.kern.regeln import Bindung, Frist, Regelergebnis, Urteil, zeilen
from lotsen.angebotsarten import Angebotsart, angebotsarten
from lotsen.models import Angebot, Empfehlung
from lotsen.queries.erstberatung import BEDARF_HEIKEL, Lage
from lotsen.queries.naehe import KM_ZEILE, km_values, near
from lotsen.queries.naehe import Punkt as Kartenpunkt
from lotsen.regeln import NEBENREGELN
from lotsen.regeln.tatsachen import TATSACHEN

ANGEBOTE_JE_ART = 3
# Kind by kind, so that only a few dozen rows are sorted at a time.
BESTE = """SELECT art, b.id, b.anzahl, b.frei, b.km
  FROM unnest(%(arten)s::text[]) AS art,
       LATERAL (SELECT a.id, count(*) OVER () AS anzahl, sum(a.frei) OVER () AS frei, {km} AS km,
                       a.sprachen @> ARRAY[%(sprache)s]::varchar[] AS spricht
                  FROM lotsen_angebot a WHERE a.angebotsart = art AND a.status = 'aktiv'
                 ORDER BY CASE WHEN a.frei = 0 THEN 2 WHEN a.frei > 0 THEN 0 ELSE 1 END, spricht DESC, km NULLS LAST,
                          a.bestaetigt_am DESC NULLS LAST, a.name_de, a.id
                 LIMIT %(hoechstens)s) b
"""
_RANG = {bindung: rang for rang, bindung in enumerate((Bindung.PFLICHT, Bindung.ANSPRUCH, Bindung.SOLL, *Bindung))}


@dataclass
class Auswahl:
    """The best Angebote of one kind, how many there are, how far they are; ``frei`` is None when nobody reports places."""

    angebote: list[Angebot] = field(default_factory=list)
    anzahl: int = 0
    frei: int | None = None
    km: dict[Any, float | None] = field(default_factory=dict)

    @property
    def mit_weg(self) -> list[tuple[Angebot, float | None]]:
        """Return each with how far it is, None when nobody asked or nobody knows."""
        return [(angebot, self.km.get(angebot.pk)) for angebot in self.angebote]


class Punkt(NamedTuple):
    """One reason: fulfilled (JA), not fulfilled or unknown; ``nicht``: it must not be so."""

    text: Any
    norm: Any
    urteil: Urteil
    nicht: bool


@dataclass
class Vorschlag:
    """One kind of service: the rule that says most about it, the others that fit, what is offered, what was decided."""

    art: Angebotsart
    ergebnis: Regelergebnis
    weitere: list[Regelergebnis]
    auswahl: Auswahl = field(default_factory=Auswahl)
    empfehlung: Empfehlung | None = None

    @property
    def urteil(self) -> Urteil:
        return self.ergebnis.urteil

    @property
    def gruende(self) -> list[Punkt]:
        """Return the reasons as they are read: what must not be so counts as fulfilled when it is not so."""
        regel = self.ergebnis.regel
        denied = {id(zeile.text) for zeile in zeilen(regel.bedingung) if zeile.nicht}
        denied |= {id(zeile.text) for zeile in zeilen(regel.ausschluss) if not zeile.nicht}
        return [
            Punkt(g.text, g.norm, ~g.urteil if id(g.text) in denied else g.urteil, id(g.text) in denied)
            for g in self.ergebnis.gruende
        ]

    @property
    def vertraulich(self) -> bool:
        """Say whether it hangs on a delicate need that nobody has brought up: it is not shown to everybody unasked."""
        return bool(self.ergebnis.missing & BEDARF_HEIKEL)

    @property
    def fehlende(self) -> list[str]:
        """Return the names of what is not known, in the order of the talk."""
        return [name for name in TATSACHEN if name in self.ergebnis.missing]

    @property
    def frist(self) -> tuple[Frist, date] | None:
        """Return the deadline that ends first, None when no day is known."""
        known = [(frist, tag) for frist, tag in self.ergebnis.fristen if tag is not None]
        return min(known, key=lambda entry: entry[1], default=None)


@dataclass
class Empfehlungen:
    """Everything of one profile, sorted for reading; ``ausserdem`` are rights and duties beside the services."""

    ja: list[Vorschlag]
    unbekannt: list[Vorschlag]
    vertraulich: list[Vorschlag]
    nein: list[Vorschlag]
    ausserdem: list[Regelergebnis]

    def __iter__(self):
        return iter([*self.ja, *self.unbekannt, *self.vertraulich, *self.nein])


def vorschlaege(lage: Lage) -> Empfehlungen:
    """Return a Vorschlag for every Angebotsart that a rule aims at; no query."""
    by_art: dict[str, list[Regelergebnis]] = defaultdict(list)
    for ergebnis in lage.ergebnisse:
        if ergebnis.regel.schluessel not in NEBENREGELN:
            for slug in ergebnis.regel.ziele:
                by_art[slug].append(ergebnis)
    found: dict[Urteil, list[Vorschlag]] = {urteil: [] for urteil in Urteil}
    for slug, art in angebotsarten().items():
        if by_art[slug]:
            best, *rest = sorted(by_art[slug], key=_rank)
            found[best.urteil].append(Vorschlag(art, best, [other for other in rest if other.urteil is best.urteil]))
    beside = [e for e in lage.ergebnisse if e.regel.schluessel in NEBENREGELN and e.urteil is Urteil.JA]
    by_deadline = sorted(found[Urteil.JA], key=_urgency)
    by_need = sorted(found[Urteil.UNBEKANNT], key=lambda vorschlag: len(vorschlag.ergebnis.missing))
    asked = [vorschlag for vorschlag in by_need if not vorschlag.vertraulich]
    unasked = [vorschlag for vorschlag in by_need if vorschlag.vertraulich]
    return Empfehlungen(by_deadline, asked, unasked, found[Urteil.NEIN], beside)


def empfehlungen(lage: Lage) -> Empfehlungen:
    """Return the same with what is offered and what was decided, in three queries however many Angebote there are."""
    found = vorschlaege(lage)
    decided = {row.angebotsart: row for row in lage.erstberatung.empfehlungen.select_related("angebot", "entschieden_von")}
    slugs, beratung = [v.art.slug for v in (*found.ja, *found.unbekannt, *found.vertraulich)], lage.erstberatung
    offered = best_angebote(slugs, sprache=beratung.sprache, von=near(beratung.plz))
    for vorschlag in found:
        vorschlag.empfehlung = decided.get(vorschlag.art.slug)
        vorschlag.auswahl = offered.get(vorschlag.art.slug, Auswahl())
    return found


def best_angebote(slugs: Iterable[str], *, sprache: str, von: Kartenpunkt | None = None) -> dict[str, Auswahl]:
    """Return the best few of each kind: with a free place, in the language of the person, near ``von``, lately confirmed.

    Two queries.
    """
    values: dict[str, Any] = {
        "arten": list(slugs),
        "sprache": sprache.split("-", maxsplit=1)[0],
        "hoechstens": ANGEBOTE_JE_ART,
    } | km_values(von)
    with connection.cursor() as cursor:
        cursor.execute(BESTE.format(km=KM_ZEILE if von else "NULL::float8"), values)
        best = cursor.fetchall()
    names = {build_localized_fieldname("name", get_language() or "de"), "name_de"}
    lines = Angebot.objects.select_related("traeger").only("angebotsart", "frei", "sprachen", "traeger__name", *names)
    by_id = lines.in_bulk([pk for _slug, pk, *_rest in best])
    found: dict[str, Auswahl] = defaultdict(Auswahl)
    for slug, pk, anzahl, frei, km in best:
        found[slug].anzahl, found[slug].frei = anzahl, frei
        found[slug].angebote.append(by_id[pk])
        found[slug].km[pk] = km
    return dict(found)


def _rank(ergebnis: Regelergebnis) -> tuple:
    return (-ergebnis.urteil.value, _RANG[ergebnis.regel.bindung], len(ergebnis.missing))


def _urgency(vorschlag: Vorschlag) -> tuple:
    frist = vorschlag.frist
    return (frist[1] if frist else date.max, _RANG[vorschlag.ergebnis.regel.bindung])
