"""Matching in both directions, and the proposal that somebody decides on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht, RechtRequired
from fallmanagement.actions.vermittlung import begin_vermittlung
from fallmanagement.actions.vorschlag import answer, propose, release, withdraw
from fallmanagement.forms.vorschlag import AntwortForm, BegruendungForm, EinwilligungForm, RueckzugForm, SuchForm
from fallmanagement.models import Stellenangebot, Vorschlag
from fallmanagement.queries.matching import abgleich
from fallmanagement.queries.profil import profil
from fallmanagement.queries.stellensuche import as_stelle, people_for, vacancies_for
from fallmanagement.queries.vermittlung import of_vorschlag
from fallmanagement.queries.vorschlaege import Angebotsangaben, of_akte, offer
from fallmanagement.stellenwerte import Einwilligungsweg, Rueckzugsgrund, VorschlagStatus
from fallmanagement.views.akten import AkteSeite
from lotsen.queries.naehe import distances


class StellenView(AkteSeite, TemplateView):
    """Person → vacancies: what may suit, best first, and what was proposed."""

    template_name = "fallmanagement/akte_stellen.html"
    reiter = "stellen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SuchForm(self.request.GET or None)
        wanted = form.cleaned_data if form.is_valid() else {}
        km = distances(wanted["plz"]) if wanted.get("plz") else {}
        return super().get_context_data(
            form=form,
            treffer=vacancies_for(profil(self.akte), km=km, art=wanted.get("art", "")),
            plz_unbekannt=bool(wanted.get("plz")) and not km,
            vorschlaege=of_akte(self.akte),
            **kwargs,
        )


class StelleView(AkteSeite, FormView):
    """One vacancy for one person with every reason; whoever proposes says why."""

    template_name = "fallmanagement/akte_stelle.html"
    reiter = "stellen"
    form_class = BegruendungForm

    @cached_property
    def stelle(self) -> Stellenangebot:
        return get_object_or_404(Stellenangebot.objects.select_related("betrieb"), pk=self.kwargs["stelle"])

    @property
    def ergebnis(self):
        return abgleich(profil(self.akte), as_stelle(self.stelle))

    def form_valid(self, form: BegruendungForm) -> HttpResponse:
        why = form.cleaned_data["begruendung"]
        try:
            row = propose(self.akte, self.stelle, begruendung=why, abgleich=self.ergebnis, user=self.request.user)
        except DomainError as error:
            form.add_error("begruendung", error.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Vorgemerkt. Fragen Sie jetzt die Person, was der Betrieb erfahren darf."))
        return redirect(row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = of_akte(self.akte).open().filter(stellenangebot=self.stelle).first()
        is_open = Stellenangebot.objects.open().filter(pk=self.stelle.pk).exists()
        return super().get_context_data(stelle=self.stelle, ergebnis=self.ergebnis, offen=is_open, vorschlag=known, **kwargs)


class VorschlagView(AkteSeite, TemplateView):
    """One proposal: the consent, what the employer says, taking it back. POST ``was`` names the step."""

    template_name = "fallmanagement/vorschlag.html"
    reiter = "stellen"

    @cached_property
    def vorschlag(self) -> Vorschlag:
        rows = of_akte(self.akte).select_related("fallakte__person")
        return get_object_or_404(rows, pk=self.kwargs["vorschlag"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        try:
            shown = step()
        except DomainError as error:
            messages.error(request, error.text)
            shown = None
        if isinstance(shown, HttpResponse):
            return shown
        return self.render_to_response(self.get_context_data(**shown)) if shown else redirect(self.vorschlag)

    def _offer(self, form: EinwilligungForm) -> Angebotsangaben:
        data = {name: form.cleaned_data[name] for name in ("felder", "worte", "sprache", "tage")}
        return offer(self.vorschlag, profil(self.akte), **data)

    def _words(self, form: EinwilligungForm, angebot: Angebotsangaben) -> dict[str, Any]:
        form.data = form.data.copy()
        form.data["gesehen"] = angebot.abdruck
        return {"form": form, "angebot": angebot, "rtl": get_language_info(angebot.sprache)["bidi"]}

    def do_text(self) -> dict[str, Any]:
        form = EinwilligungForm(self.request.POST)
        return self._words(form, self._offer(form)) if form.is_valid() else {"form": form}

    def do_ja(self) -> dict[str, Any] | None:
        form = EinwilligungForm(self.request.POST)
        if not form.is_valid():
            return {"form": form}
        angebot = self._offer(form)
        if form.cleaned_data["gesehen"] != angebot.abdruck:
            messages.warning(self.request, _("Bitte lesen Sie der Person zuerst diesen Text vor."))
            return self._words(form, angebot)
        release(self.vorschlag, angebot, weg=Einwilligungsweg(form.cleaned_data["weg"]))
        messages.success(self.request, _("Der Betrieb sieht den Vorschlag jetzt über seinen Link."))
        return None

    def do_antwort(self) -> dict[str, Any] | None:
        form = AntwortForm(self.request.POST)
        if not form.is_valid():
            return {"antwort": form}
        data = form.cleaned_data
        answer(self.vorschlag, interesse=data["antwort"] == "interesse", grund=data["grund"])
        return None

    def do_vermittlung(self) -> HttpResponse:
        return redirect(begin_vermittlung(self.vorschlag, user=self.request.user))

    def do_zurueck(self) -> dict[str, Any] | None:
        form = RueckzugForm(self.request.POST)
        if not form.is_valid():
            return {"rueckzug": form}
        withdraw(self.vorschlag, grund=Rueckzugsgrund(form.cleaned_data["grund"]))
        messages.success(self.request, _("Zurückgezogen. Der Betrieb sieht nichts mehr davon."))
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.vorschlag
        first = {"sprache": self.akte.person.sprache, "felder": ["deutsch", "erfahrung"]}
        waiting = row.status == VorschlagStatus.VORGEMERKT
        empty = {"form": EinwilligungForm(initial=first) if waiting else None, "angebot": None, "rtl": False}
        forms = {"antwort": AntwortForm(), "rueckzug": RueckzugForm()}
        rows = {
            "vorschlag": row,
            "stelle": row.stellenangebot,
            "vermittlung": of_vorschlag(row),
        }  # after kwargs, in which the address names its keys
        return super().get_context_data(**({**empty, **forms} | kwargs | rows))


class PersonenView(RechtRequired, TemplateView):
    """Vacancy → people of cases that may be seen; looking is written into the read log."""

    recht = Recht.FALLAKTEN
    template_name = "fallmanagement/stelle_personen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stelle = get_object_or_404(Stellenangebot.objects.select_related("betrieb"), pk=self.kwargs["pk"])
        record_read(self.request.user, grund="Abgleich")
        found, complete = people_for(stelle, self.request.user)
        return super().get_context_data(stelle=stelle, treffer=found, alle=complete, **kwargs)
