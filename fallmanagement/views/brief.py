"""Letters: templates, letters of a case, runs of many."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.pdf import PdfUnavailable, pdf_response, render_pdf
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.brief import create_vorlage, save_fassung, start_serie, write_brief
from fallmanagement.enums import Fallphase
from fallmanagement.forms.brief import BriefForm, FassungForm, VorlageForm
from fallmanagement.models import Briefserie, Briefvorlage
from fallmanagement.platzhalter import BEISPIEL, WORTE, fill
from fallmanagement.queries import briefe
from fallmanagement.views.akten import AkteSeite
from fallmanagement.views.fortschritt import record_opening
from fallmanagement.views.inhalt import Reiter


class VorlagenView(RechtRequired, FormView):
    """Templates of the own units; the lead adds one."""

    recht = Recht.FALLAKTEN
    form_class = VorlageForm
    template_name = "fallmanagement/briefvorlagen.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        units = Organisationseinheit.objects.filter(pk__in=self.request.user.einheiten_darunter)
        return super().get_form_kwargs() | {"units": units}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            vorlagen=briefe.templates(user),
            serien=briefe.runs(user)[:20],
            leitet=user.hat_recht(Recht.FALLAKTEN_LEITEN),
            platzhalter=list(WORTE.items()),
            **kwargs,
        )

    def form_valid(self, form: VorlageForm) -> HttpResponse:
        if not self.request.user.hat_recht(Recht.FALLAKTEN_LEITEN):
            raise Http404
        data = form.cleaned_data
        try:
            row = create_vorlage(einheit=data["einheit"], name=data["name"], texte=form.texte, user=self.request.user)
        except DomainError as error:
            form.add_error("name", error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Vorlage ist gespeichert."))
        return redirect(row)


class VorlageView(RechtRequired, TemplateView):
    """One template: preview, its next version, and who would get a letter of it."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/briefvorlage.html"

    @cached_property
    def vorlage(self) -> Briefvorlage:
        return get_object_or_404(briefe.templates(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fassung, user = briefe.current(self.vorlage), self.request.user
        auswahl = briefe.selection(self.request.GET)
        if "vorschau" in self.request.GET:
            record_read(user, grund="Vorschau Briefserie")
            kwargs["plan"] = briefe.addressed(user, fassung, auswahl)
        shown = {"vorlage": self.vorlage, "fassung": fassung, "auswahl": auswahl, "phasen": Fallphase.choices, "plan": None}
        preview = {"betreff": fill(fassung.betreff, BEISPIEL), "text": fill(fassung.text, BEISPIEL)}
        more = {
            "vorschau": preview,
            "platzhalter": list(WORTE.items()),
            "fassungen": self.vorlage.fassungen.select_related("angelegt_von"),
        }
        form = FassungForm.of(fassung) if user.hat_recht(Recht.FALLAKTEN_LEITEN) else None
        return super().get_context_data(**(shown | more | {"form": form} | kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("was") == "serie":
            return self._start()
        if not request.user.hat_recht(Recht.FALLAKTEN_LEITEN):
            raise Http404
        form = FassungForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        row = save_fassung(self.vorlage, texte=form.texte, user=request.user)
        messages.success(request, _("Das ist jetzt Fassung %(nummer)s.") % {"nummer": row.nummer})
        return redirect(self.vorlage)

    def _start(self) -> HttpResponse:
        auswahl = briefe.selection(self.request.POST)
        try:
            serie = start_serie(briefe.current(self.vorlage), auswahl=auswahl, user=self.request.user)
        except DomainError as error:
            messages.error(self.request, error.text)
            return redirect(self.vorlage)
        return redirect(serie)


class EineSerie(RechtRequired):
    """A page of one run; it belongs to the account that began it."""

    recht = Recht.FALLAKTEN
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def serie(self) -> Briefserie:
        return get_object_or_404(briefe.runs(self.request.user), pk=self.kwargs["pk"])


class SerieView(EineSerie, TemplateView):
    """How far it is; the list asks by itself until it is done."""

    template_name = "fallmanagement/briefserie.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record_opening(self.request, self.serie)
        return super().get_context_data(serie=self.serie, briefe=briefe.of_serie(self.serie), **kwargs)


class SerieDruckView(EineSerie, View):
    """All letters of a run as one file to print."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.serie, grund="Druck")
        return printed(request, briefe.of_serie(self.serie), "briefe.pdf", self.serie)


def printed(request: HttpRequest, rows: Any, filename: str, back: Any) -> HttpResponse:
    try:
        content = render_pdf("fallmanagement/brief_pdf.html", {"briefe": list(rows)}, sprache="de")
    except PdfUnavailable as error:
        messages.error(request, error.text)
        return redirect(back)
    return pdf_response(content, filename)


class BriefeDerAkteView(Reiter):
    """Letters of a case, the latest first; POST writes one."""

    template_name = "fallmanagement/akte_briefe.html"
    reiter = "briefe"

    def _form(self, *data: Any) -> BriefForm:
        return BriefForm(briefe.templates(self.request.user), *data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"briefe": briefe.of_akte(self.akte), "form": self._form()} | kwargs))

    def do_schreiben(self) -> BriefForm | None:
        form = self._form(self.request.POST)
        if not form.is_valid():
            return form
        try:
            write_brief(self.akte, briefe.current(form.cleaned_data["vorlage"]), user=self.request.user)
        except DomainError as error:
            form.add_error("vorlage", error.text)
            return form
        messages.success(self.request, _("Der Brief ist geschrieben."))
        return None


class BriefPdfView(AkteSeite, View):
    """One letter on paper."""

    reiter = "brief"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.akte, grund=self.reiter)
        rows = list(briefe.of_akte(self.akte).filter(pk=kwargs["brief"]))
        if not rows:
            raise Http404
        return printed(request, rows, f"{self.akte.aktenzeichen}-brief.pdf", self.akte)
