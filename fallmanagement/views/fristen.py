"""What is due in all cases somebody answers for, and who covers for whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.frist import finish_frist
from fallmanagement.actions.vertretung import cover, end_cover
from fallmanagement.enums import Fristart
from fallmanagement.forms.inhalt import VertretungForm
from fallmanagement.models import Frist
from fallmanagement.queries import fristen
from fallmanagement.queries.akten import JE_SEITE, Seiten


class FristenView(RechtRequired, MitAnsichten, TemplateView):
    """Deadlines of the next weeks, the earliest first; POST ``zeile`` is done."""

    recht = Recht.FALLAKTEN
    listenseite = "fallmanagement:fristen"
    template_name = "fallmanagement/fristen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, art = self.request.GET.get("ansicht", ""), self.request.GET.get("art", "")
        ansicht = asked if asked in fristen.ANSICHTEN else "meine"
        art = art if art in Fristart.values else ""
        rows = fristen.due(self.request.user, ansicht, art=art)
        page = Seiten(rows, JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            zeilen=[fristen.Zeile(row) for row in page.object_list],
            page_obj=page,
            ansicht=ansicht,
            art=art,
            arten=Fristart.choices,
            regel=fristen.rule(),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(request.user, grund="Fristenliste")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Frist.objects.sichtbar_fuer(request.user).open()
        wanted = request.POST.get("zeile", "")
        row = rows.filter(pk=_uuid(wanted)).first()
        if row is not None:
            finish_frist(row, user=request.user)
        return redirect(request.get_full_path())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class VertretungView(RechtRequired, TemplateView):
    """Who covers for whom; the lead sees everybody."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/vertretung.html"

    @property
    def leads(self) -> bool:
        return self.request.user.hat_recht(Recht.FALLAKTEN_LEITEN)

    def _form(self, *data: Any) -> VertretungForm:
        user = self.request.user
        staff = [account for account in fristen.staff_of(user) if account.pk != user.pk]
        return VertretungForm(user, staff, *data, leads=self.leads)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = fristen.covers(self.request.user, leads=self.leads)
        return super().get_context_data(**({"vertretungen": rows, "form": self._form()} | kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "beenden" in request.POST:
            return self._end(request.POST["beenden"])
        form = self._form(request.POST)
        if form.is_valid():
            try:
                cover(by=request.user, **form.werte)
                return redirect(request.path)
            except DomainError as error:
                form.add_error(None, error.text)
        return self.render_to_response(self.get_context_data(form=form))

    def _end(self, wanted: str) -> HttpResponse:
        rows = fristen.covers(self.request.user, leads=self.leads)
        row = next((row for row in rows if str(row.pk) == wanted), None)
        if row is None:
            raise Http404
        try:
            end_cover(row, by=self.request.user)
        except DomainError as error:
            messages.error(self.request, str(error))
        return redirect(self.request.path)
