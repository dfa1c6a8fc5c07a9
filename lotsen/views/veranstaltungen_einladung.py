"""Invitations for staff: choose a rule, look at whom it finds, propose; a second person releases."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView, TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.einladung import discard_list, key_of, leave_out, propose, release_list, take_up
from lotsen.forms.veranstaltungen_einladung import AuswahlForm
from lotsen.models import Anmeldung, Einladung, Einladungsliste
from lotsen.queries.einladungen import against, lists, preview, seal


class ListenView(RechtRequired, ListView):
    """All lists of the own units, what waits for a second person first."""

    recht = Recht.VERANSTALTUNGEN
    template_name = "lotsen/veranstaltung_einladungen.html"
    paginate_by = 50

    def get_queryset(self):
        return lists(self.request.user).order_by("-status", "-vorgeschlagen_am")


class NeuView(RechtRequired, TemplateView):
    """The rule in the address, below it whom it finds; POST proposes exactly that."""

    recht = Recht.VERANSTALTUNGEN
    template_name = "lotsen/veranstaltung_einladen.html"

    @cached_property
    def form(self) -> AuswahlForm:
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        if "regel" in data:
            return AuswahlForm(self.request.user, data)
        return AuswahlForm(self.request.user, initial={"veranstaltung": data.get("veranstaltung")})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            liste = propose(auswahl=self.form.auswahl, einheit=self.form.cleaned_data["einheit"], user=request.user)
        except DomainError as error:
            self.form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Vorgeschlagen. Jetzt muss eine zweite Person die Liste ansehen und freigeben."))
        return redirect(liste)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = preview(self.form.auswahl) if self.form.is_bound and self.form.is_valid() else None
        if found and found.personen:
            record_read(self.request.user, grund="Einladungsliste")
        return super().get_context_data(form=self.form, vorschau=found, **kwargs)


class ListeView(RechtRequired, TemplateView):
    """One list with its names; POST leaves somebody out, releases, discards."""

    recht = Recht.VERANSTALTUNGEN
    template_name = "lotsen/veranstaltung_einladungsliste.html"

    @cached_property
    def liste(self) -> Einladungsliste:
        return get_object_or_404(lists(self.request.user), pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            step()
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(self.liste)

    def _row(self) -> Einladung:
        try:
            return get_object_or_404(self.liste.einladungen, pk=UUID(self.request.POST.get("einladung", "")))
        except ValueError:
            raise Http404 from None

    def do_weglassen(self) -> None:
        leave_out(einladung=self._row(), weggelassen=True)

    def do_dazu(self) -> None:
        leave_out(einladung=self._row(), weggelassen=False)

    def do_freigeben(self) -> None:
        told = release_list(liste=self.liste, user=self.request.user, gesehen=self.request.POST.get("siegel", ""))
        text = ngettext("Freigegeben. %(n)s Einladung geht hinaus.", "Freigegeben. %(n)s Einladungen gehen hinaus.", told)
        messages.success(self.request, text % {"n": told})

    def do_verwerfen(self) -> None:
        discard_list(liste=self.liste)

    def do_aufnehmen(self) -> None:
        take_up(liste=self.liste)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record_read(self.liste)
        rows = list(self.liste.einladungen.select_related("person"))
        said_no = against(row.person for row in rows)
        keys = {key_of(row) for row in rows}
        return super().get_context_data(
            liste=self.liste,
            siegel=seal(self.liste),
            zeilen=[(row, row.person.person_hash in said_no) for row in rows],
            zahl=sum(not row.weggelassen and row.person.person_hash not in said_no for row in rows),
            eigene=self.liste.vorgeschlagen_von_id == self.request.user.pk,
            angemeldet=Anmeldung.objects.filter(schluessel__in=keys).exclude(status="abgemeldet").count(),
            **kwargs,
        )
