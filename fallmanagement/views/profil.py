"""The competence profile of a case, and the CV made of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from fallmanagement.actions.profil import remove_teil, save_teil, set_keine, set_mobil, set_sprache
from fallmanagement.forms.profil import AbschlussForm, ErfahrungForm, MobilForm, SprachForm, WunschForm
from fallmanagement.kompetenzen import Fertigkeit, Profilteil
from fallmanagement.models import Sprachstand
from fallmanagement.queries import profil as queries
from fallmanagement.queries.lebenslauf import lebenslauf
from fallmanagement.views.akten import AkteSeite
from fallmanagement.views.inhalt import Reiter

FORMULARE = {"wunsch": WunschForm, "abschluss": AbschlussForm, "erfahrung": ErfahrungForm}


class ProfilView(Reiter):
    """Every part with what is known; ``?aendern=`` puts one row into its form."""

    template_name = "fallmanagement/akte_profil.html"
    reiter = "profil"

    def _rows(self, teil: str):
        akte = self.akte
        return {"wunsch": akte.berufswuensche, "abschluss": akte.qualifikationen, "erfahrung": akte.erfahrungen}[teil].all()

    def _form(self, teil: str, *data: Any) -> Any:
        wanted = self.request.POST.get("zeile") or self.request.GET.get("aendern")
        row = next((row for row in self._rows(teil) if str(row.pk) == wanted), None) if wanted else None
        return FORMULARE[teil](*data, instance=row, prefix=teil)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused: forms.BaseForm | None = kwargs.pop("form", None)
        asked = queries.asked(self.akte)
        built = {
            "sprache": SprachForm(prefix="sprache"),
            "mobil": MobilForm(profil=asked, prefix="mobil"),
            **{teil: self._form(teil) for teil in FORMULARE},
        }
        if refused is not None:
            built[str(refused.prefix)] = refused
        return super().get_context_data(
            profil=asked,
            sprachen=queries.sprachen(self.akte),
            fertigkeiten=Fertigkeit.labels,
            teile=[(teil, self._rows(teil).select_related("beruf"), built[teil], teil in asked.keine) for teil in FORMULARE],
            formulare=built,
            keine=dict(Profilteil.choices),
            **kwargs,
        )

    def _saved(self) -> None:
        messages.success(self.request, _("Gespeichert."))

    def do_sprache(self) -> SprachForm | None:
        form = SprachForm(self.request.POST, prefix="sprache")
        if not form.is_valid():
            return form
        set_sprache(self.akte, **form.werte)
        self._saved()
        return None

    def do_mobil(self) -> MobilForm | None:
        form = MobilForm(self.request.POST, profil=queries.asked(self.akte), prefix="mobil")
        if not form.is_valid():
            return form
        set_mobil(self.akte, **form.cleaned_data)
        self._saved()
        return None

    def _save(self, teil: str) -> Any:
        form = self._form(teil, self.request.POST)
        if not form.is_valid():
            return form
        try:
            save_teil(self.akte, form.instance)
        except DomainError as error:
            form.add_error(None, error.text)
            return form
        self._saved()
        return None

    def do_wunsch(self) -> Any:
        return self._save("wunsch")

    def do_abschluss(self) -> Any:
        return self._save("abschluss")

    def do_erfahrung(self) -> Any:
        return self._save("erfahrung")

    def do_entfernen(self) -> None:
        teil = self.request.POST.get("teil", "")
        rows = Sprachstand.objects.filter(fallakte=self.akte) if teil == "sprache" else None
        if rows is None and teil not in FORMULARE:
            raise Http404
        remove_teil(self.akte, self._row(self._rows(teil) if rows is None else rows))
        messages.success(self.request, _("Entfernt. Der Verlauf behält, dass es da war."))

    def do_keine(self) -> None:
        set_keine(self.akte, self._teil(), keine=True)

    def do_doch(self) -> None:
        set_keine(self.akte, self._teil(), keine=False)

    def _teil(self) -> str:
        teil = self.request.POST.get("teil", "")
        if teil not in Profilteil.values:
            raise Http404
        return teil


class LebenslaufView(AkteSeite, TemplateView):
    """The CV as an employer reads it."""

    template_name = "fallmanagement/akte_lebenslauf.html"
    reiter = "lebenslauf"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lauf=lebenslauf(self.akte), druckbar=pdf_available(), **kwargs)


class LebenslaufPdfView(AkteSeite, View):
    reiter = "lebenslauf"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.akte, grund=self.reiter)
        try:
            content = render_pdf("fallmanagement/lebenslauf_pdf.html", {"lauf": lebenslauf(self.akte)}, sprache="de")
        except PdfUnavailable as error:
            messages.error(request, error.text)
            return redirect("fallmanagement:lebenslauf", self.akte.pk)
        return pdf_response(content, "lebenslauf.pdf")
