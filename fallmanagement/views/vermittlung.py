"""Placements: board and list of all cases somebody sees, those of one case, one of them with every step."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportMixin
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.nachbetreuung import answer
from fallmanagement.actions.vermittlung import Stellenangaben, add_vermittlung, change_vermittlung, move_vermittlung, take_back
from fallmanagement.forms.vermittlung import FilterForm, NachbetreuungForm, Schritt, StelleForm, WeiterForm, ZurueckForm
from fallmanagement.models import Vermittlung
from fallmanagement.queries import vermittlung as queries
from fallmanagement.vermittlung import UEBERGAENGE, Vermittlungsstand
from fallmanagement.views.inhalt import Reiter

ANSICHTEN = {"tafel": "fallmanagement/vermittlungen_tafel.html", "liste": "fallmanagement/vermittlungen_liste.html"}


class TafelView(RechtRequired, MitAnsichten, ExportMixin, ListView):
    """What runs by state, or everything as a list; POST ``zeile`` with ``nach`` moves one."""

    recht = Recht.FALLAKTEN
    listenseite = "fallmanagement:vermittlungen"
    paginate_by = queries.JE_SEITE
    export_name = "vermittlungen"
    export_columns = (
        Column(gettext_lazy("Aktenzeichen"), "fallakte.aktenzeichen"),
        Column(gettext_lazy("Person"), lambda row: str(row.fallakte.person)),
        Column(gettext_lazy("Betrieb"), "arbeitgeber"),
        Column(gettext_lazy("Tätigkeit oder Beruf"), "taetigkeit"),
        Column(gettext_lazy("Art"), "get_art_display"),
        Column(gettext_lazy("Stunden in der Woche"), "stunden"),
        Column(gettext_lazy("Stand"), "get_stand_display"),
        Column(gettext_lazy("Grund"), "get_grund_display"),
        Column(gettext_lazy("Erster Tag"), "beginn"),
        Column(gettext_lazy("Letzter Tag"), "ende"),
        Column(gettext_lazy("Zuständig"), lambda row: str(row.fallakte.zustaendig or "")),
    )

    @cached_property
    def wanted(self) -> dict[str, str]:
        return FilterForm(self.request.GET).wanted()

    def get_template_names(self) -> list[str]:
        return [ANSICHTEN[self.wanted["ansicht"]]]

    def get_queryset(self):
        wanted = {name: self.wanted[name] for name in ("wer", "art", "stand")}
        return queries.listed(self.request.user, **wanted)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record_read(request.user, grund="Vermittlungen")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.wanted["ansicht"] == "tafel":
            kwargs["spalten"] = queries.board(self.request.user, wer=self.wanted["wer"], art=self.wanted["art"])
            kwargs["object_list"] = self.object_list.none()
        return super().get_context_data(wahl=self.wanted, form=FilterForm(self.wanted), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, nach = self._posted(), request.POST.get("nach", "")
        asks = nach in {Vermittlungsstand.BEGONNEN, Vermittlungsstand.BEENDET}
        if asks and nach in UEBERGAENGE[row.stand]:
            return redirect(f"{row.get_absolute_url()}?nach={nach}#weiter")  # that needs a day or a reason
        try:
            moved = move_vermittlung(row, nach, user=request.user)
            text = _("%(person)s: jetzt „%(stand)s“.")
            messages.success(request, text % {"person": row.fallakte.person, "stand": moved.get_stand_display()})
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(request.get_full_path())

    def _posted(self) -> Vermittlung:
        try:
            pk = UUID(self.request.POST.get("zeile", ""))
        except ValueError:
            raise Http404 from None
        row = queries.visible(self.request.user).filter(pk=pk).first()
        if row is None:
            raise Http404
        return row


class VermittlungenDerAkteView(Reiter):
    """The placements of one case, and a new one."""

    template_name = "fallmanagement/akte_vermittlungen.html"
    reiter = "vermittlung"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.of_akte(self.akte)
        return super().get_context_data(**({"vermittlungen": rows, "form": self._empty_form()} | kwargs))

    def _empty_form(self) -> StelleForm:
        """Return the form, filled with the vacancy that the address names."""
        stelle = queries.vacancy(self.request.GET.get("stelle", ""))
        return StelleForm(initial=asdict(Stellenangaben.of(stelle)) if stelle else {})

    def do_anlegen(self) -> forms.Form | None:
        form = StelleForm(self.request.POST)
        if not form.is_valid():
            return form
        try:
            add_vermittlung(self.akte, form.angaben, user=self.request.user)
        except DomainError as error:
            form.refuse(error)
            return form
        messages.success(self.request, _("Die Vermittlung ist eingetragen."))
        return None


class EineVermittlung(Reiter):
    """A page of one placement of a case."""

    reiter = "vermittlung"

    @cached_property
    def vermittlung(self) -> Vermittlung:
        row = self.akte.vermittlungen.select_related("stellenangebot__betrieb").filter(pk=self.kwargs["vermittlung"]).first()
        if row is None:
            raise Http404
        row.fallakte = self.akte
        return row


class VermittlungView(EineVermittlung):
    """How a placement stands and what can be done now."""

    template_name = "fallmanagement/vermittlung.html"

    def get_context_data(self, *, form: Schritt | None = None, **kwargs: Any) -> dict[str, Any]:
        row = self.vermittlung
        context = {
            "weiter": WeiterForm(row, initial={"nach": self.request.GET.get("nach", "")}, prefix="weiter"),
            "zurueck": ZurueckForm(prefix="zurueck"),
            "stelle": StelleForm.of(row),
            "nachfrage": NachbetreuungForm(),
        }
        if form is not None:
            context[form.name] = form
        return super().get_context_data(
            ziele=queries.steps_after(row.stand),
            vorher=Vermittlungsstand(row.vorher).label if row.vorher else "",
            blicke=queries.looks(row),
            gewaehlt=self.request.POST.get("zeile", ""),
            **(context | kwargs | {"vermittlung": row}),
        )

    def _do(self, name: str, form: Schritt, action) -> Schritt | None:
        form.name = name
        if not form.is_valid():
            return form
        try:
            action(form)
        except DomainError as error:
            form.refuse(error)
            return form
        return None

    def do_weiter(self) -> Schritt | None:
        form, user = WeiterForm(self.vermittlung, self.request.POST, prefix="weiter"), self.request.user
        return self._do("weiter", form, lambda form: move_vermittlung(self.vermittlung, user=user, **form.werte))

    def do_zurueck(self) -> Schritt | None:
        form, user = ZurueckForm(self.request.POST, prefix="zurueck"), self.request.user
        return self._do("zurueck", form, lambda form: take_back(self.vermittlung, user=user, **form.cleaned_data))

    def do_aendern(self) -> Schritt | None:
        form = StelleForm.of(self.vermittlung, self.request.POST)
        return self._do("stelle", form, lambda form: change_vermittlung(self.vermittlung, form.angaben))

    def do_nachfrage(self) -> Schritt | None:
        look, user = self._row(queries.looks(self.vermittlung)), self.request.user
        form = NachbetreuungForm(self.request.POST)
        return self._do("nachfrage", form, lambda form: answer(look, user=user, **form.cleaned_data))
