"""A change of the roster is shown with all it means before it is made."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.dienstplanpflege import foresee
from termine.models import Team
from termine.queries.dienstplan_konflikte import UEBERSICHT_HOECHSTENS, muster
from termine.queries.heute import teams_of


class MitVorschau(RechtRequired, FormView, ABC):
    """A form whose first sending shows what it would do to the roster, and whose second sending does it.

    Whoever changes the form in between, or is overtaken by a booking, sees the new consequences first.
    """

    recht = Recht.DIENSTPLAN_BEARBEITEN
    template_name = "termine/dienstplan_form.html"
    titel = text = ""
    knopf = gettext_lazy("So speichern")
    erfolg = gettext_lazy("Gespeichert. Der Dienstplan folgt in wenigen Sekunden.")
    zone = uhr.ZONE

    @abstractmethod
    def concerned(self, form: forms.Form) -> Iterable[int]:
        """Return the ids of the teams whose roster may change."""

    @abstractmethod
    def save(self, form: forms.Form) -> object:
        """Keep what was typed."""

    def look_ahead(self, form: forms.Form) -> dict[str, Any]:
        """Return what the page shows of the change; ``gesehen`` stands for all of it."""
        vorschau = foresee(lambda: self.save(form), self.concerned(form))
        typed = sorted((name, str(value)) for name, value in form.cleaned_data.items())
        found = muster(vorschau.ergebnis.schritte, self.zone)
        return {
            "vorschau": vorschau,
            "gesehen": vorschau.abdruck(typed),
            "muster": found[:UEBERSICHT_HOECHSTENS],
            "weitere": max(0, len(found) - UEBERSICHT_HOECHSTENS),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            ahead = self.look_ahead(form)
            if self.request.POST.get("gesehen") != ahead["gesehen"]:
                return self.render_to_response(self.get_context_data(form=form, **ahead))
        except DomainError as refusal:
            return self._refuse(form, refusal)
        return self.save_at_once(form)

    def save_at_once(self, form: forms.Form) -> HttpResponse:
        """Keep it without a look ahead."""
        try:
            self.save(form)
        except DomainError as refusal:
            return self._refuse(form, refusal)
        self.tell(form)
        return redirect(self.get_success_url())

    def _refuse(self, form: forms.Form, refusal: DomainError) -> HttpResponse:
        form.add_error(None, refusal.text)
        return self.form_invalid(form)

    def tell(self, form: forms.Form) -> None:
        messages.success(self.request, self.erfolg)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"titel": self.titel, "text": self.text, "knopf": self.knopf, "zurueck": self.get_success_url()}
        sees_names = self.request.user.hat_recht(Recht.TERMINE_SEHEN)  # others get code, time and counter
        return super().get_context_data(**(page | {"vorschau": None, "gesehen": "", "termine_sehen": sees_names} | kwargs))


class Entfernen(MitVorschau):
    """Take something away: the page shows at once what that means."""

    form_class = forms.Form
    knopf = gettext_lazy("Entfernen")
    erfolg = gettext_lazy("Entfernt. Der Dienstplan folgt in wenigen Sekunden.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "vorschau" not in kwargs:
            form = self.form_class({})
            form.is_valid()
            try:
                kwargs |= self.look_ahead(form)
            except DomainError as refusal:
                kwargs["ablehnung"] = refusal.text
        return super().get_context_data(**kwargs)


class MitTeam(MitVorschau):
    """A page about one team that the account may see."""

    @cached_property
    def team(self) -> Team:
        visible = Team.objects.sichtbar_fuer(self.request.user).select_related("standort")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def zone(self):
        return self.team.standort.zeitzone

    def concerned(self, form: forms.Form) -> Iterable[int]:
        return [self.team.pk]

    def get_success_url(self) -> str:
        return reverse("dienstplan:team", args=[self.team.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(team=self.team, **kwargs)


class MitTeams:
    """A page about something that belongs to houses and teams which the account may see."""

    @cached_property
    def teams(self) -> list[Team]:
        return teams_of(self.request.user)

    def own(self, *, standort: int | None, team: int | None) -> None:
        """Raise Http404 for what is of other units."""
        if standort not in {t.standort_id for t in self.teams} and team not in {t.pk for t in self.teams}:
            raise Http404
