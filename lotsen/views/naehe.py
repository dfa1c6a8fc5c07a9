"""A guide notes the postal code, so that what is near comes first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from behoerde.kern.exceptions import DomainError
from lotsen.actions.naehe import note_plz
from lotsen.forms.naehe import NaeheForm
from lotsen.views.empfehlung import EmpfehlungenView


class NaeheView(EmpfehlungenView):
    """POST keeps or forgets it and leads back; a wrong one is said beside the field."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("erstberatung:empfehlungen", self.erstberatung.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NaeheForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(naehe=form))
        here = reverse("erstberatung:empfehlungen", args=[self.erstberatung.pk])
        try:
            note_plz(erstberatung=self.erstberatung, plz=form.cleaned_data["plz"])
        except DomainError as error:
            return self.refuse(error, here)
        return redirect(here)
