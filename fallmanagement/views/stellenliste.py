"""Lists of employers and vacancies for staff: each row that is wrong says why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from behoerde.kern.export import ExportFormat, export_response
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.stellenliste import take_over
from fallmanagement.forms.betriebe import ListeForm
from fallmanagement.stellenliste import BEISPIEL, SPALTEN, VORLAGE

FEHLER_GEZEIGT = 200


class ListeView(RechtRequired, FormView):
    """Upload; with a wrong row nothing is saved, unless such rows are to be left out."""

    recht = Recht.BETRIEBE
    form_class = ListeForm
    template_name = "fallmanagement/betriebe_liste.html"
    extra_context = {"spalten": ", ".join(SPALTEN)}

    def form_valid(self, form: ListeForm) -> HttpResponse:
        data, user = form.cleaned_data, self.request.user
        result = take_over(data["datei"], einheit_id=min(user.einheiten), trotzdem=data["trotzdem"])
        if result.fehler and not data["trotzdem"]:
            return self.render_to_response(self.get_context_data(form=form, fehler=result.fehler[:FEHLER_GEZEIGT]))
        text = _(
            "Übernommen: %(betriebe)s neue Betriebe, %(neu)s neue und %(geaendert)s geänderte Stellen, %(fehler)s Zeilen ausgelassen."
        )
        numbers = {"betriebe": result.betriebe, "neu": result.neu, "geaendert": result.geaendert}
        messages.success(self.request, text % {**numbers, "fehler": len({line for line, _text in result.fehler})})
        return redirect("betriebe:stellen")


class VorlageView(RechtRequired, View):
    """The empty table with one example row."""

    recht = Recht.BETRIEBE

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return export_response(ExportFormat.CSV, name="Vorlage Stellen", columns=VORLAGE, rows=[BEISPIEL])
