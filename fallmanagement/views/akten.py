"""Case files: the list, how one is opened, one of them with every step."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern.actions.protokoll import record, record_read
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.exceptions import DomainError
from behoerde.kern.geschichte import geschichte
from behoerde.kern.models import Person
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.fallakte import (
    add_haushaltsmitglied,
    assign,
    end_haushaltsmitglied,
    move,
    open_fallakte,
    phases_after,
)
from fallmanagement.actions.trennung import separate_akten
from fallmanagement.enums import LAUFEND, Fallphase, Sammelart
from fallmanagement.forms.akte import HaushaltForm, NeueAkteForm, PhaseForm, ZustaendigForm
from fallmanagement.models import (
    Berufserfahrung,
    Berufswunsch,
    Dokument,
    Fallakte,
    Haushaltsmitglied,
    Kompetenzprofil,
    Qualifikation,
    Sprachstand,
)
from fallmanagement.queries import akten as queries
from fallmanagement.queries import dubletten, fristen, zugriffe
from fallmanagement.queries.zeitleiste import zeitleiste
from fallmanagement.queries.zusammenfuehrung import merged_into, survivor
from fallmanagement.views import sammeln
from lotsen.queries.erstberatung import known_as

TEILE = (Haushaltsmitglied, Kompetenzprofil, Sprachstand, Berufswunsch, Qualifikation, Berufserfahrung, Dokument)
DUBLETTEN = 5  # as many hints as one page shows


class ListeView(RechtRequired, MitAnsichten, TemplateView):
    """Cases by the next deadline; filters and search stay in the address."""

    recht = Recht.FALLAKTEN
    listenseite = "fallmanagement:liste"
    template_name = "fallmanagement/akten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, q = self.request.GET.get("ansicht", ""), self.request.GET.get("q", "").strip()[: queries.SUCHTEXT_HOECHSTENS]
        ansicht = asked if asked in queries.ANSICHTEN else "meine"
        phase = self.request.GET.get("phase", "")
        phase = phase if phase in Fallphase.values else ""
        if q:
            record_read(self.request.user, grund="Suche")
        rows = queries.listed(self.request.user, ansicht=ansicht, phase=phase, q=q)
        page = (queries.Funde if q else queries.Seiten)(rows, queries.JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            rows=page.object_list,
            page_obj=page,
            q=q,
            ansicht=ansicht,
            phase=phase,
            phasen=Fallphase.choices,
            zahlen=queries.counts(self.request.user),
            wahl=self.request.GET.urlencode(),
            sammelarten=Sammelart.choices,
            hoechstens=sammeln.HOECHSTENS,
            sammelschritt=sammeln.remembered(self.request),
            leitet=self.request.user.hat_recht(Recht.FALLAKTEN_LEITEN),
            **kwargs,
        )


class NeuView(RechtRequired, FormView):
    """Open a case for somebody who may be known already."""

    recht = Recht.FALLAKTEN
    form_class = NeueAkteForm
    template_name = "fallmanagement/akte_neu.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: NeueAkteForm) -> HttpResponse:
        found = known_as(**form.who)
        if not found or "neu" in self.request.POST:
            person = form.save()
            record("person_aufgenommen", person)
            return self._open(person, form)
        chosen = next((person for person in found if person.pk == form.cleaned_data["bekannt"]), None)
        if chosen is None:
            record_read(self.request.user, grund="Suche")
            return self.render_to_response(self.get_context_data(form=form, bekannte=found))
        return self._open(chosen, form)

    def _open(self, person: Person, form: NeueAkteForm) -> HttpResponse:
        try:
            return redirect(open_fallakte(person=person, einheit_id=form.cleaned_data["einheit"].pk, user=self.request.user))
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)


class AkteSeite(RechtRequired):
    """A page or step of one case; one of another unit does not exist. Opening it is written into the read log."""

    recht = Recht.FALLAKTEN
    reiter = ""

    @cached_property
    def akte(self) -> Fallakte:
        return get_object_or_404(queries.visible(self.request.user), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead from a file that went into another one to that one, where the account may see it."""
        other = survivor(self.akte, request.user) if self.akte.geht_auf_in_id else None
        if other is None:
            return super().dispatch(request, *args, **kwargs)
        texts = {"alt": self.akte.aktenzeichen, "neu": other.aktenzeichen}
        messages.info(request, _("Die Akte %(alt)s ist mit dieser Akte, %(neu)s, zusammengeführt.") % texts)
        return redirect(other)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.akte, grund=self.reiter)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "akte": self.akte,
                "person": self.akte.person,
                "reiter": self.reiter,
                "leiste": zeitleiste(self.akte.person),
                **kwargs,
            }
        )


class AkteView(AkteSeite, TemplateView):
    """What somebody has to know within a minute, and what can be done now."""

    template_name = "fallmanagement/akte.html"
    reiter = "ueberblick"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        akte = self.akte
        return super().get_context_data(
            haushalt=queries.household(akte),
            zusammengefuehrt=merged_into(akte, self.request.user),
            fristen=fristen.of_akte(akte)[:6],
            vermerke=fristen.notes(akte, self.request.user)[:3],
            notzugriffe=zugriffe.emergencies(akte),
            dubletten=[
                {"andere": row.other(akte), "dublette": row} for row in dubletten.pairs_of(akte, self.request.user)[:DUBLETTEN]
            ],
            phasen=[(phase.label, phase == akte.phase, LAUFEND.index(phase) < _place(akte)) for phase in LAUFEND],
            **(
                {
                    "phase": PhaseForm(akte, phases_after(akte)),
                    "zustaendig": ZustaendigForm(akte, queries.colleagues(akte)),
                    "mitglied": HaushaltForm(prefix="haushalt"),
                }
                | kwargs
            ),
        )


def _place(akte: Fallakte) -> int:
    """Return how many stations of the way lie behind a case that runs."""
    return LAUFEND.index(akte.phase) if akte.phase in LAUFEND else 0


class VerlaufView(AkteSeite, TemplateView):
    """What changed in the case: who, when, from what to what."""

    template_name = "fallmanagement/akte_verlauf.html"
    reiter = "verlauf"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = [(model, Q(fallakte=self.akte.pk)) for model in TEILE]
        steps = geschichte((Fallakte, Q(pgh_obj_id=self.akte.pk)), *parts)
        return super().get_context_data(schritte=steps, **kwargs)


class AkteSchrittView(AkteSeite, View):
    """One step; what is refused stands on the page, with what was typed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.akte)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{kwargs['schritt']}", None)
        if step is None:
            raise Http404
        try:
            return step() or redirect(self.akte)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(self.akte)

    def _again(self, **forms: Any) -> HttpResponse:
        page = AkteView()
        page.setup(self.request, pk=self.akte.pk)
        return page.render_to_response(page.get_context_data(**forms))

    def do_phase(self) -> HttpResponse | None:
        form = PhaseForm(self.akte, phases_after(self.akte), self.request.POST)
        if not form.is_valid():
            return self._again(phase=form)
        moved = move(self.akte, form.cleaned_data["nach"], grund=form.cleaned_data["grund"])
        messages.success(self.request, _("Die Akte ist jetzt in der Phase „%(phase)s“.") % {"phase": moved.get_phase_display()})
        return None

    def do_zustaendig(self) -> HttpResponse | None:
        form = ZustaendigForm(self.akte, queries.colleagues(self.akte), self.request.POST)
        if not form.is_valid():
            return self._again(zustaendig=form)
        akte = assign(self.akte, to=form.chosen, by=self.request.user)
        messages.success(self.request, _("%(name)s führt jetzt diese Akte.") % {"name": akte.zustaendig})
        return None

    def do_haushalt(self) -> HttpResponse | None:
        form = HaushaltForm(self.request.POST, prefix="haushalt")
        if not form.is_valid():
            return self._again(mitglied=form)
        known = next((person for person in known_as(**form.who) if _same(person, form.who)), None)
        try:
            add_haushaltsmitglied(
                self.akte,
                person=known or form.save(),
                verhaeltnis=form.cleaned_data["verhaeltnis"],
                seit=form.cleaned_data["seit"],
            )
        except DomainError as error:
            form.add_error(None, error.text)
            return self._again(mitglied=form)
        return None

    def do_trennen(self) -> None:
        wanted = self.request.POST.get("zeile", "")
        row = next((row for row in merged_into(self.akte, self.request.user) if str(row.pk) == wanted), None)
        if row is None:
            raise DomainError(_("Das ist schon zurückgenommen, oder es ist zu lange her."), "weg")
        doppelt = separate_akten(self.akte, row.doppelt)
        texts = {"alt": doppelt.aktenzeichen, "neu": self.akte.aktenzeichen}
        messages.success(self.request, _("%(alt)s und %(neu)s sind wieder zwei Akten. Jede hat, was ihr gehörte.") % texts)

    def do_auszug(self) -> None:
        wanted = self.request.POST.get("mitglied", "")
        row = next((row for row in queries.household(self.akte) if str(row.pk) == wanted), None)
        if row is None:
            raise Http404
        end_haushaltsmitglied(row)


def _same(person: Person, who: dict[str, Any]) -> bool:
    return (person.vorname, person.nachname) == (who["vorname"], who["nachname"])
