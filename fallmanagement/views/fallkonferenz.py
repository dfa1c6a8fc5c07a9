"""Meetings about cases: the list, one of them with its steps, minutes and calendar."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.fallkonferenz import add_fall, call_konferenz, close_konferenz, invite, remove_teilnahme, resolve
from fallmanagement.forms.fallkonferenz import BeschlussForm, KonferenzfallForm, KonferenzForm, TeilnahmeForm
from fallmanagement.kalender import as_calendar
from fallmanagement.models import Fallakte, Fallkonferenz
from fallmanagement.queries import fallkonferenzen as queries

JE_LISTE = 100


class KonferenzenView(RechtRequired, FormView):
    """Every meeting of the own units, and the form to call one."""

    recht = Recht.FALLAKTEN
    form_class = KonferenzForm
    template_name = "fallmanagement/konferenzen.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        units = Organisationseinheit.objects.filter(pk__in=self.request.user.einheiten_darunter)
        return super().get_form_kwargs() | {"units": units}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(konferenzen=queries.listed(self.request.user)[:JE_LISTE], **kwargs)

    def form_valid(self, form: KonferenzForm) -> HttpResponse:
        return redirect(call_konferenz(user=self.request.user, **form.werte))


class EineKonferenz(RechtRequired):
    """A page or step of one meeting of the own units."""

    recht = Recht.FALLAKTEN
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def konferenz(self) -> Fallkonferenz:
        return get_object_or_404(queries.listed(self.request.user), pk=self.kwargs["pk"])


class KonferenzView(EineKonferenz, TemplateView):
    """Who comes, which cases, what was resolved; POST ``was`` names the step."""

    template_name = "fallmanagement/konferenz.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record_read(self.konferenz)
        cases = queries.cases(self.konferenz)
        forms = {"teilnahme": TeilnahmeForm(queries.units()), "fall": KonferenzfallForm(), "beschluss": BeschlussForm(cases)}
        teilnahmen = self.konferenz.teilnahmen.select_related("einheit")
        return super().get_context_data(
            **({"konferenz": self.konferenz, "faelle": cases, "teilnahmen": teilnahmen} | forms | kwargs)
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            refused = step()
        except DomainError as error:
            messages.error(request, error.text)
            refused = None
        return self.render_to_response(self.get_context_data(**refused)) if refused else redirect(self.konferenz)

    def do_einladen(self) -> dict[str, Any] | None:
        form = TeilnahmeForm(queries.units(), self.request.POST)
        if not form.is_valid():
            return {"teilnahme": form}
        try:
            invite(self.konferenz, **form.cleaned_data)
        except DomainError as error:
            form.add_error("einheit", error.text)
            return {"teilnahme": form}
        return None

    def do_ausladen(self) -> None:
        wanted = self.request.POST.get("zeile", "")
        row = next((row for row in self.konferenz.teilnahmen.all() if str(row.pk) == wanted), None)
        if row is None:
            raise Http404
        remove_teilnahme(row)

    def do_fall(self) -> dict[str, Any] | None:
        form = KonferenzfallForm(self.request.POST)
        if not form.is_valid():
            return {"fall": form}
        rows = Fallakte.objects.sichtbar_fuer(self.request.user)
        akte = rows.filter(aktenzeichen__iexact=form.cleaned_data["aktenzeichen"].strip()).first()
        if akte is None:
            form.add_error("aktenzeichen", _("Dazu gibt es keine Fallakte. Bitte prüfen Sie die Angaben."))
            return {"fall": form}
        try:
            add_fall(self.konferenz, akte=akte, frage=form.cleaned_data["frage"])
        except DomainError as error:
            form.add_error("aktenzeichen", error.text)
            return {"fall": form}
        return None

    def do_beschluss(self) -> dict[str, Any] | None:
        form = BeschlussForm(queries.cases(self.konferenz), self.request.POST)
        if not form.is_valid():
            return {"beschluss": form}
        resolve(user=self.request.user, **form.werte)
        messages.success(self.request, _("Der Beschluss ist jetzt eine Aufgabe der Akte."))
        return None

    def do_abschliessen(self) -> None:
        close_konferenz(self.konferenz)
        messages.success(self.request, _("Die Fallkonferenz ist abgeschlossen."))


class NiederschriftView(EineKonferenz, View):
    """The minutes on paper: file numbers instead of names."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.konferenz, grund="Niederschrift")
        teilnahmen = self.konferenz.teilnahmen.select_related("einheit")
        context = {"konferenz": self.konferenz, "teilnahmen": teilnahmen, "faelle": queries.cases(self.konferenz)}
        try:
            content = render_pdf("fallmanagement/niederschrift_pdf.html", context, sprache="de")
        except PdfUnavailable as error:
            messages.error(request, error.text)
            return redirect(self.konferenz)
        return pdf_response(content, "niederschrift.pdf")


class KalenderView(EineKonferenz, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        headers = {"Content-Disposition": 'attachment; filename="fallkonferenz.ics"'}
        return HttpResponse(as_calendar(self.konferenz), content_type="text/calendar; charset=utf-8", headers=headers)
