"""The order of a naturalisation ceremony on one page: names, times, who has the certificate."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from lotsen.actions.veranstaltung_feier import add_urkunde, hand_over, remove_urkunde, set_times, swap, undo_hand_over
from lotsen.forms.veranstaltungen import NameForm, TaktForm
from lotsen.models import Urkunde
from lotsen.veranstaltung import Veranstaltungsart
from lotsen.views.veranstaltungen import EineVeranstaltung


class FeierView(EineVeranstaltung, TemplateView):
    """POST ``was``: one step with the order."""

    template_name = "lotsen/veranstaltung_feier.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.veranstaltung.art != Veranstaltungsart.FEIER:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.veranstaltung, grund="Ablauf der Feier")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            return step() or redirect("veranstaltungen:feier", self.veranstaltung.pk)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("veranstaltungen:feier", self.veranstaltung.pk)

    def _row(self) -> Urkunde:
        try:
            return get_object_or_404(self.veranstaltung.urkunden, pk=UUID(self.request.POST.get("urkunde", "")))
        except ValueError:
            raise Http404 from None

    def do_dazu(self) -> HttpResponse | None:
        form = NameForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        add_urkunde(veranstaltung=self.veranstaltung, name=form.cleaned_data["name"])
        return None

    def do_zeiten(self) -> HttpResponse | None:
        form = TaktForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(takt=form))
        day = uhr.local(self.veranstaltung.beginnt_am).date()
        ab = datetime.combine(day, form.cleaned_data["ab"], uhr.ZONE)
        set_times(veranstaltung=self.veranstaltung, ab=ab, takt=form.cleaned_data["minuten"])
        messages.success(self.request, _("Gespeichert."))
        return None

    def do_hoch(self) -> None:
        swap(urkunde=self._row(), nach_oben=True)

    def do_runter(self) -> None:
        swap(urkunde=self._row(), nach_oben=False)

    def do_uebergeben(self) -> None:
        hand_over(urkunde=self._row(), user=self.request.user)

    def do_zurueck(self) -> None:
        undo_hand_over(urkunde=self._row())

    def do_entfernen(self) -> None:
        remove_urkunde(urkunde=self._row())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.veranstaltung
        start = event.urkunden_ab or event.beginnt_am + timedelta(minutes=30)
        rows = list(event.urkunden.select_related("uebergeben_von"))
        times = [(start + timedelta(minutes=event.urkunden_takt * index), row) for index, row in enumerate(rows)]
        names = {row.name for row in rows}
        return super().get_context_data(
            zeilen=times,
            uebergeben=sum(row.uebergeben_am is not None for row in rows),
            gaeste=[row.name for row in event.anmeldungen.taking() if row.name not in names],
            **(
                {"form": NameForm(), "takt": TaktForm(initial={"ab": uhr.local(start).time(), "minuten": event.urkunden_takt})}
                | kwargs
            ),
        )
