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
    """What a counter offers and a visitor may need."""

    ROLLSTUHL = "rollstuhl", _("mit Rollstuhl erreichbar")
    KIND = "kind", _("Platz für Kinder")
    RUHIG = "ruhig", _("ruhiger Raum")


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


class Linkzweck(StrEnum):
    """What a capability link opens; one purpose each."""

    BUCHUNG = "termin_buchung"  # a started booking, as long as its hold lives
    BESTAETIGUNG = "termin_bestaetigung"  # the button that makes a booking final
    TERMIN = "termin"  # view, move, cancel
    ANLIEGEN = "anliegen"  # the own concern: where it stands, questions, offers
    EINGANG = "anliegen_eingang"  # anybody may verify a receipt with it; shows no names
    KONTAKT = "termin_kontakt"  # the page on which the code of the no-JavaScript lane is typed


class Dateizweck(StrEnum):
    """Whose files those of this app are."""

    ANLIEGEN = "anliegen"  # of an Aufnahme


_A, _T = AnliegenStatus, TerminStatus

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
VORSCHLAG_UEBERGAENGE: dict[str, frozenset[str]] = {
    VorschlagStatus.OFFEN: frozenset(s for s in VorschlagStatus if s != VorschlagStatus.OFFEN),
    **{s: frozenset() for s in VorschlagStatus if s != VorschlagStatus.OFFEN},
}
ANLIEGEN_IN_SICHTUNG = (_A.EINGEGANGEN, _A.IN_SICHTUNG)  # the office is to act
ANLIEGEN_VOR_TERMIN = (_A.EINGEGANGEN, _A.IN_SICHTUNG, _A.RUECKFRAGE, _A.ANGEBOTEN)
ANLIEGEN_OFFEN = (_A.EINGEGANGEN, _A.IN_SICHTUNG, _A.RUECKFRAGE, _A.ANGEBOTEN, _A.TERMINIERT)

TERMIN_UEBERGAENGE: dict[str, frozenset[str]] = {
    # Straight to gebucht: the front desk books, or the contact was proved before a time was chosen.
    _T.VORGEMERKT: frozenset({_T.BESTAETIGUNG_OFFEN, _T.GEBUCHT, _T.ABGESAGT, _T.VERFALLEN}),
    _T.BESTAETIGUNG_OFFEN: frozenset({_T.GEBUCHT, _T.ABGESAGT, _T.VERFALLEN}),
    _T.GEBUCHT: frozenset({_T.ANGEKOMMEN, _T.VERSAEUMT, _T.ABGESAGT}),
    _T.ANGEKOMMEN: frozenset({_T.AUFGERUFEN, _T.ABGESAGT}),
    _T.AUFGERUFEN: frozenset({_T.GEPARKT, _T.IN_BEARBEITUNG}),
    _T.GEPARKT: frozenset({_T.AUFGERUFEN}),
    _T.IN_BEARBEITUNG: frozenset({_T.WEITERGEREICHT, _T.ERLEDIGT}),
    _T.WEITERGEREICHT: frozenset({_T.AUFGERUFEN}),
    _T.ERLEDIGT: frozenset(),
    _T.VERSAEUMT: frozenset(),
    _T.ABGESAGT: frozenset(),
    _T.VERFALLEN: frozenset(),
}
# A visit that still lies ahead: it owns its counter, the database refuses to take it away.
TERMIN_OFFEN = (_T.VORGEMERKT, _T.BESTAETIGUNG_OFFEN, _T.GEBUCHT, _T.ANGEKOMMEN)
TERMIN_OHNE_BELEGUNG = (_T.ABGESAGT, _T.VERFALLEN)
TERMIN_VEREINBART = tuple(s for s in _T if s not in (_T.VORGEMERKT, _T.BESTAETIGUNG_OFFEN, _T.ABGESAGT, _T.VERFALLEN))
