"""What the triage desk does with a concern: one click each, and a click back where that makes sense."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht, RechtRequired
from termine.actions.sichtung import assign_ansprechperson, check_unterlage, hand_over, set_leistung
from termine.actions.sichtung_angebot import book_now, retract_vorschlaege
from termine.actions.sichtung_antwort import answer, ask_back, forward, take_answer_back, withdraw_rueckfrage
from termine.actions.sichtung_familie import rejoin_aufnahme
from termine.actions.vorschlag import offer_termine
from termine.actions.zusammenfuehrung import separate_aufnahmen
from termine.enums import UnterlageStand
from termine.forms.sichtung import AngebotForm, AntwortForm, LeistungForm, RueckfrageForm, WeiterForm, ZuweisenForm
from termine.models import Aufnahme, Leistung
from termine.queries.anliegen_sichtung import previous_ansprechperson, split_off, teams_for
from termine.queries.ansprechperson import kandidaten
from termine.queries.sichtung import vorgang_number
from termine.views.heute_aendern import when
from termine.views.sichtung import AnliegenView, EinAnliegen


def say(request: HttpRequest, sentence: str, zurueck: str = "") -> None:
    """Say what was done; ``zurueck`` is the address that takes it back (the form "zurueck" stands on every page)."""
    if zurueck:
        button = '{} <button type="submit" class="meldung__knopf" form="zurueck" formaction="{}" data-taste="z">{} <kbd>Z</kbd></button>'
        sentence = format_html(button, sentence, zurueck, _("Rückgängig"))
    messages.success(request, sentence)


class Tun(AnliegenView, ABC):
    """One panel beside the concern: what is refused is said in the panel, and nothing typed is lost."""

    recht = Recht.ANLIEGEN_SICHTEN
    http_method_names = ["post"]
    panel: str

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form()
        if form.is_valid():
            try:
                sentence, undo = self.act(form)
            except DomainError as error:
                form.add_error(None, str(error))
                self.aufnahme = self.load()  # somebody may have been faster
            else:
                say(request, sentence, undo)
                return redirect(self.back)
        self.formen = {self.panel: form}
        return self.render_to_response(self.get_context_data(abgelehnt=form))

    @abstractmethod
    def build_form(self) -> BaseForm:
        """Return the form of the request."""

    @abstractmethod
    def act(self, form) -> tuple[str, str]:
        """Do it and return the sentence that says so and the address that takes it back, "" for none."""

    def undo(self, was: str, query: str = "") -> str:
        return reverse("termine:empfang_zurueck", args=[self.aufnahme.pk, was]) + query


class RueckfrageView(Tun):
    panel = "frage"

    def build_form(self) -> RueckfrageForm:
        return RueckfrageForm(self.request.POST, aufnahme=self.aufnahme, prefix="frage")

    def act(self, form: RueckfrageForm) -> tuple[str, str]:
        ask_back(self.aufnahme, von=self.request.user, **form.cleaned_data)
        return _("Die Rückfrage ist gestellt. Die Frist ruht, bis die Person antwortet."), self.undo("frage")


class AntwortView(Tun):
    panel = "antwort"

    def build_form(self) -> AntwortForm:
        return AntwortForm(self.request.POST, prefix="antwort")

    def act(self, form: AntwortForm) -> tuple[str, str]:
        answer(self.aufnahme, form.cleaned_data["text"])
        return _("Das Anliegen ist ohne Termin beantwortet."), self.undo("antwort")


class WeiterView(Tun):
    panel = "weiter"

    def build_form(self) -> WeiterForm:
        return WeiterForm(self.request.POST, teams=teams_for(self.aufnahme), prefix="weiter")

    def act(self, form: WeiterForm) -> tuple[str, str]:
        data = form.cleaned_data
        if data["team"]:
            before = self.aufnahme.team_id
            hand_over(self.aufnahme, data["team"])
            sentence = _("Jetzt ist zuständig: %(team)s.") % {"team": data["team"]}
            return sentence, self.undo("team", f"?team={before}") if before else ""
        forward(self.aufnahme, an=data["an"], text=data["text"])
        return _("Weitergeleitet an %(stelle)s. Die Person bekommt Ihre Nachricht.") % {"stelle": data["an"]}, self.undo(
            "antwort"
        )


class LeistungView(Tun):
    panel = "leistung"

    def build_form(self) -> LeistungForm:
        return LeistungForm(self.request.POST, aufnahme=self.aufnahme, prefix="leistung")

    def act(self, form: LeistungForm) -> tuple[str, str]:
        before = self.aufnahme.leistung.slug
        set_leistung(self.aufnahme, form.cleaned_data["leistung"])
        sentence = _("Die Leistung ist jetzt: %(leistung)s.") % {"leistung": form.cleaned_data["leistung"]}
        return sentence, self.undo("leistung", f"?leistung={before}")


class AngebotView(Tun):
    """Offer the ticked times; ``buchen`` names one time that the person on the phone has agreed to."""

    panel = "angebot"

    def build_form(self) -> AngebotForm:
        data = self.request.POST.copy()
        if direct := data.get("buchen"):
            data.setlist("zeit", [direct])
        return AngebotForm(data)

    def act(self, form: AngebotForm) -> tuple[str, str]:
        self._assign()
        later = form.cleaned_data["auch_spaeter"]
        if "buchen" in self.request.POST:
            beginn, standort = form.zeiten[0]
            termin = book_now(self.aufnahme, beginn=beginn, standort=standort, auch_spaeter=later)
            return _("Fest gebucht: %(wann)s. Termincode: %(code)s.") % {"wann": when(termin), "code": termin.code}, ""
        rows = offer_termine(self.aufnahme, form.zeiten, gueltig_bis=form.gueltig_bis, auch_spaeter=later)
        sentence = ngettext("%(n)s Zeit ist angeboten und gehalten.", "%(n)s Zeiten sind angeboten und gehalten.", len(rows))
        return sentence % {"n": len(rows)}, self.undo("angebot")

    def _assign(self) -> None:
        """Who was ticked beside the times answers for the concern from now on."""
        form = zuweisen(self)
        if form.is_valid() and form.cleaned_data["ansprechperson"]:
            self.aufnahme = assign_ansprechperson(self.aufnahme, form.cleaned_data["ansprechperson"])


def zuweisen(view: EinAnliegen) -> ZuweisenForm:
    user = view.request.user
    return ZuweisenForm(view.request.POST, kandidaten=kandidaten(view.aufnahme), user=user, aufnahme=view.aufnahme)


class Knopf(RechtRequired, EinAnliegen, View, ABC):
    """One button that asks for nothing; what it may not do is said on the page it came from."""

    recht = Recht.ANLIEGEN_SICHTEN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            say(request, *self.act())
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(self.back)

    @abstractmethod
    def act(self) -> tuple[str, str]:
        """Do it and return the sentence that says so and the address that takes it back, "" for none."""


class ZuweisenView(Knopf):
    """Give the concern to the ticked person, or with ``ich`` to oneself."""

    def act(self) -> tuple[str, str]:
        before = self.aufnahme.ansprechperson_id or ""
        user: User | None = self.request.user
        if "ich" not in self.request.POST:
            form = zuweisen(self)
            if not form.is_valid():
                raise DomainError(form.errors["ansprechperson"][0], "person")
            user = form.cleaned_data["ansprechperson"]
        assign_ansprechperson(self.aufnahme, user)
        undo = reverse("termine:empfang_zurueck", args=[self.aufnahme.pk, "person"]) + f"?person={before}"
        return _("Ansprechperson: %(name)s.") % {"name": user or _("niemand")}, undo


class UnterlageView(Knopf):
    """Mark one document as checked, or take that back."""

    def act(self) -> tuple[str, str]:
        line = get_object_or_404(self.aufnahme.unterlagen, pk=self.kwargs["zeile"])
        row = check_unterlage(line, geprueft=line.stand != UnterlageStand.GEPRUEFT)
        name = row.unterlage or _("Weitere Datei")
        if row.stand == UnterlageStand.GEPRUEFT:
            return _("Geprüft: %(unterlage)s.") % {"unterlage": name}, self.request.path
        return _("Nicht mehr geprüft: %(unterlage)s.") % {"unterlage": name}, ""


class ZurueckView(Knopf):
    """Take back what was just done."""

    def act(self) -> tuple[str, str]:
        try:
            step: Callable[[], str] = getattr(self, f"_undo_{self.kwargs['was']}")
        except AttributeError as unknown:
            raise Http404 from unknown
        return step(), ""

    def _undo_frage(self) -> str:
        withdraw_rueckfrage(self.aufnahme)
        return _("Die Rückfrage ist zurückgenommen. Die Frist läuft wieder.")

    def _undo_angebot(self) -> str:
        retract_vorschlaege(self.aufnahme)
        return _("Die Vorschläge sind zurückgenommen. Die Zeiten sind wieder frei.")

    def _undo_antwort(self) -> str:
        take_answer_back(self.aufnahme)
        return _("Das Anliegen ist wieder in Sichtung.")

    def _undo_person(self) -> str:
        user = previous_ansprechperson(self.aufnahme, self.request.GET.get("person", ""))
        assign_ansprechperson(self.aufnahme, user)
        return _("Ansprechperson: %(name)s.") % {"name": user or _("niemand")}

    def _undo_team(self) -> str:
        wanted = self.request.GET.get("team")
        team = next((team for team in teams_for(self.aufnahme) if str(team.pk) == wanted), None)
        if team is None:
            raise Http404
        hand_over(self.aufnahme, team)
        return _("Jetzt ist zuständig: %(team)s.") % {"team": team}

    def _undo_leistung(self) -> str:
        leistung = get_object_or_404(Leistung.objects.offered(), slug=self.request.GET.get("leistung", "").replace("\0", ""))
        set_leistung(self.aufnahme, leistung)
        return _("Die Leistung ist jetzt: %(leistung)s.") % {"leistung": leistung}

    def _undo_zusammen(self) -> str:
        own = Aufnahme.objects.sichtbar_fuer(self.request.user)
        gone = get_object_or_404(own, nummer=vorgang_number(self.request.GET.get("doppelt", "")))
        separate_aufnahmen(self.aufnahme, gone)
        return _("Die beiden Vorgänge sind wieder getrennt: %(vorgang)s wartet wieder auf Sie.") % {"vorgang": gone.vorgang}

    def _undo_teilung(self) -> str:
        new = get_object_or_404(
            split_off(self.aufnahme, self.request.user), nummer=vorgang_number(self.request.GET.get("neu", ""))
        )
        rejoin_aufnahme(self.aufnahme, new)
        return _("Die Familie ist wieder in einem Vorgang.")
