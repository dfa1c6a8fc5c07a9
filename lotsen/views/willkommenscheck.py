"""The welcome check: walk through a house by the checklist, write down what is wrong, see to it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView, View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei, Standort
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.willkommenscheck import begin_check, finish_check, move_mangel, rate, report_mangel
from lotsen.forms.willkommenscheck import BewertungForm, MaengelForm, MangelForm
from lotsen.models import Mangel, Willkommenscheck
from lotsen.pruefliste import MANGEL, MANGEL_UEBERGAENGE, MangelStatus, Note, pruefliste
from lotsen.queries.willkommenscheck import checks, comparison, maengel, sheet


class NeuView(RechtRequired, View):
    """POST begins a check of a house, or leads to the one that somebody is at."""

    recht = Recht.HAUS_PFLEGEN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        standort = get_object_or_404(Standort, pk=kwargs["pk"])
        return redirect(begin_check(standort=standort, user=request.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("haus:liste")


class EinCheck(RechtRequired):
    """A page of one check."""

    recht = Recht.HAUS_PFLEGEN

    @cached_property
    def check(self) -> Willkommenscheck:
        return get_object_or_404(checks(), pk=self.kwargs["pk"])


class CheckView(EinCheck, TemplateView):
    """The checklist; POST keeps the ratings, ``abschliessen`` ends the check."""

    template_name = "lotsen/haus_check.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            rate(self.check, BewertungForm(request.POST).noten)
            if "abschliessen" in request.POST:
                finish_check(self.check, user=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Gespeichert."))
        return redirect(self.check)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            check=self.check, blatt=sheet(self.check), diagramm=comparison(self.check), noten=Note.choices, **kwargs
        )


class MangelNeuView(EinCheck, FormView):
    """Write down what is wrong with one point."""

    form_class = MangelForm
    template_name = "lotsen/haus_mangel_neu.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["punkt"] not in pruefliste().punkte:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request, "instance": Mangel(verantwortlich=self.request.user)}

    def form_valid(self, form: MangelForm) -> HttpResponse:
        mangel = report_mangel(self.check, punkt=self.kwargs["punkt"], **form.cleaned_data)
        messages.success(self.request, _("Mangel %(kennung)s ist aufgeschrieben.") % {"kennung": mangel.kennung})
        return redirect(f"{self.check.get_absolute_url()}#{mangel.punkt}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(check=self.check, punkt=pruefliste().punkte[self.kwargs["punkt"]], **kwargs)


class MaengelView(RechtRequired, ListView):
    """What is wrong in the houses, the most overdue first; filters stay in the address."""

    recht = Recht.HAUS_PFLEGEN
    template_name = "lotsen/haus_maengel.html"
    paginate_by = 50

    @cached_property
    def form(self) -> MaengelForm:
        return MaengelForm(self.request.GET)

    def get_queryset(self):
        return maengel(**self.form.wanted())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, gefiltert=bool(self.form.wanted()), **kwargs)


class MangelView(RechtRequired, TemplateView):
    """One finding with its photos; POST ``nach`` moves it, with ``grund`` where it stays as it is."""

    recht = Recht.HAUS_PFLEGEN
    template_name = "lotsen/haus_mangel.html"

    @cached_property
    def mangel(self) -> Mangel:
        return get_object_or_404(Mangel.objects.with_details(), pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        grund = request.POST.get("grund", "")[:200]
        try:
            move_mangel(self.mangel, request.POST.get("nach", ""), grund=grund)
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=str(error), grund=grund))
        messages.success(request, _("Gespeichert."))
        return redirect(self.mangel)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moves = MANGEL_UEBERGAENGE[self.mangel.status]
        wege = [(nach, nach.label) for nach in MangelStatus if nach in moves and nach != MangelStatus.BLEIBT]
        return super().get_context_data(
            mangel=self.mangel,
            wege=wege,
            bleibt=MangelStatus.BLEIBT in moves,
            dateien=Datei.objects.of(MANGEL, self.mangel.pk),
            **{"fehler": "", "grund": ""} | kwargs,
        )
