"""The front desk: the day, one visit beside it, and the day on paper or in a table."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from termine.enums import TERMIN_VEREINBART
from termine.forms.heute import AuswahlForm
from termine.models import Team, Termin
from termine.queries.heute import BESTAETIGUNG, DOLMETSCHEN, Auswahl, by_hour, counts, exact_hit, liste, teams_of
from termine.queries.kette_personal import way_for_staff
from termine.queries.verlauf import verlauf
from termine.templatetags.empfang import bedarf, kontaktweg, stand

SPALTEN = (
    Column(_("Beginn"), "starts_at"),
    Column(_("Ende"), "ends_at"),
    Column(_("Standort"), "standort.name"),
    Column(_("Team"), "platz.team.name"),
    Column(_("Platz"), "platz.name"),
    Column(_("Personen"), lambda termin: [anliegen.person for anliegen in termin.anliegen.all()]),
    Column(_("Leistung"), "leistung.name"),
    Column(_("Sprache"), "get_sprache_display"),
    Column(_("Bedarf"), bedarf),
    Column(_("Dolmetschen"), lambda termin: termin.dolmetschstand.label if termin.dolmetschstand else ""),
    Column(_("Kontakt"), kontaktweg),
    Column(_("Stand"), lambda termin: stand(termin)["text"]),
    Column(_("Termincode"), "code"),
)


class MitAuswahl(RechtRequired):
    """A page about the day and places that its address chooses."""

    recht = Recht.TERMINE_SEHEN
    termin: Termin | None = None

    @cached_property
    def teams(self) -> list[Team]:
        return teams_of(self.request.user)

    @cached_property
    def form(self) -> AuswahlForm:
        data = self.request.GET.copy()
        tag = uhr.local(self.termin.starts_at).date() if self.termin else uhr.today()
        data["tag"] = data.get("tag") or tag.isoformat()
        return AuswahlForm(data, teams=self.teams)

    @cached_property
    def auswahl(self) -> Auswahl:
        return self.form.auswahl()


class Tagesliste(MitAuswahl):
    """A page with the list on it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        termine = list(liste(self.request.user, self.auswahl))
        return super().get_context_data(
            form=self.form,
            auswahl=self.auswahl,
            ueber_tage=bool(self.auswahl.q) or self.auswahl.status in {BESTAETIGUNG, DOLMETSCHEN},
            stunden=by_hour(termine, uhr.now()),
            anzahl=len(termine),
            zahlen=counts(self.request.user, self.auswahl),
            heute=uhr.today(),
            tag=None if self.auswahl.tag == uhr.today() else self.auswahl.tag.isoformat(),
            nachbarn={"vorher": self.auswahl.tag - uhr.DAY, "danach": self.auswahl.tag + uhr.DAY},
            bearbeitbar=self.request.user.hat_recht(Recht.TERMINE_BEARBEITEN),
            **kwargs,
        )


class HeuteView(Tagesliste, TemplateView):
    """The day (``?tag=``), the queue of confirmations or the hits of a search (``?q=``); ``?format=`` takes it away.

    A Termincode leads to its visit at once.
    """

    template_name = "termine/heute.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.auswahl.q:
            record_read(request.user, grund="Suche")
        wanted = request.GET.get("format")
        if wanted not in set(ExportFormat):
            hit = exact_hit(request.user, self.auswahl)
            return redirect(hit) if hit else super().get(request, *args, **kwargs)
        record_read(request.user, grund=f"Ausgabe {wanted}")
        name = f"Termine {self.auswahl.tag:%Y-%m-%d}"
        return export_response(wanted, name=name, columns=SPALTEN, rows=list(liste(request.user, self.auswahl)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termin=None, gewaehlt="", **kwargs)


class ListeView(Tagesliste, TemplateView):
    """The list alone, asked for again and again; ``?gewaehlt=`` marks the visit that stands open beside it."""

    template_name = "termine/_heute_liste.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.htmx or self.auswahl.q:
            return redirect(f"{reverse('termine:heute')}?{request.GET.urlencode()}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gewaehlt=self.request.GET.get("gewaehlt", ""), **kwargs)


class EinTermin:
    """Load the visit of the address; one of another unit, or without names yet, does not exist."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        termine = Termin.objects.sichtbar_fuer(request.user).filter(kontakt__isnull=False).with_details()
        self.termin = get_object_or_404(termine, pk=kwargs["pk"])

    @property
    def back(self) -> str:
        """Return the address of the visit with the list beside it as it was."""
        query = self.request.GET.urlencode()
        return f"{self.termin.get_absolute_url()}{'?' if query else ''}{query}"


class TerminView(EinTermin, Tagesliste, TemplateView):
    """The day with one visit open beside it; every opening stands in the read log."""

    template_name = "termine/heute.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.termin)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ersatz = Termin.objects.sichtbar_fuer(self.request.user).filter(ersetzt=self.termin).first()
        return super().get_context_data(
            termin=self.termin,
            gewaehlt=str(self.termin.pk),
            schritte=verlauf(self.termin),
            weg=way_for_staff(self.termin, self.request.user),
            ersatz=ersatz,
            heutig=uhr.local(self.termin.starts_at).date() == uhr.today(),
            sichtet=self.request.user.hat_recht(Recht.ANLIEGEN_SICHTEN),
            mit_zettel=pdf_available() and self.termin.status in TERMIN_VEREINBART,
            zurueck=self.termin.starts_at > uhr.now(),
            begonnen=self.termin.starts_at <= uhr.now(),
            **kwargs,
        )


class TagesplanView(MitAuswahl, TemplateView):
    """The day on A4: in order of time or one sheet per counter or team (``?nach=``); ``?format=pdf`` takes it away."""

    template_name = "termine/heute_tagesplan.html"
    NACH = {"zeit": _("nach Uhrzeit"), "platz": _("ein Blatt je Platz"), "team": _("ein Blatt je Team")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") != "pdf":
            return super().get(request, *args, **kwargs)
        try:
            content = render_pdf("termine/heute_tagesplan_pdf.html", self.get_context_data(), sprache=get_language() or "de")
        except PdfUnavailable as fault:
            messages.error(request, str(fault))
            return redirect("termine:heute_tagesplan")
        record_read(request.user, grund="Ausgabe pdf")
        return pdf_response(content, f"tagesplan-{self.auswahl.tag:%Y-%m-%d}.pdf")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nach = self.request.GET.get("nach", "")
        nach = nach if nach in self.NACH else "zeit"
        tag = Auswahl(self.auswahl.tag, self.auswahl.standort, self.auswahl.team, self.auswahl.platz)
        termine = liste(self.request.user, tag).prefetch_related("leistung__unterlagenliste__unterlage")
        return super().get_context_data(
            form=self.form,
            auswahl=self.auswahl,
            nach=nach,
            arten=self.NACH,
            blaetter=_sheets(termine, nach),
            mit_pdf=pdf_available(),
            **kwargs,
        )


def _sheets(termine, nach: str) -> dict[str, list[Termin]]:
    """Return the visits per sheet, named after what the sheet is for."""
    sheets: dict[str, list[Termin]] = {}
    for termin in termine:
        name = {"zeit": "", "team": termin.platz.team.name, "platz": f"{termin.platz.team.name}: {termin.platz.name}"}[nach]
        sheets.setdefault(name, []).append(termin)
    return dict(sorted(sheets.items()))
