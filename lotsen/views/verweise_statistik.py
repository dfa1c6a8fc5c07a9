"""Figures about referrals for guides and leadership: counted from events without people."""

from typing import Any

from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.queries.verweise_statistik import ZEITRAUM, help_given, outcomes, stages
from lotsen.zahlen import AB


class VerweisStatistikView(RechtRequired, TemplateView):
    """What became of the last year's referrals, and whether they helped; small numbers are held back."""

    recht = Recht.VERWEISE_BEARBEITEN
    template_name = "lotsen/verweise_statistik.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            stufen=stages(), ausgaenge=outcomes(), hilfe=help_given(), ab=uhr.today() - ZEITRAUM, grenze=AB, **kwargs
        )
