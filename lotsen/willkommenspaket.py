"""The welcome package: what comes first for whom, in words for everybody; norm, period and helpers come from the rules."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Regel
from lotsen.regeln import REGELWERK


class Ankunftslage(TextChoices):
    """Why somebody comes; one may fit beside another."""

    FAMILIE = "familie", _("Ich habe Kinder dabei")
    ARBEIT = "arbeit", _("Ich arbeite")
    AUSBILDUNG = "ausbildung", _("Ich mache eine Ausbildung")
    STUDIUM = "studium", _("Ich studiere")
    EHE = "ehe", _("Ich ziehe zu meinem Ehepartner oder meiner Ehepartnerin")
    SCHUTZ = "schutz", _("Ich suche Schutz oder habe Schutz bekommen")
    EU = "eu", _("Ich habe einen Pass aus der EU")


class Dauer(TextChoices):
    """How long somebody means to stay."""

    KURZ = "kurz", _("höchstens ein Jahr")
    LANG = "lang", _("länger, oder ich weiß es noch nicht")


class Phase(TextChoices):
    """When a step is due."""

    TAGE = "tage", _("In den ersten Tagen")
    WOCHEN = "wochen", _("In den ersten Wochen")
    MONATE = "monate", _("In den ersten Monaten")


@dataclass(frozen=True)
class Paketschritt:
    """One step of the package. ``regel`` brings norm, period and helpers; without one ``norm`` stands alone.

    ``lagen`` empty: for everybody; ``dauer`` empty: however long; ``ohne``: not for these.
    """

    schluessel: str
    phase: Phase
    titel: Any
    text: Any
    regel: str = ""
    norm: str = ""
    mehr: tuple[str, ...] = ()
    lagen: frozenset[str] = frozenset()
    ohne: frozenset[str] = frozenset()
    dauer: str = ""

    @property
    def grundlage(self) -> Regel | None:
        return REGELWERK.by_key[self.regel] if self.regel else None

    @property
    def arten(self) -> tuple[str, ...]:
        """Return the kinds of services that help with it."""
        return (*(self.grundlage.ziele if self.grundlage else ()), *self.mehr)

    @property
    def frist(self) -> tuple[int, int]:
        """Return the period that the law gives for it: (days, months), (0, 0) when it gives none."""
        fristen = self.grundlage.fristen if self.grundlage else ()
        return (fristen[0].tage, fristen[0].monate) if fristen else (0, 0)

    def fits(self, lagen: frozenset[str], dauer: str) -> bool:
        """Say whether the step is for somebody of these ``lagen`` who stays ``dauer``."""
        wanted = not self.lagen or bool(self.lagen & lagen)
        return wanted and not (self.ohne & lagen) and self.dauer in {"", dauer}


_L = Ankunftslage
_TAGE, _WOCHEN, _MONATE = Phase
SCHRITTE = (
    Paketschritt(
        "anmelden",
        _TAGE,
        _("Ihre Wohnung anmelden"),
        _(
            "Gehen Sie mit Pass und der Bestätigung Ihres Vermieters zum Bürgeramt. Die Frist zählt ab dem Einzug. "
            "Die Steuernummer kommt danach mit der Post."
        ),
        regel="buergeramt",
    ),
    Paketschritt(
        "titel",
        _TAGE,
        _("Aufenthaltstitel rechtzeitig beantragen"),
        _("Sehen Sie nach, wann Ihr Visum oder Ihr Titel endet. Stellen Sie den Antrag vorher bei uns: Dann gilt er weiter."),
        norm="AufenthG § 81 Abs. 4",
        ohne=frozenset({_L.EU}),
    ),
    Paketschritt(
        "versichern",
        _TAGE,
        _("Krankenversicherung klären"),
        _("Ohne Versicherung sind Arzt und Krankenhaus sehr teuer. Sie wählen Ihre Krankenkasse selbst."),
        regel="krankenkasse",
        ohne=frozenset({_L.SCHUTZ}),
    ),
    Paketschritt(
        "versorgt",
        _TAGE,
        _("Geld und Arzt im Asylverfahren"),
        _("Solange das Verfahren läuft, hilft das Sozialamt mit Geld zum Leben und beim Arztbesuch."),
        regel="sozialamt",
        lagen=frozenset({_L.SCHUTZ}),
    ),
    Paketschritt(
        "asylberatung",
        _TAGE,
        _("Im Asylverfahren unabhängig beraten lassen"),
        _("Die Beratung ist kostenlos und vertraulich. Gehen Sie am besten vor der Anhörung hin."),
        regel="asylverfahrensberatung",
        lagen=frozenset({_L.SCHUTZ}),
    ),
    Paketschritt(
        "orientieren",
        _TAGE,
        _("In der Stadt ankommen"),
        _("Hier fragen Sie alles, was neu ist: Wohnen, Verkehr, Ämter, Vereine."),
        regel="willkommensbuero",
    ),
    Paketschritt(
        "konto",
        _WOCHEN,
        _("Konto eröffnen"),
        _("Jeder Mensch, der rechtmäßig hier ist, hat ein Recht auf ein Basiskonto. Die Bank muss bald antworten."),
        regel="basiskonto_bank",
    ),
    Paketschritt(
        "schule",
        _WOCHEN,
        _("Kinder in der Schule anmelden"),
        _("Für Kinder im Schulalter ist Schule Pflicht. Fragen Sie nach Klassen, in denen Kinder Deutsch lernen."),
        regel="schulaufnahme",
        lagen=frozenset({_L.FAMILIE}),
    ),
    Paketschritt(
        "kita",
        _WOCHEN,
        _("Platz in der Kita suchen"),
        _("Ab dem ersten Geburtstag gibt es ein Recht auf einen Platz. Melden Sie sich früh an, Plätze sind knapp."),
        regel="kita_vermittlung",
        lagen=frozenset({_L.FAMILIE}),
    ),
    Paketschritt(
        "kindergeld",
        _WOCHEN,
        _("Kindergeld beantragen"),
        _("Ob Sie es bekommen, hängt auch von Ihrem Aufenthaltstitel ab. Die Familienkasse prüft das."),
        regel="familienkasse",
        lagen=frozenset({_L.FAMILIE}),
    ),
    Paketschritt(
        "kurs",
        _WOCHEN,
        _("Integrationskurs beginnen"),
        _("Dort lernen Sie Deutsch und wie das Leben hier geht. Die Frist zählt ab Ihrem ersten Aufenthaltstitel."),
        regel="integrationskurs_anspruch",
        lagen=frozenset({_L.ARBEIT, _L.EHE, _L.SCHUTZ}),
        dauer=Dauer.LANG,
    ),
    Paketschritt(
        "deutsch",
        _WOCHEN,
        _("Deutsch lernen"),
        _("Kurse gibt es für jedes Niveau, auch am Abend und online. Im Sprachcafé üben Sie kostenlos."),
        regel="volkshochschule",
        mehr=("ehrenamtliche_sprachangebote",),
    ),
    Paketschritt(
        "studium",
        _WOCHEN,
        _("Zum International Office der Hochschule gehen"),
        _("Es hilft bei Einschreibung, Wohnheim, Studienkolleg und Geld."),
        regel="hochschule_international",
        lagen=frozenset({_L.STUDIUM}),
    ),
    Paketschritt(
        "beratung",
        _WOCHEN,
        _("Begleitung beim Ankommen holen"),
        _("Die Migrationsberatung geht mit Ihnen Schritt für Schritt. Für Menschen bis 26 gibt es den Jugendmigrationsdienst."),
        regel="mbe",
        mehr=("jmd",),
        lagen=frozenset({_L.ARBEIT, _L.EHE, _L.SCHUTZ, _L.EU, _L.FAMILIE, _L.AUSBILDUNG}),
    ),
    Paketschritt(
        "rechte",
        _MONATE,
        _("Ihre Rechte bei der Arbeit kennen"),
        _("Lohn, Urlaub, Kündigung: Die Beratung prüft Ihren Vertrag, kostenlos und in vielen Sprachen."),
        regel="fair_integration",
        lagen=frozenset({_L.ARBEIT, _L.AUSBILDUNG}),
    ),
    Paketschritt(
        "arbeit",
        _MONATE,
        _("Arbeit oder Ausbildung suchen"),
        _("Die Agentur für Arbeit berät Sie kostenlos und kennt freie Stellen."),
        regel="agentur_fuer_arbeit",
        lagen=frozenset({_L.EHE, _L.SCHUTZ, _L.EU}),
    ),
    Paketschritt(
        "anerkennen",
        _MONATE,
        _("Abschluss anerkennen lassen"),
        _(
            "Lassen Sie prüfen, was Ihr Zeugnis hier wert ist. Mit vollständigen Unterlagen muss die Stelle in der Frist entscheiden."
        ),
        regel="anerkennungsberatung",
        lagen=frozenset({_L.ARBEIT, _L.EHE, _L.SCHUTZ, _L.EU}),
    ),
    Paketschritt(
        "fuehrerschein",
        _MONATE,
        _("Führerschein umschreiben"),
        _("Ein Führerschein von außerhalb der EU gilt nur für begrenzte Zeit. Die Frist zählt, seit Sie hier wohnen."),
        regel="fahrerlaubnisbehoerde",
        ohne=frozenset({_L.EU}),
    ),
    Paketschritt(
        "begegnen",
        _MONATE,
        _("Menschen kennenlernen"),
        _("Sport, Musik, Ehrenamt und Vereine: So finden viele ihre ersten Freunde in der Stadt."),
        regel="sportverein",
        mehr=("migrantenorganisation", "freiwilligenagentur"),
    ),
    Paketschritt(
        "gehen",
        _MONATE,
        _("Bevor Sie wieder gehen"),
        _("Abmelden, Versicherungen, Geld zurück: Was vor der Abreise zu tun ist, steht auf einer eigenen Seite."),
        norm="BMG § 17 Abs. 2",
        dauer=Dauer.KURZ,
    ),
)
