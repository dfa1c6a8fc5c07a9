"""The own visit: find it, look at it, move it, cancel it, take it along."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.grenzen import Grenzen, consume, sentence
from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from behoerde.kern.rechte import Oeffentlich
from termine import adressen
from termine.actions.aenderung import cancel_termin, move_termin
from termine.enums import TERMIN_OFFEN, Absagevon, Linkzweck, TerminStatus
from termine.forms.absage import AbsageForm
from termine.forms.code import TerminSuchenForm
from termine.forms.zeit import ZeitForm
from termine.kalender import DATEINAME, MEDIA_TYPE, as_calendar
from termine.models import Termin
from termine.queries.erinnerung import expects_reminder
from termine.queries.haus import number_of
from termine.queries.kette import stations_of
from termine.queries.tagesliste import termin_by_code
from termine.queries.warteliste import offer_of, wish_of
from termine.rules import can_change
from termine.views.anliegen import AnliegenView
from termine.views.buchung import move_context
from termine.views.mitlink import TerminMitLink, to_ticket
from termine.views.nummer import stand

# Nobody guesses a code: few tries for one address, and few for one code from wherever they come.
SUCHGRENZEN = Grenzen(adresse="10/10m,40/d", netz="60/10m", kontakt="10/h")


class SuchenView(Oeffentlich, FormView):
    """Termincode and birth year open the own visit when the link is lost."""

    template_name = "termine/mein_suchen.html"
    form_class = TerminSuchenForm

    def form_valid(self, form: TerminSuchenForm) -> HttpResponse:
        code = form.cleaned_data["code"]
        if again_at := consume(self.request, "termin_suchen", SUCHGRENZEN, code):
            form.add_error(None, sentence(again_at))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        termin = termin_by_code(code, form.cleaned_data["geburtsjahr"])
        if termin is None or termin.ends_at < uhr.now() - uhr.DAY:
            text = _("Zu diesem Termincode und Geburtsjahr finden wir keinen Termin. Bitte prüfen Sie beides.")
            form.add_error(None, text)
            return self.form_invalid(form)
        return to_ticket(termin)


class MeinTermin(TerminMitLink):
    """A page of an agreed visit."""

    zweck = Linkzweck.TERMIN

    def load(self, pk) -> None:
        asked = Termin.objects.with_details().get(pk=pk)
        self.stationen = list(stations_of(asked))
        # Of a way the page is about the Station that comes next.
        self.termin = next((row for row in self.stationen if row.status in TERMIN_OFFEN), asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stationen=self.stationen, **kwargs)

    def can_change(self) -> bool:
        return can_change(self.termin.status, self.termin.starts_at, uhr.now())

    def to_page(self, neu: str) -> HttpResponse:
        """Lead to the visit, under its newest link, and say what happened."""
        token = link_token(Linkzweck.TERMIN, self.termin.pk)
        return redirect(f"{reverse('termine:mein', args=[token])}?neu={neu}")

    @property
    def link(self) -> str:
        return settings.ADRESSE.rstrip("/") + adressen.path(Linkzweck.TERMIN, self.kwargs["token"])


class MeinView(MeinTermin, TemplateView):
    """The ticket; the link of a concern opens the concern."""

    template_name = "termine/mein.html"
    referrer_policy = "no-referrer"

    def dead_link(self, request: HttpRequest, error: LinkUngueltig) -> HttpResponse:
        return AnliegenView.as_view()(request, token=self.kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            link=self.link,
            aenderbar=self.can_change(),
            abgesagt=self.termin.status == TerminStatus.ABGESAGT,
            vorbei=self.termin.ends_at < uhr.now(),
            neu=self.request.GET.get("neu", ""),
            mit_pdf=pdf_available(),
            mit_erinnerung=expects_reminder(self.termin),
            mit_kontakt=bool(self.termin.kontakt.email or self.termin.kontakt.mobil),
            eintrag=wish_of(self.termin),
            angebot=offer_of(self.termin),
            **self.vorort(),
            **kwargs,
        )

    def vorort(self) -> dict[str, Any]:
        """Return what is shown while the people are in the house: their number, where it stands and where it asks again."""
        vorsprache = number_of(self.termin)
        if vorsprache is None:
            return {"vorsprache": None}
        adresse = reverse("termine:nummer", args=[link_token(Linkzweck.NUMMER, vorsprache.pk)])
        return stand(vorsprache) | {"adresse": adresse}


class VerschiebenView(MeinTermin, TemplateView):
    """Choose another time; the old one stays ours until the new one is taken."""

    template_name = "termine/verschieben.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.can_change():
            return redirect("termine:mein", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ZeitForm(request.POST)
        if form.is_valid():
            try:
                move_termin(self.termin, beginn=form.beginn, standort=form.standort)
                return self.to_page("verschoben")
            except DomainError as error:
                form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, form: ZeitForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**move_context(self.termin, self.request, form), **kwargs)


class AbsagenView(MeinTermin, FormView):
    """Cancel after one more question."""

    template_name = "termine/absagen.html"
    form_class = AbsageForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.can_change():
            return redirect("termine:mein", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: AbsageForm) -> HttpResponse:
        try:
            cancel_termin(self.termin, von=Absagevon.PERSON, grund=form.chosen())
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.to_page("abgesagt")


class KalenderView(MeinTermin, View):
    """The visit as a calendar file."""

    def _same_state(self) -> list[Termin]:
        cancelled = self.termin.status == TerminStatus.ABGESAGT
        return [row for row in self.stationen if (row.status == TerminStatus.ABGESAGT) == cancelled]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(
            as_calendar(self.termin, self.link, self._same_state()), content_type=f"{MEDIA_TYPE}; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{DATEINAME}"'
        return response


class BelegView(MeinTermin, View):
    """The ticket as an accessible PDF in the language in which we write to the person."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.termin.status == TerminStatus.ABGESAGT:
            return redirect("termine:mein", kwargs["token"])
        context = {"termin": self.termin, "leistung": self.termin.leistung, "link": self.link}
        try:
            content = render_pdf("termine/beleg_pdf.html", context, sprache=self.termin.kontakt.sprache)
        except PdfUnavailable as error:
            raise Http404 from error
        return pdf_response(content, f"termin-{self.termin.code}.pdf", laden=True)
