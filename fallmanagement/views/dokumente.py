"""The documents of a case."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.dokument import add_dokument, add_fassung, change_dokument, remove_dokument, take_over
from fallmanagement.dokumente import Ordner
from fallmanagement.forms.dokument import DokumentForm, FassungForm, OrdnerForm
from fallmanagement.models import Dokument
from fallmanagement.queries import dokumente as queries
from fallmanagement.views.inhalt import Reiter


class DokumenteView(Reiter):
    """Folders with documents and their versions; ``?aendern=`` opens one; files of concerns can be taken over."""

    template_name = "fallmanagement/akte_dokumente.html"
    reiter = "dokumente"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.POST.get("zeile") or self.request.GET.get("aendern", "")
        row = next((row for row in self._dokumente() if str(row.pk) == wanted), None)
        initial = {"ordner": row.ordner, "titel": row.titel} if row else None
        return super().get_context_data(
            **(
                {
                    "ordner": queries.abgelegt(self.akte),
                    "quellen": queries.quellen(self.akte, self.request.user),
                    "wahl": Ordner.choices,
                    "gewaehlt": row,
                    "form": DokumentForm(),
                    "lage": OrdnerForm(initial=initial, prefix="lage"),
                    "fassung": FassungForm(prefix="fassung"),
                }
                | kwargs
            )
        )

    def _dokumente(self):
        return Dokument.objects.filter(fallakte=self.akte)

    def do_ablegen(self) -> DokumentForm | None:
        form = DokumentForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return form
        data = form.cleaned_data
        try:
            add_dokument(self.akte, ordner=data["ordner"], titel=data["titel"], upload=data["datei"], user=self.request.user)
        except DomainError as error:
            form.add_error("datei", error.text)
            return form
        messages.success(self.request, _("Abgelegt. Sie können es ansehen, sobald der Virenscanner fertig ist."))
        return None

    def do_fassung(self) -> None:
        row: Dokument = self._row(self._dokumente())
        form = FassungForm(self.request.POST, self.request.FILES, prefix="fassung")
        if not form.is_valid():
            raise DomainError(_("Bitte wählen Sie eine Datei."), "datei")
        add_fassung(row, upload=form.cleaned_data["datei"])
        messages.success(self.request, _("Die neue Fassung ist abgelegt, die alten bleiben."))

    def do_aendern(self) -> None:
        row: Dokument = self._row(self._dokumente())
        form = OrdnerForm(self.request.POST, prefix="lage")
        if not form.is_valid():
            raise DomainError(_("Bitte geben Sie Ordner und Titel an."), "lage")
        change_dokument(row, **form.cleaned_data)

    def do_entfernen(self) -> None:
        remove_dokument(self._row(self._dokumente()))
        messages.success(self.request, _("Entfernt. Der Verlauf behält, dass es da war."))

    def do_uebernehmen(self) -> None:
        wanted = self.request.POST.get("ordner", "")
        ordner = wanted if wanted in Ordner.values else Ordner.SONSTIGES
        row = take_over(self.akte, self.request.POST.get("datei", ""), ordner=ordner, user=self.request.user)
        messages.success(self.request, _("Übernommen: %(titel)s.") % {"titel": row.titel})
