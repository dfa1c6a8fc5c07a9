"""The Perspektiven-Check of a case: what is open, what is missing, and the facts it rests on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import View

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.pdf import PdfUnavailable, pdf_available, pdf_response, render_pdf
from behoerde.kern.regeln import Regelergebnis, Urteil, next_questions
from fallmanagement.actions.perspektive import check_paths
from fallmanagement.forms.perspektive import PerspektiveForm
from fallmanagement.klientblatt import WORTE, parts
from fallmanagement.perspektive import FASSUNG, PFADE
from fallmanagement.perspektive.pfad import Pfadergebnis, Pfadurteil, judge_paths
from fallmanagement.perspektive.tatsachen import TATSACHEN
from fallmanagement.queries import perspektive as queries
from fallmanagement.views.akten import AkteSeite
from fallmanagement.views.inhalt import Reiter

SYMBOLE = {
    Pfadurteil.MOEGLICH_JETZT: ("gut", "check"),
    Pfadurteil.AB_DATUM: ("auskunft", "calendar-clock"),
    Pfadurteil.UNBEKANNT: ("achtung", "hourglass"),
    Pfadurteil.FEHLT: ("achtung", "hourglass"),
    Pfadurteil.AUSGESCHLOSSEN: ("leer", "x"),
}
FRAGEN = 6  # shown at once


class PerspektiveView(Reiter):
    """Path cards by verdict; POST ``was`` = ``pruefen`` with all facts stores a check."""

    template_name = "fallmanagement/akte_perspektive.html"
    reiter = "perspektive"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts, last = queries.known_facts(self.akte), queries.latest(self.akte)
        results = judge_paths(PFADE, facts, uhr.today())
        concerning = [entry for entry in results if entry.betrifft]
        questions = next_questions([_as_rule(entry) for entry in concerning], TATSACHEN)
        form = kwargs.pop("form", None) or PerspektiveForm(tatsachen=facts, offen=[tatsache.name for tatsache in questions])
        return super().get_context_data(
            gruppen=_by_verdict(concerning),
            andere=len(results) - len(concerning),
            fragen=questions[:FRAGEN],
            letzte=last,
            veraltet=last is not None and last.fassung != FASSUNG,
            fassung=FASSUNG,
            druckbar=pdf_available(),
            wege=len(results),
            form=form,
            **kwargs,
        )

    def do_pruefen(self) -> PerspektiveForm | None:
        form = PerspektiveForm(self.request.POST, tatsachen=queries.known_facts(self.akte))
        if not form.is_valid():
            return form
        check_paths(self.akte, tatsachen=form.tatsachen, user=self.request.user)
        messages.success(self.request, _("Geprüft und gespeichert."))
        return None


def _as_rule(entry: Pfadergebnis) -> Regelergebnis:
    """Return what ``next_questions`` asks of: an excluded path needs no answers."""
    return Regelergebnis(entry.pfad, Urteil.UNBEKANNT, (), frozenset(entry.unbekannt))


def _by_verdict(results: list[Pfadergebnis]) -> list[tuple[Pfadurteil, tuple[str, str], list[dict[str, Any]]]]:
    """Return the verdicts that occur, each with colour and symbol and its cards."""
    groups = []
    for urteil in Pfadurteil:
        cards = [
            {"ergebnis": entry, "fragen": [TATSACHEN[name] for name in entry.unbekannt]}
            for entry in results
            if entry.urteil is urteil
        ]
        if cards:
            groups.append((urteil, SYMBOLE[urteil], cards))
    return groups


class KlientblattView(AkteSeite, View):
    """The same on paper, in the language of the person."""

    reiter = "wege"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.akte, grund=self.reiter)
        facts, sprache = queries.known_facts(self.akte), self.akte.person.sprache
        with translation.override(sprache):
            context = {"worte": WORTE, "teile": parts(judge_paths(PFADE, facts, uhr.today()))}
        try:
            content = render_pdf("fallmanagement/klient_wege_pdf.html", context, sprache=sprache)
        except PdfUnavailable as error:
            messages.error(request, error.text)
            return redirect("fallmanagement:perspektive", self.akte.pk)
        return pdf_response(content, f"{self.akte.aktenzeichen}-wege.pdf")
