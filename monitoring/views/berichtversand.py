"""Reports on their way out: to whom they are sent, and what everybody may open."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import pdf_response
from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired
from monitoring.actions.berichtversand import forget_kontakt, save_kontakt, send_inside, send_to_gremien
from monitoring.forms.bericht import AdresseForm, SendenForm
from monitoring.models import Bericht
from monitoring.queries.berichtversand import addresses
from monitoring.views.bericht import Einer


class SendenView(Einer, FormView):
    """Choose to whom a report goes, and say that it may go."""

    form_class = SendenForm
    template_name = "monitoring/bericht_senden.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.bericht.ist_fertig:
            raise Http404
        return super().get_form_kwargs() | {"bericht": self.bericht}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(bericht=self.bericht, **kwargs)

    def form_valid(self, form: SendenForm) -> HttpResponse:
        an, who = form.cleaned_data["an"], self.request.user
        try:
            if self.bericht.ist_oeffentlich:
                n = send_to_gremien(bericht=self.bericht, kontakte=an, user=who)
            else:
                n = send_inside(bericht=self.bericht, konten=an, user=who)
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        text = ngettext("%(n)s Nachricht geht hinaus.", "%(n)s Nachrichten gehen hinaus.", n)
        messages.success(self.request, text % {"n": n})
        return redirect(self.bericht)


class AdressenView(RechtRequired, FormView):
    """Addresses of Gremien; POST adds one, POST ``weg`` forgets one."""

    recht = Recht.GREMIEN
    form_class = AdresseForm
    template_name = "monitoring/berichte_adressen.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "weg" not in request.POST:
            return super().post(request, *args, **kwargs)
        row = next((one for one in addresses() if str(one.pk) == request.POST["weg"]), None)
        if row is not None:
            forget_kontakt(kontakt=row)
            messages.success(request, _("Die Adresse ist gelöscht."))
        return redirect("berichte:adressen")

    def form_valid(self, form: AdresseForm) -> HttpResponse:
        save_kontakt(kontakt=form.save(commit=False))
        messages.success(self.request, _("Gespeichert."))
        return redirect("berichte:adressen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(adressen=addresses(), **kwargs)


class OeffentlicherBerichtView(Oeffentlich, View):
    """A report that everybody may read, as it was made."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = get_object_or_404(Bericht.objects.oeffentlich(), pk=pk)
        return pdf_response(bytes(row.pdf or b""), row.dateiname)
