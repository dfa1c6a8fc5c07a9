"""Earlier times for the own visit: wish, take, decline, stop waiting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from behoerde.kern.exceptions import DomainError
from termine.actions.warteliste import accept_frueher, decline_frueher, stop_waiting, wish_earlier
from termine.forms.warteliste import FrueherForm
from termine.models import Wartelisteneintrag
from termine.queries.warteliste import offer_of, wish_of
from termine.views.mein import MeinTermin


class FrueherView(MeinTermin, FormView):
    """One page for everything about an earlier time; the visit itself stays until a new one is taken."""

    template_name = "termine/frueher.html"
    form_class = FrueherForm

    @cached_property
    def eintrag(self) -> Wartelisteneintrag | None:
        return wish_of(self.termin)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.can_change():
            return redirect("termine:mein", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if "nehmen" in request.POST:
                return self._take(request.POST["nehmen"])
            if "ablehnen" in request.POST:
                decline_frueher(self.termin)
                return self.to_page("frueher_abgelehnt")
            if "beenden" in request.POST:
                stop_waiting(self.termin)
                return self.to_page("frueher_beendet")
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=str(error)))
        return super().post(request, *args, **kwargs)

    def _take(self, wanted: str) -> HttpResponse:
        """Take the offer of this visit that the button names, whatever became of it meanwhile."""
        vorschlag = next((row for row in self.termin.vorschlaege.all() if str(row.pk) == wanted), None)
        if vorschlag is None:
            return redirect("termine:mein_frueher", self.kwargs["token"])
        accept_frueher(vorschlag)
        return self.to_page("verschoben")

    def get_initial(self) -> dict[str, Any]:
        return {"tage": self.eintrag.tage, "tageszeiten": self.eintrag.tageszeiten} if self.eintrag else {}

    def form_valid(self, form: FrueherForm) -> HttpResponse:
        try:
            wish_earlier(self.termin, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.to_page("frueher")

    def get_context_data(self, fehler: str = "", **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(fehler=fehler, eintrag=self.eintrag, angebot=offer_of(self.termin), **kwargs)
