"""The own concern: where it stands, answer, send documents, choose a time, take it back, take the receipt along."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.grenzen import Grenzen, consume, sentence
from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from behoerde.kern.rechte import Oeffentlich
from termine import adressen
from termine.actions.antwort import answer_rueckfrage
from termine.actions.aufnahme import withdraw
from termine.actions.unterlagen import add_unterlagen
from termine.actions.vorschlag import accept_vorschlag, decline_vorschlaege
from termine.enums import ANLIEGEN_OFFEN, AnliegenStatus, Linkzweck
from termine.forms.anliegen import AblehnungForm, AntwortForm, NachreichenForm, VorgangSuchenForm
from termine.models import Aufnahme
from termine.queries import anliegen as queries
from termine.views.mitlink import MitLink, to_ticket

# A number can be guessed, a birth date hardly: few tries for one address, and few for one number from wherever they come.
SUCHGRENZEN = Grenzen(adresse="10/10m,30/d", netz="60/10m", kontakt="5/h,10/d")


class AnliegenMitLink(MitLink):
    """A page of one concern; it shows no names, because the address that got the link is not proved."""

    zweck = Linkzweck.ANLIEGEN
    aufnahme: Aufnahme

    def load(self, pk: UUID) -> None:
        self.aufnahme = queries.own_aufnahme(pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["token"] = self.kwargs["token"]
        return super().get_context_data(aufnahme=self.aufnahme, leistung=self.aufnahme.leistung, **kwargs)

    def to_page(self, neu: str) -> HttpResponse:
        """Lead to the concern and say what happened."""
        return redirect(f"{reverse('termine:mein', args=[self.kwargs['token']])}?neu={neu}")

    @property
    def receipt(self) -> str:
        """The address at which anybody may verify the receipt."""
        return adressen.url(Linkzweck.EINGANG, self.aufnahme.pk)


class AnliegenView(AnliegenMitLink, TemplateView):
    """Where it stands, what is to be done, what is there."""

    template_name = "termine/anliegen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aufnahme = self.aufnahme
        return super().get_context_data(
            neu=self.request.GET.get("neu", ""),
            stationen=queries.stations(aufnahme),
            ampel=queries.promise_words(aufnahme.versprechen, aufnahme.stand),
            frage=queries.open_question(aufnahme),
            vorschlaege=queries.open_offers(aufnahme) if aufnahme.stand == AnliegenStatus.ANGEBOTEN else [],
            termin=queries.termin_of(aufnahme),
            dateien=queries.files_of(aufnahme),
            fehlend=queries.missing(aufnahme),
            offen=aufnahme.stand in ANLIEGEN_OFFEN,
            beleg=self.receipt,
            mit_pdf=pdf_available(),
            **kwargs,
        )


class AntwortenView(AnliegenMitLink, FormView):
    """Answer what the office asked back."""

    template_name = "termine/anliegen_antworten.html"
    form_class = AntwortForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if queries.open_question(self.aufnahme) is None:
            return redirect("termine:mein", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if queries.open_question(self.aufnahme) is None:
            return self.to_page("beantwortet")
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: AntwortForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            answer_rueckfrage(queries.open_question(self.aufnahme), text=data["text"], entwurf=data["dateien"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.to_page("beantwortet")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(frage=queries.open_question(self.aufnahme), **kwargs)


class UnterlagenView(AnliegenMitLink, FormView):
    """Send documents later."""

    template_name = "termine/anliegen_unterlagen.html"
    form_class = NachreichenForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: NachreichenForm) -> HttpResponse:
        try:
            add_unterlagen(self.aufnahme, form.cleaned_data["dateien"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.to_page("unterlagen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(fehlend=queries.missing(self.aufnahme), **kwargs)


class VorschlaegeView(AnliegenMitLink, FormView):
    """Two or three times that are held: one tap takes one, or none fits."""

    template_name = "termine/anliegen_vorschlaege.html"
    form_class = AblehnungForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if termin := queries.termin_of(self.aufnahme):
            return to_ticket(termin)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "nehmen" not in request.POST:
            return super().post(request, *args, **kwargs)
        chosen = next((row for row in self.aufnahme.vorschlaege.all() if str(row.pk) == request.POST["nehmen"]), None)
        fehler = _("Dieses Angebot gilt nicht mehr. Wir melden uns mit neuen Zeiten.")
        if chosen:
            try:
                return to_ticket(accept_vorschlag(chosen))
            except DomainError as error:
                fehler = str(error)
        self.aufnahme.refresh_from_db(fields=["stand"])
        return self.render_to_response(self.get_context_data(fehler=fehler))

    def form_valid(self, form: AblehnungForm) -> HttpResponse:
        try:
            decline_vorschlaege(self.aufnahme, form.cleaned_data["wunsch"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.to_page("abgelehnt")

    def get_context_data(self, fehler: str = "", **kwargs: Any) -> dict[str, Any]:
        offers = queries.open_offers(self.aufnahme)
        return super().get_context_data(fehler=fehler, vorschlaege=offers, **({"form": AblehnungForm()} | kwargs))


class ZurueckziehenView(AnliegenMitLink, TemplateView):
    """Take the concern back after one more question."""

    template_name = "termine/anliegen_zurueckziehen.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            withdraw(self.aufnahme)
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=str(error)))
        return self.to_page("zurueckgezogen")

    def get_context_data(self, fehler: str = "", **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(fehler=fehler, **kwargs)


class EingangView(AnliegenMitLink, View):
    """The receipt as an accessible PDF in the language in which we write to the person."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        personen = [row.person for row in self.aufnahme.anliegen.select_related("person").order_by("position")]
        search = settings.ADRESSE.rstrip("/") + reverse("termine:vorgang_suchen")
        context = {"aufnahme": self.aufnahme, "personen": personen, "beleg": self.receipt, "suche": search}
        try:
            content = render_pdf("termine/eingang_pdf.html", context, sprache=self.aufnahme.sprache)
        except PdfUnavailable as error:
            raise Http404 from error
        return pdf_response(content, f"eingang-{self.aufnahme.vorgang}.pdf", laden=True)


class VorgangSuchenView(Oeffentlich, FormView):
    """Number and birth date open the own concern when the link is lost."""

    template_name = "termine/vorgang_suchen.html"
    form_class = VorgangSuchenForm

    def form_valid(self, form: VorgangSuchenForm) -> HttpResponse:
        nummer = form.cleaned_data["vorgang"]
        if again_at := consume(self.request, "vorgang_suchen", SUCHGRENZEN, str(nummer)):
            form.add_error(None, sentence(again_at))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        aufnahme = queries.aufnahme_by_vorgang(nummer, form.cleaned_data["geburtsdatum"])
        if aufnahme is None:
            form.add_error(
                None, _("Zu dieser Vorgangsnummer und diesem Geburtsdatum finden wir nichts. Bitte prüfen Sie beides.")
            )
            return self.form_invalid(form)
        return redirect("termine:mein", link_token(Linkzweck.ANLIEGEN, aufnahme.pk))
