"""A Leitbild for staff: the list, its process, its versions and what differs between them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from behoerde.sprachen import LANGUAGES
from monitoring.actions.beitrag import give_beitrag
from monitoring.actions.leitbild import begin_leitbild, move_leitbild, plan_phase, save_gruppe, translate_satz, write_fassung
from monitoring.forms.leitbild import (
    FassungForm,
    GruppeForm,
    LeitbildForm,
    PhaseForm,
    SaetzeFormSet,
    SchrittForm,
    UebersetzungForm,
)
from monitoring.forms.oeffentlich_leitbild import BeitragForm
from monitoring.leitbildwerte import Beitragsweg, Leitbildstand
from monitoring.models import Akteursgruppe, Fassungssatz, Leitbild, Leitbildfassung
from monitoring.oeffentlich_leitbildwerte import Beitragsart
from monitoring.queries import leitbild as queries
from monitoring.queries.strategiebaum import decisions_about

DEUTSCH = "de"


class ListeView(RechtRequired, FormView):
    """Both Leitbilder; whoever may, begins the one that is missing."""

    recht = Recht.LEITBILD_MITREDEN
    form_class = LeitbildForm
    template_name = "monitoring/leitbilder.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.hat_recht(Recht.LEITBILD_BEARBEITEN):
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(Leitbild.objects.select_related("gueltige_fassung"))
        darf = self.request.user.hat_recht(Recht.LEITBILD_BEARBEITEN)
        return super().get_context_data(leitbilder=rows, darf=darf, fehlt=len(rows) < 2, **kwargs)

    def form_valid(self, form: LeitbildForm) -> HttpResponse:
        return redirect(begin_leitbild(**form.cleaned_data))


class EinLeitbild(RechtRequired):
    """A page of one Leitbild."""

    recht = Recht.LEITBILD_BEARBEITEN
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def leitbild(self) -> Leitbild:
        return get_object_or_404(Leitbild, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(leitbild=self.leitbild, **kwargs)  # type: ignore[misc]


class LeitbildView(EinLeitbild, TemplateView):
    """Where the process stands, who was heard, what comes next. POST ``was`` = ``schritt`` or ``phase``."""

    template_name = "monitoring/leitbild.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forms = {"schritt": SchrittForm(self.leitbild, request.POST), "phase": PhaseForm(request.POST)}
        was = request.POST.get("was", "")
        if was not in forms:
            raise Http404
        form = forms[was]
        if form.is_valid():
            try:
                self.done(was, form.cleaned_data)
            except DomainError as error:
                form.add_error(None, error.text)
            else:
                return redirect(self.leitbild)
        return self.render_to_response(self.get_context_data(**{was: form}))

    def done(self, was: str, data: dict[str, Any]) -> None:
        if was == "schritt":
            move_leitbild(leitbild=self.leitbild, **data)
        else:
            plan_phase(leitbild=self.leitbild, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leitbild = self.leitbild
        order = list(Leitbildstand)
        return super().get_context_data(
            **{
                "schritt": SchrittForm(leitbild),
                "phase": PhaseForm(),
                "phasen": leitbild.phasen.all(),
                "nummer": order.index(Leitbildstand(leitbild.status)) + 1,
                "von": len(order),
                "fassungen": leitbild.fassungen.select_related("von"),
                "gruppen": queries.balance(leitbild),
                "arten": Beitragsart.labels,
                "zahlen": queries.how_many(leitbild),
                "beschluesse": decisions_about(leitsatz__leitbild=leitbild),
                "sieht_beschluesse": self.request.user.hat_recht(Recht.GREMIEN),
                "sprachen": [(code, name) for code, name in LANGUAGES if code != DEUTSCH],
                **kwargs,
            }
        )


class FassungView(EinLeitbild, FormView):
    """Write the next version; it begins as what the newest says."""

    form_class = FassungForm
    template_name = "monitoring/leitbild_fassung.html"

    @cached_property
    def newest(self) -> Leitbildfassung | None:
        return queries.newest(self.leitbild)

    @cached_property
    def saetze(self):
        texte = self.newest.texte.all() if self.newest else []
        initial = [{"leitsatz": t.leitsatz_id, "titel": t.titel, "text": t.text, "bezug": str(t.bezug_id or "")} for t in texte]
        return SaetzeFormSet(self.request.POST or None, initial=initial, prefix="satz", form_kwargs={"bezuege": self.bezuege()})

    def bezuege(self) -> list[tuple[str, str]]:
        others = (queries.newest(row) for row in Leitbild.objects.exclude(pk=self.leitbild.pk))
        return [(str(satz.leitsatz), satz.titel) for other in others if other for satz in queries.lines(other.pk)]

    def get_initial(self) -> dict[str, Any]:
        return {"gesehen": self.newest.nummer if self.newest else 0}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        fits = [form.is_valid(), self.saetze.is_valid()]
        return self.form_valid(form) if all(fits) else self.form_invalid(form)

    def form_valid(self, form: FassungForm) -> HttpResponse:
        try:
            fassung = write_fassung(
                leitbild=self.leitbild, saetze=self.saetze.saetze(), user=self.request.user, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Fassung %(nummer)s ist gespeichert.") % {"nummer": fassung.nummer})
        return redirect(self.leitbild)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(saetze=self.saetze, **kwargs)


class VergleichView(EinLeitbild, TemplateView):
    """What differs between two versions: ``?von=1&bis=2``, without them the newest two."""

    recht = Recht.LEITBILD_MITREDEN
    template_name = "monitoring/leitbild_vergleich.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = {row.nummer: row for row in self.leitbild.fassungen.order_by("nummer")}
        newest = max(rows, default=0)
        bis = self.asked("bis", newest)
        before, after = rows.get(self.asked("von", bis - 1)), rows.get(bis)
        found = queries.difference(before, after) if before and after else []
        return super().get_context_data(nummern=list(rows), vorher=before, nachher=after, saetze=found, **kwargs)

    def asked(self, name: str, default: int) -> int:
        text = self.request.GET.get(name, "")
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 5 else default


class UebersetzenView(EinLeitbild, TemplateView):
    """Say the sections of the newest version in another language."""

    template_name = "monitoring/leitbild_uebersetzen.html"

    @cached_property
    def sprache(self) -> str:
        known = {code for code, _name in LANGUAGES} - {DEUTSCH}
        if self.kwargs["sprache"] not in known:
            raise Http404
        return self.kwargs["sprache"]

    @cached_property
    def zeilen(self) -> list[tuple[Fassungssatz, UebersetzungForm]]:
        rows = Fassungssatz.objects.filter(fassung=queries.newest(self.leitbild)).prefetch_related("uebersetzungen")
        return [(row, UebersetzungForm(self.request.POST or None, initial=self.said(row), prefix=str(row.pk))) for row in rows]

    def said(self, row: Fassungssatz) -> dict[str, str]:
        one = next((one for one in row.uebersetzungen.all() if one.sprache == self.sprache), None)
        return {"titel": one.titel, "text": one.text} if one else {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        fits = [form.is_valid() for _row, form in self.zeilen]  # each says what is wrong
        if not all(fits):
            return self.get(request, *args, **kwargs)
        for row, form in self.zeilen:
            if form.has_changed():
                translate_satz(satz=row, sprache=self.sprache, **form.cleaned_data)
        messages.success(request, _("Die Übersetzung ist gespeichert."))
        return redirect(self.leitbild)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = dict(LANGUAGES)[self.sprache]
        return super().get_context_data(zeilen=self.zeilen, name=name, **kwargs)


class MitredenView(EinLeitbild, FormView):
    """What the Leitbild says now, and a Beitrag to it from whoever works for the city."""

    recht = Recht.LEITBILD_MITREDEN
    form_class = BeitragForm
    template_name = "monitoring/leitbild_mitreden.html"

    @cached_property
    def saetze(self) -> list[queries.Leitsatzzeile]:
        fassung = queries.newest(self.leitbild)
        return queries.lines(fassung.pk if fassung else None)

    @cached_property
    def gruppe(self) -> Akteursgruppe | None:
        return queries.group_of(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"saetze": self.saetze}

    def form_valid(self, form: BeitragForm) -> HttpResponse:
        if self.gruppe is None:
            raise Http404
        try:
            give_beitrag(leitbild=self.leitbild, gruppe=self.gruppe, worte=form.worte, weg=Beitragsweg.PORTAL)
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Danke für Ihren Beitrag. Er wird gelesen, freigegeben und begründet beantwortet."))
        return redirect("leitbild:mitreden", self.leitbild.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(saetze=self.saetze, gruppe=self.gruppe, **kwargs)


class GruppenView(RechtRequired, FormView):
    """The groups that are heard. POST ``gruppe`` changes one, without it a new one."""

    recht = Recht.LEITBILD_BEARBEITEN
    form_class = GruppeForm
    template_name = "monitoring/leitbild_gruppen.html"

    @cached_property
    def gruppe(self) -> Akteursgruppe | None:
        return get_object_or_404(Akteursgruppe, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.gruppe}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gruppen=Akteursgruppe.objects.all(), gruppe=self.gruppe, **kwargs)

    def form_valid(self, form: GruppeForm) -> HttpResponse:
        save_gruppe(form.save(commit=False))
        messages.success(self.request, _("Die Gruppe ist gespeichert."))
        return redirect("leitbild:gruppen")
