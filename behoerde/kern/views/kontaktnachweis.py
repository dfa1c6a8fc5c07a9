"""The two pages on which somebody proves a contact: type the code, or say where to send it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from behoerde.kern.actions import kontaktnachweis as nachweise
from behoerde.kern.actions.zugang import resolve_link
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.grenzen import consume, grenzen_of, sentence
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.rechte import Oeffentlich
from behoerde.kern.register import kontaktzweck
from behoerde.kern.schutz.kontakt import CodeForm, KontaktForm


@method_decorator(never_cache, name="dispatch")
class _NachweisView(Oeffentlich, FormView):
    """A page behind the capability link of one Kontaktnachweis."""

    nachweis: Kontaktnachweis

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            self.nachweis = Kontaktnachweis.objects.get(pk=resolve_link(nachweise.PAGE_LINK, kwargs["token"]))
        except (LinkUngueltig, Kontaktnachweis.DoesNotExist):
            return render(request, "kern/code_vorbei.html", status=404)
        self.zweck = kontaktzweck(self.nachweis.zweck)
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        umweg = self.zweck.umweg(self.nachweis)
        return redirect(umweg) if umweg else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        words = self.zweck.kontext(self.nachweis)
        return super().get_context_data(
            nachweis=self.nachweis, token=self.kwargs["token"], kopf=self.zweck.kopf, **(words | kwargs)
        )

    def send(self, form, kontakt: nachweise.Kontakt, field: str | None = None) -> HttpResponse:
        """Send the code, unless a limit is reached or the address is proven already."""
        again_at = consume(self.request, nachweise.ANLASS.name, grenzen_of(self.zweck.grenzen), kontakt.adresse)
        if again_at:
            form.add_error(field, sentence(again_at))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            nachweise.send_code(self.nachweis, kontakt)
        except DomainError as error:
            return self.refuse(form, field, error)
        return redirect(f"{reverse('kern:code', args=[self.kwargs['token']])}?gesendet=ja")

    def refuse(self, form, field: str | None, error: DomainError) -> HttpResponse:
        """Say why not, or lead on when the code decides nothing any more."""
        if umweg := self.zweck.umweg(self.nachweis):
            return redirect(umweg)
        form.add_error(field, str(error))
        return self.form_invalid(form)


class AdresseView(_NachweisView):
    """Ask for the contact to prove."""

    template_name = "kern/code_adresse.html"
    form_class = KontaktForm

    def get_initial(self) -> dict:
        return {"kontakt": self.nachweis.adresse}

    def form_valid(self, form: KontaktForm) -> HttpResponse:
        return self.send(form, form.cleaned_data["kontakt"], "kontakt")


class CodeView(_NachweisView):
    """Ask for the code; ``aktion=neu`` sends one once more."""

    template_name = "kern/code.html"
    form_class = CodeForm

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.nachweis.adresse:
            return redirect("kern:code_adresse", kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("aktion") == "neu" and self.nachweis.adresse:
            return self.send(self._empty_form(), nachweise.kontakt_of(self.nachweis))
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
            return redirect(nachweise.confirm_code(self.nachweis, form.cleaned_data["code"]))
        except DomainError as error:
            return self.refuse(form, "code", error)
