"""Take a concern in at the desk or on the phone, also for the unit that answers for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.datum import datum_lang
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.aufnahme import responsible_team, take_in
from termine.forms.sichtung_neu import AufnahmeAmEmpfang, WasForm
from termine.models import Leistung


class NeuView(RechtRequired, TemplateView):
    """First which Leistung and how many people (the address), then what they state; nothing typed is lost."""

    recht = Recht.ANLIEGEN_SICHTEN
    template_name = "termine/empfang_neu.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was = WasForm(request.GET if "leistung" in request.GET else None)
        aufnahme = AufnahmeAmEmpfang(was.cleaned_data["leistung"], was.count) if was.is_valid() else None
        return self.render_to_response(self.get_context_data(was=was, form=aufnahme))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was = WasForm(request.GET)
        if not was.is_valid():
            return self.render_to_response(self.get_context_data(was=was, form=None))
        form = AufnahmeAmEmpfang(was.cleaned_data["leistung"], was.count, request.POST)
        if form.is_valid():
            try:
                row = take_in(**form.intake(), aufgenommen_in=own_unit(request.user, form.leistung))
            except DomainError as error:
                form.refuse(error)
            else:
                sentence = _("Aufgenommen: %(vorgang)s. Versprochen ist eine Antwort bis %(tag)s.")
                messages.success(request, sentence % {"vorgang": row.vorgang, "tag": datum_lang(row.versprechen.angebot_bis)})
                return redirect(row)
        return self.render_to_response(self.get_context_data(was=was, form=form))


def own_unit(user, leistung: Leistung) -> Organisationseinheit | None:
    """Return the unit of ``user`` that takes a concern in for another one, None when it is its own business."""
    own = user.einheiten
    if responsible_team(leistung).organisationseinheit_id in own:
        return None
    return Organisationseinheit.objects.filter(pk__in=own).order_by("pk").first()
