"""What happened to a visit, in plain sentences: steps of people, messages to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.datum import datum_kurz, uhrzeit
from behoerde.kern.models import Nachricht, Protokolleintrag, User
from termine.enums import Absagegrund, Absagevon, Kanal
from termine.models import Termin

NACHRICHTEN = {
    "termin_bestaetigung": gettext_lazy("Bitte um Bestätigung"),
    "termin_bestaetigt": gettext_lazy("Terminbestätigung"),
    "termin_erinnerung": gettext_lazy("Erinnerung"),
    "termin_verschoben": gettext_lazy("Nachricht über die neue Zeit"),
    "termin_abgesagt_person": gettext_lazy("Bestätigung der Absage"),
    "termin_abgesagt_amt": gettext_lazy("Nachricht über die Absage"),
    "warteliste_angebot": gettext_lazy("Angebot einer früheren Zeit"),
    "termin_verfallen": gettext_lazy("Nachricht: nicht bestätigt"),
}
OHNE_WIRKUNG = (Nachricht.Status.HINFAELLIG, Nachricht.Status.VERWORFEN)
SAETZE = {
    "termin_gebucht": gettext_lazy("Fest gebucht"),
    "termin_angekommen": gettext_lazy("Angekommen"),
    "termin_ankunft_zurueck": gettext_lazy("Ankunft zurückgenommen"),
    "ausweis_geprueft": gettext_lazy("Ausweis geprüft: Name und Geburtsdatum stimmen"),
    "ausweis_abgewiesen": gettext_lazy("Am Schalter nicht bedient: Der Ausweis passt nicht"),
    "termin_versaeumt": gettext_lazy("Nicht erschienen"),
    "dolmetschen_bestellt": gettext_lazy("Dolmetschen bestellt"),
    "dolmetschen_abbestellt": gettext_lazy("Dolmetschen abbestellt"),
}
VORGAENGE = (*SAETZE, "termin_verschoben", "termin_abgesagt")


@dataclass(frozen=True)
class Schritt:
    """One line: ``stand`` is fertig, wartet (planned or in trouble) or "" (still to come)."""

    zeit: datetime
    text: str
    wer: str = ""
    stand: str = "fertig"


def verlauf(termin: Termin) -> list[Schritt]:
    """Return every step in order, planned reminders last, in four queries."""
    steps = [Schritt(termin.angelegt_am, _begun(termin)), *_steps(termin), *_messages(termin)]
    return sorted(steps, key=lambda step: step.zeit.replace(microsecond=0))  # a message stands behind its cause


def _begun(termin: Termin) -> str:
    if termin.kanal == Kanal.ONLINE:
        return _("Im Internet begonnen")
    return _("Am Telefon aufgenommen") if termin.kanal == Kanal.TELEFON else _("Am Schalter aufgenommen")


def _steps(termin: Termin) -> Iterator[Schritt]:
    about = Protokolleintrag.objects.filter(objekt_art="termine.termin", objekt_id=str(termin.pk), vorgang__in=VORGAENGE)
    rows = list(about.order_by("zeit"))
    names = User.objects.in_bulk({row.user_id for row in rows if row.user_id})
    moves = _moves(termin)
    for row in rows:
        yield Schritt(row.zeit, _sentence(row, moves), who(row.user_id, names))


def who(user_id: UUID | None, names: dict[UUID, User]) -> str:
    """Return the name of an account, "" for the person itself and the system."""
    return str(names[user_id]) if user_id in names else ""


def _moves(termin: Termin) -> Iterator[tuple[datetime, datetime]]:
    """Yield old and new start of every announced move, in order."""
    snapshots = termin.events.order_by("pgh_id")  # type: ignore[attr-defined] # made by pghistory
    times = list(snapshots.values_list("kalender_sequenz", "starts_at"))
    for (before, old), (after, new) in pairwise(times):
        if after != before and old != new:
            yield old, new


def _sentence(row: Protokolleintrag, moves: Iterator[tuple[datetime, datetime]]) -> str:
    if row.vorgang == "termin_abgesagt":
        return _cancelled(row.grund)
    if row.vorgang in SAETZE:
        return str(SAETZE[row.vorgang])
    old, new = next(moves, (None, None))
    if old is None or new is None:
        return _("Verschoben")
    return _("Verschoben von %(alt)s auf %(neu)s") % {"alt": _when(old), "neu": _when(new)}


def _when(instant: datetime) -> str:
    return f"{datum_kurz(instant)}, {uhrzeit(instant)}"


def _cancelled(grund: str) -> str:
    von, _colon, why = grund.partition(": ")
    labels = {"von": Absagevon(von).label, "grund": Absagegrund(why).label}
    return _("Abgesagt %(von)s: %(grund)s") % labels


def _messages(termin: Termin) -> Iterator[Schritt]:
    rows = Nachricht.objects.filter(kontext__termin=str(termin.pk)).exclude(status__in=OHNE_WIRKUNG)
    if termin.kontakt_id:
        rows = rows.filter(empfaenger_id=termin.kontakt_id)  # by index
    for row in rows:
        yield message_step(row)


def message_step(row: Nachricht, names: dict = NACHRICHTEN) -> Schritt:
    """Return how one message stands; ``names`` says what each Anlass is called."""
    values = {"was": names.get(row.anlass, row.anlass), "weg": row.get_kanal_display()}
    if row.status == Nachricht.Status.GESENDET:
        return Schritt(row.gesendet_am or row.angelegt_am, _("%(was)s verschickt, %(weg)s") % values)
    if row.status == Nachricht.Status.TOT:
        return Schritt(row.angelegt_am, _("%(was)s kam nicht an, %(weg)s") % values, stand="wartet")
    if row.faellig_ab > uhr.now():
        return Schritt(row.faellig_ab, _("%(was)s geplant, %(weg)s") % values, stand="")
    return Schritt(row.faellig_ab, _("%(was)s wird verschickt, %(weg)s") % values, stand="wartet")
