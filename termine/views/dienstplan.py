"""The roster of a week, for everybody who may see it."""

from functools import cached_property
from typing import Any

from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.rechte import Recht, RechtRequired
from termine.forms.dienstplan import WocheAuswahlForm
from termine.models import Team
from termine.queries.dienstplan_woche import wochenplan
from termine.queries.heute import teams_of


class DienstplanView(RechtRequired, TemplateView):
    """Teams and counters of one house by day (``?standort=``, ``?team=``, ``?woche=``)."""

    recht = Recht.DIENSTPLAN_SEHEN
    template_name = "termine/dienstplan.html"

    @cached_property
    def teams(self) -> list[Team]:
        return teams_of(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = WocheAuswahlForm(self.request.GET, teams=self.teams)
        montag = form.montag
        plan = wochenplan(self.request.user, form.standort, montag, form.team_pk()) if form.standort else None
        this_week = uhr.today() - uhr.DAY * uhr.today().weekday()
        return super().get_context_data(
            form=form,
            plan=plan,
            nachbarn={"vorher": montag - 7 * uhr.DAY, "danach": montag + 7 * uhr.DAY},
            heute=uhr.today(),
            diese_woche=montag == this_week,
            termine_sehen=self.request.user.hat_recht(Recht.TERMINE_SEHEN),
            ausfall_erlaubt=self.request.user.hat_recht(Recht.TERMINE_BEARBEITEN),
            bearbeitbar=self.request.user.hat_recht(Recht.DIENSTPLAN_BEARBEITEN),
            **kwargs,
        )
