"""Träger and places for staff."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView, UpdateView

from behoerde.kern.geschichte import geschichte
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.traegerpflege import save_row, take_row_back
from lotsen.forms.pflege import OrtForm, TraegerForm
from lotsen.models import Ort, Traeger
from lotsen.queries.pflege import ort_rows, traeger_rows

JE_SEITE = 50
STUFEN = 50  # steps of the history that are shown


class Zeilen(RechtRequired, TemplateView, ABC):
    """A list with a search; the search stays in the address."""

    recht = Recht.VERZEICHNIS_BEARBEITEN

    @abstractmethod
    def rows(self, q: str) -> QuerySet:
        """Return what fits."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        q = self.request.GET.get("q", "").strip()[:100].replace("\0", "")
        page = Paginator(self.rows(q), JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(q=q, page_obj=page, **kwargs)


class TraegerlisteView(Zeilen):
    template_name = "lotsen/pflege_traegerliste.html"

    def rows(self, q: str) -> QuerySet:
        return traeger_rows(q)


class OrteView(Zeilen):
    template_name = "lotsen/pflege_orte.html"

    def rows(self, q: str) -> QuerySet:
        return ort_rows(q)


class EineZeile(RechtRequired):
    """A Träger or a place of the address; without ``pk`` a new one."""

    recht = Recht.VERZEICHNIS_BEARBEITEN
    modell: type[Model]
    seite: str  # name of its address

    def get_object(self, queryset: QuerySet | None = None) -> Model | None:
        return get_object_or_404(self.modell, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None


class ZeileView(EineZeile, UpdateView):
    """Change it, see who changed it before."""

    def form_valid(self, form) -> HttpResponse:
        row = save_row(form.save(commit=False))
        messages.success(self.request, _("%(name)s ist gespeichert.") % {"name": row})
        return redirect(self.seite, row.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        verlauf = geschichte((self.modell, Q(pgh_obj_id=self.object.pk)), hoechstens=STUFEN) if self.object else []
        return super().get_context_data(verlauf=verlauf, **kwargs)


class ZeileZurueckView(EineZeile, View):
    """Let it be again what it was at one step."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.get_object()
        return redirect(self.seite, kwargs["pk"])

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            take_row_back(self.get_object(), event=kwargs["event"])
        except LookupError:
            raise Http404 from None
        messages.success(request, _("Dieser Stand gilt wieder."))
        return redirect(self.seite, kwargs["pk"])


class MitTraeger(EineZeile):
    modell, seite = Traeger, "pflege:traeger"


class MitOrt(EineZeile):
    modell, seite = Ort, "pflege:ort"


class TraegerView(MitTraeger, ZeileView):
    form_class = TraegerForm
    template_name = "lotsen/pflege_traeger.html"

    @cached_property
    def mit_einheit(self) -> bool:
        return self.request.user.hat_recht(Recht.KONTEN_VERWALTEN)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"mit_einheit": self.mit_einheit}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebote = self.object.angebote.order_by("name_de") if self.object else []
        return super().get_context_data(angebote=angebote, mit_einheit=self.mit_einheit, **kwargs)


class TraegerZurueckView(MitTraeger, ZeileZurueckView):
    pass


class OrtView(MitOrt, ZeileView):
    form_class = OrtForm
    template_name = "lotsen/pflege_ort.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebote = self.object.angebote.order_by("name_de") if self.object else []
        return super().get_context_data(angebote=angebote, **kwargs)


class OrtZurueckView(MitOrt, ZeileZurueckView):
    pass
