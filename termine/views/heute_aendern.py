"""What the front desk does with a visit: arrived, confirm, move, cancel, take a cancellation back."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.datum import datum_lang, uhrzeit
from behoerde.kern.exceptions import DomainError
from behoerde.kern.pdf import pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from termine import adressen
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.bestaetigung import confirm_at_desk
from termine.actions.empfang import record_arrival, record_missed, undo_arrival, undo_cancellation
from termine.actions.heute_dolmetschen import cancel_dolmetschen, order_dolmetschen
from termine.angaben import Bedarf
from termine.enums import TERMIN_VEREINBART, Absagegrund, Absagevon, Linkzweck
from termine.forms.heute import AbsageAmEmpfangForm, VerschiebenForm
from termine.models import Termin
from termine.queries.heute_zeiten import desk_times
from termine.queries.kette import ways_ahead
from termine.queries.woche import standorte_of
from termine.views.heute import EinTermin
from termine.views.heute_buchen import day_or_none


def when(termin: Termin) -> str:
    """Return day and time of a visit in full."""
    return _("%(tag)s, %(uhrzeit)s") % {"tag": datum_lang(termin.starts_at), "uhrzeit": uhrzeit(termin.starts_at)}


class Knopf(RechtRequired, EinTermin, View, ABC):
    """One button beside a visit; what it may not do is said on the page it came from."""

    recht = Recht.TERMINE_BEARBEITEN
    http_method_names = ["post"]
    action: Callable[[Termin], Termin]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.termin = type(self).action(self.termin)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.sentence())
        return redirect(self.back)

    @abstractmethod
    def sentence(self) -> str:
        """Return the sentence that says it is done."""


class AngekommenView(Knopf):
    action = staticmethod(record_arrival)

    def sentence(self) -> str:
        return _("%(name)s ist da.") % {"name": self.termin.kontakt}


class AnkunftZurueckView(Knopf):
    action = staticmethod(undo_arrival)

    def sentence(self) -> str:
        return _("%(name)s ist wieder erwartet. Die Nummer gilt nicht mehr.") % {"name": self.termin.kontakt}


class NichtErschienenView(Knopf):
    action = staticmethod(record_missed)

    def sentence(self) -> str:
        return _("%(name)s ist nicht erschienen.") % {"name": self.termin.kontakt}


class BestaetigenView(Knopf):
    action = staticmethod(confirm_at_desk)

    def sentence(self) -> str:
        return _("Der Termin ist fest gebucht: %(wann)s.") % {"wann": when(self.termin)}


class DolmetschenBestelltView(Knopf):
    action = staticmethod(order_dolmetschen)

    def sentence(self) -> str:
        return _("Dolmetschen ist bestellt für %(wann)s.") % {"wann": when(self.termin)}


class DolmetschenZurueckView(Knopf):
    action = staticmethod(cancel_dolmetschen)

    def sentence(self) -> str:
        return _("Für diesen Termin ist kein Dolmetschen mehr bestellt.")


class AbsageZurueckView(Knopf):
    action = staticmethod(undo_cancellation)

    def sentence(self) -> str:
        return _("Der Termin gilt wieder: %(wann)s. Der neue Termincode ist %(code)s.") % {
            "wann": when(self.termin),
            "code": self.termin.code,
        }


class ZettelView(RechtRequired, EinTermin, View):
    """The ticket on paper, in the language of the person: for everybody who cannot get a message."""

    recht = Recht.TERMINE_SEHEN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content = ticket_pdf(self.termin)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(self.back)
        record_read(self.termin, grund="Zettel")
        return pdf_response(content, f"termin-{self.termin.code}.pdf")


def ticket_pdf(termin: Termin) -> bytes:
    """Return the ticket as PDF; raises DomainError when the visit is not agreed or this machine makes no PDFs."""
    if termin.status not in TERMIN_VEREINBART:
        raise DomainError(_("Einen Zettel gibt es nur für einen fest gebuchten Termin."), "nicht_gebucht")
    try:
        link = adressen.url(Linkzweck.TERMIN, termin.pk)
    except ObjectDoesNotExist:  # its link has ended: code and birth year still open it
        link = settings.ADRESSE.rstrip("/") + reverse("termine:mein_suchen")
    context = {"termin": termin, "leistung": termin.leistung, "link": link}
    return render_pdf("termine/beleg_pdf.html", context, sprache=termin.sprache)


class AbsagenView(RechtRequired, EinTermin, FormView):
    """Cancel with a reason; when the office cancels, the person gets a message and keeps the right to a new time."""

    recht = Recht.TERMINE_BEARBEITEN
    form_class = AbsageAmEmpfangForm
    template_name = "termine/heute_absagen.html"

    def form_valid(self, form: AbsageAmEmpfangForm) -> HttpResponse:
        von, grund = Absagevon(form.cleaned_data["von"]), Absagegrund(form.cleaned_data["grund"])
        try:
            cancel_termin(self.termin, von=von, grund=grund)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Der Termin ist abgesagt. Die Zeit ist wieder frei."))
        return redirect(self.back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termin=self.termin, back=self.back, **kwargs)


class VerschiebenView(RechtRequired, EinTermin, FormView):
    """Move to another time of the week calendar (``?woche=``); the front desk needs no lead time."""

    recht = Recht.TERMINE_BEARBEITEN
    form_class = VerschiebenForm
    template_name = "termine/heute_verschieben.html"

    def form_valid(self, form: VerschiebenForm) -> HttpResponse:
        von = Absagevon(form.cleaned_data["von"])
        try:
            self.termin = move_termin(self.termin, beginn=form.beginn, standort=form.standort, von=von, sofort=True)
        except DomainError as error:
            form.add_error("zeit", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Die neue Zeit steht fest: %(wann)s.") % {"wann": when(self.termin)})
        return redirect(self.termin.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        termin, chosen = self.termin, self.request.GET
        standorte = standorte_of(termin.leistung)
        standort = next((ort for ort in standorte if ort.slug == chosen.get("ort")), termin.standort)
        ab = day_or_none(chosen.get("woche")) or uhr.local(termin.starts_at).date()
        bedarf = Bedarf.of(termin, sofort=True)
        wege = ways_ahead(termin, standort, sofort=True)
        angebot = desk_times(termin.leistung, standort, ab, personen=termin.personenzahl, bedarf=bedarf, wege=wege)
        gewaehlt = self.request.POST.get("direkt") or self.request.POST.get("zeit", "")
        return super().get_context_data(
            termin=termin, back=self.back, standorte=standorte, angebot=angebot, gewaehlt=gewaehlt, **kwargs
        )
