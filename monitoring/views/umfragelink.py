"""A survey by link or by the code of a sheet: without signing in, without JavaScript, kept by nobody."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.grenzen import Grenzen, consume, sentence
from behoerde.kern.linkpage import LinkPage
from behoerde.kern.models import Person
from behoerde.kern.rechte import Oeffentlich
from monitoring.actions.umfrageeinladung import accept_surveys, refuse_surveys
from monitoring.actions.umfragelink import find, submit
from monitoring.forms.umfragelink import AntwortenForm, CodeForm
from monitoring.models import Umfrageeinladung
from monitoring.queries.umfrage_merkmale import has_refused, teams_to_choose, without_unknown
from monitoring.umfrage import Linkzweck, Token, read_token

TOT = "monitoring/umfragelink_vorbei.html"
# Nobody guesses a code: few tries for one address and one network.
VERSUCHE = Grenzen(adresse="20/10m,100/d", netz="120/10m", kontakt="")


class CodeView(Oeffentlich, FormView):
    """Whoever has a sheet types its code."""

    template_name = "monitoring/umfragelink_code.html"
    form_class = CodeForm

    def form_valid(self, form: CodeForm) -> HttpResponse:
        if again_at := consume(self.request, "umfrage_code", VERSUCHE):
            form.add_error(None, sentence(again_at))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        token = read_token(form.cleaned_data["code"])
        try:
            find(token)
        except DomainError as error:
            form.add_error("code", error.text)
            return self.form_invalid(form)
        return redirect("umfragelink:antworten", str(token))


class AntwortenView(Oeffentlich, FormView):
    """The questions; sent off once."""

    template_name = "monitoring/umfragelink.html"
    form_class = AntwortenForm
    token: Token
    einladung: Umfrageeinladung

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.token = read_token(kwargs["token"])
            self.einladung = find(self.token)
            response = super().dispatch(request, *args, **kwargs)
        except LinkUngueltig as error:
            response = render(request, TOT, {"text": str(error)}, status=404)
        except DomainError:
            response = redirect("umfragelink:danke")
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        umfrage = self.einladung.umfrage
        return super().get_form_kwargs() | {"umfrage": umfrage, "teams": teams_to_choose(umfrage)}

    def form_valid(self, form: AntwortenForm) -> HttpResponse:
        submit(
            token=without_unknown(self.token),
            antworten=form.antworten,
            text=form.cleaned_data["text"],
            einheit=form.cleaned_data.get("einheit", ""),
        )
        return redirect("umfragelink:danke")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(umfrage=self.einladung.umfrage, **kwargs)


class DankeView(Oeffentlich, TemplateView):
    """Thanks, and where to read what became of it."""

    template_name = "monitoring/umfragelink_danke.html"


class AbmeldenView(LinkPage, TemplateView):
    """No more surveys, and back again."""

    zweck = Linkzweck.ABMELDEN
    dead_template = TOT
    template_name = "monitoring/umfragelink_abmelden.html"
    person: Person

    def load(self, pk: UUID) -> None:
        person = Person.objects.filter(pk=pk).first()
        if person is None:
            raise LinkUngueltig(_("Dieser Link gilt nicht mehr."), "link_ungueltig")
        self.person = person

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = accept_surveys if "doch" in request.POST else refuse_surveys
        act(person=self.person)
        return redirect("umfragelink:abmelden", kwargs["token"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(abgemeldet=has_refused(self.person), **kwargs)
