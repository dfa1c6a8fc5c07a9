"""View mixin: sends people without a proof to the code page, answers limits with 429, shows refusals above the form."""

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.schutz.formular import Weg


class SchutzView:
    """Stands before ``FormView``; ``form_valid`` runs only for forms that passed the protection."""

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request}

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response.setdefault("Cache-Control", "no-store")
        return response

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            if form.weg is Weg.OHNE_SKRIPT:
                return redirect(form.start_kontaktnachweis())
            try:
                return self.form_valid(form)
            except DomainError as error:
                form.refuse(error)
        return self.refuse(form)

    def refuse(self, form) -> HttpResponse:
        """Show the form again as it was typed, with its errors."""
        response = self.form_invalid(form)
        if form.gesperrt_bis:
            response.status_code = 429
            response["Retry-After"] = str(max(1, ceil((form.gesperrt_bis - uhr.now()).total_seconds())))
        return response
