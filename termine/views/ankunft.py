"""The check-in terminal: with an appointment by QR code or code, without one by a number. It names nobody."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token, resolve_link
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.geraet import FuerGeraet
from behoerde.kern.models import Geraet, Standort
from behoerde.kern.rechte import Recht
from termine import adressen
from termine.actions.ankunft import draw_number
from termine.actions.anmelden import check_in
from termine.actions.zuruf import remember_mobile
from termine.enums import Linkzweck
from termine.forms.ankunft import Ausweis, AusweisForm, SmsForm, ZiehenForm, press
from termine.models import Termin, Vorsprache
from termine.queries.haus import lage, takes_walk_ins, walk_in_leistungen
from termine.queries.schalter import plaetze_for
from termine.queries.tagesliste import visit_with_code
from termine.views.nummer import stand
from termine.views.schalter import chosen_platz
from termine.warteschlange import Wartend

ABHOLUNG = "eat-abholung"  # the one errand that stands on the first page
KNOEPFE_HOECHSTENS = 6
RUHE = 60  # seconds after which the terminal greets the next person


class Kiosk(FuerGeraet):
    """A page of the terminal; it goes back to its first page by itself, in German."""

    art = Geraet.Art.KIOSK
    recht = Recht.SCHALTER_BEDIENEN

    def standort_of_staff(self, request: HttpRequest) -> Standort | None:
        plaetze = plaetze_for(request.user)
        own = plaetze.filter(pk=chosen_platz(request)).first() or plaetze.first()
        return own.team.standort if own else None

    @property
    def anfang(self) -> str:
        return f"{reverse('kern:sprache')}?wahl={settings.LANGUAGE_CODE}&weiter={reverse('termine:ankunft')}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            standort=self.standort,
            jetzt=uhr.now(),
            anfang=self.anfang,
            ruhe=RUHE,
            mit_ohne_termin=takes_walk_ins(self.standort),
            **kwargs,
        )

    def to_number(self, vorsprache: Vorsprache) -> HttpResponse:
        return redirect("termine:ankunft_nummer", link_token(Linkzweck.NUMMER, vorsprache.pk))

    def say(self, text: str) -> HttpResponse:
        """Show what does not work and how to go on."""
        context = self.get_context_data(text=text)
        return render(self.request, "termine/ankunft_hinweis.html", context)


class AnkunftView(Kiosk, TemplateView):
    """The first page: languages, QR code or code, or a number; ``?tasten=1`` shows keys to type the code."""

    template_name = "termine/ankunft.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if taste := request.POST.get("taste"):
            typed = press(request.POST.get("code", ""), taste, AusweisForm.tasten)
            return self.render_to_response(self.get_context_data(form=AusweisForm(initial={"code": typed}), tasten=True))
        form = AusweisForm(request.POST)
        termin = find_visit(form.cleaned_data["code"]) if form.is_valid() else None
        if form.is_valid() and termin is None:
            form.add_error("code", _("Diesen Code kennen wir nicht. Bitte prüfen Sie ihn, oder ziehen Sie eine Nummer."))
        if termin is None:
            return self.render_to_response(self.get_context_data(form=form, tasten="tasten" in request.POST))
        try:
            return self.to_number(check_in(termin, self.standort))
        except DomainError as error:
            return self.say(str(error))

    def get_context_data(self, form: AusweisForm | None = None, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("tasten", "tasten" in self.request.GET)
        kwargs.setdefault("form", form or AusweisForm())
        abholung = walk_in_leistungen(self.standort).filter(slug=ABHOLUNG).first()
        now = Wartend(uuid4(), uhr.now())
        return super().get_context_data(
            lage=lage(now, self.standort), abholung=abholung, schluessel=uuid4(), neu=not self.request.POST, **kwargs
        )


def find_visit(ausweis: Ausweis) -> Termin | None:
    """Return the visit behind a ticket."""
    if not ausweis.token:
        return visit_with_code(ausweis.code)
    try:
        pk = resolve_link(Linkzweck.TERMIN, ausweis.token)
    except LinkUngueltig:
        return None
    return Termin.objects.select_related("standort").filter(pk=pk).first()


class OhneTerminView(Kiosk, TemplateView):
    """What is it about? A few large buttons; each draws a number."""

    template_name = "termine/ankunft_anliegen.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ZiehenForm(request.POST)
        if not form.is_valid():
            return redirect("termine:ankunft_ohne_termin")
        slug = form.cleaned_data["leistung"]
        leistung = get_object_or_404(walk_in_leistungen(self.standort), slug=slug) if slug else None
        try:
            drawn = draw_number(
                standort=self.standort,
                leistung=leistung,
                schluessel=str(form.cleaned_data["schluessel"]),
                sprache=get_language() or settings.LANGUAGE_CODE,
            )
        except DomainError as error:
            return self.say(str(error))
        return self.to_number(drawn)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leistungen = walk_in_leistungen(self.standort)[:KNOEPFE_HOECHSTENS]
        return super().get_context_data(leistungen=leistungen, schluessel=uuid4(), **kwargs)


class NummerAmKiosk(Kiosk):
    """A page of one number of this house."""

    @cached_property
    def vorsprache(self) -> Vorsprache:
        try:
            pk = resolve_link(Linkzweck.NUMMER, self.kwargs["token"])
        except LinkUngueltig:
            pk = None
        return get_object_or_404(Vorsprache.objects.with_visit(), pk=pk, standort=self.standort)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = settings.ADRESSE.rstrip("/") + adressen.path(Linkzweck.NUMMER, self.kwargs["token"])
        kwargs["token"] = self.kwargs["token"]
        return super().get_context_data(link=link, **stand(self.vorsprache), **kwargs)


class KioskNummerView(NummerAmKiosk, TemplateView):
    """The number, large, to take along: on paper, by QR code on the own phone, or by text message."""

    template_name = "termine/ankunft_nummer.html"


class KioskSmsView(NummerAmKiosk, TemplateView):
    """Type a mobile number on keys of the screen."""

    template_name = "termine/ankunft_sms.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if taste := request.POST.get("taste"):
            typed = press(request.POST.get("mobil", ""), taste, SmsForm.tasten)
            return self.render_to_response(self.get_context_data(form=SmsForm(initial={"mobil": typed})))
        form = SmsForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        remember_mobile(self.vorsprache, form.cleaned_data["mobil"].as_e164)
        return redirect("termine:ankunft_nummer", kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", SmsForm())
        return super().get_context_data(**kwargs)
