"""The triage desk: the list by deadline and one concern beside it."""

from functools import cached_property, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.rechte import Recht, RechtRequired
from behoerde.kern.suche import GEZAEHLT_BIS
from termine.angaben import Bedarf
from termine.enums import ANLIEGEN_IN_SICHTUNG, ANLIEGEN_VOR_TERMIN
from termine.forms.sichtung import AngebotForm, AntwortForm, AuswahlForm, LeistungForm, RueckfrageForm, TeilenForm, WeiterForm
from termine.fristen import angebot_gilt_bis
from termine.models import Anliegen, Aufnahme
from termine.queries.anliegen_sichtung import (
    aufgegangen,
    doppelte,
    open_people,
    teams_for,
    undelivered,
    unterlagen_of,
    with_details,
)
from termine.queries.ansprechperson import Kandidat, kandidaten
from termine.queries.heute_zeiten import desk_times
from termine.queries.sichtung import (
    ALLE,
    ZEILEN_HOECHSTENS,
    Auswahl,
    Haus,
    by_urgency,
    counts,
    exact_hit,
    filter_choices,
    house,
    liste,
)
from termine.queries.verlauf_sichtung import verlauf
from termine.queries.vorschlagzeiten import VORGEWAEHLT, propose_zeiten
from termine.queries.woche import standorte_of
from termine.views.heute_buchen import day_or_none


class Sichtungsliste(RechtRequired):
    """A page with the list on it."""

    recht = Recht.ANLIEGEN_SEHEN

    @cached_property
    def form(self) -> AuswahlForm:
        return AuswahlForm(self.request.GET, angebot=partial(filter_choices, self.request.user))

    @cached_property
    def auswahl(self) -> Auswahl:
        return self.form.auswahl()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows, auswahl = liste(self.request.user, self.auswahl), self.auswahl
        zahlen = counts(self.request.user, auswahl)
        mehr = len(rows) > auswahl.zeige
        return super().get_context_data(
            form=self.form,
            auswahl=auswahl,
            gruppen=by_urgency(rows[: auswahl.zeige], zahlen, auswahl),
            anzahl=min(len(rows), auswahl.zeige),
            zahlen=zahlen,
            mehr=min(auswahl.zeige * 2, ZEILEN_HOECHSTENS) if mehr and auswahl.zeige < ZEILEN_HOECHSTENS else None,
            weitere=self._hidden(zahlen, auswahl) if mehr else 0,
            bearbeitbar=self.request.user.hat_recht(Recht.ANLIEGEN_SICHTEN),
            haus=self._house(),
            einheiten=sorted(self.request.user.einheiten),
            **kwargs,
        )

    def _house(self) -> Haus | None:
        """Return who waits on site, None for who does not see visits."""
        return house(self.request.user) if self.request.user.hat_recht(Recht.TERMINE_SEHEN) else None

    def _hidden(self, zahlen: dict[str, int], auswahl: Auswahl) -> int:
        """Return how many rows the list leaves out; 0 when nobody counted them all."""
        uncounted = auswahl.q or auswahl.ansicht == ALLE or zahlen[auswahl.ansicht] >= GEZAEHLT_BIS
        return 0 if uncounted else zahlen[auswahl.ansicht] - auswahl.zeige


class EmpfangView(Sichtungsliste, TemplateView):
    """What waits, by deadline, or the hits of a search (``?q=``); a whole Vorgang leads to its concern at once."""

    template_name = "termine/empfang.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.auswahl.q:
            record_read(request.user, grund="Suche")
            if hit := exact_hit(request.user, self.auswahl):
                return redirect(hit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(aufnahme=None, gewaehlt="", **kwargs)


class ListeView(Sichtungsliste, TemplateView):
    """List and numbers, asked for again and again; ``?gewaehlt=`` marks the concern that stands open beside them."""

    template_name = "termine/_empfang_frisch.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.htmx or self.auswahl.q:
            return redirect(f"{reverse('termine:empfang')}?{request.GET.urlencode()}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gewaehlt=self.request.GET.get("gewaehlt", ""), **kwargs)


class EinAnliegen:
    """Load the concern of the address; one of another unit does not exist."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.aufnahme = self.load()

    def load(self) -> Aufnahme:
        """Return the concern as it stands now."""
        found = Aufnahme.objects.sichtbar_fuer(self.request.user)
        return get_object_or_404(with_details(found), pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        """Return the address of the concern with the list beside it as it was."""
        query = self.request.GET.urlencode()
        return f"{self.aufnahme.get_absolute_url()}{'?' if query else ''}{query}"


class AnliegenView(EinAnliegen, Sichtungsliste, TemplateView):
    """The list with one concern open beside it; every opening stands in the read log."""

    template_name = "termine/empfang.html"
    formen: dict[str, Any] = {}  # a form that was refused, by the name of its panel

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.aufnahme)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aufnahme = self.aufnahme
        kwargs.setdefault("abgelehnt", None)
        owed = aufnahme.stand in ANLIEGEN_IN_SICHTUNG and self.request.user.hat_recht(Recht.ANLIEGEN_SICHTEN)
        people = open_people(aufnahme)
        lines = unterlagen_of(aufnahme)
        return super().get_context_data(
            aufnahme=aufnahme,
            gewaehlt=str(aufnahme.pk),
            personen=people or list(aufnahme.anliegen.all()),
            dauer=aufnahme.leistung.dauer(len(people) or 1),
            unterlagen=lines,
            da=sum(not line.fehlt for line in lines),
            fehlend=[line for line in lines if line.fehlt],
            schritte=verlauf(aufnahme),
            nicht_zustellbar=undelivered(aufnahme),
            doppelte=doppelte(aufnahme, self.request.user) if aufnahme.stand in ANLIEGEN_VOR_TERMIN else [],
            aufgegangen=aufgegangen(aufnahme, self.request.user) if aufnahme.stand in ANLIEGEN_VOR_TERMIN else [],
            zu_tun=owed,
            **(self._to_do(people) if owed else {}),
            **kwargs,
        )

    def _to_do(self, people: list[Anliegen]) -> dict[str, Any]:
        """Return what the right-hand column offers while the office is to act."""
        found = kandidaten(self.aufnahme)
        chosen = self._chosen(found)
        vorschlaege = propose_zeiten(self.aufnahme, len(people), chosen.platz if chosen else None)
        teams = teams_for(self.aufnahme)
        land = settings.BEHOERDE["land"]
        return {
            "kandidaten": found,
            "gewaehlte_person": chosen.user.pk if chosen else self.aufnahme.ansprechperson_id,
            "vorschlaege": vorschlaege,
            "vorgewaehlt": VORGEWAEHLT,
            "gilt_bis": angebot_gilt_bis(vorschlaege.erste, uhr.now(), land, uhr.ZONE) if vorschlaege.erste else None,
            "frage": self.formen.get("frage") or RueckfrageForm(aufnahme=self.aufnahme, prefix="frage"),
            "antwort": self.formen.get("antwort") or AntwortForm(prefix="antwort"),
            "weiter": self.formen.get("weiter") or WeiterForm(teams=teams, prefix="weiter"),
            "leistungsform": self.formen.get("leistung") or LeistungForm(aufnahme=self.aufnahme, prefix="leistung"),
            "angebot": self.formen.get("angebot") or AngebotForm(),
            "teilen": (self.formen.get("teilen") or TeilenForm(personen=people, prefix="teilen")) if len(people) > 1 else None,
            "offen": next(iter(self.formen), ""),
        }

    def _chosen(self, found: list[Kandidat]) -> Kandidat | None:
        """Return the Ansprechperson, else the best proposal."""
        wanted = self.request.GET.get("person") or str(self.aufnahme.ansprechperson_id or "")
        return next((k for k in found if str(k.user.pk) == wanted), None if wanted and not found else next(iter(found), None))


class PersonenView(EinAnliegen, RechtRequired, TemplateView):
    """Everybody who may take the concern over, with the reasons."""

    recht = Recht.ANLIEGEN_SICHTEN
    template_name = "termine/empfang_personen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(aufnahme=self.aufnahme, kandidaten=kandidaten(self.aufnahme), **kwargs)


class ZeitenView(EinAnliegen, RechtRequired, TemplateView):
    """Every free time of a week (``?woche=``, ``?ort=``), to offer up to three of them or to book one."""

    recht = Recht.ANLIEGEN_SICHTEN
    template_name = "termine/empfang_zeiten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aufnahme, chosen = self.aufnahme, self.request.GET
        standorte = standorte_of(aufnahme.leistung)
        first = aufnahme.team.standort if aufnahme.team else None
        standort = next((ort for ort in standorte if ort.slug == chosen.get("ort")), first or next(iter(standorte), None))
        bedarf = Bedarf.of(aufnahme, sofort=True)
        personen = len(open_people(aufnahme)) or 1
        ab = day_or_none(chosen.get("woche"))
        angebot = desk_times(aufnahme.leistung, standort, ab, personen=personen, bedarf=bedarf) if standort else None
        return super().get_context_data(aufnahme=aufnahme, standorte=standorte, angebot=angebot, **kwargs)
