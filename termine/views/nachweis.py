"""The way without JavaScript, last page: the contact is proved, but the wanted time was taken meanwhile."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from behoerde.kern.actions.kontaktnachweis import PAGE_LINK, Status, page_of
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Kontaktnachweis
from termine.actions.nachweis import Buchungswunsch, book_proved, booked_termin
from termine.enums import Codezweck
from termine.forms.zeit import ZeitForm
from termine.queries.woche import alternatives
from termine.views.mitlink import MitLink, to_ticket


class ZeitView(MitLink, TemplateView):
    """One tap books another time."""

    zweck = PAGE_LINK
    template_name = "termine/nachweis_zeit.html"
    nachweis: Kontaktnachweis

    def load(self, pk) -> None:
        nachweis = Kontaktnachweis.objects.filter(pk=pk, zweck=Codezweck.OHNE_VORMERKUNG).first()
        if nachweis is None:
            raise Http404
        self.nachweis = nachweis

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if termin := booked_termin(self.nachweis):
            return to_ticket(termin)
        if self.nachweis.status != Status.BESTAETIGT:
            return redirect(page_of(self.nachweis))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ZeitForm(request.POST)
        if form.is_valid():
            try:
                return to_ticket(book_proved(self.nachweis, beginn=form.beginn, standort=form.standort))
            except DomainError as error:
                form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, form: ZeitForm | None = None, **kwargs: Any) -> dict[str, Any]:
        wunsch = Buchungswunsch.of(self.nachweis)
        zeiten = alternatives(wunsch.leistung, wunsch.beginn, personen=len(wunsch.personen), bedarf=wunsch.bedarf, count=6)
        return super().get_context_data(form=form or ZeitForm(), leistung=wunsch.leistung, zeiten=zeiten, **kwargs)
