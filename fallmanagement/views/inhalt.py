"""The tabs of a case: residence, deadlines, notes. Each page does what it shows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.aufenthalt import add_status, end_status, remove_status
from fallmanagement.actions.frist import add_frist, finish_frist, reopen_frist
from fallmanagement.actions.terminvorschlag import propose_termin
from fallmanagement.actions.vermerk import approve_vermerk, write_vermerk
from fallmanagement.forms.inhalt import FristForm, StatusEndeForm, StatusForm, VermerkForm
from fallmanagement.models import Aufenthaltsstatus, Frist, Vermerk
from fallmanagement.queries import fristen
from fallmanagement.views.akten import AkteSeite


class Reiter(AkteSeite, TemplateView):
    """A tab with forms: POST ``was`` names the step; a form that is refused comes back as it was typed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            refused = step()
        except DomainError as error:
            messages.error(request, str(error))
            refused = None
        return self.render_to_response(self.get_context_data(form=refused)) if refused is not None else redirect(request.path)

    def _row(self, rows):
        wanted = self.request.POST.get("zeile", "")
        row = next((row for row in rows if str(row.pk) == wanted), None)
        if row is None:
            raise Http404
        return row


class AufenthaltView(Reiter):
    """Every status with its days, drawn and as a table."""

    template_name = "fallmanagement/akte_aufenthalt.html"
    reiter = "aufenthalt"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"form": StatusForm()} | kwargs))

    def do_eintragen(self) -> StatusForm | None:
        form = StatusForm(self.request.POST)
        if not form.is_valid():
            return form
        try:
            row = add_status(self.akte, form.angaben, user=self.request.user)
        except DomainError as error:
            form.add_error(None, error.text)
            return form
        messages.success(self.request, _("Eingetragen: %(titel)s.") % {"titel": row.titel})
        return None

    def do_termin(self) -> None:
        row = self._row(self.akte.person.aufenthalte.all())
        vorgang = propose_termin(self.akte, row, user=self.request.user)
        text = _("Der Vorgang %(vorgang)s liegt bei der Sichtung. Sie bietet der Person Zeiten an.")
        messages.success(self.request, text % {"vorgang": vorgang})

    def do_beenden(self) -> None:
        row: Aufenthaltsstatus = self._row(self.akte.person.aufenthalte.all())
        form = StatusEndeForm(self.request.POST)
        if not form.is_valid():
            raise DomainError(_("Bitte geben Sie den letzten Tag als Datum an."), "datum")
        end_status(self.akte, row, letzter_tag=form.cleaned_data["letzter_tag"], user=self.request.user)

    def do_entfernen(self) -> None:
        remove_status(self.akte, self._row(self.akte.person.aufenthalte.all()))


class FristenDerAkteView(Reiter):
    template_name = "fallmanagement/akte_fristen.html"
    reiter = "fristen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **({"fristen": fristen.of_akte(self.akte), "erledigte": fristen.done(self.akte), "form": FristForm()} | kwargs)
        )

    def do_anlegen(self) -> FristForm | None:
        form = FristForm(self.request.POST)
        if not form.is_valid():
            return form
        add_frist(self.akte, user=self.request.user, **form.cleaned_data)
        return None

    def do_erledigt(self) -> None:
        finish_frist(self._row(Frist.objects.filter(fallakte=self.akte)), user=self.request.user)
        messages.success(self.request, _("Erledigt."))

    def do_offen(self) -> None:
        reopen_frist(self._row(Frist.objects.filter(fallakte=self.akte)))


class VermerkeView(Reiter):
    template_name = "fallmanagement/akte_vermerke.html"
    reiter = "vermerke"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes = fristen.notes(self.akte, self.request.user)
        return super().get_context_data(**({"vermerke": notes, "form": VermerkForm()} | kwargs))

    def do_schreiben(self) -> VermerkForm | None:
        form = VermerkForm(self.request.POST)
        if not form.is_valid():
            return form
        write_vermerk(self.akte, user=self.request.user, **form.cleaned_data)
        return None

    def do_freigeben(self) -> None:
        note: Vermerk = self._row(fristen.notes(self.akte, self.request.user))
        approve_vermerk(note, user=self.request.user)
        messages.success(self.request, _("Freigegeben für die Person."))
