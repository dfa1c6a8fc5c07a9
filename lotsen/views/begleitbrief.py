"""The letter as a PDF, and the page behind its QR code."""

from abc import abstractmethod
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import FormView, View

from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.grenzen import Grenzen, consume, sentence
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from lotsen import adressen
from lotsen.actions.partner import Withdrawn, answer, answer_letter
from lotsen.actions.partnerpost import renew_answer_link
from lotsen.forms.partner import AntwortForm
from lotsen.models import Partnerkopie, Verweis
from lotsen.queries.begleitbrief import letter
from lotsen.queries.partner import elsewhere
from lotsen.verweis_tabelle import BEENDET, Verweislink, VerweisStatus
from lotsen.views.mitlink import MitLink
from lotsen.views.verweise import VerweisSeite
from lotsen.views.verweislink import found

GRENZEN = Grenzen(adresse="60/10m", netz="240/10m", kontakt="20/h")


class BriefView(VerweisSeite, View):
    """The letter in German and in the language of the person, PDF/UA."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.verweis.status != VerweisStatus.BRIEF:
            raise Http404
        try:
            link = adressen.url(Verweislink.BEGLEITBRIEF, self.verweis.pk)
            content = render_pdf("lotsen/begleitbrief_pdf.html", letter(self.verweis, link), sprache="de")
        except PdfUnavailable as error:
            raise Http404 from error
        return pdf_response(content, f"begleitbrief-{self.verweis.kennung}.pdf")


class AntwortSeite(MitLink, FormView):
    """A page on which a partner answers without an account; looking at it changes nothing."""

    form_class = AntwortForm
    template_name = "lotsen/partner_antwort.html"

    def limit(self) -> str:
        again_at = consume(self.request, "partner_antwort", GRENZEN, self.kwargs["token"])
        return sentence(again_at) if again_at else ""

    def form_valid(self, form: AntwortForm) -> HttpResponse:
        if refused := self.limit():
            form.add_error(None, refused)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            self.act(form.werte)
        except Withdrawn as error:
            raise LinkUngueltig(str(error)) from error
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=None, danke=True))

    @abstractmethod
    def act(self, werte: dict[str, Any]) -> None:
        """Do what was answered; raises DomainError."""


class BriefScanView(AntwortSeite):
    """Who holds the letter says what came of it; no name is shown, and none is needed."""

    zweck = Verweislink.BEGLEITBRIEF
    verweis: Verweis

    def load(self, pk) -> None:
        self.verweis = found(Verweis.objects.select_related("angebot__traeger"), pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"status": self.verweis.status}

    def act(self, werte: dict[str, Any]) -> None:
        werte.pop("woanders")
        answer_letter(self.verweis, **werte)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "kennung": self.verweis.kennung,
            "angebot": self.verweis.angebot,
            "kopie": None,
            "danke": False,
            "neuer_link": False,
        }
        return super().get_context_data(**(page | {"beendet": self.verweis.status in BEENDET} | kwargs))


class AntwortLinkView(AntwortSeite):
    """A carrier without an account answers by the link of its mail."""

    zweck = Verweislink.ANTWORT
    kopie: Partnerkopie
    neuer_link = False

    def load(self, pk) -> None:
        self.kopie = found(Partnerkopie.objects.select_related("angebot__traeger"), pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"status": self.kopie.status, "woanders": elsewhere(self.kopie)}

    def act(self, werte: dict[str, Any]) -> None:
        answer(self.kopie, **werte)
        self.kopie = Partnerkopie.objects.select_related("angebot__traeger").get(pk=self.kopie.pk)
        self.neuer_link = renew_answer_link(self.kopie)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"kennung": self.kopie.kennung, "angebot": self.kopie.angebot, "kopie": self.kopie, "danke": False}
        page |= {"neuer_link": self.neuer_link, "beendet": self.kopie.status in BEENDET}
        return super().get_context_data(**(page | kwargs))
