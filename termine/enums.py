"""Statuses and kinds of the appointment desk, and which move leads where."""

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Zugang(TextChoices):
    DIREKT = "direkt", _("Termin sofort wählen")
    SICHTUNG = "sichtung", _("Anliegen schildern, wir melden uns")
    ONLINE = "online", _("Online erledigen")
    POST = "post", _("Per Post erledigen")


class Kanal(TextChoices):
    ONLINE = "online", _("Internet")
    TELEFON = "telefon", _("Telefon")
    SCHALTER = "schalter", _("Schalter")


class Merkmal(TextChoices):
    """What a counter offers; all but the interpreter a visitor may tick as a need."""

    ROLLSTUHL = "rollstuhl", _("mit Rollstuhl erreichbar")
    KIND = "kind", _("Platz für Kinder")
    RUHIG = "ruhig", _("ruhiger Raum")
    DOLMETSCHEN = "dolmetschen", _("Dolmetschen per Telefon oder Video")


# A counter with an interpreter follows from the language somebody needs.
BEDARF = [(merkmal.value, merkmal.label) for merkmal in Merkmal if merkmal != Merkmal.DOLMETSCHEN]
BEDARF_WERTE = [value for value, _label in BEDARF]
SPRACHCODE = "^([a-z]{2,3})?$"  # ISO 639, "" for none


class Dolmetschstand(TextChoices):
    """How a visit with a need of an interpreter stands."""

    AM_PLATZ = "am_platz", _("am Platz spricht jemand die Sprache")
    OFFEN = "offen", _("Dolmetschen noch bestellen")
    BESTELLT = "bestellt", _("Dolmetschen ist bestellt")
    UMBESTELLEN = "umbestellen", _("Dolmetschen für die neue Zeit bestellen")
    ABBESTELLEN = "abbestellen", _("Dolmetschen abbestellen")


class Kontingentzeit(TextChoices):
    WOCHE = "woche", pgettext_lazy("Kontingent", "Woche")
    MONAT = "monat", pgettext_lazy("Kontingent", "Monat")


class BelegungArt(TextChoices):
    VORMERKUNG = "vormerkung", _("Vormerkung")
    TERMIN = "termin", _("Termin")


class DienstHerkunft(TextChoices):
    PLAN = "plan", _("aus den Öffnungszeiten")
    HAND = "hand", _("von Hand")


class AnliegenStatus(TextChoices):
    EINGEGANGEN = "eingegangen", _("eingegangen")
    IN_SICHTUNG = "in_sichtung", _("wird geprüft")
    RUECKFRAGE = "rueckfrage", _("Rückfrage offen")
    ANGEBOTEN = "angeboten", _("Termin angeboten")
    TERMINIERT = "terminiert", _("Termin steht fest")
    ERLEDIGT = "erledigt", pgettext_lazy("Status", "erledigt")
    BEANTWORTET = "beantwortet", _("ohne Termin beantwortet")
    WEITERGELEITET = "weitergeleitet", _("weitergeleitet")
    ZURUECKGEZOGEN = "zurueckgezogen", _("zurückgezogen")


class TerminStatus(TextChoices):
    VORGEMERKT = "vorgemerkt", _("vorgemerkt")
    BESTAETIGUNG_OFFEN = "bestaetigung_offen", _("Bestätigung fehlt noch")
    GEBUCHT = "gebucht", _("gebucht")
    ANGEKOMMEN = "angekommen", _("angekommen")
    AUFGERUFEN = "aufgerufen", _("aufgerufen")
    GEPARKT = "geparkt", _("wartet noch einmal")
    IN_BEARBEITUNG = "in_bearbeitung", _("im Gespräch")
    WEITERGEREICHT = "weitergereicht", _("zum nächsten Schalter")
    ERLEDIGT = "erledigt", pgettext_lazy("Status", "erledigt")
    VERSAEUMT = "versaeumt", _("nicht erschienen")
    ABGESAGT = "abgesagt", _("abgesagt")
    VERFALLEN = "verfallen", _("nicht bestätigt")


class VorschlagStatus(TextChoices):
    OFFEN = "offen", _("wartet auf Antwort")
    ANGENOMMEN = "angenommen", _("angenommen")
    ABGELEHNT = "abgelehnt", _("abgelehnt")
    VERFALLEN = "verfallen", _("nicht beantwortet")
    ZURUECKGENOMMEN = "zurueckgenommen", _("zurückgenommen")


class Wartestatus(TextChoices):
    WARTET = "wartet", pgettext_lazy("Warteliste", "wartet auf eine frühere Zeit")
    ERFUELLT = "erfuellt", pgettext_lazy("Warteliste", "hat eine frühere Zeit bekommen")
    BEENDET = "beendet", pgettext_lazy("Warteliste", "beendet")


class Tageszeit(TextChoices):
    VORMITTAG = "vormittag", _("am Vormittag, vor 12 Uhr")
    NACHMITTAG = "nachmittag", _("am Nachmittag, ab 12 Uhr")


class Frage(TextChoices):
    """What the intake of a Leistung asks beyond who comes, which language and what is brought along."""

    TITEL = "titel", _("Aufenthaltstitel und sein Ablauf")
    ARBEIT = "arbeit", _("Beginn der Arbeit oder Ausbildung")
    KINDER = "kinder", _("Kinder")


class Titelart(TextChoices):
    """What somebody holds when the concern comes in, in the words of the card."""

    KEINER = "keiner", _("Ich habe noch keinen Aufenthaltstitel")
    VISUM = "visum", _("Visum")
    AUFENTHALTSERLAUBNIS = "aufenthaltserlaubnis", _("Aufenthaltserlaubnis")
    BLAUE_KARTE = "blaue_karte", _("Blaue Karte EU")
    UNBEFRISTET = "unbefristet", _("Niederlassungserlaubnis oder Daueraufenthalt EU")
    GESTATTUNG = "gestattung", _("Aufenthaltsgestattung")
    DULDUNG = "duldung", _("Duldung")
    FIKTION = "fiktion", _("Fiktionsbescheinigung")
    ANDERER = "anderer", _("Etwas anderes, oder ich weiß es nicht")


class UnterlageStand(TextChoices):
    """How one document of an intake stands."""

    FEHLT = "fehlt", _("fehlt")
    VORHANDEN = "vorhanden", _("bringt die Person mit")
    NEU = "neu", _("neu, ansehen")
    GEPRUEFT = "geprueft", _("geprüft")


class Stufe(IntegerChoices):
    """Who has been told that a promise is in danger."""

    KEINE = 0, _("niemand")
    EMPFANG = 1, _("Empfang")
    TEAMLEITUNG = 2, _("Teamleitung")
    LEITUNG = 3, _("Leitung")


class Reihe(TextChoices):
    """The letter in front of a Wartenummer."""

    A = "A", _("mit Termin")
    B = "B", _("ohne Termin")


class VorspracheStatus(TextChoices):
    WARTET = "wartet", pgettext_lazy("Vorsprache", "wartet")
    AUFGERUFEN = "aufgerufen", _("aufgerufen")
    GEPARKT = "geparkt", _("wartet noch einmal")
    IN_BEARBEITUNG = "in_bearbeitung", _("im Gespräch")
    WEITERGEREICHT = "weitergereicht", _("zum nächsten Schalter")
    ERLEDIGT = "erledigt", pgettext_lazy("Status", "erledigt")
    GEGANGEN = "gegangen", _("gegangen")
    VERSAEUMT = "versaeumt", _("nicht erschienen")


class Absagevon(TextChoices):
    PERSON = "person", _("von der Person")
    AMT = "amt", _("vom Amt")


class Absagegrund(TextChoices):
    NICHT_ANGEGEBEN = "nicht_angegeben", _("Ohne Angabe")
    PASST_NICHT = "passt_nicht", _("Die Zeit passt nicht mehr")
    NICHT_NOETIG = "nicht_noetig", _("Der Termin ist nicht mehr nötig")
    KRANK = "krank", _("Krankheit")
    UNTERLAGEN_FEHLEN = "unterlagen_fehlen", _("Unterlagen fehlen noch")
    PERSONALAUSFALL = "personalausfall", _("Ausfall im Amt")
    SCHLIESSUNG = "schliessung", _("Das Amt ist geschlossen")


GRUENDE_DER_PERSON = [g for g in Absagegrund if g not in (Absagegrund.PERSONALAUSFALL, Absagegrund.SCHLIESSUNG)]
GRUENDE_DES_AMTS = [g for g in Absagegrund if g is not Absagegrund.PASST_NICHT]


class Codezweck(StrEnum):
    """What a code sent to a contact is for."""

    BUCHUNG = "termin_buchung"  # makes a held booking final
    OHNE_VORMERKUNG = "termin_ohne_vormerkung"  # books at once; without JavaScript nothing was held


class Linkzweck(StrEnum):
    """What a capability link opens; one purpose each."""

    BUCHUNG = "termin_buchung"  # a started booking, as long as its hold lives
    BESTAETIGUNG = "termin_bestaetigung"  # the button that makes a booking final
    TERMIN = "termin"  # view, move, cancel
    ANLIEGEN = "anliegen"  # the own concern: where it stands, questions, offers
    EINGANG = "anliegen_eingang"  # anybody may verify a receipt with it; shows no names
    ORGANISATION = "organisation"  # an organisation sends lists of people and sees what came of them
    NUMMER = "vorsprache_nummer"  # the own Wartenummer: how many wait before it, and where it is called


class Dateizweck(StrEnum):
    """Whose files those of this app are."""

    ANLIEGEN = "anliegen"  # of an Aufnahme


_A, _T, _V = AnliegenStatus, TerminStatus, VorspracheStatus

ANLIEGEN_UEBERGAENGE: dict[str, frozenset[str]] = {
    _A.EINGEGANGEN: frozenset({_A.IN_SICHTUNG, _A.TERMINIERT, _A.ZURUECKGEZOGEN}),
    # Straight to terminiert: the front desk books at once, or the office replaces a visit it had to cancel.
    _A.IN_SICHTUNG: frozenset({_A.RUECKFRAGE, _A.ANGEBOTEN, _A.TERMINIERT, _A.BEANTWORTET, _A.WEITERGELEITET, _A.ZURUECKGEZOGEN}),
    _A.RUECKFRAGE: frozenset({_A.IN_SICHTUNG, _A.ZURUECKGEZOGEN}),
    _A.ANGEBOTEN: frozenset({_A.TERMINIERT, _A.IN_SICHTUNG, _A.ZURUECKGEZOGEN}),
    _A.TERMINIERT: frozenset({_A.ERLEDIGT, _A.IN_SICHTUNG, _A.ZURUECKGEZOGEN}),
    _A.ERLEDIGT: frozenset(),
    # Answered too early: the office takes its answer back.
    _A.BEANTWORTET: frozenset({_A.IN_SICHTUNG}),
    _A.WEITERGELEITET: frozenset({_A.IN_SICHTUNG}),
    _A.ZURUECKGEZOGEN: frozenset(),
}
# What was merged by mistake comes back; a trigger of Anliegen lets nothing else through.
ANLIEGEN_ZURUECK = ANLIEGEN_UEBERGAENGE | {_A.ZURUECKGEZOGEN: frozenset({_A.IN_SICHTUNG})}
VORSCHLAG_UEBERGAENGE: dict[str, frozenset[str]] = {
    VorschlagStatus.OFFEN: frozenset(s for s in VorschlagStatus if s != VorschlagStatus.OFFEN),
    **{s: frozenset() for s in VorschlagStatus if s != VorschlagStatus.OFFEN},
}
WARTE_UEBERGAENGE: dict[str, frozenset[str]] = {
    Wartestatus.WARTET: frozenset({Wartestatus.ERFUELLT, Wartestatus.BEENDET}),
    # Whoever got an earlier time, or gave up, may wish for a still earlier one.
    Wartestatus.ERFUELLT: frozenset({Wartestatus.WARTET}),
    Wartestatus.BEENDET: frozenset({Wartestatus.WARTET}),
}
ANLIEGEN_IN_SICHTUNG = (_A.EINGEGANGEN, _A.IN_SICHTUNG)  # the office is to act
ANLIEGEN_VOR_TERMIN = (_A.EINGEGANGEN, _A.IN_SICHTUNG, _A.RUECKFRAGE, _A.ANGEBOTEN)
ANLIEGEN_OFFEN = (_A.EINGEGANGEN, _A.IN_SICHTUNG, _A.RUECKFRAGE, _A.ANGEBOTEN, _A.TERMINIERT)

TERMIN_UEBERGAENGE: dict[str, frozenset[str]] = {
    # Straight to gebucht: the front desk books, or the contact was proved before a time was chosen.
    _T.VORGEMERKT: frozenset({_T.BESTAETIGUNG_OFFEN, _T.GEBUCHT, _T.ABGESAGT, _T.VERFALLEN}),
    _T.BESTAETIGUNG_OFFEN: frozenset({_T.GEBUCHT, _T.ABGESAGT, _T.VERFALLEN}),
    _T.GEBUCHT: frozenset({_T.ANGEKOMMEN, _T.VERSAEUMT, _T.ABGESAGT}),
    # Back one step: a counter called by mistake, or the person came back after all.
    _T.ANGEKOMMEN: frozenset({_T.AUFGERUFEN, _T.ABGESAGT, _T.VERSAEUMT, _T.GEBUCHT}),
    _T.AUFGERUFEN: frozenset({_T.GEPARKT, _T.IN_BEARBEITUNG, _T.VERSAEUMT, _T.ERLEDIGT, _T.ANGEKOMMEN, _T.WEITERGEREICHT}),
    _T.GEPARKT: frozenset({_T.AUFGERUFEN, _T.VERSAEUMT, _T.ERLEDIGT}),
    # To versaeumt: somebody else came in place of the person booked.
    _T.IN_BEARBEITUNG: frozenset({_T.WEITERGEREICHT, _T.ERLEDIGT, _T.AUFGERUFEN, _T.VERSAEUMT}),
    _T.WEITERGEREICHT: frozenset({_T.AUFGERUFEN, _T.ERLEDIGT}),
    _T.ERLEDIGT: frozenset({_T.IN_BEARBEITUNG, _T.WEITERGEREICHT}),
    _T.VERSAEUMT: frozenset({_T.ANGEKOMMEN}),
    _T.ABGESAGT: frozenset(),
    _T.VERFALLEN: frozenset(),
}
# A visit that still lies ahead: it owns its counter, the database refuses to take it away.
TERMIN_OFFEN = (_T.VORGEMERKT, _T.BESTAETIGUNG_OFFEN, _T.GEBUCHT, _T.ANGEKOMMEN)
# Somebody is in the house for it: waits, is called or sits at a counter.
TERMIN_IM_HAUS = (_T.ANGEKOMMEN, _T.AUFGERUFEN, _T.GEPARKT, _T.IN_BEARBEITUNG, _T.WEITERGEREICHT)
TERMIN_OHNE_BELEGUNG = (_T.ABGESAGT, _T.VERFALLEN)
TERMIN_VEREINBART = tuple(s for s in _T if s not in (_T.VORGEMERKT, _T.BESTAETIGUNG_OFFEN, _T.ABGESAGT, _T.VERFALLEN))

# While a visit stands like this, an interpreter is to come.
DOLMETSCHEN_GILT = tuple(s for s in TERMIN_VEREINBART if s not in (_T.ERLEDIGT, _T.VERSAEUMT))

VORSPRACHE_UEBERGAENGE: dict[str, frozenset[str]] = {
    _V.WARTET: frozenset({_V.AUFGERUFEN, _V.GEGANGEN}),
    _V.AUFGERUFEN: frozenset({_V.GEPARKT, _V.IN_BEARBEITUNG, _V.VERSAEUMT, _V.WARTET, _V.WEITERGEREICHT}),
    _V.GEPARKT: frozenset({_V.AUFGERUFEN, _V.GEGANGEN}),
    _V.IN_BEARBEITUNG: frozenset({_V.WEITERGEREICHT, _V.ERLEDIGT, _V.AUFGERUFEN, _V.VERSAEUMT}),
    _V.WEITERGEREICHT: frozenset({_V.AUFGERUFEN, _V.GEGANGEN}),
    _V.ERLEDIGT: frozenset({_V.IN_BEARBEITUNG}),
    _V.GEGANGEN: frozenset({_V.WARTET, _V.WEITERGEREICHT}),
    _V.VERSAEUMT: frozenset({_V.WARTET, _V.WEITERGEREICHT}),
}
VORSPRACHE_WARTET = (_V.WARTET, _V.GEPARKT, _V.WEITERGEREICHT)  # somebody sits in the waiting area
VORSPRACHE_AM_PLATZ = (_V.AUFGERUFEN, _V.IN_BEARBEITUNG)  # a counter is busy with them, one person at a time
VORSPRACHE_OFFEN = (*VORSPRACHE_WARTET, *VORSPRACHE_AM_PLATZ)
# What the visit of somebody with an appointment is called meanwhile; both move in one transaction.
TERMIN_ZUR_VORSPRACHE: dict[str, str] = {
    _V.WARTET: _T.ANGEKOMMEN,
    _V.AUFGERUFEN: _T.AUFGERUFEN,
    _V.GEPARKT: _T.GEPARKT,
    _V.IN_BEARBEITUNG: _T.IN_BEARBEITUNG,
    _V.WEITERGEREICHT: _T.WEITERGEREICHT,
    _V.ERLEDIGT: _T.ERLEDIGT,
    _V.GEGANGEN: _T.VERSAEUMT,
    _V.VERSAEUMT: _T.VERSAEUMT,
}
