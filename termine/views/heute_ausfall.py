"""The sick-note assistant: who is affected, and one button that gives all of them another place."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.ausfall import close_plaetze, reopen_plaetze
from termine.forms.ausfall import AusfallForm
from termine.queries.ausfall import affected, is_closed, progress, why_not_movable
from termine.queries.heute import teams_of


class AusfallView(RechtRequired, TemplateView):
    """GET shows who is affected (``?plaetze=&von=&ab=&bis=&um=``) and changes nothing; POST to the same address acts.

    ``tun``: "oeffnen" takes the closing back, everything else closes.
    """

    recht = Recht.TERMINE_BEARBEITEN
    template_name = "termine/heute_ausfall.html"

    @cached_property
    def form(self) -> AusfallForm:
        teams, today = teams_of(self.request.user), uhr.today()
        asked = self.request.GET if "von" in self.request.GET else None
        return AusfallForm(
            asked, teams=teams, initial={"von": today, "bis": today, "plaetze": self.request.GET.getlist("plaetze")}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        plaetze = list(self.form.cleaned_data["plaetze"])
        try:
            if request.POST.get("tun") == "oeffnen":
                reopen_plaetze(plaetze, **self.form.zeitraum)
                done = _("Die Plätze nehmen wieder Termine an. Wer schon einen anderen Platz hat, behält ihn.")
            else:
                close_plaetze(plaetze, **self.form.zeitraum)
                done = _("Die Plätze nehmen niemanden mehr an. Die Termine bekommen jetzt einen anderen Platz.")
        except DomainError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = {"form": self.form, "gefragt": self.form.is_bound and self.form.is_valid()}
        if page["gefragt"]:
            where = (self.form.cleaned_data["plaetze"], self.form.spanne)
            page["termine"] = [(termin, why_not_movable(termin)) for termin in affected(*where)]
            page["geschlossen"] = is_closed(*where)
            betroffen, page["fertig"], page["versucht"] = progress(*where)
            page["betroffen"] = max(betroffen, len(page["termine"]))
            page["versorgt"] = page["betroffen"] - len(page["termine"])
        return super().get_context_data(**(page | kwargs))
