"""The quality report: internal, so internal rules (k = 5) hold, and nothing of it may go outside."""

from datetime import date
from typing import Any

from django.db.models import Count

from behoerde.kern import uhr
from monitoring import darstellung
from monitoring.bericht import MONATE
from monitoring.intervall import poisson
from monitoring.katalog import indikatoren
from monitoring.models import Bericht, Beschwerde, Beschwerdeart, Warnung
from monitoring.queries.kennzahlen import Kachel, Spanne, limits, rhythm_of, tiles
from monitoring.queries.umfrage import agreed, all_of, quarters, row_of
from monitoring.queries.warnung import Warnzeile, in_words
from monitoring.umfrage import MINDESTENS
from monitoring.zeitraum import begin_of
from monitoring.zelle import Zelle, protect

ALLE, JAHR = 100, 12
GRUPPEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Versprechen", ("angebot-fristgerecht", "termin-vor-titelablauf", "garantie-eingehalten", "absage-durch-behoerde")),
    (
        "Warten und Bearbeiten",
        (
            *("vorlauf-naechster-termin", "wartezeit-vor-ort-p50", "wartezeit-vor-ort-p90"),
            *("bearbeitungszeit-p50", "bearbeitungszeit-p90", "rueckstand", "erstkontakt-geloest", "nicht-erschienen"),
        ),
    ),
    (
        "Zufriedenheit",
        (
            *("kundenzufriedenheit-csat", "kunden-freundlichkeit", "kunden-verstaendlichkeit", "kunden-antwortquote"),
            *("mitarbeiterzufriedenheit", "beschwerden"),
        ),
    ),
    ("Schulung", ("schulung-abdeckung-abh", "schulung-abdeckung-ressorts", "schulung-faellig")),
)
FRAGEN = {
    "zufriedenheit": "Mit uns zufrieden",
    "freundlichkeit": "Freundlich behandelt",
    "verstaendlichkeit": "Alles verstanden",
}


def until(bericht: Bericht) -> date:
    return min(bericht.bis, uhr.today())


def figures(bericht: Bericht) -> dict[str, Any]:
    """Return each figure over the span, held against the span before, with the course of a year."""
    known = {slug: one for slug, one in indikatoren().items() if not one.eingelesen}
    wanted = [known[slug] for _titel, slugs in GRUPPEN for slug in slugs if slug in known]
    span = {tile.indikator.slug: tile for tile in tiles(wanted, Spanne(MONATE[bericht.art], tag=until(bericht)))}
    year = {tile.indikator.slug: tile for tile in tiles(wanted, Spanne(JAHR, tag=until(bericht)))}
    return {
        "bereiche": [
            {"titel": titel, "zahlen": [_figure(span[slug], year[slug]) for slug in slugs if slug in span]}
            for titel, slugs in GRUPPEN
        ]
    }


def _figure(tile: Kachel, year: Kachel) -> dict[str, Any]:
    return {
        "slug": tile.indikator.slug,
        "name": tile.indikator.name,
        "wert": darstellung.written(tile.indikator, tile.zelle),
        "n": tile.zelle.n,
        "davor": darstellung.written(tile.indikator, tile.vorher),
        "ziel": tile.ziel_satz,
        "definition": tile.indikator.definition,
        "bild": _course(year),
    }


def _course(tile: Kachel) -> dict[str, Any] | None:
    values = [punkt.zelle.wert for punkt in tile.verlauf]
    if sum(value is not None for value in values) < 2:
        return None
    return {
        "labels": [punkt.name for punkt in tile.verlauf],
        "reihen": [[tile.indikator.name, values]],
        "einheit": tile.einheit,
        "ziel": tile.ziel,
        "band": limits(tile),
    }


def surveys(bericht: Bericht) -> list[dict[str, str]]:
    """Return the share that agrees for each question with its 95 % interval; nothing below ten answers."""
    found = []
    for frage, name in FRAGEN.items():
        count = all_of(agreed(frage, quarters(bericht.von, until(bericht))))
        row = row_of(name, count, count[1] >= MINDESTENS)
        if row.zelle.wert is None or row.von is None or row.bis is None:
            found.append({"frage": name, "wert": darstellung.why_hidden(row.zelle), "sicher": "", "n": ""})
        else:
            sure = f"{row.von * ALLE:.0f} bis {row.bis * ALLE:.0f} %"
            found.append({"frage": name, "wert": f"{row.zelle.wert * ALLE:.0f} %", "sicher": sure, "n": str(row.zelle.n)})
    return found


def complaints(bericht: Bericht) -> list[dict[str, str]]:
    """Return complaints by subject and altogether, with the exact limits of a Poisson mean; small counts are hidden together."""
    rows = Beschwerde.objects.filter(tag__range=(bericht.von, bericht.bis)).values("art")
    known = {row["art"]: row["zahl"] for row in rows.annotate(zahl=Count("pk")).order_by("art")}
    kinds = list(Beschwerdeart)
    tafel = protect([[known.get(kind, 0) for kind in kinds]])
    places = [(str(kind.label), at) for at, kind in enumerate(kinds)] + [("Alle zusammen", -1)]
    return [_complaint(name, tafel.zelle(-1, at), tafel.zelle(0, at)) for name, at in places]


def _complaint(name: str, zelle: Zelle, twin: Zelle) -> dict[str, str]:
    """Return one line; with one row every total says the same as its cell, so hidden in one place is hidden in both."""
    worse = next((each for each in (zelle, twin) if each.wert is None), None)
    if worse is not None or zelle.wert is None:
        return {"art": name, "zahl": darstellung.why_hidden(worse or zelle), "sicher": ""}
    low, high = poisson(int(zelle.wert))
    return {"art": name, "zahl": f"{zelle.wert:.0f}", "sicher": f"{low:.1f} bis {high:.1f}".replace(".", ",")}


def warnings(bericht: Bericht) -> list[dict[str, str]]:
    """Return the warnings that were raised in the span, and how the figure stands at its end."""
    rows = Warnung.objects.filter(erkannt_am__date__range=(bericht.von, bericht.bis), regel__slug__in=indikatoren())
    found = in_words(rows.select_related("regel").order_by("von", "regel__slug", "pk"))
    return [
        {"name": row.indikator.name, "wo": row.wo, "zeitraum": row.zeitraum, "satz": row.satz, "danach": _after(row, bericht)}
        for row in found
    ]


def _after(row: Warnzeile, bericht: Bericht) -> str:
    """Return what came of a warning: the last whole period in the span, held against the same limits."""
    regel, one = row.warnung.regel, row.indikator
    rhythm = rhythm_of(one)
    last = begin_of(rhythm, until(bericht) + uhr.DAY) - uhr.DAY
    tile = tiles([one], Spanne(JAHR, regel.leistung, regel.standort, last))[0]
    later = [punkt for punkt in tile.verlauf if punkt.von > row.warnung.von and punkt.zelle.wert is not None]
    if not later:
        return "Seitdem gibt es noch keine Zahl."
    wert = later[-1].zelle.wert or 0.0
    low, high = row.warnung.unten, row.warnung.oben
    beyond = (low is not None and wert < low) or (high is not None and wert > high)
    words = darstellung.written(one, later[-1].zelle)
    return f"{later[-1].name}: {words}, {'weiter außerhalb' if beyond else 'wieder innerhalb'}."
