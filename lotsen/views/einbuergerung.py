"""The readiness check for everybody: answered in one go, judged at once, kept nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.rechte import Oeffentlich
from lotsen.forms.einbuergerungscheck import EinbuergerungscheckForm
from lotsen.queries.einbuergerungscheck import check


@method_decorator(never_cache, name="dispatch")
class EinbuergerungscheckView(Oeffentlich, TemplateView):
    """Answers come by POST, so they stand in no address, no log and no history of the browser."""

    template_name = "lotsen/einbuergerung.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EinbuergerungscheckForm(request.POST)
        found = check(form.facts, uhr.today()) if form.is_valid() else None
        return self.render_to_response(self.get_context_data(form=form, ergebnis=found))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": EinbuergerungscheckForm(), "ergebnis": None} | kwargs)
