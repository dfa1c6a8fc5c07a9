"""Reports: asked for, watched while they are written, read, corrected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import pdf_response
from behoerde.kern.rechte import Recht, RechtRequired
from monitoring.actions.bericht import ask, correct, try_again
from monitoring.forms.bericht import BerichtForm, FassungForm
from monitoring.models import Bericht
from monitoring.queries.berichtversand import sent

LISTE_HOECHSTENS = 60


class BerichteView(RechtRequired, FormView):
    """Reports, the latest first, and a new one."""

    recht = Recht.GREMIEN
    form_class = BerichtForm
    template_name = "monitoring/berichte.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(berichte=Bericht.objects.leicht()[:LISTE_HOECHSTENS], **kwargs)

    def form_valid(self, form: BerichtForm) -> HttpResponse:
        try:
            return redirect(ask(user=self.request.user, **form.wanted()))
        except DomainError as error:
            form.add_error("was", error.text)
            return self.form_invalid(form)


class Einer(RechtRequired):
    """A page about one report."""

    recht = Recht.GREMIEN
    kwargs: dict[str, Any]

    @cached_property
    def bericht(self) -> Bericht:
        rows = Bericht.objects.leicht().select_related("angefordert_von", "freigegeben_von")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class BerichtView(Einer, TemplateView):
    """How far one report is, or what it has become; the page asks by itself until it is done."""

    template_name = "monitoring/bericht.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.bericht
        others = Bericht.objects.leicht().filter(art=row.art, nummer=row.nummer).exclude(pk=row.pk).order_by("-fassung")
        return super().get_context_data(bericht=row, fassungen=others, versand=sent(row), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "nochmal" not in request.POST:
            raise Http404
        try:
            try_again(bericht=self.bericht)
        except DomainError as error:
            messages.error(request, error.text)
        return redirect(self.bericht)


class BerichtPdfView(Einer, View):
    """The file, as it was made."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.bericht.ist_fertig:
            raise Http404
        return pdf_response(bytes(self.bericht.pdf or b""), self.bericht.dateiname)


class FassungView(Einer, FormView):
    """The next revision of a finished report, with what it corrects."""

    form_class = FassungForm
    template_name = "monitoring/bericht_fassung.html"

    def get_initial(self) -> dict[str, Any]:
        return {"vorwort": self.bericht.vorwort}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.bericht.ist_fertig:
            raise Http404
        return super().get_context_data(bericht=self.bericht, **kwargs)

    def form_valid(self, form: FassungForm) -> HttpResponse:
        try:
            row = correct(bericht=self.bericht, user=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die nächste Fassung wird erstellt."))
        return redirect(row)
