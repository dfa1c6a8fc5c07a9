"""How an Erstberatung reads: questions in two languages, answers in words, needs by subject."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern.datum import datum
from behoerde.kern.regeln import Empfindlichkeit, Tatsache, Typ
from lotsen.angebotsarten import angebotsarten
from lotsen.beratung import Antwortstand
from lotsen.enums import Kategorie
from lotsen.models import Antwort
from lotsen.queries.erstberatung import BEDARF_NAMEN, Lage
from lotsen.regeln.bedarfe import BEDARFE
from lotsen.regeln.tatsachen import TATSACHEN

NICHT_GESAGT = {
    Antwortstand.WEISS_NICHT: gettext_lazy("Das weiß ich nicht"),
    Antwortstand.MOECHTE_NICHT: gettext_lazy("Das möchte ich nicht sagen"),
    Antwortstand.UEBERSPRUNGEN: gettext_lazy("Überspringen, im Gespräch klären"),
}


@dataclass(frozen=True)
class Frage:
    """One question in the language of the page and in that of the person."""

    tatsache: Tatsache
    text: str
    eigen: str
    sprache: str

    @property
    def name(self) -> str:
        return self.tatsache.name

    @property
    def zweisprachig(self) -> bool:
        return self.text != self.eigen


@dataclass(frozen=True)
class Zeile:
    """One answer in words, with its question."""

    antwort: Antwort
    frage: str
    wert: str

    @property
    def kurz(self) -> str:
        """Return a need in the words of its list."""
        return str(TATSACHEN[self.antwort.tatsache].frage)


@dataclass(frozen=True)
class Thema:
    """A subject with its needs: name, words, and whether the person named it."""

    code: str
    label: str
    bedarfe: list[tuple[str, str, bool]]
    besonders: bool = False


def question(tatsache: Tatsache, sprache: str) -> Frage:
    """Return a question as both of them read it."""
    with translation.override(sprache):
        own = wording(tatsache)
    return Frage(tatsache, wording(tatsache), own, sprache)


def wording(tatsache: Tatsache) -> str:
    """Return the question in the language of the page; a need becomes one."""
    if tatsache.name in BEDARF_NAMEN:
        return _("Brauchen Sie Hilfe dabei: %(was)s?") % {"was": tatsache.frage}
    return str(tatsache.frage)


def in_words(tatsache: Tatsache, value: Any) -> str:
    """Return an answer as it is said."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nein")
    if isinstance(value, date):
        return datum(value)
    if tatsache.typ is Typ.AUSWAHL:
        return str(dict(tatsache.auswahl).get(value, value))
    return str(value)


def answers(lage: Lage) -> list[Zeile]:
    """Return what was answered, in the order of the questions; needs that were not named are left out."""
    rows = []
    for name, tatsache in TATSACHEN.items():
        antwort = lage.antworten.get(name)
        if antwort is None or (name in BEDARF_NAMEN and antwort.value is False):
            continue
        said = NICHT_GESAGT.get(Antwortstand(antwort.stand)) or in_words(tatsache, antwort.value)
        rows.append(Zeile(antwort, wording(tatsache), str(said)))
    prefetch_related_objects([row.antwort for row in rows], "gegeben_von", "bestaetigt_von")
    return rows


def subjects(lage: Lage, *, besonders: bool) -> list[Thema]:
    """Return the needs by subject, with what was named so far; the delicate ones on a list of their own at the end."""
    named = {name for name, value in lage.facts.items() if value is True}
    by_code: dict[str, list] = {code: [] for code in Kategorie.values}
    delicate = []
    for code, tatsache in BEDARFE.items():
        entry = (tatsache.name, str(tatsache.frage), tatsache.name in named)
        if tatsache.empfindlichkeit is Empfindlichkeit.BESONDERS:
            delicate.append(entry)
        else:
            by_code[kategorie_of(code)].append(entry)
    found = [Thema(code, str(Kategorie(code).label), entries) for code, entries in by_code.items() if entries]
    return [*found, Thema("besonders", _("Nur im Vertrauen"), delicate, besonders=True)] if besonders else found


def kategorie_of(code: str) -> str:
    """Return the subject under which a need stands: that of the first kind of service that meets it."""
    first = code.split(".", maxsplit=1)[0]
    if first in Kategorie.values:
        return first
    return next((art.kategorie for art in angebotsarten().values() if code in art.bedarfe), Kategorie.RECHT)
