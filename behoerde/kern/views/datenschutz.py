"""Data protection: periods, what the erasure would do, and what people ask for about their own data."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import CreateView, FormView, TemplateView, View

from behoerde.kern import auskunft, holdings, uhr
from behoerde.kern.actions import antrag
from behoerde.kern.actions.loeschfrist import discard_loeschfrist, entry_of, propose_loeschfrist, release_loeschfrist
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms_datenschutz import LoeschenForm, LoeschfristForm, PersonSucheForm, SperreForm
from behoerde.kern.models import Loeschfrist, Loeschlauf, Loeschsperre, Person
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from behoerde.kern.suche import persons_named

LAEUFE = 10
TREFFER = 50


class UebersichtView(RechtRequired, TemplateView):
    """Every period with what waits for a second person, the last runs, the Löschsperren."""

    recht = Recht.LOESCHFRISTEN
    template_name = "kern/datenschutz_uebersicht.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        periods = holdings.fristen()
        proposed = {row.modell: row for row in Loeschfrist.objects.proposed().select_related("vorgeschlagen_von")}
        zeilen = [
            {
                "entry": entry,
                "name": holdings.model_of(entry)._meta.verbose_name_plural,
                "tage": periods[entry.modell].days,
                "vorschlag": proposed.get(entry.modell),
            }
            for entry in holdings.in_order()
        ]
        sperren = self._sperren() if self.request.user.hat_recht(Recht.DATENSCHUTZ) else None
        laeufe = Loeschlauf.objects.all()[:LAEUFE]
        return super().get_context_data(
            zeilen=sorted(zeilen, key=lambda zeile: str(zeile["name"])), laeufe=laeufe, sperren=sperren, **kwargs
        )

    @staticmethod
    def _sperren() -> QuerySet[Loeschsperre]:
        return Loeschsperre.objects.in_force(uhr.today()).select_related("person", "angelegt_von")


class VorschauView(RechtRequired, TemplateView):
    """What the next run would erase, as numbers."""

    recht = Recht.DATENSCHUTZ
    template_name = "kern/datenschutz_vorschau.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with als(System.AUFGABE):
            counted = holdings.counts(holdings.Stand())
        zeilen = [(holdings.model_of(entry)._meta.verbose_name_plural, zahlen) for entry, zahlen in counted]
        shown = sorted(((str(name), zahlen) for name, zahlen in zeilen if any(zahlen.values())), key=lambda zeile: zeile[0])
        return super().get_context_data(zeilen=shown, summe=sum(zahlen["weg"] for _name, zahlen in shown), **kwargs)


class FristView(RechtRequired, CreateView):
    """Propose another period for the rows of one model."""

    recht = Recht.LOESCHFRISTEN
    form_class = LoeschfristForm
    template_name = "kern/datenschutz_frist.html"

    @cached_property
    def entry(self):
        try:
            return entry_of(self.kwargs["modell"])
        except DomainError as unknown:
            raise Http404 from unknown

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        von, bis = holdings.bounds(self.entry)
        name = holdings.model_of(self.entry)._meta.verbose_name_plural
        return super().get_context_data(
            entry=self.entry, name=name, von=von, bis=bis, tage=holdings.fristen()[self.entry.modell].days, **kwargs
        )

    def form_valid(self, form: LoeschfristForm) -> HttpResponse:
        form.instance.modell = self.entry.modell
        try:
            propose_loeschfrist(frist=form.instance, user=self.request.user)
        except DomainError as refusal:
            form.add_error("tage", refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Frist ist vorgeschlagen. Sie gilt, sobald eine zweite Person sie freigibt."))
        return redirect("kern:datenschutz_fristen")


class FristEntscheidenView(RechtRequired, View):
    """Release or discard a proposed period."""

    recht = Recht.LOESCHFRISTEN

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("kern:datenschutz_fristen")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        frist = get_object_or_404(Loeschfrist, pk=kwargs["pk"])
        try:
            if "verwerfen" in request.POST:
                discard_loeschfrist(frist=frist)
                messages.success(request, _("Der Vorschlag ist verworfen."))
            else:
                release_loeschfrist(frist=frist, user=request.user)
                messages.success(request, _("Die Frist gilt ab jetzt."))
        except DomainError as refusal:
            messages.error(request, refusal.text)
        return redirect("kern:datenschutz_fristen")


# --- What people ask for ---
class PersonenView(RechtRequired, TemplateView):
    """Find who asks, by name and birth date; each search is recorded."""

    recht = Recht.DATENSCHUTZ
    template_name = "kern/datenschutz_personen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = PersonSucheForm(self.request.GET or None)
        found: list[Person] | None = None
        if form.is_valid():
            record_read(self.request.user, grund="Suche Datenschutz")
            rows = persons_named(form.cleaned_data["name"]).filter(geburtsdatum=form.cleaned_data["geburtsdatum"])
            found = list(rows.order_by("person_hash", "-angelegt_am").distinct("person_hash")[:TREFFER])
        return super().get_context_data(form=form, personen=found, **kwargs)


class MitPerson(RechtRequired):
    """A page about the person of its address; whoever opens it is recorded."""

    recht = Recht.DATENSCHUTZ
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> Person:
        person = get_object_or_404(Person, pk=self.kwargs["pk"])
        record_read(person, grund=self.grund)
        return person

    grund = "Datenschutz"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)  # type: ignore[misc]


class PersonView(MitPerson, TemplateView):
    """What is held about somebody, what an erasure would leave and why, and what may be done."""

    template_name = "kern/datenschutz_person.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sperren = antrag.locks_of(self.person).select_related("angelegt_von")
        return super().get_context_data(posten=antrag.preview_erasure(self.person), sperren=sperren, **kwargs)


class AuskunftJsonView(MitPerson, View):
    """The answer as data."""

    grund = "Auskunft JSON"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        answer = auskunft.as_json(self.person, auskunft.auskunft(self.person))
        headers = {"Content-Disposition": 'attachment; filename="auskunft.json"'}
        return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)


class AuskunftPdfView(MitPerson, View):
    """The answer to read, PDF/UA."""

    grund = "Auskunft PDF"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        words = {
            "person": self.person,
            "abschnitte": auskunft.auskunft(self.person),
            "rechte": auskunft.RECHTE,
            "heute": uhr.today(),
        }
        try:
            content = render_pdf("kern/auskunft_pdf.html", words, sprache="de")
        except PdfUnavailable as error:
            raise Http404 from error
        return pdf_response(content, "auskunft.pdf", laden=True)


class LoeschenView(MitPerson, FormView):
    """Erase after a look at what would go."""

    form_class = LoeschenForm
    template_name = "kern/datenschutz_loeschen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(posten=antrag.preview_erasure(self.person), **kwargs)

    def form_valid(self, form: LoeschenForm) -> HttpResponse:
        try:
            lauf = antrag.erase_person(person=self.person, grund=form.cleaned_data["grund"])
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Gelöscht: %(zahl)d Einträge.") % {"zahl": lauf.geloescht})
        return redirect("kern:datenschutz_personen")


class SperreView(MitPerson, CreateView):
    """Keep everything about somebody until a day."""

    form_class = SperreForm
    template_name = "kern/datenschutz_sperre.html"

    def form_valid(self, form: SperreForm) -> HttpResponse:
        try:
            antrag.lock_person(person=self.person, user=self.request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("bis", refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Löschsperre gilt ab jetzt."))
        return redirect("kern:datenschutz_person", pk=self.person.pk)


class SperreBeendenView(RechtRequired, View):
    """Let a Löschsperre end."""

    recht = Recht.DATENSCHUTZ

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(get_object_or_404(Loeschsperre, pk=kwargs["pk"]))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        sperre = get_object_or_404(Loeschsperre, pk=kwargs["pk"])
        try:
            antrag.end_lock(sperre=sperre)
            messages.success(request, _("Die Löschsperre ist beendet."))
        except DomainError as refusal:
            messages.error(request, refusal.text)
        return redirect(sperre)
