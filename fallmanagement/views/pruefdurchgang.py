"""Runs that check the paths of many cases again: begun, watched, cancelled."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.pruefdurchgang import begin_durchgang, cancel_durchgang
from fallmanagement.models import Pruefdurchgang
from fallmanagement.queries import pruefdurchgang as queries
from fallmanagement.views.fortschritt import record_opening

LISTE_HOECHSTENS = 50


class DurchgangForm(forms.Form):
    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=gettext_lazy("Stelle"), empty_label=None)


class DurchgaengeView(RechtRequired, FormView):
    """Runs of the own units, the latest first, and a new one."""

    recht = Recht.FALLAKTEN
    form_class = DurchgangForm
    template_name = "fallmanagement/pruefdurchgaenge.html"

    def get_form(self, form_class: type | None = None) -> DurchgangForm:
        form = super().get_form(form_class)
        form.fields["einheit"].queryset = queries.startable(self.request.user)
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(durchgaenge=queries.visible(self.request.user)[:LISTE_HOECHSTENS], **kwargs)

    def form_valid(self, form: DurchgangForm) -> HttpResponse:
        try:
            return redirect(begin_durchgang(form.cleaned_data["einheit"], user=self.request.user))
        except DomainError as error:
            form.add_error("einheit", error.text)
            return self.form_invalid(form)


class DurchgangView(RechtRequired, TemplateView):
    """How far a run is, what changed in the cases somebody sees; the page asks by itself until it is done."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/pruefdurchgang.html"

    @cached_property
    def durchgang(self) -> Pruefdurchgang:
        return get_object_or_404(queries.visible(self.request.user), pk=self.kwargs["pk"])

    @property
    def own(self) -> bool:
        return self.durchgang.einheit_id in self.request.user.einheiten_darunter

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record_opening(self.request, self.durchgang)
        changes = queries.changes(self.durchgang, self.request.user)
        fehler = sorted(self.durchgang.fehler.items()) if self.own else []
        return super().get_context_data(
            durchgang=self.durchgang, aenderungen=changes, gescheitert=fehler, eigener=self.own, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "abbrechen" not in request.POST or not self.own:
            raise Http404
        if cancel_durchgang(self.durchgang.pk):
            messages.success(request, _("Der Durchgang ist beendet. Was schon geprüft ist, bleibt."))
        else:
            messages.info(request, _("Der Durchgang war schon zu Ende."))
        return redirect(self.durchgang)
