"""Data protection for who left an e-mail address and nothing that leads to a person: guests, contacts, employers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from behoerde.kern import auskunft, uhr
from behoerde.kern.actions.antrag import erase_address, preview_erasure
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.forms_datenschutz import AdresseForm, LoeschenForm
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired


class AdresseView(RechtRequired, FormView):
    """Find, hand out and erase by address; always by POST, so that no address of the browser holds somebody's."""

    recht = Recht.DATENSCHUTZ
    form_class = AdresseForm
    template_name = "kern/datenschutz_adresse.html"
    http_method_names = ["get", "post", "head", "options"]

    def form_valid(self, form: AdresseForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        record_read(self.request.user, grund="Suche Datenschutz nach Adresse")
        step = {"json": self._as_json, "pdf": self._as_pdf, "loeschen": self._erase}.get(self.request.POST.get("was", ""))
        return step(email) if step else self._page(email)

    def _page(self, email: str, *, loeschen: LoeschenForm | None = None) -> HttpResponse:
        words: dict[str, Any] = {"email": email, "abschnitte": auskunft.auskunft_at(email), "posten": preview_erasure(email)}
        return self.render_to_response(self.get_context_data(loeschen=loeschen or LoeschenForm(), **words))

    def _as_json(self, email: str) -> HttpResponse:
        headers = {"Content-Disposition": 'attachment; filename="auskunft.json"'}
        answer = auskunft.as_json(email, auskunft.auskunft_at(email))
        return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)

    def _as_pdf(self, email: str) -> HttpResponse:
        words = {"person": email, "abschnitte": auskunft.auskunft_at(email), "rechte": auskunft.RECHTE, "heute": uhr.today()}
        try:
            return pdf_response(render_pdf("kern/auskunft_pdf.html", words, sprache="de"), "auskunft.pdf", laden=True)
        except PdfUnavailable:
            messages.error(self.request, _("Das PDF lässt sich gerade nicht erstellen. Bitte nehmen Sie die JSON-Datei."))
            return self._page(email)

    def _erase(self, email: str) -> HttpResponse:
        form = LoeschenForm(self.request.POST)
        if not form.is_valid():
            return self._page(email, loeschen=form)
        lauf = erase_address(email=email, grund=form.cleaned_data["grund"])
        messages.success(self.request, _("Gelöscht: %(zahl)d Einträge.") % {"zahl": lauf.geloescht})
        return redirect("kern:datenschutz_adresse")
