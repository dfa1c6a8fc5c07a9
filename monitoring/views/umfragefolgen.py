"""Around the survey: paper sheets, complaints, what the office did about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired
from monitoring.actions.umfrageeinladung import give_out_paper
from monitoring.actions.umfragefolge import delete_beschwerde, note_beschwerde, publish_folge, write_folge
from monitoring.forms.umfragen import BeschwerdeForm, FolgeForm, PapierForm
from monitoring.models import Beschwerde, Umfragefolge
from monitoring.queries.umfrage import names_of
from monitoring.queries.umfragefolge import complaints_of_year, consequences
from monitoring.umfrage import Merkmal
from monitoring.umfragelink_nachrichten import address

LETZTE = 50


class Mitarbeitende(RechtRequired):
    """A page of the room of surveys; its ways know what the account may do."""

    recht = Recht.UMFRAGEN_SEHEN
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf = self.request.user.hat_recht(Recht.UMFRAGEN_BEARBEITEN)
        return super().get_context_data(**{"bearbeiten": darf, **kwargs})  # type: ignore[misc]


class PapierView(Mitarbeitende, FormView):
    """Sheets with code for who has no e-mail: printed once, kept nowhere."""

    form_class = PapierForm
    template_name = "monitoring/umfragen_papier.html"

    def form_valid(self, form: PapierForm) -> HttpResponse:
        values = form.cleaned_data
        tokens = give_out_paper(**values)
        sheets = [(f"{token.geheim[:5]}-{token.geheim[5:]}", address(token)) for token in tokens]
        try:
            content = render_pdf(
                "monitoring/umfragelink_papier_pdf.html",
                {"blaetter": sheets, "seite_code": address("").rstrip("/") + "/"},
                sprache=values["sprache"],
            )
        except PdfUnavailable:
            form.add_error(None, _("PDF-Dateien gehen gerade nicht. Bitte sagen Sie es der Verwaltung."))
            return self.form_invalid(form)
        return pdf_response(content, "umfrage.pdf")


class BeschwerdenView(Mitarbeitende, FormView):
    """The newest complaints as numbers, and one more."""

    form_class = BeschwerdeForm
    template_name = "monitoring/umfragen_beschwerden.html"

    def get_initial(self) -> dict[str, Any]:
        return {"tag": uhr.today()}

    def form_valid(self, form: BeschwerdeForm) -> HttpResponse:
        note_beschwerde(beschwerde=form.save(commit=False))
        messages.success(self.request, _("Die Beschwerde ist gezählt."))
        return redirect("umfragen:beschwerden")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leistungen, standorte = names_of(Merkmal.LEISTUNG), names_of(Merkmal.STANDORT)
        rows = [
            (row, leistungen.get(row.leistung, row.leistung), standorte.get(row.standort, row.standort))
            for row in Beschwerde.objects.all()[:LETZTE]
        ]
        return super().get_context_data(rows=rows, jahr=complaints_of_year(uhr.today()), **kwargs)


class BeschwerdeLoeschenView(RechtRequired, View):
    """POST takes back a complaint that was noted by mistake."""

    recht = Recht.UMFRAGEN_SEHEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        delete_beschwerde(beschwerde=get_object_or_404(Beschwerde, pk=kwargs["pk"]))
        messages.success(request, _("Die Beschwerde ist nicht mehr gezählt."))
        return redirect("umfragen:beschwerden")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("umfragen:beschwerden")


class FolgenView(RechtRequired, FormView):
    """What was said and done; published one by one."""

    recht = Recht.UMFRAGEN_BEARBEITEN
    form_class = FolgeForm
    template_name = "monitoring/umfragen_folgen.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.folge}

    @cached_property
    def folge(self) -> Umfragefolge:
        return Umfragefolge(tag=uhr.today())

    def get_initial(self) -> dict[str, Any]:
        """Take from the address for which result or measure it is."""
        return {name: self.request.GET[name] for name in ("periode", "vorhaben") if name in self.request.GET}

    def form_valid(self, form: FolgeForm) -> HttpResponse:
        write_folge(folge=form.save(commit=False))
        messages.success(self.request, _("Gespeichert. Öffentlich wird es erst mit „Veröffentlichen“."))
        return redirect("umfragen:folgen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=consequences(), bearbeiten=True, **kwargs)


class FolgeAendernView(FolgenView):
    """The words, the result or the measure of one that stands there already."""

    template_name = "monitoring/umfragen_folge.html"

    @cached_property
    def folge(self) -> Umfragefolge:
        return get_object_or_404(Umfragefolge, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(folge=self.folge, **kwargs)


class FolgeZeigenView(RechtRequired, View):
    """POST publishes it, ``verbergen`` takes it back."""

    recht = Recht.UMFRAGEN_BEARBEITEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        folge = get_object_or_404(Umfragefolge, pk=kwargs["pk"])
        publish_folge(folge=folge, sichtbar="verbergen" not in request.POST)
        return redirect("umfragen:folgen")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("umfragen:folgen")


class GesagtGetanView(Oeffentlich, TemplateView):
    """You said – we did, for everybody."""

    template_name = "monitoring/oeffentlich_umfrage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=consequences(nur_oeffentlich=True), **kwargs)
