"""Veranstaltungen for staff: the list, one of them, its words and days, its people."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, ListView, TemplateView, View

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportMixin
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.veranstaltung import cancel, discard, duplicate, release, save_veranstaltung, take_back
from lotsen.forms.veranstaltungen import AbsageForm, FilterForm, TeilnehmendeForm, VeranstaltungForm
from lotsen.models import Veranstaltung
from lotsen.queries import veranstaltungen as queries
from lotsen.veranstaltung import Veranstaltungsart, VeranstaltungStatus


class ListeView(RechtRequired, ListView):
    """What comes next first; filters stay in the address."""

    recht = Recht.VERANSTALTUNGEN
    template_name = "lotsen/veranstaltungen.html"
    paginate_by = 50

    @cached_property
    def form(self) -> FilterForm:
        return FilterForm(self.request.GET)

    def get_queryset(self):
        return queries.listed(self.request.user, **self.form.wanted())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, gefiltert=any(self.form.wanted().values()), **kwargs)


class EineVeranstaltung(RechtRequired):
    """A page of one Veranstaltung; one of another unit does not exist."""

    recht = Recht.VERANSTALTUNGEN

    @cached_property
    def veranstaltung(self) -> Veranstaltung:
        return get_object_or_404(queries.visible(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"veranstaltung": self.veranstaltung} | kwargs)


class VeranstaltungView(EineVeranstaltung, TemplateView):
    """How it stands and what can be done now."""

    template_name = "lotsen/veranstaltung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.veranstaltung
        return super().get_context_data(
            entwurf=row.status == VeranstaltungStatus.ENTWURF,
            laeuft=row.status == VeranstaltungStatus.FREIGEGEBEN,
            frei=row.plaetze - row.belegt,
            feier=row.art == Veranstaltungsart.FEIER,
            geholfen=queries.what_helped(row),
            leer=not row.belegt and not row.wartend and not row.anmeldungen.exists(),
            **kwargs,
        )


class BearbeitenView(RechtRequired, FormView):
    """A new one, or the words and days of one; what is refused stands beside what was typed."""

    recht = Recht.VERANSTALTUNGEN
    template_name = "lotsen/veranstaltung_form.html"
    form_class = VeranstaltungForm

    @cached_property
    def veranstaltung(self) -> Veranstaltung | None:
        pk = self.kwargs.get("pk")
        return get_object_or_404(queries.visible(self.request.user), pk=pk) if pk else None

    def get_form(self, form_class=None) -> VeranstaltungForm:
        return VeranstaltungForm(self.request.user, self.request.POST or None, instance=self.veranstaltung)

    def form_valid(self, form: VeranstaltungForm) -> HttpResponse:
        row = form.save(commit=False)
        try:
            told = save_veranstaltung(veranstaltung=row, user=self.request.user)
        except DomainError as error:
            form.add_error("plaetze" if error.code == "zu_wenige_plaetze" else None, str(error))
            return self.form_invalid(form)
        if told:
            messages.success(self.request, _("Gespeichert. Alle, die angemeldet sind, bekommen eine Nachricht."))
        else:
            messages.success(self.request, _("Gespeichert."))
        return redirect(row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(veranstaltung=self.veranstaltung, **kwargs)


class AbsagenView(EineVeranstaltung, FormView):
    """Call it off after one more question."""

    template_name = "lotsen/veranstaltung_absagen.html"
    form_class = AbsageForm

    def form_valid(self, form: AbsageForm) -> HttpResponse:
        try:
            told = cancel(veranstaltung=self.veranstaltung, grund=form.cleaned_data["grund"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        text = ngettext("Abgesagt. %(n)s Nachricht geht hinaus.", "Abgesagt. %(n)s Nachrichten gehen hinaus.", told)
        messages.success(self.request, text % {"n": told})
        return redirect(self.veranstaltung)


class SchrittView(EineVeranstaltung, View):
    """One step; what is refused is said on the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.veranstaltung)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{kwargs['schritt']}", None)
        if step is None:
            raise Http404
        try:
            return step() or redirect(self.veranstaltung)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(self.veranstaltung)

    def do_freigeben(self) -> None:
        release(veranstaltung=self.veranstaltung)
        messages.success(self.request, _("Freigegeben. Man kann sich jetzt anmelden."))

    def do_zuruecknehmen(self) -> None:
        take_back(veranstaltung=self.veranstaltung)
        messages.success(self.request, _("Wieder ein Entwurf. Niemand sieht ihn."))

    def do_verdoppeln(self) -> HttpResponse:
        copy = duplicate(veranstaltung=self.veranstaltung, user=self.request.user)
        messages.success(self.request, _("Verdoppelt. Bitte prüfen Sie Tag und Anmeldung."))
        return redirect("veranstaltungen:bearbeiten", copy.pk)

    def do_verwerfen(self) -> HttpResponse:
        discard(veranstaltung=self.veranstaltung)
        messages.success(self.request, _("Der Entwurf ist verworfen."))
        return redirect("veranstaltungen:liste")


class TeilnehmendeView(EineVeranstaltung, ExportMixin, ListView):
    """Who comes; prints, and goes away as CSV or XLSX."""

    template_name = "lotsen/veranstaltung_teilnehmende.html"
    export_name = gettext_lazy("Teilnehmende")
    export_columns = (
        Column(gettext_lazy("Code"), "code"),
        Column(gettext_lazy("Name"), "name"),
        Column(gettext_lazy("Personen"), "personen"),
        Column(gettext_lazy("Kinder in der Betreuung"), "kinder"),
        Column(gettext_lazy("Bedarf"), lambda row: [str(label) for label in row.bedarf_worte]),
        Column(gettext_lazy("Sprache"), "get_sprache_display"),
        Column(gettext_lazy("Stand"), "get_status_display"),
        Column(gettext_lazy("gekommen"), "gekommen_am"),
    )

    @cached_property
    def form(self) -> TeilnehmendeForm:
        return TeilnehmendeForm(self.request.GET, staende=queries.STAENDE)

    def get_queryset(self):
        record_read(self.veranstaltung, grund="Teilnehmende")
        return queries.people(self.veranstaltung, **self.form.wanted())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["format"] = "csv"
        return super().get_context_data(
            form=self.form, gefiltert=any(self.form.wanted().values()), csv=f"?{query.urlencode()}", **kwargs
        )
