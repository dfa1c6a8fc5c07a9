"""Reading a case of another unit: asking, reading, looking at who did, figures for data protection."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.zugriff import end_zugriff, grant_zugriff, review_notzugriff, take_notzugriff
from fallmanagement.enums_zusammenarbeit import Zugriffsart
from fallmanagement.forms.zugriff import BefundForm, NotzugriffForm, ZugriffForm
from fallmanagement.models import Fallakte, Zugriff
from fallmanagement.queries import akten, fristen, zugriffe
from fallmanagement.queries.zeitleiste import zeitleiste
from fallmanagement.views.inhalt import Reiter

VORGAENGE = {Zugriffsart.NOTZUGRIFF: "notzugriff", Zugriffsart.AUF_ZEIT: "gelesen"}  # of the read log


class ZugriffeView(RechtRequired, FormView):
    """What somebody may read right now, and the form for an emergency."""

    recht = Recht.FALLZUGRIFF
    form_class = NotzugriffForm
    template_name = "fallmanagement/zugriffe.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        waiting = zugriffe.to_review(user).count() if user.hat_recht(Recht.FALLAKTEN_LEITEN) else None
        return super().get_context_data(zugriffe=zugriffe.own(user).select_related("fallakte"), zu_pruefen=waiting, **kwargs)

    def form_valid(self, form: NotzugriffForm) -> HttpResponse:
        record_read(self.request.user, grund="Suche Notzugriff")
        try:
            zugriff = take_notzugriff(suche=form.suche, grund=form.cleaned_data["grund"], user=self.request.user)
        except DomainError as error:
            form.add_error("grund" if error.code == "grund" else "aktenzeichen", error.text)
            return self.form_invalid(form)
        messages.info(self.request, _("Sie können die Akte bis zum Ende des Tages lesen. Die Leitung der Stelle weiß davon."))
        return redirect(zugriff)


class LesenView(RechtRequired, TemplateView):
    """One case to read, nothing to write: what helps at once, never notes for few. POST ends it."""

    recht = Recht.FALLZUGRIFF
    template_name = "fallmanagement/zugriff.html"

    @cached_property
    def zugriff(self) -> Zugriff:
        return get_object_or_404(zugriffe.own(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Fallakte.objects.select_related("person", "zustaendig", "einheit")
        akte = get_object_or_404(rows, pk=self.zugriff.fallakte_id)  # found by the policy of the table alone
        record_read(akte, vorgang=VORGAENGE[self.zugriff.art], grund=self.zugriff.get_art_display())
        return super().get_context_data(
            zugriff=self.zugriff,
            akte=akte,
            person=akte.person,
            leiste=zeitleiste(akte.person),
            fristen=fristen.of_akte(akte),
            haushalt=akten.household(akte),
            vermerke=zugriffe.notes(akte),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        end_zugriff(self.zugriff, by=request.user)
        messages.success(request, _("Der Zugriff ist beendet."))
        return redirect("fallmanagement:zugriffe")


class PruefenView(RechtRequired, TemplateView):
    """Notzugriffe to cases of the own units; the lead says whether each was needed."""

    recht = Recht.FALLAKTEN_LEITEN
    template_name = "fallmanagement/zugriffe_pruefen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record_read(self.request.user, grund="Notzugriffe")
        rows = zugriffe.of_units(self.request.user)
        return super().get_context_data(
            offene=rows.unreviewed(), gepruefte=rows.exclude(geprueft_am=None)[: zugriffe.LISTE_HOECHSTENS], **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        zugriff = zugriffe.of_units(request.user).filter(pk=_uuid(request.POST.get("zeile", ""))).first()
        form = BefundForm(request.POST)
        if zugriff is None or not form.is_valid():
            raise Http404
        try:
            review_notzugriff(zugriff, user=request.user, **form.cleaned_data)
            messages.success(request, _("Gespeichert."))
        except DomainError as error:
            messages.error(request, error.text)
        return redirect("fallmanagement:zugriffe_pruefen")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class ZahlenView(RechtRequired, TemplateView):
    """How often cases are opened in an emergency, for data protection: without reason, person and case."""

    recht = Recht.PROTOKOLL_LESEN
    template_name = "fallmanagement/zugriffe_zahlen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with als(System.AUFGABE):
            zahlen, letzte = zugriffe.figures(), zugriffe.latest()
        return super().get_context_data(zahlen=zahlen, letzte=letzte, **kwargs)


class ZugriffeDerAkteView(Reiter):
    """Who of other units read the case or may; the lead allows it for a while."""

    template_name = "fallmanagement/akte_zugriffe.html"
    reiter = "zugriffe"

    def _form(self, *data: Any) -> ZugriffForm | None:
        user = self.request.user
        if not user.hat_recht(Recht.FALLAKTEN_LEITEN):
            return None
        return ZugriffForm(zugriffe.readers(self.akte, besides=user), *data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"zugriffe": zugriffe.of_akte(self.akte), "form": self._form()} | kwargs))

    def do_erlauben(self) -> ZugriffForm | None:
        form = self._form(self.request.POST)
        if form is None:
            raise Http404
        if not form.is_valid():
            return form
        try:
            grant_zugriff(self.akte, by=self.request.user, **form.werte)
        except DomainError as error:
            form.add_error("bis" if error.code == "tage" else "user", error.text)
            return form
        messages.success(self.request, _("Der Zugriff ist erlaubt. Er endet von selbst."))
        return None

    def do_beenden(self) -> None:
        end_zugriff(self._row(zugriffe.of_akte(self.akte)), by=self.request.user)
