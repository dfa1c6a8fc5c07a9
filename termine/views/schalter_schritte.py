"""The buttons of the counter page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from behoerde.kern.exceptions import DomainError
from termine.actions import ruecknahme, schalter
from termine.actions.ankunft import draw_number
from termine.actions.notiz import add_note
from termine.actions.schalter_ausweis import confirm_ausweis, refuse_service
from termine.forms.schalter import AbweisenForm, NotizForm, OhneTerminForm, ParkenForm, WeiterreichenForm
from termine.models import Platz, Vorsprache
from termine.models.vorsprache import Ausweis
from termine.queries.haus import walk_in_leistungen
from termine.queries.schalter import besuch
from termine.views.schalter import MitSchalter, to_counter

Schritt = Callable[[Vorsprache, Platz], Vorsprache]
# One word in the address, one thing that happens at the counter.
SCHRITTE: dict[str, Schritt] = {
    "aufrufen": schalter.call,
    "beginnen": lambda vorsprache, _platz: schalter.begin(vorsprache),
    "erledigt": lambda vorsprache, _platz: schalter.finish(vorsprache),
    "versaeumt": lambda vorsprache, _platz: schalter.miss(vorsprache),
    "gegangen": lambda vorsprache, _platz: schalter.leave(vorsprache),
    "dringend": lambda vorsprache, _platz: schalter.mark_urgent(vorsprache, dringend=True),
    "nicht-dringend": lambda vorsprache, _platz: schalter.mark_urgent(vorsprache, dringend=False),
    "zurueck": lambda vorsprache, _platz: ruecknahme.undo(vorsprache),
}


class NaechsteView(MitSchalter, View):
    """Call who is next."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            called = schalter.call_next(self.platz)
        except DomainError as error:
            messages.info(request, str(error))
        else:
            messages.success(request, _("%(nummer)s ist aufgerufen.") % {"nummer": called.wartenummer})
        return to_counter()


class SchrittView(MitSchalter, View):
    """Do one step with one number; ``weiter`` calls the next person right after."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk, schritt: str) -> HttpResponse:
        if schritt not in SCHRITTE:
            raise Http404
        try:
            done = SCHRITTE[schritt](self.vorsprache(), self.platz)
        except DomainError as error:
            messages.error(request, str(error))
            return to_counter()
        if "weiter" in request.POST:
            return NaechsteView.post(self, request)
        messages.success(request, f"{done.wartenummer}: {done.get_status_display()}.")
        return to_counter(done if schritt in {"dringend", "nicht-dringend"} else None)


class ParkenView(MitSchalter, View):
    """Let a called person wait once more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk) -> HttpResponse:
        form = ParkenForm(request.POST)
        try:
            if form.is_valid():
                schalter.park(self.vorsprache(), minuten=form.cleaned_data["minuten"])
                return to_counter()
            messages.error(request, _("Bitte wählen Sie, wie viele Minuten die Person noch wartet."))
        except DomainError as error:
            messages.error(request, str(error))
        return to_counter()


class AusweisView(MitSchalter, View):
    """Note what a look at the identity document showed: it matches, or the person is not served."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk) -> HttpResponse:
        try:
            if request.POST.get("ausweis") == Ausweis.STIMMT:
                confirm_ausweis(self.vorsprache())
                messages.success(request, _("Person geprüft: Name und Geburtsdatum stimmen mit dem Ausweis überein."))
                return to_counter()
            form = AbweisenForm(request.POST)
            if form.is_valid():
                refused = refuse_service(self.vorsprache(), ausweis=Ausweis(form.cleaned_data["ausweis"]))
                messages.success(request, _("%(nummer)s wird nicht bedient. Der Termin ist verfallen.") % {"nummer": refused})
            else:
                messages.error(request, _("Bitte wählen Sie, was nicht stimmt."))
        except DomainError as error:
            messages.error(request, str(error))
        return to_counter()


class NotizView(MitSchalter, FormView):
    """Leave a sentence for the next visit of the same person."""

    form_class = NotizForm
    template_name = "termine/schalter_notiz.html"

    def form_valid(self, form: NotizForm) -> HttpResponse:
        vorsprache = self.vorsprache()
        termin = besuch(vorsprache)
        if termin is None:
            raise Http404
        add_note(termin, text=form.cleaned_data["text"])
        messages.success(self.request, _("Die Notiz ist gespeichert."))
        return to_counter()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vorsprache=self.vorsprache(), **kwargs)


class WeiterreichenView(MitSchalter, FormView):
    """Send the person on to another team or counter of the house."""

    form_class = WeiterreichenForm
    template_name = "termine/schalter_weiterreichen.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"standort": self.platz.team.standort, "platz": self.platz}

    def form_valid(self, form: WeiterreichenForm) -> HttpResponse:
        team, platz = form.target()
        try:
            done = schalter.forward(self.vorsprache(), team=team, platz=platz, hinweis=form.cleaned_data["hinweis"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        values = {"nummer": done.wartenummer, "ziel": platz or team}
        messages.success(self.request, _("%(nummer)s geht weiter zu: %(ziel)s.") % values)
        return to_counter()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vorsprache=self.vorsprache(), **kwargs)


class OhneTerminView(MitSchalter, FormView):
    """Draw a number for somebody who stands at the desk."""

    form_class = OhneTerminForm
    template_name = "termine/schalter_neu.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"leistungen": walk_in_leistungen(self.platz.team.standort)}

    def form_valid(self, form: OhneTerminForm) -> HttpResponse:
        values = form.cleaned_data | {"schluessel": str(form.cleaned_data["schluessel"])}
        drawn = draw_number(standort=self.platz.team.standort, am_schalter=True, **values)
        messages.success(self.request, _("Die Nummer ist %(nummer)s.") % {"nummer": drawn.wartenummer})
        return redirect(reverse("termine:schalter_nummer", args=[drawn.pk]))
