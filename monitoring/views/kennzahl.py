"""One figure with its definition, and the list of all."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring import darstellung
from monitoring.actions import kennzahl as actions
from monitoring.forms.kennzahl import BruchForm, VergleichForm, ZielForm
from monitoring.forms.lage import SpanneForm
from monitoring.katalog import Bereich, Indikator, indikatoren
from monitoring.merkmale import MERKMALE, value_names
from monitoring.queries import kennzahlen as queries
from monitoring.rechnung import Abfrage, Bestand, Quantil, Strom, Verweildauer

SUCHTEXT_HOECHSTENS = 80
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
    def kachel(self) -> queries.Kachel | None:
        if not (self.one.gerechnet or self.one.eingelesen):
            return None
        kachel = queries.tiles([self.one], self.form.wanted())[0]
        return kachel if self.one.gerechnet or any(punkt.zelle.wert is not None for punkt in kachel.verlauf) else None

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
            diagramm=queries.chart(kachel) if kachel else None,
            ausserhalb=", ".join(punkt.name for punkt in queries.outside(kachel)) if kachel else "",
            einheit=darstellung.unit(one),
            herkunft=_source(one),
            brueche=queries.breaks(one.slug),
            vergleich=queries.references(one.slug),
            ziele=queries.targets_of(one.slug),
            pflegt=self.request.user.hat_recht(Recht.KENNZAHLEN_PFLEGEN),
            **self._parts(),
            **kwargs,
        )

    def _parts(self) -> dict[str, Any]:
        merkmale = [(name, MERKMALE[name]) for name in self.one.merkmale]
        asked = self.request.GET.get("nach", "")
        nach = asked if asked in self.one.merkmale else next(iter(self.one.merkmale), "")
        if not nach:
            return {}
        names = value_names(nach)
        rows = [
            (names.get(row.name, row.name) or _("ohne Angabe"), darstellung.written(self.one, row.zelle), row.zelle.n)
            for row in queries.breakdown(self.one, self.form.wanted(), nach)
        ]
        return {"merkmale": merkmale, "nach": nach, "nach_label": MERKMALE[nach], "zeilen": rows}


def _source(one: Indikator) -> str:
    match one.rechnung:
        case Strom() | Quantil():
            return _("aus den Ereignissen des Hauses, nach spätestens fünf Minuten")
        case Bestand():
            return _("jede Nacht gezählt, was an dem Tag da ist")
        case Abfrage() | Verweildauer():
            return _("jede Nacht aus den Vorgängen gerechnet, bis 45 Tage nach Ende des Zeitraums")
    return _("aus einer Statistik eingelesen") if one.eingelesen else _("noch nicht gerechnet")


PFLEGE: dict[str, Any] = {
    "ziel": (
        ZielForm,
        actions.set_target,
        gettext_lazy("Ziel setzen"),
        gettext_lazy("Was die Zahl von einem Tag an erreichen soll. Derselbe Tag noch einmal ersetzt das Ziel."),
        ("ab", "wert", "beleg"),
    ),
    "vergleich": (
        VergleichForm,
        actions.add_reference,
        gettext_lazy("Vergleichswert eintragen"),
        gettext_lazy("Was ein anderes Amt von sich veröffentlicht hat, mit Quelle. Dasselbe Jahr noch einmal ersetzt den Wert."),
        ("wer", "jahr", "wert", "quelle"),
    ),
    "bruch": (
        BruchForm,
        actions.note_break,
        gettext_lazy("Andere Zählweise vermerken"),
        gettext_lazy("Von einem Tag an wird anders gezählt: Werte davor und danach lassen sich nicht vergleichen."),
        ("tag", "grund"),
    ),
}


class PflegeView(EineKennzahl, FormView):
    """Enter or remove what a figure is held against."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    template_name = "monitoring/pflege.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["was"] not in PFLEGE:
            raise Http404
        self.form_class, self.write, self.titel, self.erklaerung, self.felder = PFLEGE[kwargs["was"]]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"indikator": self.one}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pk = request.POST.get("weg", "")
        if not pk:
            return super().post(request, *args, **kwargs)
        try:
            actions.remove(self.one, self.form_class._meta.model, int(pk) if pk.isdecimal() else 0)
            messages.success(request, _("Entfernt."))
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(request.path)

    def form_valid(self, form: Any) -> HttpResponse:
        self.write(self.one, **{name: form.cleaned_data[name] for name in self.felder})
        messages.success(self.request, _("Eingetragen."))
        return redirect("monitoring:kennzahl", self.one.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.entries(self.form_class._meta.model, self.one, self.felder)
        return super().get_context_data(one=self.one, titel=self.titel, erklaerung=self.erklaerung, rows=rows, **kwargs)
