"""The office develops itself: phases, workshops of the staff, results."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions import austausch as actions
from monitoring.forms.austausch import ErgebnisForm, PhaseForm, WerkstattForm
from monitoring.models import Entwicklungsphase, Entwicklungswerkstatt
from monitoring.views.austausch import AufnehmenView
from monitoring.views.formseite import Formseite


class PhasenView(RechtRequired, TemplateView):
    """All phases in their order; everybody who works here reads them."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/entwicklung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            phasen=Entwicklungsphase.objects.order_by("von", "bis", "pk"),
            heute=uhr.today(),
            darf=self.request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN),
            **kwargs,
        )


class EinePhase:
    kwargs: dict[str, Any]

    @cached_property
    def phase(self) -> Entwicklungsphase:
        return get_object_or_404(Entwicklungsphase, pk=self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return self.phase.get_absolute_url(), self.phase.titel


class PhaseView(EinePhase, RechtRequired, TemplateView):
    """One phase: what it is for, its workshops, what came of it."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/entwicklung_phase.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            phase=self.phase,
            werkstaetten=self.phase.werkstaetten.select_related("vorhaben").order_by("tag", "pk"),
            heute=uhr.today(),
            darf=self.request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN),
            **kwargs,
        )


class PhaseNeuView(Formseite):
    form_class = PhaseForm
    titel = gettext_lazy("Neue Phase")

    def back(self) -> tuple[str, str]:
        return reverse("austausch:entwicklung"), _("Organisationsentwicklung")

    def save(self, form: Any) -> Entwicklungsphase:
        return actions.save_phase(phase=form.instance)


class PhaseBearbeitenView(EinePhase, Formseite):
    form_class = PhaseForm
    titel = gettext_lazy("Phase ändern")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": get_object_or_404(Entwicklungsphase, pk=self.kwargs["pk"])}

    def save(self, form: Any) -> Entwicklungsphase:
        return actions.save_phase(phase=form.instance)


class ErgebnisView(EinePhase, Formseite):
    form_class = ErgebnisForm
    titel = gettext_lazy("Phase abschließen")

    def get_initial(self) -> dict[str, Any]:
        return {"ergebnis": self.phase.ergebnis}

    def save(self, form: Any) -> Entwicklungsphase:
        return actions.finish_phase(phase=self.phase, ergebnis=form.cleaned_data["ergebnis"])


class WerkstattNeuView(EinePhase, Formseite):
    form_class = WerkstattForm
    titel = gettext_lazy("Werkstatt festhalten")

    def save(self, form: Any) -> Entwicklungsphase:
        form.instance.phase = self.phase
        actions.note_werkstatt(werkstatt=form.instance)
        return self.phase


class WerkstattAufnehmenView(AufnehmenView):
    model = Entwicklungswerkstatt

    def back(self) -> tuple[str, str]:
        return self.row.phase.get_absolute_url(), self.row.phase.titel
