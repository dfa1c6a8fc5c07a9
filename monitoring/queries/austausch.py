"""Exchange: what goes into the file, and what of another office's file is new or changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from monitoring.austausch import FORMAT, NAMEN, VERSION, Eintragsart
from monitoring.austauschdatei import Austauschdatei, Eintrag
from monitoring.katalog import indikatoren
from monitoring.models import Austauschtreffen, Fassungssatz, Fundstueck, Leitbild, Vorhaben
from monitoring.queries.strategie_zahlen import fields_of_ziele
from monitoring.strategie import Vorhabenstand


def meetings(q: str = "") -> QuerySet[Austauschtreffen]:
    """Return meetings with how much was agreed, the latest first."""
    rows = Austauschtreffen.objects.prefetch_related("aemter").annotate(vereinbart=Count("vereinbarungen"))
    if text := q.replace("\0", " ").strip():
        rows = rows.filter(thema__icontains=text)
    return rows.order_by("-tag", "-id")


# --- Out ---
def document() -> dict[str, Any]:
    """Return the file: published Leitsätze, measures, definitions of figures; nobody is named in it, no value and no money."""
    eintraege = [*_leitsaetze(), *_vorhaben(), *_kennzahlen()]
    amt = f"{settings.BEHOERDE['name']}, {settings.BEHOERDE['stadt']}"
    return {"format": FORMAT, "version": VERSION, "erstellt_am": uhr.today().isoformat(), "amt": amt, "eintraege": eintraege}


def _leitsaetze() -> Iterator[dict[str, str]]:
    for leitbild in Leitbild.objects.exclude(gueltige_fassung=None).order_by("ebene"):
        for satz in Fassungssatz.objects.filter(fassung=leitbild.gueltige_fassung_id).order_by("position"):
            kind = {"art": Eintragsart.LEITSATZ.value, "kennung": str(satz.leitsatz_id)}
            yield kind | {"titel": satz.titel, "text": satz.text, "leitbild": leitbild.titel}


def _vorhaben() -> Iterator[dict[str, str]]:
    fields, names = fields_of_ziele(), {slug: one.name_de for slug, one in indikatoren().items()}
    rows = Vorhaben.objects.exclude(status=Vorhabenstand.GESTOPPT).select_related("ziel").prefetch_related("wirkungen")
    for row in rows.order_by("titel", "pk"):
        entry = {"art": Eintragsart.VORHABEN.value, "kennung": str(row.pk), "titel": row.titel, "text": row.text}
        if row.ziel:
            entry |= {"ziel": row.ziel.titel, "handlungsfeld": fields[row.ziel.pk].name}
        effects = [names[one.slug] for one in row.wirkungen.all() if one.slug in names]
        yield entry | {"stand": row.status, "wirkung": "; ".join(sorted(effects))[:500]}


def _kennzahlen() -> Iterator[dict[str, str]]:
    for one in indikatoren().values():
        yield {
            "art": Eintragsart.KENNZAHL.value,
            "kennung": one.slug,
            "titel": one.name_de[:160],
            "definition": one.definition[:2000],
            "formel": one.formel[:2000],
            "einheit": one.einheit.value,
            "richtung": one.richtung.value,
            "quelle": f"{one.quelle}: {one.beleg}"[:300],
        }


# --- In ---
@dataclass(frozen=True)
class Neuigkeit:
    """One entry of a file beside what was read before: "neu", "geaendert" or "gleich"."""

    eintrag: Eintrag
    stand: str
    vorher: Fundstueck | None = None

    @property
    def art(self) -> str:
        return str(Eintragsart(self.eintrag.art).label)

    @property
    def geaendert(self) -> list[str]:
        """Return what differs from what was read before."""
        if self.vorher is None:
            return []
        old, new = self.vorher.inhalt, self.eintrag.inhalt
        names = [str(NAMEN[name]) for name in NAMEN if old.get(name, "") != new.get(name, "")]
        return [*([_("Titel")] if self.vorher.titel != self.eintrag.titel else []), *names]


def compare(datei: Austauschdatei) -> list[Neuigkeit]:
    """Return what taking the file over would do, entry by entry."""
    known = {(row.art, row.kennung): row for row in Fundstueck.objects.filter(amt=datei.amt)}
    found = []
    for eintrag in datei.eintraege:
        before = known.get((eintrag.art, eintrag.kennung))
        same = before is not None and (before.titel, before.inhalt) == (eintrag.titel, eintrag.inhalt)
        found.append(Neuigkeit(eintrag, "neu" if before is None else "gleich" if same else "geaendert", before))
    return found


def found_pieces(*, amt: str = "", art: str = "", q: str = "") -> QuerySet[Fundstueck]:
    """Return what other offices gave, by office and kind."""
    rows = Fundstueck.objects.select_related("vorhaben").order_by("amt", "art", "titel", "id")
    rows = rows.filter(amt=amt) if amt else rows
    rows = rows.filter(art=art) if art else rows
    if text := q.replace("\0", " ").strip():
        rows = rows.filter(titel__icontains=text)
    return rows
