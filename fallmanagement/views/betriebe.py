"""Employers for staff: the list, one of them with contacts, vacancies and its link."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView, UpdateView

from behoerde.kern import uhr
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column, ExportMixin
from behoerde.kern.geschichte import geschichte
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.betrieb import (
    end_cooperation,
    give_link,
    note_kontakt,
    resume_cooperation,
    revoke_link,
    save_betrieb,
)
from fallmanagement.betriebslink import living_address
from fallmanagement.forms.betriebe import BetriebForm, KontaktForm
from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.queries import betriebe as queries
from fallmanagement.queries.vermittlung import of_betrieb

KONTAKTE_GEZEIGT = 30
SPALTEN = ("name", "branche", "strasse", "plz", "ort", "ansprechperson", "email", "telefon")


class Registerliste(RechtRequired, MitAnsichten, ExportMixin, ListView):
    """A list of the register; view and search stay in the address."""

    recht = Recht.BETRIEBE
    paginate_by = queries.JE_SEITE
    ansichten: tuple[str, ...]

    @property
    def q(self) -> str:
        return self.request.GET.get("q", "").strip().replace("\0", "")[: queries.SUCHTEXT_HOECHSTENS]

    @property
    def ansicht(self) -> str:
        asked = self.request.GET.get("ansicht", "")
        return asked if asked in self.ansichten else self.ansichten[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(q=self.q, ansicht=self.ansicht, **kwargs)


class ListeView(Registerliste):
    """Employers by name."""

    listenseite = "betriebe:liste"
    template_name = "fallmanagement/betriebe.html"
    ansichten = queries.BETRIEB_ANSICHTEN
    export_name = gettext_lazy("Betriebe")
    export_columns = tuple(Column(name, name) for name in SPALTEN)

    def get_queryset(self):
        return queries.betriebe(ansicht=self.ansicht, q=self.q)


class EinBetrieb(RechtRequired):
    """A page of one employer."""

    recht = Recht.BETRIEBE

    @cached_property
    def betrieb(self) -> Betrieb:
        return get_object_or_404(Betrieb.objects.select_related("einheit"), pk=self.kwargs["pk"])


class BetriebView(EinBetrieb, TemplateView):
    """Whom to talk to, what was said, what is offered. POST ``was`` names the step."""

    template_name = "fallmanagement/betrieb.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            refused = step()
        except DomainError as error:
            messages.error(request, error.text)
            refused = None
        return self.render_to_response(self.get_context_data(form=refused)) if refused is not None else redirect(self.betrieb)

    def do_kontakt(self) -> KontaktForm | None:
        form = KontaktForm(self.request.POST)
        if not form.is_valid():
            return form
        note_kontakt(self.betrieb, user=self.request.user, **form.cleaned_data)
        return None

    def do_beenden(self) -> None:
        end_cooperation(self.betrieb)
        messages.success(self.request, _("Die Zusammenarbeit ist beendet. Seine Stellen werden niemandem mehr vorgeschlagen."))

    def do_wieder(self) -> None:
        resume_cooperation(self.betrieb)

    def do_link(self) -> None:
        give_link(self.betrieb)
        messages.success(self.request, _("Der neue Link gilt 60 Tage. Ein früherer öffnet nichts mehr."))

    def do_link_beenden(self) -> None:
        revoke_link(self.betrieb)
        messages.success(self.request, _("Der Link öffnet nichts mehr."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        betrieb = self.betrieb
        return super().get_context_data(
            **{
                "betrieb": betrieb,
                "kontakte": betrieb.kontakte.select_related("von")[:KONTAKTE_GEZEIGT],
                "stellen": betrieb.stellenangebote.order_by("status", "titel", "pk"),
                "vermittlungen": of_betrieb(betrieb, self.request.user),
                "adresse": living_address(betrieb.pk),
                "form": KontaktForm(initial={"am": uhr.today()}),
                "verlauf": geschichte((Betrieb, Q(pgh_obj_id=betrieb.pk)), (Stellenangebot, Q(betrieb=betrieb.pk))),
                **kwargs,
            }
        )


class BetriebFormView(EinBetrieb, UpdateView):
    """Write an employer down, or correct what stands there."""

    form_class = BetriebForm
    template_name = "fallmanagement/betrieb_form.html"

    def get_object(self, queryset: Any = None) -> Betrieb | None:
        return self.betrieb if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: BetriebForm) -> HttpResponse:
        try:
            betrieb = save_betrieb(form.save(commit=False))
        except DomainError as error:
            form.add_error("name", error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("%(name)s ist gespeichert.") % {"name": betrieb})
        return redirect(betrieb)
