"""Messages that could not be delivered: see why, try again, give up."""

import django_tables2
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import FormView
from django_filters.views import FilterView

from behoerde.kern import queries
from behoerde.kern.actions.nachricht import discard_nachricht, retry_nachrichten
from behoerde.kern.datum import datum_kurz, uhrzeit
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import GrundForm, NachrichtFilter
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Recht, RechtRequired


class NachrichtTabelle(django_tables2.Table):
    anlass = django_tables2.Column(gettext_lazy("Anlass"))
    adresse = django_tables2.Column(gettext_lazy("An"), orderable=False)
    angelegt_am = django_tables2.Column(gettext_lazy("Vom"))
    status = django_tables2.Column(gettext_lazy("Zustand"))
    fehler = django_tables2.Column(gettext_lazy("Grund"), default=gettext_lazy("unbekannt"))
    versuche = django_tables2.Column(gettext_lazy("Versuche"), attrs={"td": {"class": "r"}, "th": {"class": "r"}})
    schritte = django_tables2.TemplateColumn(
        template_name="kern/nachricht_schritte.html", verbose_name=gettext_lazy("Schritte"), orderable=False
    )

    class Meta:
        caption = gettext_lazy("Nicht zugestellte Nachrichten")

    def render_anlass(self, value: str) -> str:
        return queries.say_anlass(value)

    def render_adresse(self, record: Nachricht, value: str) -> str:
        return format_html("{} <bdi>{}</bdi>", record.get_kanal_display(), queries.mask_adresse(value))

    def render_fehler(self, value: str) -> str:
        return queries.say_fehler(value)

    def render_angelegt_am(self, value) -> str:
        return f"{datum_kurz(value)}, {uhrzeit(value)}"

    def render_status(self, record: Nachricht) -> str:
        if record.status == Nachricht.Status.TOT:
            return record.get_status_display()
        return _("nächster Versuch %s") % uhrzeit(record.faellig_ab)


class NachrichtenView(RechtRequired, django_tables2.SingleTableMixin, FilterView):
    """List what is stranded, without its content and with masked addresses; filters stay in the address."""

    recht = Recht.NACHRICHTEN_BETREUEN
    template_name = "kern/nachrichten.html"
    filterset_class = NachrichtFilter
    table_class = NachrichtTabelle
    table_pagination = {"per_page": 50}

    def get_queryset(self):
        return queries.gestrandete_nachrichten()

    def get_filterset_kwargs(self, filterset_class) -> dict:
        return super().get_filterset_kwargs(filterset_class) | {"anlaesse": queries.gestrandete_anlaesse()}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(zahlen=queries.nachricht_zahlen(), **kwargs)


class NachrichtErneutView(RechtRequired, View):
    """Try one message again, or all that the filters of the list show."""

    recht = Recht.NACHRICHTEN_BETREUEN

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return redirect("kern:nachrichten")

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        rows = queries.gestrandete_nachrichten()
        if "pk" in kwargs:
            rows = rows.filter(pk=kwargs["pk"])
        else:
            rows = NachrichtFilter(request.GET, rows, anlaesse=queries.gestrandete_anlaesse()).qs
        zahl = retry_nachrichten(ids=list(rows.values_list("pk", flat=True)))
        text = ngettext(
            "%(zahl)s Nachricht wird noch einmal gesendet.", "%(zahl)s Nachrichten werden noch einmal gesendet.", zahl
        )
        messages.success(request, text % {"zahl": zahl})
        return redirect(f"{reverse('kern:nachrichten')}?{request.GET.urlencode()}".rstrip("?"))


class NachrichtVerwerfenView(RechtRequired, FormView):
    """Give up on one message, with a reason for the record."""

    recht = Recht.NACHRICHTEN_BETREUEN
    form_class = GrundForm
    template_name = "kern/nachricht_verwerfen.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.nachricht = get_object_or_404(Nachricht, pk=kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        words = {
            "anlass": queries.say_anlass(self.nachricht.anlass),
            "adresse": queries.mask_adresse(self.nachricht.adresse),
            "fehler": queries.say_fehler(self.nachricht.fehler),
        }
        return super().get_context_data(nachricht=self.nachricht, **words, **kwargs)

    def form_valid(self, form: GrundForm) -> HttpResponse:
        try:
            discard_nachricht(nachricht=self.nachricht, grund=form.cleaned_data["grund"])
        except DomainError as refusal:
            form.add_error("grund", refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Nachricht ist verworfen, ihre Adresse ist gelöscht."))
        return redirect("kern:nachrichten")
