"""Tasks for devices, and the two pages on which somebody without JavaScript proves a contact."""

import re

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from behoerde.kern.actions import kontaktnachweis as nachweise
from behoerde.kern.actions.schutz import create_aufgabe
from behoerde.kern.actions.zugang import resolve_link
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.grenzen import consume, grenzen_of, sentence
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.rechte import Oeffentlich, oeffentlich
from behoerde.kern.schutz.kontakt import CodeForm, KontaktForm

ZWECK = re.compile(r"[a-z0-9_]{1,40}")


@oeffentlich
@require_safe
@never_cache
def aufgabe(request: HttpRequest) -> HttpResponse:
    """Answer a new task of ALTCHA for the form named by ``?zweck=``."""
    zweck = request.GET.get("zweck", "")
    if not ZWECK.fullmatch(zweck):
        raise Http404
    return JsonResponse(create_aufgabe(zweck))


@method_decorator(never_cache, name="dispatch")
class _NachweisView(Oeffentlich, FormView):
    """A page behind the capability link of one Kontaktnachweis."""

    nachweis: Kontaktnachweis

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            pk = resolve_link(nachweise.PAGE_LINK, kwargs["token"])
            self.nachweis = Kontaktnachweis.objects.get(pk=pk)
        except (LinkUngueltig, Kontaktnachweis.DoesNotExist):
            return render(request, "kern/schutz_vorbei.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(nachweis=self.nachweis, token=self.kwargs["token"], **kwargs)

    def send(self, form, field: str | None, kontakt: nachweise.Kontakt) -> HttpResponse:
        """Send the code, unless the limit is reached or the address is proven already."""
        again_at = consume(self.request, nachweise.ANLASS.name, grenzen_of("ohne_skript"), kontakt.adresse)
        if again_at:
            form.add_error(field, sentence(again_at))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            nachweise.send_code(self.nachweis, kontakt)
        except DomainError as error:
            form.add_error(field, str(error))
            return self.form_invalid(form)
        response = redirect("kern:schutz_code", self.kwargs["token"])
        response["Location"] += "?gesendet=ja"
        return response


class KontaktView(_NachweisView):
    """Ask for the contact to prove."""

    template_name = "kern/schutz_kontakt.html"
    form_class = KontaktForm

    def get_initial(self) -> dict:
        return {"kontakt": self.nachweis.adresse}

    def form_valid(self, form: KontaktForm) -> HttpResponse:
        return self.send(form, "kontakt", form.cleaned_data["kontakt"])


class CodeView(_NachweisView):
    """Ask for the code; ``aktion=neu`` sends one once more."""

    template_name = "kern/schutz_code.html"
    form_class = CodeForm

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("aktion") == "neu" and self.nachweis.adresse:
            return self.send(self._empty_form(), None, nachweise.kontakt_of(self.nachweis))
        return super().post(request, *args, **kwargs)

    @staticmethod
    def _empty_form() -> CodeForm:
        """Return a form that can carry an error of the whole page without calling the empty code wrong."""
        form = CodeForm({})
        form.errors.clear()
        return form

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(gesendet="gesendet" in self.request.GET, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            token = nachweise.confirm_code(self.nachweis.pk, form.cleaned_data["code"])
        except DomainError as error:
            form.add_error("code", str(error))
            return self.form_invalid(form)
        weiter = self.nachweis.weiter
        return redirect(f"{weiter}{'&' if '?' in weiter else '?'}nachweis={token}")
