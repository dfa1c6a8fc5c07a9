"""What the person sees behind a link: the words of the consent, and the question whether it helped."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_info
from django.views.generic import TemplateView

from behoerde.kern.exceptions import DomainError
from lotsen.actions.einwilligung import give_consent, refuse_consent, withdraw
from lotsen.actions.partner import note_feedback
from lotsen.models import Einwilligung, Rueckmeldung, Verweis
from lotsen.verweis_tabelle import Seite, Verweislink, VerweisStatus
from lotsen.views.mitlink import MitLink
from lotsen.views.verweislink import found


class PersonenSeite(MitLink, TemplateView):
    """A page of the Verweis of somebody."""

    verweis: Verweis

    def load(self, pk) -> None:
        self.verweis = found(Verweis.objects.select_related("person", "angebot__traeger"), pk)


class EinwilligungView(PersonenSeite):
    """Read in the own language, say yes or no, take a yes back at any time."""

    zweck = Verweislink.EINWILLIGUNG
    template_name = "lotsen/einwilligung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.verweis.einwilligungen.first()
        sprache = row.sprache if row else "de"
        return super().get_context_data(
            verweis=self.verweis,
            einwilligung=row,
            zeilen=row.text.splitlines() if row else [],
            lang=sprache.split("-", maxsplit=1)[0],
            dir="rtl" if get_language_info(sprache)["bidi"] else "ltr",
            offen=row is not None and not row.gegeben_am and not row.abgelehnt_am and self._is_asked(),
            **({"fehler": ""} | kwargs),
        )

    def _is_asked(self) -> bool:
        return self.verweis.status == VerweisStatus.EINWILLIGUNG

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.verweis.einwilligungen.first()
        antwort = request.POST.get("antwort", "")
        try:
            if row is not None and antwort == "ja":
                give_consent(row, art=Einwilligung.Art.LINK)
            elif row is not None and antwort == "nein":
                refuse_consent(row, seite=Seite.PERSON)
            elif row is not None and antwort == "widerrufen" and row.gegeben_am:
                withdraw(self.verweis, seite=Seite.PERSON)
        except DomainError as error:
            return self.render_to_response(self.get_context_data(fehler=str(error)))
        return redirect("verweis_person:einwilligung", kwargs["token"])


class RueckmeldungView(PersonenSeite):
    """Did it help? One click; a later answer replaces the earlier one."""

    zweck = Verweislink.RUECKMELDUNG
    template_name = "lotsen/rueckmeldung.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = self.verweis.rueckmeldungen.filter(art=Rueckmeldung.Art.PERSON).first()
        return super().get_context_data(verweis=self.verweis, gegeben=given.antwort if given else "", **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort = request.POST.get("antwort", "")
        if antwort in Rueckmeldung.Antwort.values:
            note_feedback(self.verweis, art=Rueckmeldung.Art.PERSON, antwort=antwort)
        return redirect("verweis_person:rueckmeldung", kwargs["token"])
