"""A page with one form of the strategy."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired


class Formseite(RechtRequired, FormView, ABC):
    """Ask, save, go to what was saved; a refusal stands beside the field that ``felder`` names for its code."""

    recht = Recht.STRATEGIE_BEARBEITEN
    template_name = "monitoring/strategie_form.html"
    request: HttpRequest
    titel: Any = ""
    text: Any = ""
    felder: Mapping[str, str] = {}

    @abstractmethod
    def save(self, form: Any) -> Model | str:
        """Do what was asked for; return where to go."""

    @abstractmethod
    def back(self) -> tuple[str, str]:
        """Return the address from which people come, and its name."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            where = self.save(form)
        except DomainError as error:
            form.add_error(self.felder.get(error.code), error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert."))
        return redirect(where)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zurueck, name = self.back()
        return super().get_context_data(titel=self.titel, text=self.text, zurueck=zurueck, zurueck_name=name, **kwargs)
