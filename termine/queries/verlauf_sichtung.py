"""What happened to a concern, in plain sentences: steps of people, questions, messages, and what is due next."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern.models import Nachricht, Protokolleintrag, User
from termine.enums import ANLIEGEN_IN_SICHTUNG, Kanal
from termine.models import Aufnahme
from termine.queries.verlauf import NACHRICHTEN as ZUM_TERMIN
from termine.queries.verlauf import OHNE_WIRKUNG, Schritt, message_step, who

NACHRICHTEN = ZUM_TERMIN | {
    "anliegen_eingang": gettext_lazy("Eingangsbestätigung"),
    "anliegen_rueckfrage": gettext_lazy("Rückfrage"),
    "anliegen_vorschlaege": gettext_lazy("Terminvorschläge"),
    "anliegen_vorschlaege_verfallen": gettext_lazy("Nachricht: Vorschläge sind abgelaufen"),
    "anliegen_beantwortet": gettext_lazy("Antwort ohne Termin"),
    "anliegen_weitergeleitet": gettext_lazy("Nachricht über die Weiterleitung"),
}
VORGAENGE = {
    "anliegen_uebernommen": gettext_lazy("Ansprechperson: %(grund)s"),
    "anliegen_zustaendig": gettext_lazy("Zuständig: %(grund)s"),
    "anliegen_leistung": gettext_lazy("Leistung geändert: %(grund)s"),
    "unterlage_geprueft": gettext_lazy("Unterlage geprüft: %(grund)s"),
    "rueckfrage_gestellt": gettext_lazy("Rückfrage gestellt"),
    "rueckfrage_beantwortet": gettext_lazy("Rückfrage beantwortet"),
    "rueckfrage_zurueckgenommen": gettext_lazy("Rückfrage zurückgenommen"),
    "termine_angeboten": gettext_lazy("Zeiten angeboten: %(grund)s"),
    "vorschlaege_abgelehnt": gettext_lazy("Keine der Zeiten passte"),
    "vorschlaege_verfallen": gettext_lazy("Vorschläge abgelaufen"),
    "vorschlaege_zurueckgenommen": gettext_lazy("Vorschläge zurückgenommen"),
    "anliegen_beantwortet": gettext_lazy("Ohne Termin beantwortet"),
    "anliegen_weitergeleitet": gettext_lazy("Weitergeleitet an %(grund)s"),
    "antwort_zurueckgenommen": gettext_lazy("Antwort zurückgenommen, wieder in Sichtung"),
    "anliegen_geteilt": gettext_lazy("Familie geteilt: %(grund)s"),
    "anliegen_zusammengefuehrt": gettext_lazy("Zusammengeführt: %(grund)s"),
    "anliegen_getrennt": gettext_lazy("Wieder getrennt: %(grund)s"),
    "anliegen_zurueckgezogen": gettext_lazy("Von der Person zurückgezogen"),
    "versprechen_eskaliert": gettext_lazy("Versprechen in Gefahr, gemeldet an: %(grund)s"),
    "anliegen_wieder_offen": gettext_lazy("Wieder in Sichtung: %(grund)s"),
}


def verlauf(aufnahme: Aufnahme) -> list[Schritt]:
    """Return every step in order, what is due last, in three queries."""
    steps = [Schritt(aufnahme.angelegt_am, _begun(aufnahme)), *_steps(aufnahme), *_messages(aufnahme)]
    done = sorted(steps, key=lambda step: step.zeit.replace(microsecond=0))
    return [*done, *_due(aufnahme)]


def _begun(aufnahme: Aufnahme) -> str:
    if aufnahme.kanal == Kanal.ONLINE:
        return _("Im Internet eingegangen")
    return _("Am Telefon aufgenommen") if aufnahme.kanal == Kanal.TELEFON else _("Am Schalter aufgenommen")


def _steps(aufnahme: Aufnahme) -> Iterator[Schritt]:
    about = Protokolleintrag.objects.filter(objekt_art="termine.aufnahme", objekt_id=str(aufnahme.pk), vorgang__in=VORGAENGE)
    rows = list(about.order_by("zeit"))
    names = User.objects.in_bulk({row.user_id for row in rows if row.user_id})
    for row in rows:
        yield Schritt(row.zeit, str(VORGAENGE[row.vorgang]) % {"grund": row.grund}, who(row.user_id, names))


def _messages(aufnahme: Aufnahme) -> Iterator[Schritt]:
    rows = Nachricht.objects.filter(empfaenger_id=aufnahme.kontakt_id, kontext__aufnahme=str(aufnahme.pk))
    for row in rows.exclude(status__in=OHNE_WIRKUNG):
        yield message_step(row, NACHRICHTEN)


def _due(aufnahme: Aufnahme) -> Iterator[Schritt]:
    """Yield what the office still owes."""
    if aufnahme.stand in ANLIEGEN_IN_SICHTUNG:
        yield Schritt(aufnahme.versprechen.angebot_bis, _("Antwort versprochen"), stand="")
