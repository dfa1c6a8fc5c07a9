"""The way without JavaScript, second half: the code comes back, then the time is booked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.grenzen import consume, grenzen_of, sentence
from termine.actions.nachweis import book_proved, prove_contact, send_code_again
from termine.angaben import Kontakt
from termine.enums import Linkzweck
from termine.forms.angaben import NeueAdresseForm
from termine.forms.code import CodeForm
from termine.forms.zeit import ZeitForm
from termine.models import Kontaktpruefung, Leistung
from termine.queries.woche import alternatives
from termine.views.mitlink import MitLink, to_ticket


class PruefungMitLink(MitLink):
    """A page of one started booking that waits for its code."""

    zweck = Linkzweck.KONTAKT
    pruefung: Kontaktpruefung

    def load(self, pk) -> None:
        self.pruefung = Kontaktpruefung.objects.select_related("person", "termin").get(pk=pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leistung = Leistung.objects.get(pk=self.pruefung.wunsch["leistung"])
        beginn = parse_datetime(self.pruefung.wunsch["beginn"])
        kwargs["token"] = self.kwargs["token"]
        return super().get_context_data(pruefung=self.pruefung, leistung=leistung, beginn=beginn, **kwargs)


class CodeView(PruefungMitLink, FormView):
    """Type the code; the right one books the time at once."""

    template_name = "termine/nachweis_code.html"
    form_class = CodeForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.pruefung.termin:
            return to_ticket(self.pruefung.termin)
        if self.pruefung.bestaetigt_am:
            return redirect("termine:kontakt_zeit", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            pruefung = prove_contact(self.pruefung, form.cleaned_data["code"])
        except DomainError as error:
            form.add_error("code", str(error))
            return self.form_invalid(form)
        try:
            return to_ticket(book_proved(pruefung))
        except DomainError:
            return redirect("termine:kontakt_zeit", self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gesendet="gesendet" in self.request.GET, **kwargs)


class AdresseView(PruefungMitLink, FormView):
    """Send the code again (``gleich``) or to another address."""

    template_name = "termine/nachweis_adresse.html"
    form_class = NeueAdresseForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "gleich" in request.POST:
            return self._send(NeueAdresseForm.without_errors(), None)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: NeueAdresseForm) -> HttpResponse:
        return self._send(form, form.angaben())

    def _send(self, form: NeueAdresseForm, kontakt: Kontakt | None) -> HttpResponse:
        goal = kontakt or self.pruefung.person
        if again_at := consume(self.request, "termin_code", grenzen_of("ohne_skript"), goal.email or str(goal.mobil)):
            form.add_error(None, sentence(again_at))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            send_code_again(self.pruefung, kontakt)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect(f"{reverse('termine:kontakt', args=[self.kwargs['token']])}?gesendet=ja")


class ZeitView(PruefungMitLink, TemplateView):
    """The wanted time was taken meanwhile: the contact is proved, one tap books another one."""

    template_name = "termine/nachweis_zeit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.pruefung.termin:
            return to_ticket(self.pruefung.termin)
        if not self.pruefung.bestaetigt_am:
            return redirect("termine:kontakt", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ZeitForm(request.POST)
        if form.is_valid():
            try:
                return to_ticket(book_proved(self.pruefung, beginn=form.beginn, standort=form.standort))
            except DomainError as error:
                form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, form: ZeitForm | None = None, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=form or ZeitForm(), **kwargs)
        anzahl = len(self.pruefung.wunsch["personen"])
        return context | {"zeiten": alternatives(context["leistung"], context["beginn"], personen=anzahl, count=6)}
