"""The tree of the strategy, one Ziel with its figures, and what is typed about both."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.geschichte import geschichte
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.strategie import end_ziel, measure_by, no_longer_by, save_feld, save_ziel, set_ampel, take_back_ampel
from monitoring.forms.strategie import AmpelForm, BaumFilter, FeldForm, GrundForm, ZielForm, ZielkennzahlForm
from monitoring.models import Ampelsetzung, Handlungsfeld, Ziel, Zielkennzahl
from monitoring.queries.strategiebaum import decisions_about, goal_tree, ideas, tree
from monitoring.queries.vorhaben import light_of, measures
from monitoring.views.formseite import Formseite

SPALTEN = (
    Column(gettext_lazy("Maßnahme"), "titel"),
    Column(gettext_lazy("Ziel"), lambda row: row.ziel.titel if row.ziel else ""),
    Column(gettext_lazy("Stand"), "get_status_display"),
    Column(gettext_lazy("Ampel"), lambda row: light_of(row, uhr.today()).wort),
    Column(gettext_lazy("Federführend"), "einheit.name"),
    Column(gettext_lazy("Verantwortlich"), lambda row: str(row.verantwortlich or "")),
    Column(gettext_lazy("Beginn"), "von"),
    Column(gettext_lazy("Ende"), "bis"),
    Column(gettext_lazy("Budget in Euro"), "budget"),
)


class BaumView(RechtRequired, TemplateView):
    """Leitsatz, Handlungsfeld, Ziel, measure, each with its light; ``?format=csv`` takes the measures away."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/strategie.html"

    @cached_property
    def form(self) -> BaumFilter:
        return BaumFilter(self.request.GET)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat):
            return super().get(request, *args, **kwargs)
        return export_response(wanted, name=_("Maßnahmen"), columns=SPALTEN, rows=measures())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.form.wanted()
        return super().get_context_data(
            form=self.form,
            gefiltert=any(wanted.values()),
            leitsaetze=tree(uhr.today(), **wanted),
            ideen=[] if wanted["ampel"] or wanted["einheit"] else ideas(),
            darf=self.request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN),
            **kwargs,
        )


class EinZiel:
    """A page about one Ziel."""

    kwargs: dict[str, Any]

    @cached_property
    def ziel(self) -> Ziel:
        return get_object_or_404(Ziel.objects.select_related("einheit", "handlungsfeld", "oberziel"), pk=self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return self.ziel.get_absolute_url(), self.ziel.titel


class ZielView(EinZiel, RechtRequired, TemplateView):
    """A Ziel: its light and how it was computed, its figures, its measures, its history. POST ``was`` undoes something."""

    recht = Recht.KENNZAHLEN
    template_name = "monitoring/strategie_ziel.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN):
            raise Http404
        match request.POST.get("was", ""):
            case "ampel_weg":
                take_back_ampel(objekt=self.ziel)
            case "kennzahl_weg":
                no_longer_by(ziel=self.ziel, slug=request.POST.get("slug", ""))
            case _:
                raise Http404
        return redirect(self.ziel)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Q(ziel_id=self.ziel.pk)
        return super().get_context_data(
            ziel=self.ziel,
            knoten=goal_tree(uhr.today())[self.ziel.pk],
            beschluesse=decisions_about(ziel=self.ziel),
            verlauf=geschichte((Ziel, Q(pgh_obj_id=self.ziel.pk)), (Zielkennzahl, mine), (Ampelsetzung, mine)),
            darf=self.request.user.hat_recht(Recht.STRATEGIE_BEARBEITEN),
            setzt_ziele=self.request.user.hat_recht(Recht.KENNZAHLEN_PFLEGEN),
            **kwargs,
        )


class FeldView(Formseite):
    """A Handlungsfeld, new or changed."""

    form_class = FeldForm

    @cached_property
    def feld(self) -> Handlungsfeld | None:
        return get_object_or_404(Handlungsfeld, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    @property
    def titel(self) -> str:  # type: ignore[override]
        return _("Handlungsfeld ändern") if self.feld else _("Neues Handlungsfeld")

    def back(self) -> tuple[str, str]:
        return reverse("strategie:baum"), _("Strategie")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.feld}

    def save(self, form: Any) -> str:
        save_feld(feld=form.instance)
        return "strategie:baum"


class ZielNeuView(Formseite):
    """A new Ziel; ``?feld=`` or ``?oberziel=`` says where it stands."""

    form_class = ZielForm
    titel = gettext_lazy("Neues Ziel")
    felder = {"kreis": "oberziel"}

    def back(self) -> tuple[str, str]:
        return reverse("strategie:baum"), _("Strategie")

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {"handlungsfeld": asked.get("feld", ""), "oberziel": asked.get("oberziel", ""), "von": uhr.today()}

    def save(self, form: Any) -> Ziel:
        return save_ziel(ziel=form.instance)


class ZielBearbeitenView(EinZiel, Formseite):
    form_class = ZielForm
    titel = gettext_lazy("Ziel ändern")
    felder = {"kreis": "oberziel"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": get_object_or_404(Ziel, pk=self.kwargs["pk"])}

    def save(self, form: Any) -> Ziel:
        return save_ziel(ziel=form.instance)


class ZielKennzahlView(EinZiel, Formseite):
    form_class = ZielkennzahlForm
    titel = gettext_lazy("Mit einer Kennzahl messen")
    text = gettext_lazy("Was sie bis wann erreichen soll, steht bei der Kennzahl selbst.")

    def save(self, form: Any) -> Ziel:
        measure_by(ziel=self.ziel, **form.cleaned_data)
        return self.ziel


class ZielEndeView(EinZiel, Formseite):
    form_class = GrundForm
    titel = gettext_lazy("Ziel beenden")
    text = gettext_lazy("Erreicht oder aufgegeben: Schreiben Sie, warum. Das Ziel und sein Verlauf bleiben.")

    def save(self, form: Any) -> Ziel:
        return end_ziel(ziel=self.ziel, grund=form.cleaned_data["grund"])


class ZielAmpelView(EinZiel, Formseite):
    form_class = AmpelForm
    titel = gettext_lazy("Ampel von Hand setzen")
    text = gettext_lazy("Sie ersetzt die gerechnete Ampel, mit Namen und Grund, und endet von selbst.")
    felder = {"ende": "gilt_bis"}

    def save(self, form: Any) -> Ziel:
        set_ampel(objekt=self.ziel, user=self.request.user, **form.cleaned_data)
        return self.ziel
