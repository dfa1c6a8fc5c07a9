"""Heads, full-time equivalents and budget of the units."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, ListView

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import ExportMixin
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.stellen import report, report_all
from monitoring.forms.gremien import ListeForm, StandForm
from monitoring.queries.stellen import listed
from monitoring.stellenliste import SPALTEN


class StellenView(RechtRequired, ExportMixin, ListView):
    """What was reported; the exported table may be changed and taken back in. POST reports one month of one unit."""

    recht = Recht.STELLENSTAND
    template_name = "monitoring/stellen.html"
    paginate_by = 100
    export_name = gettext_lazy("Stellenstand")
    export_columns = SPALTEN

    def get_queryset(self):
        return listed(self.request.user, einheit=self.request.GET.get("einheit", ""), jahr=self.request.GET.get("jahr", ""))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = StandForm(request.user, request.POST)
        if form.is_valid():
            try:
                report(einheit=form.cleaned_data["einheit"], meldung=form.meldung(), user=request.user)
            except DomainError as error:
                form.add_error(error.code if error.code in form.fields else None, str(error))
            else:
                messages.success(request, _("Gespeichert."))
                return redirect("stellen:stellen")
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        empty = StandForm(self.request.user, initial={"monat": uhr.today().replace(day=1)})
        return super().get_context_data(**{"form": empty} | kwargs)


class ListeView(RechtRequired, FormView):
    """A whole table, or nothing of it: each row that does not fit is named."""

    recht = Recht.STELLENSTAND
    template_name = "monitoring/stellen_liste.html"
    form_class = ListeForm

    def form_valid(self, form: ListeForm) -> HttpResponse:
        kept, errors = report_all(rows=form.cleaned_data["datei"], user=self.request.user)
        if errors:
            return self.render_to_response(self.get_context_data(form=form, fehler=errors))
        text = ngettext("%(n)s Zeile ist übernommen.", "%(n)s Zeilen sind übernommen.", kept)
        messages.success(self.request, text % {"n": kept})
        return redirect("stellen:stellen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"fehler": []} | kwargs)
