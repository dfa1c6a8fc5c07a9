"""A measure: how far it is, who takes part, what it is meant to move."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.geschichte import geschichte
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions import vorhaben as actions
from monitoring.actions.strategie import set_ampel, take_back_ampel
from monitoring.forms.strategie import AmpelForm
from monitoring.forms.vorhaben import (
    BeteiligungForm,
    MeilensteinForm,
    SchrittForm,
    VerschiebenForm,
    VorhabenForm,
    WirkungForm,
)
from monitoring.models import Ampelsetzung, Meilenstein, Vorhaben, Vorhabenbeteiligung, Vorhabenwirkung
from monitoring.queries.strategiebaum import decisions_about
from monitoring.queries.umfragefolge import consequences
from monitoring.queries.vorhaben import light_of, may_report, measures
from monitoring.queries.wirkung import effects
from monitoring.strategie import AKTIV
from monitoring.views.formseite import Formseite


class EinVorhaben:
    """A page about one measure."""

    kwargs: dict[str, Any]

    @cached_property
    def vorhaben(self) -> Vorhaben:
        return get_object_or_404(measures(), pk=self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return self.vorhaben.get_absolute_url(), self.vorhaben.titel


class VorhabenView(EinVorhaben, RechtRequired, TemplateView):
    """One measure as a whole. POST ``was``: whoever answers for it reports milestones, the lead takes things away."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/strategie_vorhaben.html"
    melden = ("erledigt", "offen")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was = request.POST.get("was", "")
        step = getattr(self, f"do_{was}", None)
        darf = may_report(request.user, self.vorhaben) if was in self.melden else self.darf
        if step is None or not darf:
            raise Http404
        try:
            step(request.POST.get("pk", ""))
        except DomainError as error:
            messages.error(request, error.text)
        return redirect(self.vorhaben)

    @property
    def darf(self) -> bool:
        return self.request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN)

    def _one(self, rows: Any, pk: str) -> Any:
        found = next((row for row in rows.all() if str(row.pk) == pk), None)
        if found is None:
            raise Http404
        return found

    def do_erledigt(self, pk: str) -> None:
        actions.finish_meilenstein(meilenstein=self._one(self.vorhaben.meilensteine, pk))

    def do_offen(self, pk: str) -> None:
        actions.reopen_meilenstein(meilenstein=self._one(self.vorhaben.meilensteine, pk))

    def do_beteiligung_weg(self, pk: str) -> None:
        actions.take_away(row=self._one(self.vorhaben.beteiligungen, pk))

    def do_wirkung_weg(self, pk: str) -> None:
        actions.take_away(row=self._one(self.vorhaben.wirkungen, pk))

    def do_ampel_weg(self, pk: str) -> None:
        take_back_ampel(objekt=self.vorhaben)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today, mine = self.vorhaben, uhr.today(), Q(vorhaben_id=self.vorhaben.pk)
        sagt = self.request.user.hat_recht(Recht.UMFRAGEN_BEARBEITEN)
        parts = (Meilenstein, Vorhabenbeteiligung, Vorhabenwirkung, Ampelsetzung)
        return super().get_context_data(
            vorhaben=row,
            ampel=light_of(row, today),
            aktiv=row.status in AKTIV,
            heute=today,
            wirkungen=effects(row, today),
            beschluesse=decisions_about(vorhaben=row),
            verlauf=geschichte((Vorhaben, Q(pgh_obj_id=row.pk)), *((part, mine) for part in parts)),
            folgen=consequences(nur_oeffentlich=not sagt, vorhaben=row),
            sagen=self.request.user.hat_recht(Recht.UMFRAGEN_SEHEN),
            sagt=sagt,
            darf=self.darf,
            meldet=may_report(self.request.user, row),
            **kwargs,
        )


class NeuView(Formseite):
    """A new measure; ``?ziel=`` says for which Ziel."""

    form_class = VorhabenForm
    titel = gettext_lazy("Neue Maßnahme")
    text = gettext_lazy("Sie beginnt als Idee; planen, beschließen und beginnen sind eigene Schritte.")
    felder = {"plan": "ziel"}

    def back(self) -> tuple[str, str]:
        return reverse("strategie:baum"), _("Strategie")

    def get_initial(self) -> dict[str, Any]:
        return {"ziel": self.request.GET.get("ziel", "")}

    def save(self, form: Any) -> Vorhaben:
        return actions.save_vorhaben(vorhaben=form.instance)


class BearbeitenView(EinVorhaben, Formseite):
    form_class = VorhabenForm
    titel = gettext_lazy("Maßnahme ändern")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": get_object_or_404(Vorhaben, pk=self.kwargs["pk"])}

    def save(self, form: Any) -> Vorhaben:
        return actions.save_vorhaben(vorhaben=form.instance)


class SchrittView(EinVorhaben, Formseite):
    form_class = SchrittForm
    titel = gettext_lazy("Nächster Schritt")
    felder = {"grund": "grund", "weg": "nach", "plan": "nach", "meilenstein": "nach"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"vorhaben": self.vorhaben}

    def save(self, form: Any) -> Vorhaben:
        return actions.move_vorhaben(vorhaben=self.vorhaben, **form.cleaned_data)


class MeilensteinNeuView(EinVorhaben, Formseite):
    form_class = MeilensteinForm
    titel = gettext_lazy("Neuer Meilenstein")

    def save(self, form: Any) -> Vorhaben:
        actions.add_meilenstein(vorhaben=self.vorhaben, **form.cleaned_data)
        return self.vorhaben


class MeilensteinView(Formseite):
    """Put one milestone to another day, or strike it."""

    form_class = VerschiebenForm
    text = gettext_lazy(
        "Nennen Sie einen neuen Tag, oder den Grund, wenn der Meilenstein wegfällt. Der bisherige Tag bleibt im Verlauf."
    )

    @cached_property
    def meilenstein(self) -> Meilenstein:
        return get_object_or_404(Meilenstein.objects.select_related("vorhaben"), pk=self.kwargs["pk"])

    @property
    def titel(self) -> str:  # type: ignore[override]
        return self.meilenstein.titel

    def back(self) -> tuple[str, str]:
        return self.meilenstein.vorhaben.get_absolute_url(), self.meilenstein.vorhaben.titel

    def get_initial(self) -> dict[str, Any]:
        return {"faellig_am": self.meilenstein.faellig_am}

    def save(self, form: Any) -> Vorhaben:
        data = form.cleaned_data
        if data["grund"]:
            actions.strike_meilenstein(meilenstein=self.meilenstein, grund=data["grund"])
        elif data["faellig_am"]:
            actions.postpone_meilenstein(meilenstein=self.meilenstein, faellig_am=data["faellig_am"])
        else:
            raise DomainError(_("Bitte nennen Sie einen Tag oder einen Grund."), "nichts")
        return self.meilenstein.vorhaben


class BeteiligungView(EinVorhaben, Formseite):
    form_class = BeteiligungForm
    titel = gettext_lazy("Stelle beteiligen")
    felder = {"federfuehrend": "einheit"}

    def save(self, form: Any) -> Vorhaben:
        actions.involve(vorhaben=self.vorhaben, **form.cleaned_data)
        return self.vorhaben


class WirkungView(EinVorhaben, Formseite):
    form_class = WirkungForm
    titel = gettext_lazy("Erwartete Wirkung")
    text = gettext_lazy("Welche Kennzahl sich bewegen soll. Später zeigt die Seite vorher und nachher, ohne mehr zu behaupten.")

    def save(self, form: Any) -> Vorhaben:
        actions.expect(vorhaben=self.vorhaben, **form.cleaned_data)
        return self.vorhaben


class AmpelView(EinVorhaben, Formseite):
    form_class = AmpelForm
    titel = gettext_lazy("Ampel von Hand setzen")
    text = gettext_lazy("Sie ersetzt die gerechnete Ampel, mit Namen und Grund, und endet von selbst.")
    felder = {"ende": "gilt_bis"}

    def save(self, form: Any) -> Vorhaben:
        set_ampel(objekt=self.vorhaben, user=self.request.user, **form.cleaned_data)
        return self.vorhaben
