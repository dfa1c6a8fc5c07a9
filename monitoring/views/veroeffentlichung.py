"""What was published of the figures, and a correction of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.veroeffentlichung import publish
from monitoring.forms.veroeffentlichung import BerichtigungForm
from monitoring.queries.transparenz import revisions

LISTE_HOECHSTENS = 60


class VeroeffentlichungenView(RechtRequired, FormView):
    """Revisions, the latest first; POST publishes the newest months once more and says why."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    form_class = BerichtigungForm
    template_name = "monitoring/veroeffentlichungen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ausgaben=revisions()[:LISTE_HOECHSTENS], **kwargs)

    def form_valid(self, form: BerichtigungForm) -> HttpResponse:
        try:
            row = publish(berichtigt=form.cleaned_data["berichtigt"])
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Ausgabe %(nummer)s ist veröffentlicht.") % {"nummer": row.nummer})
        return redirect("veroeffentlichung:liste")
