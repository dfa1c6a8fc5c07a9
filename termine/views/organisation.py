"""The page behind the link of an organisation: begin a list, put its rows right, send it off, see what came of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.grenzen import Grenzen, consume, sentence
from termine.actions.heute_sammel import discard
from termine.actions.organisation import begin_list, book_again, lock_draft, note_use, send_list, write_draft
from termine.enums import Linkzweck
from termine.forms.organisation import BeginnForm, Changes, NachladenForm, row_forms, typed_changes
from termine.forms.sammel import judge
from termine.models import Partnerzugang, Sammelbuchung
from termine.queries import organisation as queries
from termine.sammelliste import BEISPIEL, SPALTEN
from termine.views.mitlink import MitLink

GRENZEN = Grenzen(adresse="120/10m", netz="240/10m", kontakt="90/10m,600/d")
FORMULARE_HOECHSTENS = 20  # rows that stand on one page to be put right
LEERE = 3
KEPT = ("nicht_erlaubt", "niemand", "fehler")  # refusals that come after the rows were kept


class OrganisationMitLink(MitLink):
    """A page of one organisation."""

    zweck = Linkzweck.ORGANISATION
    zugang: Partnerzugang

    def load(self, pk: UUID) -> None:
        zugang = queries.open_zugang(pk)
        if zugang is None:
            raise LinkUngueltig("", "link_ungueltig")
        self.zugang = zugang
        note_use(zugang)

    def dead_link(self, request: HttpRequest, error: LinkUngueltig) -> HttpResponse:
        text = _("Dieser Link gilt nicht mehr. Einen neuen bekommen Sie von der Stelle im Amt, die Ihre Organisation betreut.")
        return super().dead_link(request, LinkUngueltig(text, error.code))

    def limit(self) -> str:
        """Count one POST and return the sentence of a refusal, "" when it may go on."""
        again_at = consume(self.request, "organisation", GRENZEN, str(self.zugang.partner_id))  # type: ignore[attr-defined]
        return sentence(again_at) if again_at else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["token"] = self.kwargs["token"]  # type: ignore[attr-defined]
        partner = self.zugang.partner
        return super().get_context_data(  # type: ignore[misc]
            zugang=self.zugang, partner=partner, reste=queries.rests(partner), **kwargs
        )


class OrganisationView(OrganisationMitLink, FormView):
    """What is left of the quota, the own lists, and the form that begins a new one."""

    template_name = "termine/organisation.html"
    form_class = BeginnForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partner": self.zugang.partner}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if refused := self.limit():
            form.add_error(None, refused)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: BeginnForm) -> HttpResponse:
        data = form.cleaned_data
        rows = judge(data.pop("datei"))
        try:
            liste = begin_list(self.zugang, zeilen=rows, **data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("termine:organisation_liste", self.kwargs["token"], liste.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(listen=queries.own_lists(self.zugang.partner)[:50], **kwargs)


class OrganisationVorlageView(OrganisationMitLink, View):
    """The empty list with one example row."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        columns = [Column(name, name) for name in SPALTEN]
        return export_response(ExportFormat.CSV, name="Vorlage Sammelbuchung", columns=columns, rows=[BEISPIEL])


class OrganisationListeView(OrganisationMitLink, TemplateView):
    """One list: its rows to be put right until it is sent, then what came of each; one of others does not exist."""

    @cached_property
    def liste(self) -> Sammelbuchung:
        liste = queries.own_list(self.zugang.partner, self.kwargs["pk"])
        if liste is None:
            raise Http404
        return liste

    def get_template_names(self) -> list[str]:
        return ["termine/organisation_gesendet.html" if self.liste.gesendet_am else "termine/organisation_liste.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.liste, grund="Link der Organisation")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.limit():
            return self._refuse(refused, status=429)
        try:
            return self._act()
        except DomainError as error:
            return self._refuse(str(error), kept=error.code in KEPT)

    def _refuse(self, fehler: str, *, kept: bool = False, status: int = 200) -> HttpResponse:
        """Answer with the sentence, and with what was typed when it is not kept."""
        self.__dict__.pop("liste", None)  # as it stands now
        keys = [row.pk for row in queries.rows_of(self.liste)]
        changes = ({}, []) if kept else typed_changes(self.request.POST, keys)
        return self.render_to_response(self.get_context_data(fehler=fehler, changes=changes), status=status)

    def _act(self) -> HttpResponse:
        if "verwerfen" in self.request.POST:
            discard(self.liste)
            kept = queries.own_list(self.zugang.partner, self.liste.pk)
            return self._to_page() if kept else redirect("termine:organisation", self.kwargs["token"])
        if self.liste.gesendet_am:
            if "nochmal" in self.request.POST:
                book_again(self.liste)
            return self._to_page()
        if "hochladen" in self.request.POST:
            return self._upload(NachladenForm(self.request.POST, self.request.FILES))
        self._save()
        if "senden" in self.request.POST:
            send_list(self.liste)
        return self._to_page(f"?leer={LEERE}#neu" if "mehr" in self.request.POST else "")

    def _save(self) -> None:
        """Keep what was typed, judge all rows anew."""
        rows = lock_draft(self.liste)
        gone = self.request.POST.get("entfernen", "")
        kept, new = typed_changes(self.request.POST, [row.pk for row in rows])
        stay = [row for row in rows if str(row.pk) != gone and kept.get(row.pk, {}) is not None]
        typed = [kept.get(row.pk) or row.typed for row in stay] + new
        write_draft(self.liste, list(zip([*stay, *[None] * len(new)], judge(typed), strict=True)))

    def _upload(self, form: NachladenForm) -> HttpResponse:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(dateiform=form))
        rights = [row for row in lock_draft(self.liste) if row.buchbar]
        new = form.cleaned_data["datei"]
        judged = judge([*(row.typed for row in rights), *new])
        write_draft(self.liste, list(zip([*rights, *[None] * len(new)], judged, strict=True)))
        return self._to_page()

    def _to_page(self, more: str = "") -> HttpResponse:
        return redirect(reverse("termine:organisation_liste", args=[self.kwargs["token"], self.liste.pk]) + more)

    def get_context_data(self, fehler: str = "", changes: Changes = ({}, []), **kwargs: Any) -> dict[str, Any]:
        zeilen = queries.rows_of(self.liste)
        page = {"liste": self.liste, "zeilen": zeilen, "fehler": fehler}
        if self.liste.gesendet_am:
            staende = [(zeile, queries.stand_of(zeile)) for zeile in zeilen]
            wartet = sum(stand == "wartet" for _zeile, stand in staende)
            ohne = sum(zeile.termin is None for zeile in zeilen) - wartet
            return super().get_context_data(**page, staende=staende, wartet=wartet, ohne=ohne, **kwargs)
        asked = self.request.GET.get("zeile", "")
        leer = LEERE if "leer" in self.request.GET or not zeilen else 0
        formulare = row_forms(zeilen, int(asked) if asked.isdecimal() else None, leer, FORMULARE_HOECHSTENS, changes)
        offen = {form.prefix for form in formulare}
        return super().get_context_data(
            **page,
            formulare=formulare,
            falsch=sum(not zeile.buchbar for zeile in zeilen),
            ruhig=[(n, zeile) for n, zeile in enumerate(zeilen, start=1) if zeile.buchbar and f"z{zeile.pk}" not in offen],
            **({"dateiform": NachladenForm()} | kwargs),
        )
