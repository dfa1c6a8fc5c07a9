"""The catalogue for VERWALTUNG: list, facts, words, documents, a look as the client, and the way back."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.katalogpflege import create_leistung, save_leistung, save_unterlage, save_unterlagen, take_back, tried
from termine.fassungen import TEXTE, abdruck, inhalt_of, text_column
from termine.forms.verwaltung_leistungen import (
    LeistungFilterForm,
    LeistungForm,
    LeistungNeuForm,
    TexteForm,
    UnterlageForm,
    UnterlagenForm,
)
from termine.models import Fassung, Leistung, Unterlage
from termine.queries.versprechen import promised_until
from termine.queries.verwaltung_angaben import OFFEN, with_facts, zeilen_of
from termine.queries.verwaltung_leistungen import NAMEN, coming_visits, eintraege, staende, unterlagen

JE_SEITE = 60


class LeistungenView(RechtRequired, TemplateView):
    """All Leistungen, also those that are not offered; filters stay in the address."""

    recht = Recht.KATALOG_BEARBEITEN
    template_name = "termine/verwaltung_leistungen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = LeistungFilterForm(self.request.GET)
        page = Paginator(eintraege(**form.wanted()), JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(form=form, page_obj=page, **kwargs)


class LeistungNeuView(RechtRequired, FormView):
    recht = Recht.KATALOG_BEARBEITEN
    form_class = LeistungNeuForm
    template_name = "termine/verwaltung_leistung_neu.html"

    def form_valid(self, form: LeistungNeuForm) -> HttpResponse:
        leistung = create_leistung(user=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Angelegt, aber noch nicht angeboten. Ergänzen Sie jetzt, was fehlt."))
        return redirect("verwaltung:leistung", slug=leistung.slug)


class EineLeistung(RechtRequired):
    """A page about the Leistung of its address, whether offered or not."""

    recht = Recht.KATALOG_BEARBEITEN
    reiter = ""

    @cached_property
    def leistung(self) -> Leistung:
        found = with_facts(Leistung.objects.all()).select_related("lebenslage").prefetch_related("zielgruppen")
        return get_object_or_404(found, slug=self.kwargs["slug"])

    @cached_property
    def sprache(self) -> str:
        asked = self.request.GET.get("sprache", "de")
        return asked if asked in NAMEN else "de"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zeilen = zeilen_of(self.leistung)
        return super().get_context_data(
            leistung=self.leistung,
            reiter=self.reiter,
            offen=sum(zeile.stand == OFFEN for zeile in zeilen),
            sprache=self.sprache,
            sprachen=[{"code": code, "name": name, "geprueft": self.leistung.is_geprueft(code)} for code, name in NAMEN.items()],
            **kwargs,
        )


class Bearbeiten(EineLeistung, FormView):
    """A form about a Leistung: one button saves, the other shows the page of clients as it would be."""

    def get_initial(self) -> dict[str, Any]:
        return {"gesehen": abdruck(inhalt_of(self.leistung))}

    def save(self, form) -> Fassung | None:
        seen = form.cleaned_data["gesehen"]
        return save_leistung(leistung=self.leistung, aenderungen=form.aenderungen(), gesehen=seen, user=self.request.user)

    def form_valid(self, form) -> HttpResponse:
        try:
            if "vorschau" in self.request.POST:
                with tried():
                    self.save(form)
                    return client_page(self.request, self.leistung.slug, self.sprache, gespeichert=False)
            changed = self.save(form)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert.") if changed else _("Es war nichts zu ändern."))
        return redirect(self.request.get_full_path())


def client_page(request: HttpRequest, slug: str, sprache: str, *, gespeichert: bool) -> HttpResponse:
    """Return the page of clients in ``sprache`` as it is inside this transaction."""
    staff = {
        "satz": _("So sehen Kundinnen und Kunden diese Seite.")
        if gespeichert
        else _("Vorschau: So sähe die Seite aus. Gespeichert ist noch nichts."),
        "satz_sprache": get_language(),  # that of the office, whatever the page speaks
    }
    with override(sprache):
        leistung = Leistung.objects.with_details().get(slug=slug)
        shown = {"leistung": leistung, "naechste": None, "wartezeit": None, "bis": promised_until(leistung), "anteil": None}
        page = render_to_string("termine/verwaltung_vorschau.html", staff | shown, request)
    response = HttpResponse(page)
    response["Cache-Control"] = "no-store"
    return response


class LeistungView(Bearbeiten):
    """Facts, groups and settings of a Leistung."""

    reiter = "leistung"
    template_name = "termine/verwaltung_leistung.html"
    form_class = LeistungForm

    def get_form_kwargs(self) -> dict[str, Any]:
        fresh = get_object_or_404(Leistung, pk=self.leistung.pk)  # the form writes into it
        return super().get_form_kwargs() | {"instance": fresh}

    def get_initial(self) -> dict[str, Any]:
        lage = self.leistung.lebenslage
        groups = [gruppe.key for gruppe in self.leistung.zielgruppen.all()]
        return super().get_initial() | {"lebenslage": lage.key if lage else None, "zielgruppen": groups}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termine=coming_visits(self.leistung), **kwargs)


class TexteView(Bearbeiten):
    """The words of one language (``?sprache=``), German beside them."""

    reiter = "texte"
    template_name = "termine/verwaltung_leistung_texte.html"
    form_class = TexteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"leistung": self.leistung, "sprache": self.sprache}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {feld: Leistung._meta.get_field(feld).verbose_name for feld in TEXTE}
        deutsch = [(names[feld], getattr(self.leistung, text_column(feld, "de"))) for feld in TEXTE]
        return super().get_context_data(deutsch=deutsch, sprachname=NAMEN[self.sprache], **kwargs)


class UnterlagenView(Bearbeiten):
    """Which documents people bring, in which order."""

    reiter = "unterlagen"
    template_name = "termine/verwaltung_leistung_unterlagen.html"
    form_class = UnterlagenForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"leistung": self.leistung}

    def save(self, form: UnterlagenForm) -> Fassung | None:
        data = form.cleaned_data
        values = {"keys": form.keys(), "neu": data["neu_name"], "gesehen": data["gesehen"]}
        return save_unterlagen(leistung=self.leistung, user=self.request.user, **values)


class VorschauView(EineLeistung, View):
    """The page of clients as it is saved, in any language, also of a Leistung that is not offered."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return client_page(request, self.leistung.slug, self.sprache, gespeichert=True)


class VerlaufView(EineLeistung, TemplateView):
    """Every version with what it changed."""

    reiter = "verlauf"
    template_name = "termine/verwaltung_leistung_verlauf.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(staende=staende(self.leistung), **kwargs)


class ZurueckView(EineLeistung, View):
    """Let the Leistung say again what it said in one version."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("verwaltung:leistung_verlauf", slug=self.leistung.slug)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        fassung = get_object_or_404(Fassung, pk=kwargs["pk"], leistung=self.leistung)
        changed = take_back(fassung=fassung, user=request.user)
        messages.success(request, _("Diese Fassung gilt wieder.") if changed else _("Diese Fassung gilt schon."))
        return redirect("verwaltung:leistung_verlauf", slug=self.leistung.slug)


class UnterlagenlisteView(RechtRequired, TemplateView):
    """Every document and how many Leistungen ask for it."""

    recht = Recht.KATALOG_BEARBEITEN
    template_name = "termine/verwaltung_unterlagen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unterlagen=unterlagen(), **kwargs)


class UnterlageView(RechtRequired, FormView):
    """Name and remark of one document in every language."""

    recht = Recht.KATALOG_BEARBEITEN
    form_class = UnterlageForm
    template_name = "termine/verwaltung_unterlage.html"

    @cached_property
    def unterlage(self) -> Unterlage:
        return get_object_or_404(Unterlage, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"unterlage": self.unterlage, "sprachen": settings.LANGUAGES}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unterlage=self.unterlage, zurueck=reverse("verwaltung:unterlagen"), **kwargs)

    def form_valid(self, form: UnterlageForm) -> HttpResponse:
        save_unterlage(unterlage=self.unterlage, texte=form.texte(), geprueft=form.geprueft())
        messages.success(self.request, _("Gespeichert. Die neuen Worte stehen bei jeder Leistung, die danach fragt."))
        return redirect("verwaltung:unterlagen")
