"""What stands in the reports for everybody, part by part, as it is frozen: words and numbers in German, never rows.

Council report and yearly report are public. So their figures are those of a published revision and nothing else, the lights
of goals are reckoned from the same (``bericht_ziele``), and of the rest only what everybody may read is taken.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q

from behoerde.kern import uhr
from behoerde.kern.datum import datum
from monitoring import darstellung
from monitoring.bericht import Berichtart
from monitoring.enums import Zeitraum
from monitoring.intervall import wilson
from monitoring.katalog import Bereich, Masseinheit
from monitoring.models import Anhoerung, Bericht, Umfragefolge, Veroeffentlichung
from monitoring.queries import bericht_qualitaet, bericht_ziele, transparenz
from monitoring.queries.gremien import public_decisions
from monitoring.queries.stellungnahme import answers
from monitoring.queries.transparenz import Zahl
from monitoring.zeitraum import end_of

Teil = Callable[[Bericht], Any]
ALLE = 100


def parts(art: str) -> dict[str, Teil]:
    """Return how each part of a report is found, in the order of the steps."""
    return TEILE[Berichtart(art)]


def edition(bericht: Bericht) -> Veroeffentlichung | None:
    """Return the newest published revision of figures that ends in the span."""
    rows = Veroeffentlichung.objects.filter(bis__range=(bericht.von, bericht.bis))
    return rows.order_by("-bis", "-nummer").first()


def figures(bericht: Bericht) -> dict[str, Any]:
    """Return the published figures by subject, as they were published."""
    row = edition(bericht)
    if row is None:
        return {"ausgabe": None, "bereiche": []}
    year = bericht.art == Berichtart.JAHR
    before = _year_before(row) if year else None
    known = {zahl.slug: zahl for _titel, rows in transparenz.figures(before) for zahl in rows} if before else {}
    return {
        "ausgabe": row.nummer,
        "stand": datum(row.bis),
        "davor": str(row.bis.year - 1) if before else "",
        "bereiche": [
            {"titel": str(titel), "zahlen": [_figure(zahl, known.get(zahl.slug), with_chart=year) for zahl in rows]}
            for titel, rows in transparenz.figures(row)
        ],
    }


def _year_before(row: Veroeffentlichung) -> Veroeffentlichung | None:
    last = end_of(Zeitraum.MONAT, date(row.bis.year - 1, row.bis.month, 1))
    return Veroeffentlichung.objects.filter(bis=last).order_by("-nummer").first()


def _figure(zahl: Zahl, before: Zahl | None, *, with_chart: bool) -> dict[str, Any]:
    return {
        "slug": zahl.slug,
        "name": zahl.name,
        "wert": zahl.wert,
        "n": zahl.zelle.n,
        "davor": before.wert if before else "",
        "zeitraum": str(zahl.zeitraum),
        "ziel": zahl.ziel_satz,
        "sicher": _interval(zahl),
        "definition": zahl.indikator.definition,
        "bild": _course(zahl, before) if with_chart else None,
    }


def _interval(zahl: Zahl) -> str:
    """Return where the share of a survey lies with 95 % certainty, from the rounded values that everybody knows."""
    one, zelle = zahl.indikator, zahl.zelle
    if one.bereich != Bereich.ZUFRIEDENHEIT or one.einheit != Masseinheit.PROZENT or zelle.wert is None or not zelle.n:
        return ""
    low, high = wilson(min(float(zelle.n), zelle.wert / ALLE * zelle.n), zelle.n)
    return f"{low * ALLE:.0f} bis {high * ALLE:.0f} %"


def _course(zahl: Zahl, before: Zahl | None) -> dict[str, Any] | None:
    """Return the course of the year, beside it that of the year before where both are counted by month or quarter."""
    values = [periode.zelle.wert for periode in zahl.verlauf]
    if sum(value is not None for value in values) < 2:
        return None
    series = [[_years(zahl), values]]
    earlier = {periode.von: periode.zelle.wert for periode in before.verlauf} if before else {}
    aligned = [earlier.get(periode.von.replace(year=periode.von.year - 1)) for periode in zahl.verlauf]
    if zahl.indikator.takt != Zeitraum.JAHR and any(value is not None for value in aligned):
        series.append(["ein Jahr davor", aligned])
    return {
        "labels": [periode.name for periode in zahl.verlauf],
        "reihen": series,
        "einheit": darstellung.unit(zahl.indikator),
        "ziel": zahl.ziel,
        "band": None,
    }


def _years(zahl: Zahl) -> str:
    first, last = zahl.verlauf[0].von.year, zahl.verlauf[-1].bis.year
    return str(last) if first == last else f"{first} bis {last}"


def decisions(bericht: Bericht) -> list[dict[str, Any]]:
    """Return public decisions that were taken or carried out in the span, the latest first."""
    span = (bericht.von, bericht.bis)
    rows = public_decisions().filter(Q(tag__range=span) | Q(umgesetzt_am__range=span))
    return [
        {
            "betreff": row.betreff,
            "klartext": row.klartext,
            "gremium": row.gremium.name,
            "nummer": row.nummer,
            "tag": datum(row.tag),
            "frist": datum(row.frist) if row.frist else "",
            "stand": str(row.get_status_display()),
            "umgesetzt_am": datum(row.umgesetzt_am) if row.umgesetzt_am else "",
        }
        for row in rows
    ]


def consultations(bericht: Bericht) -> list[dict[str, Any]]:
    """Return what the Gemeinden were asked until a day in the span, and what each said or did not say."""
    rows = Anhoerung.objects.filter(frist__range=(bericht.von, bericht.bis)).order_by("frist", "pk")
    return [{"betreff": row.betreff, "frist": datum(row.frist), "antworten": _answers(row)} for row in rows]


def _answers(row: Anhoerung) -> list[dict[str, str]]:
    return [
        {
            "gemeinde": str(answer.einheit),
            "stand": stand,
            "haltung": str(answer.get_haltung_display()) if answer.haltung else "",
            "text": answer.text,
        }
        for answer, stand in answers(row)
    ]


def done_about(bericht: Bericht) -> list[dict[str, str]]:
    """Return what people said and what was done, as far as it is published."""
    rows = Umfragefolge.objects.filter(tag__range=(bericht.von, bericht.bis), veroeffentlicht_am__isnull=False)
    return [{"gesagt": row.gesagt, "getan": row.getan} for row in rows.order_by("tag", "pk")]


def strategy(bericht: Bericht) -> dict[str, Any]:
    """Return goals and measures with their lights, reckoned from what is published."""
    return bericht_ziele.strategy(bericht, edition(bericht), min(bericht.bis, uhr.today()))


OEFFENTLICH: dict[str, Teil] = {
    "zahlen": figures,
    "strategie": strategy,
    "beschluesse": decisions,
    "anhoerungen": consultations,
    "folgen": done_about,
}
TEILE: dict[Berichtart, dict[str, Teil]] = {
    Berichtart.RAT: OEFFENTLICH,
    Berichtart.JAHR: OEFFENTLICH,
    Berichtart.QUALITAET: {
        "zahlen": bericht_qualitaet.figures,
        "umfragen": bericht_qualitaet.surveys,
        "beschwerden": bericht_qualitaet.complaints,
        "warnungen": bericht_qualitaet.warnings,
    },
}
