"""Hours, closures, exceptions, extra duty and week templates for VERWALTUNG."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView

from behoerde.kern import uhr
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions import dienstplanpflege as pflege
from termine.enums import DienstHerkunft
from termine.forms.dienstplan import AusnahmeForm, DienstForm, SchliesstagForm, VorlageForm, ZeitenForm
from termine.models import Ausnahme, Dienst, Platz, Schliesstag, Team, Wochenvorlage
from termine.queries.dienstplan_team import hours_on, schliesstage, teams_closed_by
from termine.uhrzeiten import from_json
from termine.views.dienstplan_vorschau import Entfernen, MitTeam, MitTeams, MitVorschau


class ZeitenView(MitTeam):
    """Opening hours of a team from a day on; ``?vorlage=`` fills in a template, ``?wie=`` the hours of another day."""

    form_class = ZeitenForm
    titel = gettext_lazy("Öffnungszeiten")
    template_name = "termine/dienstplan_zeiten.html"

    def day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.request.GET.get(name, ""))
        except ValueError:
            return None

    def get_initial(self) -> dict[str, Any]:
        ab = self.day("ab") or uhr.today()
        wanted = self.request.GET.get("vorlage", "")
        vorlage = Wochenvorlage.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        woche = from_json(vorlage.woche) if vorlage else hours_on(self.team, self.day("wie") or ab)
        return {"ab": ab} | ZeitenForm.initial_of(woche)

    def save(self, form: ZeitenForm) -> None:
        data = form.cleaned_data
        pflege.set_zeiten(team=self.team, woche=form.woche(), ab=data["ab"], bis=data["bis"])

    def tell(self, form: ZeitenForm) -> None:
        """Say that it is saved, with the way back to the hours of the day before."""
        ab = form.cleaned_data["ab"]
        undo = f"{reverse('dienstplan:zeiten', args=[self.team.pk])}?ab={ab}&wie={ab - uhr.DAY}"
        messages.success(self.request, format_html('{} <a href="{}">{}</a>', self.erfolg, undo, _("Wieder wie vorher")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vorlagen=Wochenvorlage.objects.all(), **kwargs)


# --- Closures ----------------------------------------------------------------
class SchliesstageView(RechtRequired, MitTeams, TemplateView):
    """Coming closures of houses and teams; ``?vergangen=1`` the last ones."""

    recht = Recht.DIENSTPLAN_BEARBEITEN
    template_name = "termine/dienstplan_schliesstage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vergangen = self.request.GET.get("vergangen") == "1"
        return super().get_context_data(rows=schliesstage(self.teams, vergangen=vergangen), vergangen=vergangen, **kwargs)


class _EinSchliesstag(MitTeams, MitVorschau):
    success_url = reverse_lazy("dienstplan:schliesstage")

    @cached_property
    def schliesstag(self) -> Schliesstag:
        found = get_object_or_404(Schliesstag, pk=self.kwargs["pk"])
        self.own(standort=found.standort_id, team=found.team_id)
        return found

    def concerned(self, form) -> Iterable[int]:
        return teams_closed_by([self.schliesstag])


class SchliesstagNeuView(MitTeams, MitVorschau):
    """A new closure; ``?standort=``, ``?team=`` and ``?tag=`` fill in."""

    form_class = SchliesstagForm
    titel = gettext_lazy("Schließtag eintragen")
    success_url = reverse_lazy("dienstplan:schliesstage")

    def get_initial(self) -> dict[str, str]:
        asked = self.request.GET
        return {"standort": asked.get("standort"), "team": asked.get("team"), "von": asked.get("tag"), "bis": asked.get("tag")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"teams": self.teams}

    def concerned(self, form: SchliesstagForm) -> Iterable[int]:
        return teams_closed_by([form.instance])

    def save(self, form: SchliesstagForm) -> None:
        pflege.save_schliesstag(schliesstag=copy(form.instance))


class SchliesstagView(_EinSchliesstag):
    form_class = SchliesstagForm
    titel = gettext_lazy("Schließtag ändern")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"teams": self.teams, "instance": copy(self.schliesstag)}

    def concerned(self, form: SchliesstagForm) -> Iterable[int]:
        return teams_closed_by([self.schliesstag, form.instance])

    def save(self, form: SchliesstagForm) -> None:
        pflege.save_schliesstag(schliesstag=copy(form.instance))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entfernen = reverse("dienstplan:schliesstag_entfernen", args=[self.schliesstag.pk])
        return super().get_context_data(entfernen=entfernen, **kwargs)


class SchliesstagEntfernenView(_EinSchliesstag, Entfernen):
    titel = gettext_lazy("Schließtag entfernen")

    @property
    def text(self) -> str:
        return str(self.schliesstag)

    def save(self, form) -> None:
        pflege.delete_schliesstag(schliesstag=copy(self.schliesstag))


# --- Exceptions of some days -------------------------------------------------
class AusnahmeNeuView(MitTeam):
    """Other hours or no duty on some days; ``?platz=`` and ``?tag=`` fill in."""

    form_class = AusnahmeForm
    titel = gettext_lazy("Ausnahme eintragen")

    def get_initial(self) -> dict[str, Any]:
        return {"platz": self.request.GET.get("platz"), "von": self.request.GET.get("tag")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team}

    def save(self, form: AusnahmeForm) -> None:
        data = {name: form.cleaned_data[name] for name in ("platz", "von", "bis", "zeiten", "grund")}
        pflege.save_ausnahmen(team=None if data["platz"] else self.team, **data)


class AusnahmeEntfernenView(Entfernen, MitTeam):
    titel = gettext_lazy("Ausnahme entfernen")

    @cached_property
    def ausnahme(self) -> Ausnahme:
        return get_object_or_404(Ausnahme.objects.select_related("team", "platz__team"), pk=self.kwargs["pk"])

    @cached_property
    def team(self) -> Team:
        pk = self.ausnahme.team_id or self.ausnahme.platz.team_id
        return get_object_or_404(Team.objects.sichtbar_fuer(self.request.user).select_related("standort"), pk=pk)

    @property
    def text(self) -> str:
        return f"{self.ausnahme.platz or self.team}: {self.ausnahme}"

    def save(self, form) -> None:
        pflege.delete_ausnahme(ausnahme=copy(self.ausnahme))


# --- Duty by hand ------------------------------------------------------------
class _EinPlatz(MitTeam):
    @cached_property
    def platz(self) -> Platz:
        visible = Team.objects.sichtbar_fuer(self.request.user)
        return get_object_or_404(Platz.objects.filter(team__in=visible).select_related("team__standort"), pk=self.kwargs["pk"])

    @cached_property
    def team(self) -> Team:
        return self.platz.team


class DienstNeuView(_EinPlatz):
    """A counter on duty outside of its hours; ``?tag=`` fills in."""

    form_class = DienstForm
    titel = gettext_lazy("Zusätzlicher Dienst")
    template_name = "termine/dienstplan_form.html"
    erfolg = gettext_lazy("Eingetragen. Diese Zeiten können gebucht werden.")

    @property
    def text(self) -> str:
        return f"{self.team}: {self.platz}"

    def get_initial(self) -> dict[str, Any]:
        return {"tag": self.request.GET.get("tag")}

    def form_valid(self, form: DienstForm) -> HttpResponse:
        """Nobody can lose anything here: no look ahead."""
        return self.save_at_once(form)

    def save(self, form: DienstForm) -> Dienst:
        return pflege.add_dienst(platz=self.platz, **form.cleaned_data)


class DienstEntfernenView(Entfernen, MitTeam):
    titel = gettext_lazy("Zusätzlichen Dienst entfernen")

    @cached_property
    def dienst(self) -> Dienst:
        visible = Team.objects.sichtbar_fuer(self.request.user)
        by_hand = Dienst.objects.filter(herkunft=DienstHerkunft.HAND, team__in=visible)
        return get_object_or_404(by_hand.select_related("platz__team__standort"), pk=self.kwargs["pk"])

    @cached_property
    def team(self) -> Team:
        return self.dienst.platz.team

    @property
    def text(self) -> str:
        return str(self.dienst)

    def save(self, form) -> None:
        pflege.remove_dienst(dienst=copy(self.dienst))


# --- Week templates ----------------------------------------------------------
class VorlagenView(RechtRequired, ListView):
    recht = Recht.DIENSTPLAN_BEARBEITEN
    template_name = "termine/dienstplan_vorlagen.html"
    queryset = Wochenvorlage.objects.all()
    context_object_name = "vorlagen"


class VorlageView(RechtRequired, FormView):
    """One template; teams that were given it before keep their hours."""

    recht = Recht.DIENSTPLAN_BEARBEITEN
    form_class = VorlageForm
    template_name = "termine/dienstplan_vorlage.html"
    success_url = reverse_lazy("dienstplan:vorlagen")

    @cached_property
    def vorlage(self) -> Wochenvorlage:
        return get_object_or_404(Wochenvorlage, pk=self.kwargs["pk"]) if "pk" in self.kwargs else Wochenvorlage()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"vorlage": self.vorlage}

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.vorlage.name} | VorlageForm.initial_of(from_json(self.vorlage.woche))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vorlage=self.vorlage, **kwargs)

    def form_valid(self, form: VorlageForm) -> HttpResponse:
        if "entfernen" in self.request.POST and self.vorlage.pk:
            pflege.delete_vorlage(vorlage=self.vorlage)
            messages.success(self.request, _("Die Vorlage ist entfernt. Teams behalten ihre Zeiten."))
        else:
            self.vorlage.name = form.cleaned_data["name"]
            pflege.save_vorlage(vorlage=self.vorlage, woche=form.woche())
            messages.success(self.request, _("Die Vorlage ist gespeichert."))
        return redirect(self.success_url)
