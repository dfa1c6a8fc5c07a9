"""Houses, teams and counters for VERWALTUNG."""

from collections.abc import Iterable
from copy import copy
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView

from behoerde.kern.models import Standort
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.ortspflege import save_platz, save_standort, save_team
from termine.forms.dienstplan_orte import PlatzForm, StandortForm, TeamForm
from termine.models import Platz, Team
from termine.queries.dienstplan_team import abschnitte, ausnahmen, extra_dienste, plaetze, schliesstage
from termine.queries.dienstplan_verlauf import team_verlauf
from termine.views.dienstplan_vorschau import MitTeam, MitVorschau


class TeamView(RechtRequired, TemplateView):
    """Everything about one team, and what can be done with it."""

    recht = Recht.DIENSTPLAN_BEARBEITEN
    template_name = "termine/dienstplan_team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = Team.objects.sichtbar_fuer(self.request.user).select_related("standort", "organisationseinheit", "leitung")
        team = get_object_or_404(visible, pk=self.kwargs["pk"])
        return super().get_context_data(
            team=team,
            abschnitte=abschnitte(team),
            ausnahmen=ausnahmen(team),
            dienste=extra_dienste(team),
            plaetze=plaetze(team),
            schliesstage=schliesstage([team]),
            leistungen=team.leistungen.all(),
            verlauf=team_verlauf(team),
            **kwargs,
        )


class TeamBearbeitenView(MitTeam):
    """Name, Leistungen and house rules of a team."""

    form_class = TeamForm
    titel = gettext_lazy("Team ändern")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": copy(self.team), "einheiten": self.request.user.einheiten_darunter}

    def save(self, form: TeamForm) -> None:
        save_team(team=copy(form.instance), leistungen=form.cleaned_data["leistungen"])


class TeamNeuView(RechtRequired, FormView):
    """A new team: nobody can lose anything yet."""

    recht = Recht.DIENSTPLAN_BEARBEITEN
    form_class = TeamForm
    template_name = "termine/dienstplan_neu.html"
    extra_context = {"titel": gettext_lazy("Team anlegen"), "zurueck": reverse_lazy("dienstplan:dienstplan")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Team(), "einheiten": self.request.user.einheiten_darunter}

    def get_initial(self) -> dict[str, Any]:
        return {"standort": self.request.GET.get("standort")}

    def form_valid(self, form: TeamForm) -> HttpResponse:
        team = save_team(team=form.instance, leistungen=form.cleaned_data["leistungen"])
        messages.success(self.request, _("Das Team ist angelegt. Es fehlen noch Öffnungszeiten und Plätze."))
        return redirect("dienstplan:team", pk=team.pk)


class PlatzNeuView(RechtRequired, FormView):
    """A new counter of a team."""

    recht = Recht.DIENSTPLAN_BEARBEITEN
    form_class = PlatzForm
    template_name = "termine/dienstplan_neu.html"

    @cached_property
    def team(self) -> Team:
        return get_object_or_404(Team.objects.sichtbar_fuer(self.request.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Platz(team=self.team, sprachen=["de"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        titel = _("Platz anlegen: %(team)s") % {"team": self.team}
        return super().get_context_data(titel=titel, zurueck=self.get_success_url(), **kwargs)

    def get_success_url(self) -> str:
        return reverse("dienstplan:team", args=[self.team.pk])

    def form_valid(self, form: PlatzForm) -> HttpResponse:
        save_platz(platz=form.instance, leistungen=form.cleaned_data["leistungen"])
        messages.success(self.request, _("Der Platz ist angelegt. Der Dienstplan folgt in wenigen Sekunden."))
        return redirect(self.get_success_url())


class PlatzView(MitTeam):
    """Name, skills and Leistungen of a counter, and whether it is in use."""

    form_class = PlatzForm
    titel = gettext_lazy("Platz ändern")

    @cached_property
    def platz(self) -> Platz:
        visible = Team.objects.sichtbar_fuer(self.request.user)
        return get_object_or_404(Platz.objects.filter(team__in=visible).select_related("team__standort"), pk=self.kwargs["pk"])

    @cached_property
    def team(self) -> Team:
        return self.platz.team

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": copy(self.platz)}

    def save(self, form: PlatzForm) -> None:
        save_platz(platz=copy(form.instance), leistungen=form.cleaned_data["leistungen"])


class StandorteView(RechtRequired, ListView):
    recht = Recht.DIENSTPLAN_BEARBEITEN
    template_name = "termine/dienstplan_standorte.html"
    queryset = Standort.objects.prefetch_related("teams")
    context_object_name = "standorte"


class StandortNeuView(RechtRequired, FormView):
    """A new house."""

    recht = Recht.DIENSTPLAN_BEARBEITEN
    form_class = StandortForm
    template_name = "termine/dienstplan_neu.html"
    extra_context = {"titel": gettext_lazy("Standort anlegen"), "zurueck": reverse_lazy("dienstplan:standorte")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Standort()}

    def form_valid(self, form: StandortForm) -> HttpResponse:
        save_standort(standort=form.instance)
        messages.success(self.request, _("Der Standort ist angelegt. Als Nächstes braucht er ein Team."))
        return redirect("dienstplan:standorte")


class StandortView(MitVorschau):
    """Address, Land and way of a house; another Land has other holidays."""

    form_class = StandortForm
    titel = gettext_lazy("Standort ändern")
    success_url = reverse_lazy("dienstplan:standorte")

    @cached_property
    def standort(self) -> Standort:
        return get_object_or_404(Standort, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": copy(self.standort)}

    def concerned(self, form: StandortForm) -> Iterable[int]:
        return self.standort.teams.values_list("pk", flat=True)

    def save(self, form: StandortForm) -> None:
        save_standort(standort=copy(form.instance))
