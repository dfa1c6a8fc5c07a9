"""Referrals as guides work with them: the list by deadline, one of them with its history, and every step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.ansichten import MitAnsichten
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.einwilligung import ask_consent, give_consent, give_letter, refuse_consent, send_by_law, send_link, withdraw
from lotsen.actions.verweis import create_verweis, forward, move
from lotsen.angebotsarten import Uebergabe
from lotsen.forms.verweise import AbschlussForm, EinwilligungForm, RueckzugForm
from lotsen.models import Angebot, Einwilligung, Empfehlung, Verweis
from lotsen.queries import verweise as queries
from lotsen.verweis_tabelle import BEENDET, Seite, VerweisStatus, uebergaben, uebergang


class VerweiseView(RechtRequired, MitAnsichten, TemplateView):
    """All referrals of the own units; filters and search stay in the address."""

    recht = Recht.VERWEISE_BEARBEITEN
    listenseite = "verweise:verweise"
    template_name = "lotsen/verweise.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, q = self.request.GET.get("ansicht", ""), self.request.GET.get("q", "").strip()[:60]
        ansicht = asked if asked in queries.ANSICHTEN else "offen"
        status = self.request.GET.get("stand", "")
        status = status if status in VerweisStatus.values else ""
        rows = queries.listed(self.request.user, ansicht=ansicht, status=status, q=q)
        page = Paginator(rows, queries.JE_SEITE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            rows=page.object_list,
            page_obj=page,
            q=q,
            ansicht=ansicht,
            stand=status,
            staende=VerweisStatus.choices,
            zahlen=queries.counts(self.request.user),
            **kwargs,
        )


class NeuView(RechtRequired, TemplateView):
    """Whom, and where: both are looked up here, or come with an Empfehlung."""

    recht = Recht.VERWEISE_BEARBEITEN
    template_name = "lotsen/verweis_neu.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        empfehlung = self._row(queries.own_empfehlungen(self.request.user), "empfehlung")
        person = self._person(empfehlung)
        wer, wo = self.request.GET.get("wer", "")[:80], self.request.GET.get("wo", "")[:80]
        return super().get_context_data(
            empfehlung=empfehlung,
            person=person,
            wer=wer,
            wo=wo,
            personen=[] if person else self._looked_up(wer),
            angebote=queries.offers(wo, empfehlung.angebotsart if empfehlung else ""),
            **kwargs,
        )

    def _looked_up(self, wer: str) -> list[Person]:
        found = queries.people(self.request.user, wer)
        if found:
            record_read(self.request.user, grund="Suche")
        return found

    def _person(self, empfehlung: Empfehlung | None) -> Person | None:
        known = queries.known_people(self.request.user)
        return empfehlung.erstberatung.person if empfehlung else self._row(known, "person")

    def _row(self, rows: QuerySet, name: str):
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        try:
            return rows.filter(pk=UUID(data.get(name, ""))).first()
        except ValueError:
            return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        empfehlung = self._row(queries.own_empfehlungen(request.user), "empfehlung")
        person = self._person(empfehlung)
        angebot = self._row(Angebot.objects.all(), "angebot")
        einheit = queries.unit_for(request.user, empfehlung)
        if person is None or angebot is None or einheit is None:
            raise Http404
        try:
            return redirect(
                create_verweis(person=person, angebot=angebot, user=request.user, einheit=einheit, empfehlung=empfehlung)
            )
        except DomainError as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data())


class VerweisSeite(RechtRequired):
    """A page or step of one Verweis of the own units."""

    recht = Recht.VERWEISE_BEARBEITEN

    @cached_property
    def verweis(self) -> Verweis:
        verweis = queries.visible(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if verweis is None:
            raise Http404
        return verweis


class VerweisView(VerweisSeite, TemplateView):
    """How it stands, what can be done now, what happened so far."""

    template_name = "lotsen/verweis.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.verweis)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        verweis = self.verweis
        erlaubt = uebergaben(verweis.angebot.angebotsart)
        moeglich = {name: uebergang(verweis.status, name) is not None for name in ("widerrufen", "brief", "abgeschlossen")}
        closing = uebergang(verweis.status, VerweisStatus.ABGESCHLOSSEN)
        return super().get_context_data(
            verweis=verweis,
            schritte=verweis.schritte.select_related("user"),
            einwilligung=verweis.einwilligungen.filter(abgelehnt_am=None, widerrufen_am=None).first(),
            rueckmeldungen=verweis.rueckmeldungen.all(),
            mit_einwilligung=Uebergabe.EINWILLIGUNG in erlaubt and verweis.status == VerweisStatus.ENTWURF,
            mit_gesetz=Uebergabe.GESETZLICH in erlaubt and verweis.status == VerweisStatus.ENTWURF,
            nur_brief=Uebergabe.EINWILLIGUNG not in erlaubt,
            moeglich=moeglich,
            abschliessbar=closing is not None and Seite.LOTSE in closing.wer,
            alternativen=queries.alternatives(verweis) if queries.needs_alternative(verweis) else [],
            beendet=verweis.status in BEENDET,
            **({"form": self._form(), "abschluss": AbschlussForm(), "rueckzug": RueckzugForm()} | kwargs),
        )

    def _form(self) -> EinwilligungForm:
        return EinwilligungForm(initial={"sprache": self.verweis.person.sprache, "felder": ["sprache"], "tage": 180})


class SchrittView(VerweisSeite, View):
    """One step; what is refused stands on the page, with what was typed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("verweise:verweis", kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{kwargs['schritt']}", None)
        if step is None:
            raise Http404
        try:
            return step() or redirect(self.verweis)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(self.verweis)

    def _again(self, **forms: Any) -> HttpResponse:
        page = VerweisView()
        page.setup(self.request, pk=self.verweis.pk)
        return page.render_to_response(page.get_context_data(**forms))

    @property
    def _asked(self) -> Einwilligung:
        row = self.verweis.einwilligungen.filter(abgelehnt_am=None, widerrufen_am=None).first()
        if row is None:
            raise DomainError(_("Diese Frage ist schon beantwortet."), "einwilligung_beantwortet")
        return row

    def do_fragen(self) -> HttpResponse | None:
        form = EinwilligungForm(self.request.POST)
        if not form.is_valid():
            return self._again(form=form)
        ask_consent(self.verweis, **form.werte)
        return None

    def do_link(self) -> None:
        if send_link(self._asked):
            messages.success(self.request, _("Der Link ist unterwegs. Die Person antwortet in Ruhe."))
        else:
            messages.error(self.request, _("Von der Person haben wir keine Adresse. Fragen Sie sie hier am Bildschirm."))

    def do_ja(self) -> None:
        give_consent(self._asked, art=Einwilligung.Art.SCHIRM)
        messages.success(self.request, _("Gesendet. Die Stelle sieht jetzt genau diese Angaben."))

    def do_nein(self) -> None:
        refuse_consent(self._asked, seite=Seite.LOTSE)
        messages.success(self.request, _("Die Person bekommt den Begleitbrief. Bitte drucken Sie ihn aus."))

    def do_gesetz(self) -> None:
        send_by_law(self.verweis)

    def do_brief(self) -> None:
        give_letter(self.verweis)

    def do_abschliessen(self) -> HttpResponse | None:
        form = AbschlussForm(self.request.POST)
        if not form.is_valid():
            return self._again(abschluss=form)
        move(self.verweis, VerweisStatus.ABGESCHLOSSEN, seite=Seite.LOTSE, grund=form.cleaned_data["ausgang"])
        return None

    def do_zurueckziehen(self) -> HttpResponse | None:
        form = RueckzugForm(self.request.POST)
        if not form.is_valid():
            return self._again(rueckzug=form)
        withdraw(self.verweis, seite=Seite.LOTSE, grund=form.cleaned_data["grund"])
        return None

    def do_weiter(self) -> HttpResponse | None:
        wanted = self.request.POST.get("angebot", "")
        angebot = next((row for row in queries.alternatives(self.verweis) if str(row.pk) == wanted), None)
        if angebot is None:
            raise DomainError(_("Bitte wählen Sie eine Stelle aus der Liste."), "angebot")
        return redirect(forward(self.verweis, angebot=angebot, user=self.request.user))
