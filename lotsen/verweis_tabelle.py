"""The life of a Verweis as one table: who may move it where, for which reasons, and by when. Database triggers are made of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lotsen.angebotsarten import Uebergabe, angebotsarten


class VerweisStatus(TextChoices):
    """Where a Verweis stands."""

    ENTWURF = "entwurf", _("Entwurf")
    EINWILLIGUNG = "einwilligung", _("Einwilligung erbeten")
    BRIEF = "brief", _("Begleitbrief mitgegeben")
    GESENDET = "gesendet", _("gesendet")
    GELESEN = "gelesen", _("gelesen")
    ANGENOMMEN = "angenommen", _("angenommen")
    WARTELISTE = "warteliste", _("auf der Warteliste")
    ABGELEHNT = "abgelehnt", _("abgelehnt")
    WEITERVERWIESEN = "weiterverwiesen", _("passt besser woanders")
    TERMIN = "termin", _("Termin vereinbart")
    ERSCHIENEN = "erschienen", _("war da")
    NICHT_ERSCHIENEN = "nicht_erschienen", _("war nicht da")
    IN_BEGLEITUNG = "in_begleitung", _("in Begleitung")
    ABGESCHLOSSEN = "abgeschlossen", _("abgeschlossen")
    WIDERRUFEN = "widerrufen", _("widerrufen")
    ABGELAUFEN = "abgelaufen", _("abgelaufen")


class Seite(TextChoices):
    """Who moves a Verweis."""

    LOTSE = "lotse", _("Lotsin oder Lotse")
    PARTNER = "partner", _("Partner")
    PERSON = "person", _("Person")
    ZEITPLAN = "zeitplan", _("Zeitplan")


class Ablehnungsgrund(TextChoices):
    VOLL = "voll", _("Zurzeit kein Platz")
    PASST_NICHT = "passt_nicht", _("Das Angebot passt nicht zur Person")
    SPRACHE = "sprache", _("Wir sprechen die Sprache nicht")
    ZUSTAENDIGKEIT = "zustaendigkeit", _("Wir sind nicht zuständig")
    NICHT_ERREICHT = "nicht_erreicht", _("Die Person war nicht zu erreichen")
    ANDERER = "anderer", _("Anderer Grund")


class Widerrufsgrund(TextChoices):
    PERSON = "person", _("Die Person möchte es nicht")
    ERLEDIGT = "erledigt", _("Es hat sich erledigt")
    VERSEHEN = "versehen", _("Es war ein Versehen")


class Ausgang(TextChoices):
    """What came of it; nothing is closed without one."""

    GEHOLFEN = "geholfen", _("Es hat geholfen")
    TEILWEISE = "teilweise", _("Es hat teilweise geholfen")
    NICHT_GEHOLFEN = "nicht_geholfen", _("Es hat nicht geholfen")
    NICHT_GEKOMMEN = "nicht_gekommen", _("Die Person ist nicht gekommen")
    KEIN_PLATZ = "kein_platz", _("Es gab keinen Platz")
    WOANDERS = "woanders", _("Hilfe kam von woanders")
    UNBEKANNT = "unbekannt", _("Niemand konnte es sagen")


class Verweislink(TextChoices):
    """What a capability link of a Verweis opens; the one of a partner without account is made for its copy."""

    EINWILLIGUNG = "verweis_einwilligung"
    BEGLEITBRIEF = "begleitbrief"
    RUECKMELDUNG = "verweis_rueckmeldung"
    ANTWORT = "partner_antwort"


S = VerweisStatus
LOTSE, PARTNER, PERSON, ZEITPLAN = Seite.LOTSE, Seite.PARTNER, Seite.PERSON, Seite.ZEITPLAN


@dataclass(frozen=True)
class Stand:
    """What a status asks for: whose turn it is, within how many working days, and after how many it ends by itself."""

    dran: Seite | None = None
    frist: int | None = None
    verfall: int | None = None


@dataclass(frozen=True)
class Uebergang:
    """One allowed move; a ``ruecknahme`` takes the last answer back and is possible for a short time only."""

    von: VerweisStatus
    nach: VerweisStatus
    wer: frozenset[Seite]
    gruende: type[TextChoices] | None = None
    ruecknahme: bool = False


STAENDE: dict[VerweisStatus, Stand] = {
    S.ENTWURF: Stand(LOTSE, 2, 20),
    S.EINWILLIGUNG: Stand(PERSON, 5, 20),
    S.BRIEF: Stand(PARTNER, 20, 60),
    S.GESENDET: Stand(PARTNER, 7, 20),
    S.GELESEN: Stand(PARTNER, 7, 20),
    S.ANGENOMMEN: Stand(PARTNER, 10, 60),
    S.WARTELISTE: Stand(PARTNER, 20, 120),
    S.ABGELEHNT: Stand(LOTSE, 2, 30),
    S.WEITERVERWIESEN: Stand(LOTSE, 2, 30),
    S.TERMIN: Stand(PARTNER, 2, 40),  # counted from the day of the appointment
    S.ERSCHIENEN: Stand(PARTNER, 20, 60),
    S.NICHT_ERSCHIENEN: Stand(PARTNER, 5, 30),
    S.IN_BEGLEITUNG: Stand(PARTNER, 60, 250),
    S.ABGESCHLOSSEN: Stand(),
    S.WIDERRUFEN: Stand(),
    S.ABGELAUFEN: Stand(LOTSE, 10, None),
}

# Partner was told, and its organisation may know of it: from here on a copy may stand there.
BEIM_PARTNER = (
    S.GESENDET,
    S.GELESEN,
    S.ANGENOMMEN,
    S.WARTELISTE,
    S.TERMIN,
    S.ERSCHIENEN,
    S.NICHT_ERSCHIENEN,
    S.IN_BEGLEITUNG,
)
BEENDET = (S.ABGESCHLOSSEN, S.WIDERRUFEN, S.ABGELAUFEN)
OFFEN = tuple(status for status in S if status not in BEENDET)
WARTET_AUF_ANTWORT = (S.GESENDET, S.GELESEN)
ANTWORTEN = (S.ANGENOMMEN, S.WARTELISTE, S.ABGELEHNT, S.WEITERVERWIESEN)
MIT_BRIEF = (S.TERMIN, S.WARTELISTE, S.ERSCHIENEN, S.IN_BEGLEITUNG, S.ABGELEHNT, S.ABGESCHLOSSEN)


def _table() -> Iterator[Uebergang]:
    def to(von: VerweisStatus, *targets: VerweisStatus, wer: set[Seite], ruecknahme: bool = False) -> Iterator[Uebergang]:
        for nach in targets:
            yield Uebergang(von, nach, frozenset(wer), GRUENDE.get(nach), ruecknahme)

    yield from to(S.ENTWURF, S.EINWILLIGUNG, S.BRIEF, S.GESENDET, wer={LOTSE})
    yield from to(S.EINWILLIGUNG, S.GESENDET, S.BRIEF, wer={LOTSE, PERSON})
    yield from to(S.BRIEF, *MIT_BRIEF, wer={PARTNER, LOTSE})
    yield from to(S.GESENDET, S.GELESEN, wer={PARTNER})
    for von in WARTET_AUF_ANTWORT:
        yield from to(von, *ANTWORTEN, wer={PARTNER})
    for von in ANTWORTEN:
        yield from to(von, S.GELESEN, wer={PARTNER}, ruecknahme=True)
    yield from to(S.ANGENOMMEN, S.TERMIN, S.ERSCHIENEN, S.WARTELISTE, S.ABGELEHNT, wer={PARTNER})
    yield from to(S.WARTELISTE, S.ANGENOMMEN, S.ABGELEHNT, S.WEITERVERWIESEN, wer={PARTNER})
    yield from to(S.WARTELISTE, S.ERSCHIENEN, wer={PARTNER, LOTSE})
    yield from to(S.TERMIN, S.ERSCHIENEN, S.NICHT_ERSCHIENEN, wer={PARTNER, LOTSE})
    yield from to(S.TERMIN, S.TERMIN, wer={PARTNER})  # another time
    yield from to(S.NICHT_ERSCHIENEN, S.TERMIN, S.ERSCHIENEN, wer={PARTNER, LOTSE})
    yield from to(S.ERSCHIENEN, S.IN_BEGLEITUNG, wer={PARTNER})
    yield from to(S.ERSCHIENEN, S.NICHT_ERSCHIENEN, wer={PARTNER}, ruecknahme=True)
    yield from to(S.ABGELEHNT, S.WEITERVERWIESEN, wer={LOTSE})
    for von in (S.ANGENOMMEN, S.TERMIN, S.ERSCHIENEN, S.NICHT_ERSCHIENEN, S.IN_BEGLEITUNG):
        yield from to(von, S.ABGESCHLOSSEN, wer={PARTNER, LOTSE})
    yield from to(S.WARTELISTE, S.ABGESCHLOSSEN, wer={LOTSE})
    for von in (S.ABGELEHNT, S.WEITERVERWIESEN, S.ABGELAUFEN):
        yield from to(von, S.ABGESCHLOSSEN, wer={LOTSE})
    for von in OFFEN:
        yield from to(von, S.WIDERRUFEN, wer={LOTSE, PERSON})
        yield from to(von, S.ABGELAUFEN, wer={ZEITPLAN})


GRUENDE: dict[VerweisStatus, type[TextChoices]] = {
    S.ABGELEHNT: Ablehnungsgrund,
    S.WIDERRUFEN: Widerrufsgrund,
    S.ABGESCHLOSSEN: Ausgang,
}
UEBERGAENGE: tuple[Uebergang, ...] = tuple(_table())
_BY_MOVE = {(move.von, move.nach): move for move in UEBERGAENGE}
MOEGLICH: dict[str, frozenset[str]] = {
    von: frozenset(str(move.nach) for move in UEBERGAENGE if move.von == von != move.nach) for von in S
}


def uebergang(von: str, nach: str) -> Uebergang | None:
    """Return the move from one status to another, None when there is none."""
    return _BY_MOVE.get((VerweisStatus(von), VerweisStatus(nach)))


def moves_of(von: str, seite: Seite) -> list[Uebergang]:
    """Return what ``seite`` may do with a Verweis in this status, taking back aside."""
    return [move for move in UEBERGAENGE if move.von == von and seite in move.wer and not move.ruecknahme]


def uebergaben(angebotsart: str) -> frozenset[Uebergabe]:
    """Return in which ways people may be handed over to an Angebot of this kind; a letter is always possible.

    An unknown kind counts as confidential.
    """
    art = angebotsarten().get(angebotsart)
    wege = {Uebergabe.BEGLEITBRIEF}
    if art is not None and art.uebergabe in {Uebergabe.EINWILLIGUNG, Uebergabe.GESETZLICH}:
        wege |= {Uebergabe.EINWILLIGUNG, art.uebergabe}
    return frozenset(wege)


def kinds_with(weg: Uebergabe) -> list[str]:
    """Return the slugs of all kinds whose partners may learn something about a person in this way."""
    return sorted(slug for slug in angebotsarten() if weg in uebergaben(slug))
