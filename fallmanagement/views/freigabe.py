"""What goes to partners, in the case; and what a partner reads."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.freigabe import confirm, release, withdraw, wortlaut
from fallmanagement.enums_zusammenarbeit import Freigabegrundlage
from fallmanagement.forms.freigabe import FreigabeForm
from fallmanagement.queries import freigaben
from fallmanagement.views.inhalt import Reiter


class FreigabenView(Reiter):
    """Who gets what until when; the words of a consent are shown before it is given."""

    template_name = "fallmanagement/akte_freigaben.html"
    reiter = "freigaben"
    wortlaut = ""

    def _form(self, *data: Any) -> FreigabeForm:
        return FreigabeForm(freigaben.partners(), *data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = freigaben.of_akte(self.akte)
        return super().get_context_data(
            **({"freigaben": rows, "form": self._form() if self.akte.is_open else None, "wortlaut": self.wortlaut} | kwargs)
        )

    def do_wortlaut(self) -> FreigabeForm:
        form = self._form(self.request.POST)
        if form.is_valid():
            self.wortlaut = wortlaut(self.akte, form.angaben)
        return form

    def do_freigeben(self) -> FreigabeForm | None:
        form = self._form(self.request.POST)
        if not form.is_valid():
            return form
        try:
            row = release(self.akte, form.angaben, user=self.request.user)
        except DomainError as error:
            form.add_error(error.code if error.code in form.fields else None, error.text)
            if form.cleaned_data.get("grundlage") == Freigabegrundlage.EINWILLIGUNG and error.code == "einwilligungsart":
                self.wortlaut = wortlaut(self.akte, form.angaben)
            return form
        text = _("Freigegeben.") if row.gilt else _("Angelegt. Eine zweite Person muss noch zustimmen.")
        messages.success(self.request, text)
        return None

    def do_bestaetigen(self) -> None:
        confirm(self._row(freigaben.of_akte(self.akte)), user=self.request.user)
        messages.success(self.request, _("Freigegeben."))

    def do_beenden(self) -> None:
        withdraw(self._row(freigaben.of_akte(self.akte)), user=self.request.user)
        messages.success(self.request, _("Beendet. Der Partner sieht nichts mehr davon."))


class PartnerFaelleView(RechtRequired, TemplateView):
    """What the office told the own organisation, the next end first."""

    recht = Recht.PARTNERPORTAL
    template_name = "fallmanagement/partner_faelle.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kopien=freigaben.kopien(self.request.user), **kwargs)


class PartnerFallView(RechtRequired, TemplateView):
    """One of them, to read; every opening is in the read log."""

    recht = Recht.PARTNERPORTAL
    template_name = "fallmanagement/partner_fall.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kopie = get_object_or_404(freigaben.kopien(self.request.user), pk=self.kwargs["pk"])
        record_read(kopie)
        return super().get_context_data(kopie=kopie, zeilen=freigaben.lines(kopie), **kwargs)
