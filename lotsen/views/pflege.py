"""The directory for staff: the list, one Angebot with its words, places and versions."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.pflege import confirm, create_angebot, save_angebot, set_status, take_back
from lotsen.angebotsliste import AUSGABE, AUSGABE_NAME
from lotsen.enums import AngebotStatus
from lotsen.fassungen import TEXTE, abdruck, inhalt_of, text_column
from lotsen.forms.pflege import AngebotForm, FilterForm, NeuForm, PlaetzeForm, TexteForm
from lotsen.forms.sprechzeiten import sprechzeiten_of
from lotsen.models import Angebot, Angebotsfassung
from lotsen.queries.pflege import NAMEN, found, staende, whole

JE_SEITE = 50


class ListeView(RechtRequired, TemplateView):
    """All Angebote, also those that are not offered; filters stay in the address, ``?format=csv`` takes them away."""

    recht = Recht.VERZEICHNIS_BEARBEITEN
    template_name = "lotsen/pflege_liste.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat):
            return super().get(request, *args, **kwargs)
        rows = found(**FilterForm(request.GET).wanted()).prefetch_related("sprechzeiten")
        return export_response(wanted, name=str(AUSGABE_NAME), columns=AUSGABE, rows=rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FilterForm(self.request.GET)
        page = Paginator(found(**form.wanted()), JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(form=form, page_obj=page, **kwargs)


class NeuView(RechtRequired, FormView):
    recht = Recht.VERZEICHNIS_BEARBEITEN
    form_class = NeuForm
    template_name = "lotsen/pflege_neu.html"

    def get_initial(self) -> dict[str, Any]:
        return {"traeger": self.request.GET.get("traeger")}

    def form_valid(self, form: NeuForm) -> HttpResponse:
        angebot = create_angebot(user=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Angelegt, aber noch nicht angeboten. Ergänzen Sie jetzt, was fehlt."))
        return redirect("pflege:angebot", angebot.pk)


class EinAngebot(RechtRequired):
    """A page about the Angebot of its address, whatever its state."""

    recht = Recht.VERZEICHNIS_BEARBEITEN
    reiter = ""

    @cached_property
    def angebot(self) -> Angebot:
        return get_object_or_404(whole(self.kwargs["pk"]))

    def gesehen(self) -> str:
        return abdruck(inhalt_of(self.angebot))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = PlaetzeForm(instance=self.angebot, initial={"gesehen": self.gesehen()}, auto_id="platz_%s")
        kwargs.setdefault("plaetze_form", places)
        return super().get_context_data(
            angebot=self.angebot, reiter=self.reiter, wege=wege(self.angebot), name=self.angebot.german("name"), **kwargs
        )


def wege(angebot: Angebot) -> list[tuple[str, str]]:
    """Return (state, words of the button) for every state an Angebot may be given."""
    words = {
        AngebotStatus.AKTIV: _("Wird angeboten"),
        AngebotStatus.PAUSE: _("Pause eintragen"),
        AngebotStatus.BEENDET: _("Beenden"),
    }
    return [(str(status), text) for status, text in words.items() if status != angebot.status]


class Bearbeiten(EinAngebot, FormView):
    """A form about an Angebot."""

    def get_initial(self) -> dict[str, Any]:
        return {"gesehen": self.gesehen()}

    def aenderungen(self, form) -> dict[str, Any]:
        return form.aenderungen()

    def form_valid(self, form) -> HttpResponse:
        values = {"aenderungen": self.aenderungen(form), "gesehen": form.cleaned_data["gesehen"], "user": self.request.user}
        try:
            changed = save_angebot(angebot=self.angebot, **values)
        except DomainError as refusal:
            form.add_error("frei" if refusal.code == "zu_viele" and "frei" in form.fields else None, refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert.") if changed else _("Es war nichts zu ändern."))
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return self.request.get_full_path()


class AngebotView(Bearbeiten):
    """What an Angebot is, where, when and in which languages."""

    reiter = "angebot"
    template_name = "lotsen/pflege_angebot.html"
    form_class = AngebotForm

    @cached_property
    def zeiten(self):
        return sprechzeiten_of(self.angebot, self.request.POST or None)

    def get_form_kwargs(self) -> dict[str, Any]:
        fresh = get_object_or_404(whole(self.angebot.pk))  # the form writes into it
        return super().get_form_kwargs() | {"instance": fresh}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        fits = [form.is_valid(), self.zeiten.is_valid()]
        return self.form_valid(form) if all(fits) else self.form_invalid(form)

    def aenderungen(self, form: AngebotForm) -> dict[str, Any]:
        return form.aenderungen() | {"sprechzeiten": self.zeiten.rows()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(zeiten=self.zeiten, **kwargs)


class TexteView(Bearbeiten):
    """The words of one language (``?sprache=``), German beside them."""

    reiter = "texte"
    template_name = "lotsen/pflege_texte.html"
    form_class = TexteForm

    @cached_property
    def sprache(self) -> str:
        asked = self.request.GET.get("sprache", "de")
        return asked if asked in NAMEN else "de"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"angebot": self.angebot, "sprache": self.sprache}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deutsch = [(Angebot._meta.get_field(feld).verbose_name, self.angebot.german(feld)) for feld in TEXTE]
        sprachen = [
            {
                "code": code,
                "name": name,
                "geprueft": self.angebot.is_geprueft(code),
                "leer": not getattr(self.angebot, text_column("name", code)),
            }
            for code, name in NAMEN.items()
        ]
        return super().get_context_data(
            deutsch=deutsch, sprachen=sprachen, sprache=self.sprache, sprachname=NAMEN[self.sprache], **kwargs
        )


class PlaetzeView(Bearbeiten):
    """Places alone: quick to change from anywhere."""

    reiter = "plaetze"
    template_name = "lotsen/pflege_plaetze.html"
    form_class = PlaetzeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.angebot, "auto_id": "platz_%s"}

    def get_success_url(self) -> str:
        return reverse("pflege:angebot", args=[self.angebot.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(form=form, plaetze_form=form, **kwargs)


class StandView(EinAngebot, TemplateView):
    """Ask before an Angebot takes a break or ends, then do it; the other way needs no question."""

    template_name = "lotsen/pflege_stand.html"

    @cached_property
    def nach(self) -> AngebotStatus | None:
        asked = self.request.POST.get("nach") or self.request.GET.get("nach", "")
        return AngebotStatus(asked) if asked in dict(wege(self.angebot)) else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.nach is None:  # it stands like this already, or nobody said how it should
            return redirect("pflege:angebot", self.angebot.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.nach is not None:
            set_status(angebot=self.angebot, status=self.nach, user=request.user)
            words = {"stand": self.nach.label}
            messages.success(request, _("Gespeichert: %(stand)s. Sie können das jederzeit wieder ändern.") % words)
        return redirect("pflege:angebot", self.angebot.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(nach=self.nach, beenden=self.nach == AngebotStatus.BEENDET, **kwargs)


class BestaetigenView(EinAngebot, View):
    """Note that everything is true today."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("pflege:angebot", self.angebot.pk)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        confirm(angebot=self.angebot)
        messages.success(request, _("Danke. Das Angebot ist heute bestätigt."))
        return redirect("pflege:angebot", self.angebot.pk)


class VerlaufView(EinAngebot, TemplateView):
    """Every version with what it changed."""

    reiter = "verlauf"
    template_name = "lotsen/pflege_verlauf.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(staende=staende(self.angebot), **kwargs)


class ZurueckView(EinAngebot, View):
    """Let the Angebot say again what it said in one version."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("pflege:verlauf", self.angebot.pk)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        fassung = get_object_or_404(Angebotsfassung, pk=kwargs["fassung"], angebot=self.angebot)
        try:
            changed = take_back(fassung=fassung, user=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.text)
        else:
            messages.success(request, _("Diese Fassung gilt wieder.") if changed else _("Diese Fassung gilt schon."))
        return redirect("pflege:verlauf", self.angebot.pk)
