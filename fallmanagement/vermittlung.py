"""States of a placement and the one table of its moves, reasons included. Database triggers are made of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Vermittlungsstand(TextChoices):
    """How far a placement is."""

    VORGESCHLAGEN = "vorgeschlagen", _("vorgeschlagen")
    BEWORBEN = "beworben", _("beworben")
    GESPRAECH = "gespraech", _("Gespräch")
    PROBE = "probe", _("Probearbeit")
    VERTRAG = "vertrag", _("Vertrag")
    BEGONNEN = "begonnen", _("begonnen")
    BEENDET = "beendet", _("beendet")


class Beschaeftigungsart(TextChoices):
    AUSBILDUNG = "ausbildung", _("Ausbildung")
    EINSTIEG = "einstieg", _("Einstiegsqualifizierung")
    ARBEIT = "arbeit", _("Arbeit")
    MINIJOB = "minijob", _("Minijob")
    PRAKTIKUM = "praktikum", _("Praktikum")


class Abbruchgrund(TextChoices):
    """Why it ended before the first day."""

    ABSAGE_BETRIEB = "absage_betrieb", _("Der Betrieb hat abgesagt")
    ABSAGE_PERSON = "absage_person", _("Die Person hat abgesagt")
    BESETZT = "besetzt", _("Die Stelle ist anders besetzt")
    KEINE_ERLAUBNIS = "keine_erlaubnis", _("Die Beschäftigung wurde nicht erlaubt")
    NICHT_ANGETRETEN = "nicht_angetreten", _("Die Stelle wurde nicht angetreten")


class Beendigungsgrund(TextChoices):
    """Why it ended after the first day."""

    BEFRISTUNG = "befristung", _("Die Befristung ist abgelaufen")
    ABSCHLUSS = "abschluss", _("Die Ausbildung ist abgeschlossen")
    WECHSEL = "wechsel", _("Die Person hat eine andere Stelle")
    KUENDIGUNG_BETRIEB = "kuendigung_betrieb", _("Der Betrieb hat gekündigt")
    KUENDIGUNG_PERSON = "kuendigung_person", _("Die Person hat gekündigt")
    EINVERNEHMEN = "einvernehmen", _("Beide haben den Vertrag aufgehoben")
    ERLAUBNIS_ENDET = "erlaubnis_endet", _("Die Beschäftigung ist nicht mehr erlaubt")


class Rueckschrittgrund(TextChoices):
    """Why a move is taken back."""

    VERSEHEN = "versehen", _("Der Schritt war ein Versehen")
    FALSCHE_AUSKUNFT = "falsche_auskunft", _("Die Auskunft war falsch")
    ZURUECKGENOMMEN = "zurueckgenommen", _("Der Betrieb oder die Person hat es zurückgenommen")


S = Vermittlungsstand
LAUFEND = (S.VORGESCHLAGEN, S.BEWORBEN, S.GESPRAECH, S.PROBE, S.VERTRAG, S.BEGONNEN)
# Before the first day steps may be left out, as in life; a job begins with a contract, also with one that was only spoken.
_WEITER: dict[str, tuple[str, ...]] = {
    S.VORGESCHLAGEN: (S.BEWORBEN, S.GESPRAECH, S.PROBE, S.VERTRAG),
    S.BEWORBEN: (S.GESPRAECH, S.PROBE, S.VERTRAG),
    S.GESPRAECH: (S.PROBE, S.VERTRAG),
    S.PROBE: (S.VERTRAG,),
    S.VERTRAG: (S.BEGONNEN,),
    S.BEGONNEN: (),
}
UEBERGAENGE: dict[str, frozenset[str]] = {
    **{str(von): frozenset(map(str, {*_WEITER[von], S.BEENDET})) for von in LAUFEND},
    str(S.BEENDET): frozenset(),
}
# A move may be taken back once, to where it came from: the inverse of each.
ZURUECK: dict[str, frozenset[str]] = {
    str(nach): frozenset(von for von, targets in UEBERGAENGE.items() if nach in targets) for nach in S
}
ALLE_UEBERGAENGE = {stand: UEBERGAENGE[stand] | ZURUECK[stand] for stand in UEBERGAENGE}
ALLE_GRUENDE = [*Abbruchgrund.choices, *Beendigungsgrund.choices, *Rueckschrittgrund.choices]


def gruende(von: str, nach: str) -> type[TextChoices] | None:
    """Return the reasons of which a move needs one, None when it needs none."""
    if nach not in UEBERGAENGE[von]:
        return Rueckschrittgrund
    if nach != S.BEENDET:
        return None
    return Beendigungsgrund if von == S.BEGONNEN else Abbruchgrund


NACHBETREUUNG_MONATE = (1, 3, 6, 12)


class Nachbetreuungsergebnis(TextChoices):
    """What a look back at a placement found."""

    NOCH_DORT = "noch_dort", _("arbeitet noch dort")
    PROBLEM = "problem", _("arbeitet noch dort, es gibt ein Problem")
    WEG = "weg", _("arbeitet nicht mehr dort")
    NICHT_ERREICHT = "nicht_erreicht", _("niemand war zu erreichen")
    ENTFALLEN = "entfallen", _("entfallen, die Stelle war vorher beendet")


class Kontaktweg(TextChoices):
    """With whom somebody spoke."""

    PERSON = "person", _("mit der Person")
    BETRIEB = "betrieb", _("mit dem Betrieb")
    BEIDE = "beide", _("mit beiden")
    NIEMAND = "niemand", _("mit niemandem")
