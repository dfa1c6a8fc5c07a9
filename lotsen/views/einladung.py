"""Behind the link of an invitation: come, or hear no more of it; both by one button."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from lotsen.actions.anmeldung import free_places
from lotsen.actions.einladung import accept, key_of, say_no, say_yes_again
from lotsen.forms.anmeldung import GaesteForm
from lotsen.models import Anmeldung, Einladung
from lotsen.queries.einladungen import against
from lotsen.veranstaltung import Anmeldelink
from lotsen.views.mitlink import MitLink
from lotsen.views.verweislink import found


class EinladungView(MitLink, TemplateView):
    """What one is invited to; without a Veranstaltung it leads to the check and to an appointment."""

    zweck = Anmeldelink.EINLADUNG
    template_name = "lotsen/anmeldung_einladung.html"

    def load(self, pk: UUID) -> None:
        self.einladung = found(Einladung.objects.select_related("person", "liste__veranstaltung__standort"), pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = Anmeldung.objects.filter(schluessel=key_of(self.einladung)).first()
        if row is not None and "keine" not in request.GET:
            return redirect("anmeldung:mein", link_token(Anmeldelink.ANMELDUNG, row.pk))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was = request.POST.get("was", "")
        if was == "kommen":
            return self._come()
        if was not in {"keine", "doch"}:
            raise Http404
        (say_no if was == "keine" else say_yes_again)(person=self.einladung.person)
        return redirect(f"{request.path}?keine")

    def _come(self) -> HttpResponse:
        event = self.einladung.liste.veranstaltung
        if event is None:
            raise Http404
        form = GaesteForm(self.request.POST, veranstaltung=event)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            row = accept(einladung=self.einladung, gaeste=form.gaeste)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("anmeldung:mein", link_token(Anmeldelink.ANMELDUNG, row.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.einladung.liste.veranstaltung
        return super().get_context_data(
            person=self.einladung.person,
            veranstaltung=event,
            frei=max(0, free_places(event)[0]) if event else 0,
            offen=bool(event and event.takes(uhr.now())),
            zuerst="keine" in self.request.GET,
            keine=self.einladung.person.person_hash in against([self.einladung.person]),
            **({"form": GaesteForm(veranstaltung=event) if event else None} | kwargs),
        )
