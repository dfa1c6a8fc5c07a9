"""Meetings with other offices, and what they gave us in their files."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions import austausch as actions
from monitoring.austausch import NAMEN
from monitoring.austauschdatei import read_file
from monitoring.forms.austausch import DateiForm, FundFilter, StelleForm, TreffenForm, UebernehmenForm, VereinbarungForm
from monitoring.models import Austauschtreffen, Fundstueck, Vereinbarung, Vorhaben
from monitoring.queries.austausch import compare, document, found_pieces, meetings
from monitoring.views.formseite import Formseite

R = Recht.STRATEGIE_BEARBEITEN


class ListeView(RechtRequired, ListView):
    """Meetings, the latest first; ``?q=`` searches their subjects."""

    recht = R
    template_name = "monitoring/austausch.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return meetings(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(q=self.request.GET.get("q", ""), **kwargs)


class EinTreffen:
    kwargs: dict[str, Any]

    @cached_property
    def treffen(self) -> Austauschtreffen:
        return get_object_or_404(Austauschtreffen.objects.prefetch_related("aemter"), pk=self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return self.treffen.get_absolute_url(), self.treffen.thema


class TreffenView(EinTreffen, RechtRequired, TemplateView):
    """One meeting: who took part, the minutes, what was agreed and what became of it."""

    recht = R
    template_name = "monitoring/austausch_treffen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.treffen.vereinbarungen.select_related("vorhaben").order_by("pk")
        return super().get_context_data(treffen=self.treffen, vereinbarungen=rows, **kwargs)


class TreffenNeuView(Formseite):
    form_class = TreffenForm
    titel = gettext_lazy("Neues Treffen")

    def back(self) -> tuple[str, str]:
        return reverse("austausch:liste"), _("Austausch")

    def save(self, form: Any) -> Austauschtreffen:
        return actions.save_treffen(treffen=form.instance, aemter=form.cleaned_data["aemter"], user=self.request.user)


class TreffenBearbeitenView(EinTreffen, Formseite):
    form_class = TreffenForm
    titel = gettext_lazy("Treffen ändern")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": get_object_or_404(Austauschtreffen, pk=self.kwargs["pk"])}

    def save(self, form: Any) -> Austauschtreffen:
        return actions.save_treffen(treffen=form.instance, aemter=form.cleaned_data["aemter"], user=self.request.user)


class VereinbarungNeuView(EinTreffen, Formseite):
    form_class = VereinbarungForm
    titel = gettext_lazy("Neue Vereinbarung")

    def save(self, form: Any) -> Austauschtreffen:
        form.instance.treffen = self.treffen
        actions.agree(vereinbarung=form.instance)
        return self.treffen


class AufnehmenView(Formseite):
    """Make a measure of it."""

    form_class = StelleForm
    titel = gettext_lazy("Als Maßnahme aufnehmen")
    text = gettext_lazy("Sie beginnt als Idee und bleibt hiermit verbunden.")
    model: Any = Vereinbarung

    @cached_property
    def row(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return self.row.treffen.get_absolute_url(), self.row.treffen.thema

    def get_initial(self) -> dict[str, Any]:
        return {"einheit": min(self.request.user.einheiten, default=None)}

    def save(self, form: Any) -> Vorhaben:
        return actions.take_up(was=self.row, einheit=form.cleaned_data["einheit"])


class FundAufnehmenView(AufnehmenView):
    model = Fundstueck

    def back(self) -> tuple[str, str]:
        return reverse("austausch:fundstuecke"), _("Von anderen Ämtern")


class FundstueckeView(RechtRequired, ListView):
    """What other offices gave, by office and kind; filters stay in the address."""

    recht = R
    template_name = "monitoring/austausch_fundstuecke.html"
    paginate_by = 50

    @cached_property
    def form(self) -> FundFilter:
        return FundFilter(self.request.GET)

    def get_queryset(self) -> Any:
        return found_pieces(**self.form.wanted())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, gefiltert=any(self.form.wanted().values()), **kwargs)
        rows = [(row, _lines(row.inhalt)) for row in context["object_list"]]
        return context | {"rows": rows}


def _lines(inhalt: dict[str, str]) -> list[tuple[Any, str]]:
    return [(NAMEN[name], text) for name, text in inhalt.items() if name in NAMEN]


class AusgebenView(RechtRequired, View):
    """Our own file, to be given to another office."""

    recht = R

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = json.dumps(document(), ensure_ascii=False, indent=1)
        answer = HttpResponse(content, content_type="application/json; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="austausch-{uhr.today()}.json"'
        return answer


class EinlesenView(RechtRequired, FormView):
    """The file of another office: first the preview, then, with ``text``, it is taken over."""

    recht = R
    template_name = "monitoring/austausch_einlesen.html"
    form_class = DateiForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "text" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = UebernehmenForm(request.POST)
        if not form.is_valid() or form.cleaned_data["text"].fehler:
            messages.error(request, _("Die Datei hat sich seit der Vorschau geändert. Bitte wählen Sie sie noch einmal."))
            return redirect("austausch:einlesen")
        counts = actions.take_over(datei=form.cleaned_data["text"])
        messages.success(request, _("Übernommen: %(neu)s neu, %(geaendert)s geändert, %(gleich)s gleich geblieben.") % counts)
        return redirect("austausch:fundstuecke")

    def form_valid(self, form: DateiForm) -> HttpResponse:
        datei = read_file(form.cleaned_data["datei"].encode())
        news = [] if datei.fehler else compare(datei)
        counts = {stand: sum(row.stand == stand for row in news) for stand in ("neu", "geaendert", "gleich")}
        context = {"datei": datei, "neues": news, "text": form.cleaned_data["datei"], **counts}
        return render(self.request, "monitoring/austausch_vorschau.html", context)
