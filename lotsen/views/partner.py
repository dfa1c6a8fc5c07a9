"""The portal of partners: what was sent to the own organisation, its places, its figures."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.partner import Withdrawn, answer, may_take_back, note_read, report_places, take_back, write_to_person
from lotsen.forms.partner import AntwortForm, MitteilungForm, PlaetzeForm
from lotsen.models import Partnerkopie
from lotsen.partnerweg import stations
from lotsen.queries import partner as queries
from lotsen.verweis_tabelle import BEIM_PARTNER
from lotsen.zahlen import AB


class EingangView(RechtRequired, TemplateView):
    """The list by deadline; filters stay in the address."""

    recht = Recht.PARTNERPORTAL
    template_name = "lotsen/partner_eingang.html"
    kopie: Partnerkopie | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, q = self.request.GET.get("ansicht", ""), self.request.GET.get("q", "").strip()[:60]
        ansicht = asked if asked in queries.ANSICHTEN else self._usual()
        rows = queries.listed(self.request.user, ansicht=ansicht, q=q)
        page = Paginator(rows, queries.JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            q=q,
            ansicht=ansicht,
            zahlen=queries.counts(self.request.user),
            rows=page.object_list,
            page_obj=page,
            organisationen=queries.organisations(self.request.user),
            angebote=queries.own_angebote(self.request.user)[:20],
            kopie=self.kopie,
            **kwargs,
        )

    def _usual(self) -> str:
        """Return the view in which the open one lies, else the new ones."""
        status = self.kopie.status if self.kopie else ""
        return next((name for name, states in queries.ANSICHTEN.items() if status in states), "neu")


class KopieView(EingangView):
    """One referral beside the list: what the person agreed to, and the answers that are possible now."""

    @cached_property
    def found(self) -> Partnerkopie:
        kopie = queries.kopien(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if kopie is None:
            raise Http404
        return kopie

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show nothing any more of what was withdrawn in the meantime."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Withdrawn as error:
            messages.error(request, str(error))
            return redirect("partner:eingang")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kopie = note_read(self.found)
        record_read(self.kopie)
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kopie = self.found
        form = self._form(request.POST)
        if form.is_valid():
            try:
                answer(self.kopie, **form.werte)
            except Withdrawn:
                raise
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Danke, das ist gespeichert. Die Lotsin oder der Lotse sieht es sofort."))
                return redirect("partner:verweis", self.kopie.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _form(self, data=None) -> AntwortForm:
        return AntwortForm(data, status=self.kopie.status, woanders=queries.elsewhere(self.kopie))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("mitteilung", MitteilungForm() if self.kopie.status in BEIM_PARTNER else None)
        return super().get_context_data(weg=stations(self.kopie), zuruecknehmbar=may_take_back(self.kopie), **kwargs)


class MitteilungView(KopieView):
    """POST leaves a short message on the person's Wegweiser."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kopie = self.found
        form = MitteilungForm(request.POST)
        if form.is_valid():
            try:
                write_to_person(self.kopie, form.cleaned_data["text"])
            except Withdrawn:
                raise
            except DomainError as error:
                form.add_error("text", str(error))
            else:
                messages.success(request, _("Die Mitteilung steht auf dem Wegweiser der Person."))
                return redirect("partner:verweis", self.kopie.pk)
        return self.render_to_response(self.get_context_data(form=self._form(), mitteilung=form))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("partner:verweis", kwargs["pk"])


class ZurueckView(RechtRequired, View):
    """Take the last answer back."""

    recht = Recht.PARTNERPORTAL

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("partner:verweis", kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kopie = queries.kopien(request.user).filter(pk=kwargs["pk"]).first()
        if kopie is None:
            raise Http404
        try:
            take_back(kopie)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Die Antwort ist zurückgenommen."))
        return redirect("partner:verweis", kopie.pk)


class PlaetzeView(RechtRequired, TemplateView):
    """Free places and waiting lists of the own Angebote."""

    recht = Recht.PARTNERPORTAL
    template_name = "lotsen/partner_plaetze.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changed = kwargs.pop("changed", None)
        angebote = list(queries.own_angebote(self.request.user))
        forms = [
            changed if changed and changed.instance.pk == row.pk else PlaetzeForm(instance=row, prefix=str(row.pk))
            for row in angebote
        ]
        return super().get_context_data(forms=forms, organisationen=queries.organisations(self.request.user), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("angebot", "")
        angebot = next((row for row in queries.own_angebote(request.user) if str(row.pk) == wanted), None)
        if angebot is None:
            raise Http404
        form = PlaetzeForm(request.POST, instance=angebot, prefix=str(angebot.pk))
        if form.is_valid():
            try:
                report_places(angebot, **form.cleaned_data, user=request.user)
            except DomainError as error:
                form.add_error("frei", str(error))
            else:
                messages.success(request, _("Die Plätze sind gespeichert."))
                return redirect("partner:plaetze")
        return self.render_to_response(self.get_context_data(changed=form))


class StatistikView(RechtRequired, TemplateView):
    """What became of the last year's referrals; small numbers are held back."""

    recht = Recht.PARTNERPORTAL
    template_name = "lotsen/partner_statistik.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ab = uhr.today() - timedelta(days=365)
        zahlen = queries.statistik(self.request.user, ab)
        return super().get_context_data(
            zahlen=zahlen, ab=ab, grenze=AB, organisationen=queries.organisations(self.request.user), **kwargs
        )
