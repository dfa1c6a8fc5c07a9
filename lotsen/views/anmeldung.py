"""Veranstaltungen for everybody: what comes, register, change it, stay away; all without JavaScript."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Oeffentlich, Recht
from behoerde.kern.schutz import SchutzView
from lotsen import adressen
from lotsen.actions.anmeldung import Gaeste, change, come_back, register, say_what_helped, withdraw
from lotsen.forms.anmeldung import AnmeldungForm, GaesteForm
from lotsen.kalender_veranstaltung import DATEINAME, MEDIA_TYPE, as_calendar
from lotsen.models import Anmeldung, Veranstaltung
from lotsen.queries.veranstaltungen import visible
from lotsen.veranstaltung import Anmeldelink, AnmeldungStatus, Hilfreich, VeranstaltungStatus
from lotsen.views.mitlink import MitLink
from lotsen.views.verweislink import found


class VeranstaltungenView(Oeffentlich, TemplateView):
    """What is announced, the next one first."""

    template_name = "lotsen/anmeldung_liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Veranstaltung.objects.announced(uhr.now()).with_numbers().select_related("standort")
        return super().get_context_data(veranstaltungen=rows, jetzt=uhr.now(), **kwargs)


class VeranstaltungView(Oeffentlich, SchutzView, FormView):
    """One Veranstaltung with the form; what was called off says so.

    Staff of its unit see a draft as a preview, and register people for one by invitation only, on the phone or at the desk.
    """

    template_name = "lotsen/anmeldung_neu.html"
    form_class = AnmeldungForm

    @cached_property
    def veranstaltung(self) -> Veranstaltung:
        row = get_object_or_404(Veranstaltung.objects.with_numbers().select_related("standort"), pk=self.kwargs["pk"])
        known = not row.nur_mit_einladung and row.status != VeranstaltungStatus.ENTWURF
        if not known and not self._may_preview():
            raise Http404
        return row

    def _may_preview(self) -> bool:
        user = self.request.user
        may = user.is_authenticated and user.hat_recht(Recht.VERANSTALTUNGEN)
        return may and visible(user).filter(pk=self.kwargs["pk"]).exists()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"veranstaltung": self.veranstaltung}

    def form_valid(self, form: AnmeldungForm) -> HttpResponse:
        data = form.cleaned_data
        row = register(veranstaltung=self.veranstaltung, wer=form.wer, gaeste=form.gaeste, schluessel=data["schluessel"])
        return redirect("anmeldung:mein", link_token(Anmeldelink.ANMELDUNG, row.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.veranstaltung
        return super().get_context_data(
            veranstaltung=row,
            frei=max(0, row.plaetze - row.belegt),
            offen=row.takes(uhr.now()),
            bald=row.status == VeranstaltungStatus.FREIGEGEBEN and uhr.now() < row.anmeldung_ab,
            vorschau=row.status == VeranstaltungStatus.ENTWURF,
            intern=row.status == VeranstaltungStatus.ENTWURF or row.nur_mit_einladung,
            **kwargs,
        )


class MeineAnmeldung(MitLink):
    """A page of one Anmeldung."""

    zweck = Anmeldelink.ANMELDUNG

    def load(self, pk: UUID) -> None:
        self.anmeldung = found(Anmeldung.objects.select_related("veranstaltung__standort"), pk)

    @property
    def link(self) -> str:
        return adressen.url(Anmeldelink.ANMELDUNG, self.anmeldung.pk)


class MeinView(MeineAnmeldung, TemplateView):
    """How it stands, the code for the door, and every change."""

    template_name = "lotsen/anmeldung.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            return step() or redirect("anmeldung:mein", kwargs["token"])
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=str(error)))

    def do_aendern(self) -> HttpResponse | None:
        form = GaesteForm(self.request.POST, veranstaltung=self.anmeldung.veranstaltung)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            change(anmeldung=self.anmeldung, gaeste=form.gaeste)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(f"{self.request.path}?neu=geaendert")

    def do_abmelden(self) -> None:
        withdraw(anmeldung=self.anmeldung)

    def do_antwort(self) -> HttpResponse | None:
        antwort = self.request.POST.get("antwort", "")
        if antwort not in Hilfreich.values:
            return None
        say_what_helped(anmeldung=self.anmeldung, antwort=antwort)
        return redirect(f"{self.request.path}?neu=danke")

    def do_wieder(self) -> None:
        come_back(anmeldung=self.anmeldung)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, event = self.anmeldung, self.anmeldung.veranstaltung
        given = Gaeste(row.personen, row.kinder, row.bedarf)
        return super().get_context_data(
            anmeldung=row,
            veranstaltung=event,
            link=self.link,
            einlass=adressen.base() + reverse("veranstaltungen:einlass", args=[event.pk]) + f"?code={row.code}",
            abgesagt=event.status == VeranstaltungStatus.ABGESAGT,
            vorbei=event.endet_am <= uhr.now(),
            fragen=row.gekommen_am is not None and not row.geantwortet and event.endet_am <= uhr.now(),
            antworten=Hilfreich.choices,
            wartet=row.status == AnmeldungStatus.WARTELISTE,
            abgemeldet=row.status == AnmeldungStatus.ABGEMELDET,
            aenderbar=event.takes(uhr.now()),
            neu=self.request.GET.get("neu", ""),
            **({"fehler": "", "form": GaesteForm(initial=vars(given), veranstaltung=event)} | kwargs),
        )


class KalenderView(MeineAnmeldung, View):
    """The Veranstaltung as a calendar file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(as_calendar(self.anmeldung, link=self.link), content_type=MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{DATEINAME}"'
        return response
