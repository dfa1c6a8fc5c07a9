"""State a concern that needs a look first: one page, sent once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Oeffentlich
from behoerde.kern.schutz import Weg
from termine.actions.aufnahme import take_in
from termine.enums import Kanal, Linkzweck
from termine.forms.anfragen import Anfrage
from termine.models import Leistung
from termine.queries.anliegen import receipt_of
from termine.queries.versprechen import promised_until
from termine.views.mitlink import MitLink


class AnfragenView(Oeffentlich, TemplateView):
    """Who, what it is about, documents, contact; without JavaScript a code is asked for before it is sent."""

    template_name = "termine/anfragen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.leistung = get_object_or_404(Leistung.objects.offered().with_details(), slug=kwargs["slug"])
        if not self.leistung.is_sichtung:
            return redirect(self.leistung)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(Anfrage(self.leistung, request))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        anfrage = Anfrage(self.leistung, request)
        if anfrage.is_valid():
            if anfrage.form.weg is Weg.OHNE_SKRIPT:
                return redirect(anfrage.form.start_kontaktnachweis())
            try:
                return redirect(f"{reverse('termine:mein', args=[self._take_in(anfrage)])}?neu=eingegangen")
            except DomainError as error:
                anfrage.form.refuse(error)
        return self._show(anfrage)

    def _take_in(self, anfrage: Anfrage) -> str:
        data = anfrage.form.cleaned_data
        aufnahme = take_in(
            leistung=self.leistung,
            personen=anfrage.personen.personen(),
            kontakt=anfrage.form.angaben(),
            angaben=anfrage.form.aufnahme(),
            kanal=Kanal.ONLINE,
            schluessel=f"anfrage-{data['schluessel'].hex}",
            entwurf=data["dateien"],
        )
        return link_token(Linkzweck.ANLIEGEN, aufnahme.pk)

    def _show(self, anfrage: Anfrage) -> HttpResponse:
        context = self.get_context_data(leistung=self.leistung, anfrage=anfrage, bis=promised_until(self.leistung))
        return self.render_to_response(context, status=429 if anfrage.form.gesperrt_bis else 200)


class BelegPruefenView(MitLink, TemplateView):
    """Anybody may see whether a receipt is genuine; no names."""

    zweck = Linkzweck.EINGANG
    template_name = "termine/beleg_pruefen.html"
    dead_template = "termine/beleg_unbekannt.html"
    referrer_policy = "no-referrer"

    def load(self, pk: UUID) -> None:
        self.aufnahme = receipt_of(pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(aufnahme=self.aufnahme, **kwargs)
