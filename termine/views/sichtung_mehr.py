"""Rarer steps of the triage desk: split a family, merge duplicates, bring a missed visit back; and who answers for what."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.rueckweg import need_again
from termine.actions.sichtung_familie import split_aufnahme
from termine.actions.zusammenfuehrung import merge_aufnahmen
from termine.forms.sichtung import TeilenForm
from termine.models import Aufnahme, Termin
from termine.queries.anliegen_sichtung import open_people
from termine.queries.zustaendigkeit import matrix
from termine.views.sichtung_tun import Knopf, Tun


class TeilenView(Tun):
    """Some people go on with a Vorgang of their own."""

    panel = "teilen"

    def build_form(self) -> TeilenForm:
        return TeilenForm(self.request.POST, personen=open_people(self.aufnahme), prefix="teilen")

    def act(self, form: forms.Form) -> tuple[str, str]:
        new = split_aufnahme(self.aufnahme, form.cleaned_data["anliegen"])
        return _("%(name)s hat jetzt einen eigenen Vorgang: %(vorgang)s.") % {
            "name": new.kontakt,
            "vorgang": new.vorgang,
        }, self.undo("teilung", f"?neu={new.nummer}")


class ZusammenView(Knopf):
    """What came in twice moves into the concern that stands open."""

    def act(self) -> tuple[str, str]:
        other = get_object_or_404(Aufnahme.objects.sichtbar_fuer(self.request.user), pk=self.kwargs["doppelt"])
        merge_aufnahmen(self.aufnahme, other)
        undo = reverse("termine:empfang_zurueck", args=[self.aufnahme.pk, "zusammen"]) + f"?doppelt={other.nummer}"
        return _("%(vorgang)s ist hier aufgegangen. Die Person erfährt es einmal.") % {"vorgang": other.vorgang}, undo


class WiederOffenView(RechtRequired, View):
    """Nobody came, but the concern still stands."""

    recht = Recht.ANLIEGEN_SICHTEN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        termin = get_object_or_404(Termin.objects.sichtbar_fuer(request.user), pk=kwargs["pk"])
        try:
            rows = need_again(termin)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(termin)
        messages.success(request, _("Das Anliegen ist wieder in Sichtung."))
        return redirect(rows[0])


class ZustaendigkeitView(RechtRequired, TemplateView):
    """Leistung × team: who answers for what (``?alle=1``: also what needs no triage)."""

    recht = Recht.ANLIEGEN_SEHEN
    template_name = "termine/empfang_zustaendigkeit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = bool(self.request.GET.get("alle"))
        teams, zeilen = matrix(alle)
        return super().get_context_data(teams=teams, zeilen=zeilen, alle=alle, **kwargs)
