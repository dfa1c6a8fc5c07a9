"""One figure with its definition, and the list of all."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring import darstellung
from monitoring.enums import Zeitraum
from monitoring.forms.lage import SpanneForm
from monitoring.katalog import Bereich, Indikator, Masseinheit, indikatoren
from monitoring.merkmale import MERKMALE, value_names
from monitoring.queries import kennzahlen as queries
from monitoring.queries.statistik import Eingelesen, taken_in
from monitoring.queries.umfragefolge import room_of_rate
from monitoring.rechnung import Abfrage, Bestand, Quantil, Strom, Verweildauer
from monitoring.zeitraum import after

SUCHTEXT_HOECHSTENS = 80
FRUEHESTER = date(2000, 1, 1)
WAHL = ("monate", "leistung", "standort", "nach", "monat")
SPALTEN = (
    Column(gettext_lazy("Zeitraum"), "name"),
    Column(gettext_lazy("Beginnt am"), "von"),
    Column(gettext_lazy("Wert"), "zelle.wert"),
    Column(gettext_lazy("Fälle"), "zelle.n"),
    Column(gettext_lazy("Warum kein Wert"), lambda punkt: darstellung.why_hidden(punkt.zelle)),
)


class KennzahlenView(RechtRequired, TemplateView):
    """Every figure with its definition; subject and search stay in the address."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/kennzahlen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bereich = self.request.GET.get("bereich", "")
        q = self.request.GET.get("q", "").strip()[:SUCHTEXT_HOECHSTENS]
        rows = [one for one in indikatoren().values() if bereich in ("", one.bereich) or bereich not in Bereich.values]
        words = q.casefold().split()
        rows = [one for one in rows if all(word in f"{one.name} {one.definition}".casefold() for word in words)]
        return super().get_context_data(rows=rows, bereich=bereich, q=q, bereiche=Bereich.choices, **kwargs)


class EineKennzahl(RechtRequired):
    """A page about the figure that the address names."""

    recht = Recht.KENNZAHLEN
    kwargs: dict[str, Any]

    @cached_property
    def one(self) -> Indikator:
        try:
            return indikatoren()[self.kwargs["slug"]]
        except KeyError:
            raise Http404 from None


class KennzahlView(EineKennzahl, TemplateView):
    """Value, course, breakdown and definition; ``?format=csv`` takes the course away."""

    template_name = "monitoring/kennzahl.html"

    @cached_property
    def form(self) -> SpanneForm:
        return SpanneForm(self.request.GET)

    @cached_property
    def monat(self) -> date | None:
        """Return the month whose days are wanted, by its first day."""
        try:
            monat = date.fromisoformat(f"{self.request.GET.get('monat', '')}-01")
        except ValueError:
            return None
        return monat if queries.has_days(self.one) and FRUEHESTER <= monat <= uhr.today() else None

    @cached_property
    def spanne(self) -> queries.Spanne:
        wanted = self.form.wanted()
        return wanted if self.monat is None else queries.Spanne.of_month(self.monat, wanted.leistung, wanted.standort)

    @cached_property
    def kachel(self) -> queries.Kachel | None:
        kachel = queries.tiles([self.one], self.spanne)[0]
        if self.monat:
            return replace(kachel, verlauf=queries.days(self.one, self.spanne))
        return kachel if not self.one.eingelesen or any(punkt.zelle.wert is not None for punkt in kachel.verlauf) else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat) or self.kachel is None:
            return super().get(request, *args, **kwargs)
        return export_response(wanted, name=self.one.name, columns=SPALTEN, rows=self.kachel.verlauf)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, kachel = self.one, self.kachel
        return super().get_context_data(
            one=one,
            kachel=kachel,
            form=self.form,
            diagramm=queries.chart(kachel, self._ways(kachel)) if kachel else None,
            ausserhalb=", ".join(punkt.name for punkt in queries.outside(kachel)) if kachel and not self.monat else "",
            **self._month(),
            zufall=_chance(one, kachel),
            einheit=darstellung.unit(one),
            herkunft=_source(one),
            brueche=queries.breaks(one.slug),
            vergleich=queries.references(one.slug),
            ziele=queries.targets_of(one.slug),
            pflegt=self.request.user.hat_recht(Recht.KENNZAHLEN_PFLEGEN),
            eingelesen=self.eingelesen,
            **self._parts(),
            **kwargs,
        )

    def _narrowed(self, merkmal: str, wert: str) -> str:
        """Return the address of the figure for one value of an attribute, "" where it can't be narrowed so."""
        return self._address(**{merkmal: wert}) if merkmal in ("leistung", "standort") and wert else ""

    def _address(self, **changes: str | None) -> str:
        """Return the end of the address with these parameters changed or, where None, left out."""
        chosen = {name: wert for name, wert in self.request.GET.items() if name in WAHL} | changes
        return f"?{urlencode({name: wert for name, wert in chosen.items() if wert})}"

    def _ways(self, kachel: queries.Kachel) -> list[str]:
        if self.monat or not queries.has_days(self.one):
            return []
        return [self._address(monat=f"{punkt.von:%Y-%m}") for punkt in kachel.verlauf]

    def _month(self) -> dict[str, Any]:
        if self.monat is None:
            return {"monat": ""}
        before, later = self.monat - uhr.DAY, after(Zeitraum.MONAT, self.monat)
        return {
            "monat": queries.period_name(Zeitraum.MONAT, self.monat),
            "davor": self._address(monat=f"{before:%Y-%m}") if before >= FRUEHESTER else "",
            "danach": self._address(monat=f"{later:%Y-%m}") if later <= uhr.today() else "",
            "alle": self._address(monat=None),
        }

    @cached_property
    def eingelesen(self) -> list[Eingelesen]:
        return taken_in(self.one) if self.one.eingelesen else []

    def _parts(self) -> dict[str, Any]:
        kept = {row.merkmal for row in self.eingelesen}
        given = [name for name in self.one.merkmale if not self.one.eingelesen or name in kept]
        asked = self.request.GET.get("nach", "")
        nach = asked if asked in given else next(iter(given), "")
        merkmale = [(name, MERKMALE[name]) for name in given]
        if not nach:
            return {"merkmale": merkmale}
        names = value_names(nach)
        rows = [
            (names.get(row.name, row.name) or _("ohne Angabe"), self._narrowed(nach, row.name), row.zelle)
            for row in queries.breakdown(self.one, self.spanne, nach)
        ]
        rows = [(name, way, darstellung.written(self.one, zelle), zelle.n) for name, way, zelle in rows]
        return {"merkmale": merkmale, "nach": nach, "nach_label": MERKMALE[nach], "zeilen": rows}


def _chance(one: Indikator, kachel: queries.Kachel | None) -> dict[str, Any] | None:
    """Return between which values chance alone moves a rate of rare events, None for any other figure."""
    if one.einheit != Masseinheit.JE_1000 or kachel is None or kachel.zelle.wert is None or not kachel.zelle.n:
        return None
    raum, low, high = room_of_rate(kachel.zelle.wert, kachel.zelle.n)
    return {"raum": raum, "n": kachel.zelle.n, "von": darstellung.number(one, low), "bis": darstellung.number(one, high)}


def _source(one: Indikator) -> str:
    match one.rechnung:
        case Strom() | Quantil():
            return _("aus den Ereignissen des Hauses, nach spätestens fünf Minuten")
        case Bestand():
            return _("jede Nacht gezählt, was an dem Tag da ist")
        case Abfrage() | Verweildauer():
            return _("jede Nacht aus den Vorgängen gerechnet, bis 45 Tage nach Ende des Zeitraums")
    return _("aus einer Tabelle eingelesen, mit Quelle und Stand")
