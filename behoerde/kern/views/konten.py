"""Accounts for VERWALTUNG: who may sign in, with which roles, until when."""

from abc import ABC, abstractmethod

import django_tables2
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView, FormView
from django_filters.views import FilterView

from behoerde.kern import queries
from behoerde.kern.actions import konto
from behoerde.kern.datum import datum
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import AustrittForm, GrundForm, KontoFilter, KontoForm, KontoNeuForm, RolleForm
from behoerde.kern.models import Rollenzuweisung, User
from behoerde.kern.rechte import Recht, RechtRequired


class KontoTabelle(django_tables2.Table):
    name = django_tables2.Column(gettext_lazy("Name"), order_by=("sortierung",), empty_values=())
    email = django_tables2.Column(gettext_lazy("E-Mail"))
    rollen = django_tables2.Column(gettext_lazy("Rollen"), orderable=False, empty_values=())
    hat_faktor = django_tables2.Column(gettext_lazy("Zweiter Faktor"))
    zustand = django_tables2.Column(gettext_lazy("Zustand"), order_by=("austritt_am",), empty_values=())

    class Meta:
        caption = gettext_lazy("Konten")
        order_by = "name"

    def render_name(self, record: User) -> str:
        return format_html('<a href="{}">{}, {}</a>', record.get_absolute_url(), record.nachname, record.vorname)

    def render_rollen(self, record: User) -> str:
        lines = (
            (
                zuweisung.get_rolle_display(),
                zuweisung.organisationseinheit,
                _("bis %s") % datum(zuweisung.bis) if zuweisung.bis else "",
            )
            for zuweisung in record.rollenzuweisungen.all()
        )
        return format_html_join(SafeString("<br>"), "{} · {} {}", lines) or _("keine")

    def render_hat_faktor(self, value: bool) -> str:
        return _("eingerichtet") if value else _("fehlt noch")

    def render_zustand(self, record: User) -> str:
        if record.austritt_am is None:
            return _("offen")
        return (_("offen bis %s") if record.is_active else _("gesperrt seit %s")) % datum(record.austritt_am)


class KontenView(RechtRequired, django_tables2.SingleTableMixin, FilterView):
    """List and search all accounts; filters stay in the address."""

    recht = Recht.KONTEN_VERWALTEN
    template_name = "kern/konten.html"
    filterset_class = KontoFilter
    table_class = KontoTabelle
    table_pagination = {"per_page": 50}

    def get_queryset(self):
        return queries.konten()


class KontoNeuView(RechtRequired, FormView):
    """Create an account; its start password is shown in this one answer and stored nowhere."""

    recht = Recht.KONTEN_VERWALTEN
    form_class = KontoNeuForm
    template_name = "kern/konto_neu.html"

    def form_valid(self, form: KontoNeuForm) -> HttpResponse:
        user, kennwort = konto.create_konto(**form.cleaned_data)
        return _show_kennwort(self.request, user, kennwort) if kennwort else redirect(user)


def _show_kennwort(request: HttpRequest, user: User, kennwort: str) -> HttpResponse:
    response = render(request, "kern/konto_kennwort.html", {"konto": user, "kennwort": kennwort})
    response["Cache-Control"] = "no-store"
    return response


class KontoView(RechtRequired, DetailView):
    """Everything about one account, and what can be done with it."""

    recht = Recht.KONTEN_VERWALTEN
    template_name = "kern/konto.html"
    context_object_name = "konto"

    def get_queryset(self):
        return queries.konten()

    def get_context_data(self, **kwargs) -> dict:
        rolle_form = kwargs.pop("rolle_form", None) or RolleForm()
        return super().get_context_data(
            rolle_form=rolle_form,
            sitzungen=queries.sitzungen(self.object),
            faktoren=Authenticator.objects.filter(user=self.object).order_by("created_at"),
            verlauf=queries.konto_verlauf(self.object),
            ich=self.object == self.request.user,
            **kwargs,
        )


class RolleVergebenView(KontoView):
    """Give a role; a refused form comes back on the page of the account."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect("kern:konto", pk=kwargs["pk"])

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.object = self.get_object()
        form = RolleForm(request.POST)
        if form.is_valid() and _tried(form, konto.assign_rolle, user=self.object, **form.cleaned_data):
            messages.success(request, _("Die Rolle ist vergeben."))
            return redirect(self.object)
        return self.render_to_response(self.get_context_data(rolle_form=form))


def _tried(form, action, **kwargs) -> bool:
    """Run ``action``; its refusal becomes an error of the form's first field."""
    try:
        action(**kwargs)
    except DomainError as refusal:
        form.add_error(next(iter(form.fields), None), refusal.text)
        return False
    return True


class _KontoSchrittView(RechtRequired, FormView):
    """One step about one account, asked for on a page of its own because it hurts or needs a reason."""

    recht = Recht.KONTEN_VERWALTEN
    template_name = "kern/konto_schritt.html"
    titel = text = knopf = ""
    gefaehrlich = True

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.konto = get_object_or_404(User, pk=kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        texts = {name: getattr(self, name) for name in ("titel", "text", "knopf", "gefaehrlich")}
        return super().get_context_data(konto=self.konto, **texts, **kwargs)

    def get_success_url(self) -> str:
        return reverse("kern:konto", args=[self.konto.pk])

    def done(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect(self.get_success_url())


class KontoBearbeitenView(_KontoSchrittView):
    form_class = KontoForm
    titel, knopf = gettext_lazy("Angaben ändern"), gettext_lazy("Angaben speichern")
    gefaehrlich = False

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"instance": get_object_or_404(User, pk=self.konto.pk)}

    def form_valid(self, form: KontoForm) -> HttpResponse:
        konto.change_konto(user=self.konto, **form.cleaned_data)
        return self.done(_("Die Angaben sind gespeichert."))


class KontoAustrittView(_KontoSchrittView):
    form_class = AustrittForm
    titel, knopf = gettext_lazy("Ausscheiden eintragen"), gettext_lazy("Tag speichern")
    text = gettext_lazy("Ab dem eingetragenen Tag kann sich die Person nicht mehr anmelden. Offene Sitzungen enden sofort.")

    def get_initial(self) -> dict:
        return {"austritt_am": self.konto.austritt_am}

    def form_valid(self, form: AustrittForm) -> HttpResponse:
        if not _tried(form, konto.set_austritt, user=self.konto, am=form.cleaned_data["austritt_am"]):
            return self.form_invalid(form)
        return self.done(_("Der Tag ist gespeichert."))


class KontoFaktorView(_KontoSchrittView):
    form_class = GrundForm
    titel, knopf = gettext_lazy("Zweiten Faktor entfernen"), gettext_lazy("Zweiten Faktor entfernen")
    text = gettext_lazy(
        "Nur wenn Gerät und Ersatzcodes verloren sind und Sie sicher wissen, wer vor Ihnen steht. "
        "Die Person wird überall abgemeldet, bekommt eine Mail und richtet beim nächsten Anmelden einen neuen Faktor ein."
    )

    def form_valid(self, form: GrundForm) -> HttpResponse:
        if not _tried(form, konto.remove_zweiter_faktor, user=self.konto, grund=form.cleaned_data["grund"]):
            return self.form_invalid(form)
        return self.done(_("Der zweite Faktor ist entfernt."))


class _OhneAngabenView(_KontoSchrittView, ABC):
    """A step that asks nothing but "are you sure?"."""

    def get_form(self, form_class=None):
        return None

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return self.act()
        except DomainError as refusal:
            return self.render_to_response(self.get_context_data(ablehnung=refusal.text))

    @abstractmethod
    def act(self) -> HttpResponse:
        """Do it and return the answer."""


class KontoSitzungenView(_OhneAngabenView):
    titel, knopf = gettext_lazy("Überall abmelden"), gettext_lazy("Alle Sitzungen beenden")
    text = gettext_lazy(
        "Die Person wird auf allen Geräten abgemeldet. Was sie gerade eingibt und nicht gespeichert hat, geht verloren."
    )

    def act(self) -> HttpResponse:
        zahl = konto.end_sitzungen(user=self.konto)
        return self.done(ngettext("%(zahl)s Sitzung ist beendet.", "%(zahl)s Sitzungen sind beendet.", zahl) % {"zahl": zahl})


class KontoKennwortView(_OhneAngabenView):
    titel, knopf = gettext_lazy("Neues Startkennwort"), gettext_lazy("Startkennwort vergeben")
    text = gettext_lazy(
        "Das alte Passwort gilt dann nicht mehr, und die Person wird überall abgemeldet. "
        "Das Startkennwort sehen Sie genau einmal. Beim ersten Anmelden muss es geändert werden."
    )

    def act(self) -> HttpResponse:
        return _show_kennwort(self.request, self.konto, konto.give_startkennwort(user=self.konto))


class RolleBeendenView(_OhneAngabenView):
    titel, knopf = gettext_lazy("Rolle beenden"), gettext_lazy("Rolle sofort beenden")

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.zuweisung = get_object_or_404(Rollenzuweisung, user=self.konto, pk=kwargs["rolle"])

    @property
    def text(self) -> str:
        words = {"rolle": self.zuweisung.get_rolle_display(), "stelle": self.zuweisung.organisationseinheit}
        return _("%(rolle)s, %(stelle)s. Die Person verliert diese Rechte beim nächsten Klick.") % words

    def act(self) -> HttpResponse:
        konto.end_rolle(zuweisung=self.zuweisung)
        return self.done(_("Die Rolle ist beendet."))
