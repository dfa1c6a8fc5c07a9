"""What was published of the figures, and a correction of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import FormView, View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.veroeffentlichung import publish
from monitoring.forms.veroeffentlichung import BerichtigungForm
from monitoring.models import Veroeffentlichung
from monitoring.queries.bericht import council_report
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


class RatsberichtView(RechtRequired, View):
    """One revision with decisions, statements and what was done, as PDF/UA for the council."""

    recht = Recht.GREMIEN  # it holds what the Gemeinden answered

    def get(self, request: HttpRequest, nummer: int) -> HttpResponse:
        row = get_object_or_404(Veroeffentlichung, nummer=nummer)
        try:
            with override("de"):
                content = render_pdf("monitoring/veroeffentlichungen_pdf.html", council_report(row), sprache="de")
        except PdfUnavailable as error:
            messages.error(request, error.text)
            return redirect("veroeffentlichung:liste")
        return pdf_response(content, f"ratsbericht-{row.nummer}.pdf", laden=True)
