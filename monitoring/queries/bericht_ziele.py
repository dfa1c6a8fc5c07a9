"""Goals and measures of a public report: the lights come from published figures only, so that they tell no more than these."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from behoerde.kern.datum import datum
from monitoring.katalog import indikatoren
from monitoring.models import Bericht, Meilenstein, Veroeffentlichung, Vorhaben, Zielkennzahl
from monitoring.queries import transparenz
from monitoring.queries.kennzahlen import Kachel
from monitoring.queries.strategie import Zielstand, standing
from monitoring.queries.strategiebaum import Vorhabenknoten, Zielknoten, goal_tree
from monitoring.queries.vorhaben import light_of, measures
from monitoring.strategie import AKTIV, Ampel, Vorhabenstand
from monitoring.zelle import Verdeckt, Zelle, hidden

ENDE = (Vorhabenstand.ABGESCHLOSSEN, Vorhabenstand.GESTOPPT)


def strategy(bericht: Bericht, ausgabe: Veroeffentlichung | None, tag: date) -> dict[str, Any]:
    """Return the goals of the span with what is done for them, and measures that serve none; ideas stay inside."""
    goals = goal_tree(tag, published_standing(ausgabe, tag))
    tops = [knot for knot in goals.values() if knot.ziel.oberziel_id is None]
    tops.sort(key=lambda knot: (str(knot.ziel.handlungsfeld), knot.ziel.bis, knot.ziel.titel, str(knot.ziel.pk)))
    free = [Vorhabenknoten(row, light_of(row, tag)) for row in measures().filter(ziel=None)]
    return {
        "ziele": [_goal(knot, bericht) for top in tops for knot in _all(top) if _shown(knot, bericht)],
        "ohne_ziel": [_measure(knot) for knot in free if _counts(knot.vorhaben, bericht)],
    }


def published_standing(ausgabe: Veroeffentlichung | None, tag: date) -> dict[UUID, list[Zielstand]]:
    """Return the figures of goals as everybody knows them; what is not published has no value here."""
    known = {zahl.slug: zahl.zelle for _titel, rows in transparenz.figures(ausgabe) for zahl in rows} if ausgabe else {}
    nothing: Zelle = hidden(Verdeckt.UNBEKANNT)
    tiles = {slug: Kachel(one, known.get(slug, nothing), nothing, []) for slug, one in indikatoren().items()}
    return standing(Zielkennzahl.objects.order_by("slug", "pk"), tag, tiles)


def _all(knot: Zielknoten) -> Iterator[Zielknoten]:
    yield knot
    for part in knot.teilziele:
        yield from _all(part)


def _shown(knot: Zielknoten, bericht: Bericht) -> bool:
    ended = knot.ziel.beendet_am
    return knot.ziel.von <= bericht.bis and (ended is None or bericht.von <= ended)


def _counts(row: Vorhaben, bericht: Bericht) -> bool:
    """Say whether a measure belongs into the report: decided or running, or it ended in the span."""
    return row.status in AKTIV or (row.status in ENDE and bericht.von <= row.seit <= bericht.bis)


def _goal(knot: Zielknoten, bericht: Bericht) -> dict[str, Any]:
    ziel = knot.ziel
    return {
        "titel": ziel.titel,
        "text": ziel.text,
        "feld": ziel.handlungsfeld.name if ziel.handlungsfeld else "",
        "teil_von": ziel.oberziel.titel if ziel.oberziel else "",
        "einheit": str(ziel.einheit),
        "bis": datum(ziel.bis),
        **_light(knot.ampel),
        "massnahmen": [_measure(one) for one in knot.vorhaben if _counts(one.vorhaben, bericht)],
    }


def _measure(knot: Vorhabenknoten) -> dict[str, Any]:
    row = knot.vorhaben
    return {
        "titel": row.titel,
        "text": row.text,
        "stand": str(row.get_status_display()),
        "einheit": str(row.einheit),
        "von": datum(row.von) if row.von else "",
        "bis": datum(row.bis) if row.bis else "",
        **_light(knot.ampel),
        "meilensteine": [_milestone(one) for one in row.meilensteine.all()],
    }


def _light(ampel: Ampel) -> dict[str, Any]:
    """Return the light in words; who set one by hand is nobody's business outside."""
    hand = ampel.gesetzt
    return {
        "ampel": ampel.stand,
        "wort": ampel.wort,
        "hand": hand.grund if hand else "",
        "gruende": [grund.satz for grund in ampel.gruende],
    }


def _milestone(row: Meilenstein) -> dict[str, str]:
    if row.erledigt_am:
        stand = f"erledigt am {datum(row.erledigt_am)}"
    elif row.gestrichen_am:
        stand = f"gestrichen: {row.gestrichen_grund}"
    else:
        stand = "offen"
    return {"titel": row.titel, "tag": datum(row.faellig_am), "stand": stand}
