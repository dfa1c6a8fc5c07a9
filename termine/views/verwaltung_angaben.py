"""Facts of the catalogue for VERWALTUNG: confirm them one by one or all of a Leistung, correct them, take it back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.pruefung import confirm_all, confirm_angabe, correct_angabe, withdraw_angabe
from termine.forms.verwaltung_angaben import AngabenFilterForm, QuelleForm, angabe_form
from termine.models import Angabe, Leistung
from termine.models.angabe import SPALTEN
from termine.queries.verwaltung_angaben import STAENDE, Gruppe, Zeile, gruppen, with_facts, zeilen_of

JE_SEITE = 8  # Leistungen, each with up to six facts


class AngabenView(RechtRequired, TemplateView):
    """Every fact with its source and who answers for it; filters stay in the address."""

    recht = Recht.KATALOG_BEARBEITEN
    template_name = "termine/verwaltung_angaben.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = AngabenFilterForm(self.request.GET)
        found, zahlen = gruppen(**form.wanted())
        page = Paginator(found, JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(form=form, zahlen=zahlen, staende=STAENDE, page_obj=page, **kwargs)


class MitLeistung(RechtRequired):
    """A page about the Leistung of its address; its list comes back with the same filters."""

    recht = Recht.KATALOG_BEARBEITEN

    @cached_property
    def leistung(self) -> Leistung:
        return get_object_or_404(with_facts(Leistung.objects.offered()), slug=self.kwargs["slug"])

    @cached_property
    def zeile(self) -> Zeile:
        """Return the fact of the address; one that the Leistung does not have is not found."""
        zeilen = {zeile.angabe.value: zeile for zeile in zeilen_of(self.leistung)}
        if self.kwargs["angabe"] not in zeilen:
            raise Http404
        return zeilen[self.kwargs["angabe"]]

    def back(self) -> str:
        """Return the address of the list as it was, at this Leistung."""
        query = self.request.GET.urlencode()
        return f"{reverse('verwaltung:angaben')}{'?' if query else ''}{query}#{self.leistung.slug}"

    def get_success_url(self) -> str:
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(leistung=self.leistung, zurueck=self.back(), **kwargs)


class BestaetigenView(MitLeistung, View):
    """Confirm one fact as it was seen in the list."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.back())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        zeile, seen = self.zeile, request.POST.get("abdruck", "")
        try:
            confirm_angabe(leistung=self.leistung, angabe=zeile.angabe, abdruck=seen, user=request.user)
        except DomainError as refusal:
            messages.warning(request, refusal.text)
        else:
            words = {"angabe": zeile.angabe.label, "leistung": self.leistung.name}
            messages.success(request, _("Bestätigt: %(angabe)s, %(leistung)s.") % words)
        return redirect(self.back())


class ZuruecknehmenView(MitLeistung, View):
    """Take one confirmation back."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.back())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if withdraw_angabe(leistung=self.leistung, angabe=self.zeile.angabe):
            text = _("Zurückgenommen. Die Angabe steht wieder mit dem Hinweis „noch nicht bestätigt“ auf der Seite.")
            messages.success(request, text)
        return redirect(self.back())


class AngabeView(MitLeistung, FormView):
    """One fact: read its source, correct it, say by what; saving confirms it."""

    template_name = "termine/verwaltung_angabe.html"

    def get_form_class(self):
        if self.zeile.angabe == Angabe.UNTERLAGEN:
            return QuelleForm
        return angabe_form(self.zeile.angabe)

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = {"instance": self.leistung} if SPALTEN[self.zeile.angabe] else {}
        initial = {"abdruck": self.zeile.abdruck, "quelle": self.zeile.vermerk.quelle if self.zeile.vermerk else ""}
        return super().get_form_kwargs() | instance | {"initial": initial}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(zeile=self.zeile, aenderbar=bool(SPALTEN[self.zeile.angabe]), **kwargs)

    def form_valid(self, form) -> HttpResponse:
        typed = form.cleaned_data
        values = {"leistung": self.leistung, "angabe": self.zeile.angabe, "user": self.request.user}
        values |= {"abdruck": typed["abdruck"], "quelle": typed["quelle"]}
        try:
            correct_angabe(**values, werte=form.werte() if SPALTEN[self.zeile.angabe] else {})
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert und bestätigt: %(angabe)s.") % {"angabe": self.zeile.angabe.label})
        return redirect(self.back())


class LeistungBestaetigenView(MitLeistung, FormView):
    """All facts of one Leistung on one page, confirmed together."""

    template_name = "termine/verwaltung_angaben_leistung.html"
    form_class = QuelleForm

    @cached_property
    def gruppe(self) -> Gruppe:
        return Gruppe(self.leistung, zeilen_of(self.leistung))

    def get_initial(self) -> dict[str, str]:
        return {"abdruck": self.gruppe.abdruck}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offen = [zeile for zeile in self.gruppe.zeilen if not zeile.vermerk]
        return super().get_context_data(gruppe=self.gruppe, offen=len(offen), **kwargs)

    def form_valid(self, form: QuelleForm) -> HttpResponse:
        try:
            zahl = confirm_all(leistung=self.leistung, user=self.request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            return self.form_invalid(form)
        text = ngettext("%(zahl)s Angabe ist bestätigt: %(leistung)s.", "%(zahl)s Angaben sind bestätigt: %(leistung)s.", zahl)
        messages.success(self.request, text % {"zahl": zahl, "leistung": self.leistung.name})
        return redirect(self.back())
