"""Links that a guide gives a person: as code on the screen or on paper, by e-mail or SMS."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from lotsen.actions.link import end_link, make_link, objekt_id, replace_link, send_link
from lotsen.adressen import living_address
from lotsen.beratung import Linkzweck
from lotsen.queries.abschied import told_on
from lotsen.views.erstberatung import EineErstberatung

TUN = {"erstellen": make_link, "senden": send_link, "ersetzen": replace_link, "beenden": end_link}
GETAN = {
    "erstellen": gettext_noop("Der Link gilt ab jetzt."),
    "senden": gettext_noop("Der Link ist unterwegs."),
    "ersetzen": gettext_noop("Es gilt nur noch der neue Link."),
    "beenden": gettext_noop("Der Link öffnet nichts mehr."),
}


class LinkView(EineErstberatung, TemplateView):
    """Both links with what can be done about them."""

    template_name = "lotsen/beratung_link.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.erstberatung)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was, zweck = request.POST.get("was", ""), request.POST.get("zweck", "")
        if was not in TUN or zweck not in set(Linkzweck):
            raise Http404
        try:
            TUN[was](zweck=Linkzweck(zweck), erstberatung=self.erstberatung)
        except DomainError as error:
            return self.refuse(error, "erstberatung:link", self.erstberatung.pk)
        messages.success(request, _(GETAN[was]))
        return redirect("erstberatung:link", self.erstberatung.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.erstberatung.person
        return super().get_context_data(
            links={zweck.value: living_address(zweck, objekt_id(zweck, self.erstberatung)) for zweck in Linkzweck},
            kontakt=person.email or person.mobil,
            gesagt_am=told_on(person),
            **kwargs,
        )
