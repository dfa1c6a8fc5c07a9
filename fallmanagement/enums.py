"""States of a case file and the one table of its moves. Database triggers are made of it."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Fallphase(TextChoices):
    """Where the work on a case stands."""

    NEU = "neu", _("neu")
    KLAERUNG = "klaerung", _("Klärung")
    PLAN = "plan", _("Plan")
    VERMITTLUNG = "vermittlung", _("Vermittlung")
    BEGLEITUNG = "begleitung", _("Begleitung")
    ABGESCHLOSSEN = "abgeschlossen", _("abgeschlossen")
    RUHEND = "ruhend", _("ruhend")
    UEBERGEBEN = "uebergeben", _("übergeben")


class Abschlussgrund(TextChoices):
    ZIEL_ERREICHT = "ziel_erreicht", _("Das Ziel ist erreicht")
    WEGGEZOGEN = "weggezogen", _("Die Person ist weggezogen")
    AUSGEREIST = "ausgereist", _("Die Person ist ausgereist")
    WUNSCH = "wunsch", _("Die Person möchte keine Begleitung mehr")
    NICHT_ERREICHBAR = "nicht_erreichbar", _("Die Person ist nicht erreichbar")
    VERSEHEN = "versehen", _("Die Akte wurde aus Versehen angelegt")


class Ruhegrund(TextChoices):
    KRANKHEIT = "krankheit", _("Krankheit")
    ELTERNZEIT = "elternzeit", _("Elternzeit oder Pflege")
    KURS = "kurs", _("Ein Kurs oder eine Schule läuft")
    VERFAHREN = "verfahren", _("Ein Verfahren muss erst enden")


class Uebergabegrund(TextChoices):
    JOBCENTER = "jobcenter", _("Das Jobcenter übernimmt")
    AGENTUR = "agentur", _("Die Agentur für Arbeit übernimmt")
    ANDERE_BEHOERDE = "andere_behoerde", _("Eine andere Ausländerbehörde übernimmt")


class Wiederaufnahmegrund(TextChoices):
    NEUE_LAGE = "neue_lage", _("Die Lage hat sich geändert")
    RUECKKEHR = "rueckkehr", _("Die Person ist zurück")
    IRRTUM = "irrtum", _("Das Ende war ein Irrtum")


P = Fallphase
ENDE = (P.ABGESCHLOSSEN, P.UEBERGEBEN)
LAUFEND = (P.NEU, P.KLAERUNG, P.PLAN, P.VERMITTLUNG, P.BEGLEITUNG)
OFFEN = (*LAUFEND, P.RUHEND)
# Which reasons a move into this phase asks for; out of an end it asks for a Wiederaufnahmegrund.
GRUENDE: dict[str, type[TextChoices]] = {
    P.ABGESCHLOSSEN: Abschlussgrund,
    P.RUHEND: Ruhegrund,
    P.UEBERGEBEN: Uebergabegrund,
}
ZUSAMMENGEFUEHRT = "zusammengefuehrt"  # of the end of a file that went into another; nobody chooses it
ALLE_GRUENDE = [
    *Abschlussgrund.choices,
    (ZUSAMMENGEFUEHRT, _("Mit einer anderen Akte zusammengeführt")),
    *Ruhegrund.choices,
    *Uebergabegrund.choices,
    *Wiederaufnahmegrund.choices,
]
_WEITER: dict[str, tuple[str, ...]] = {
    P.NEU: (P.KLAERUNG,),
    P.KLAERUNG: (P.PLAN,),
    P.PLAN: (P.KLAERUNG, P.VERMITTLUNG),
    P.VERMITTLUNG: (P.PLAN, P.BEGLEITUNG),
    P.BEGLEITUNG: (P.PLAN, P.VERMITTLUNG),
    P.RUHEND: (P.KLAERUNG, P.PLAN, P.VERMITTLUNG, P.BEGLEITUNG),
}
UEBERGAENGE: dict[str, frozenset[str]] = {
    **{von: frozenset(map(str, {*_WEITER[von], P.RUHEND, *ENDE} - {von})) for von in OFFEN},
    **{von: frozenset({str(P.KLAERUNG)}) for von in ENDE},
}


def gruende(von: str, nach: str) -> type[TextChoices] | None:
    """Return the reasons of which a move needs one, None when it needs none."""
    return Wiederaufnahmegrund if von in ENDE else GRUENDE.get(nach)


class Sammelart(TextChoices):
    """What can be done with many cases at once."""

    ZUTEILEN = "zuteilen", _("einer Kollegin oder einem Kollegen geben")
    VORSCHLAG = "vorschlag", _("nach Vorschlag verteilen")
    PHASE = "phase", _("in eine andere Phase bringen")
    WIEDERVORLAGE = "wiedervorlage", _("eine Wiedervorlage anlegen")


class Verhaeltnis(TextChoices):
    """How somebody of the household is related to the person of the case."""

    EHE = "ehe", _("Ehe oder Lebenspartnerschaft")
    KIND = "kind", _("Kind")
    ELTERNTEIL = "elternteil", _("Elternteil")
    GESCHWISTER = "geschwister", _("Schwester oder Bruder")
    ANDERE = "andere", _("andere Person")


class Fristart(TextChoices):
    FRIST = "frist", _("Frist")
    WIEDERVORLAGE = "wiedervorlage", _("Wiedervorlage")
    AUFGABE = "aufgabe", _("Aufgabe")


class Eskalationsstufe(IntegerChoices):
    """Whom an open Frist was told to."""

    NIEMAND = 0, _("niemand")
    ZUSTAENDIG = 1, _("Zuständige")
    LEITUNG = 2, _("Leitung")


class Vermerkstufe(TextChoices):
    """Who reads a note."""

    TEAM = "team", _("Team: alle, die die Akte öffnen dürfen")
    FALL = "fall", _("Fall: nur wer den Fall führt oder vertritt, und die Leitung")
    VERTRAULICH = "vertraulich", _("Vertraulich: nur wer ihn schrieb, und die Leitung")
    KLIENT = "klient", _("Klient: auch für die Person bestimmt, nach Freigabe")
