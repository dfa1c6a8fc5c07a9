"""What an organisation sees behind its link: its own lists, what became of each row, what is left of its quota."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from termine.enums import TERMIN_OHNE_BELEGUNG
from termine.models import Buchungspartner, Leistung, Partnerzugang, Sammelbuchung, Sammelzeile
from termine.queries.heute_sammel import counted, period, used


@dataclass(frozen=True)
class Rest:
    """How much of the quota a week or month has left."""

    von: date
    bis: date
    frei: int


def open_zugang(pk: UUID) -> Partnerzugang | None:
    """Return the link of an organisation while it counts."""
    return Partnerzugang.objects.open().select_related("partner__einheit").filter(pk=pk).first()


def zugang_of(partner: Buchungspartner) -> Partnerzugang | None:
    """Return the link that nobody ended, even when its time has passed."""
    return Partnerzugang.objects.filter(partner=partner, beendet_am=None).select_related("angelegt_von").first()


def rests(partner: Buchungspartner) -> list[Rest]:
    """Return what the quota leaves in the running week or month and in the next."""
    found, day = [], uhr.now()
    for _part in range(2):
        von, bis = period(partner, day)
        found.append(Rest(von, bis, max(partner.kontingent - used(partner, day), 0)))
        day += timedelta(days=(bis - uhr.local(day).date()).days + 1)
    return found


def own_lists(partner: Buchungspartner) -> QuerySet[Sammelbuchung]:
    """Return the lists the organisation made itself, those whose people are forgotten left out."""
    rows = Sammelbuchung.objects.of_organisation(partner).select_related("leistung", "standort", "partner")
    return counted(rows).filter(gesamt__gt=0)


def own_list(partner: Buchungspartner, pk: UUID) -> Sammelbuchung | None:
    rows = Sammelbuchung.objects.of_organisation(partner).select_related("leistung", "standort", "partner")
    return rows.filter(pk=pk).first()


def rows_of(liste: Sammelbuchung) -> list[Sammelzeile]:
    return list(Sammelzeile.objects.filter(sammelbuchung=liste).select_related("termin__standort"))


def stand_of(zeile: Sammelzeile) -> str:
    """Return "gebucht", "wartet", or the sentence an organisation may read; why the office said no is not its business."""
    if zeile.termin:
        stands = zeile.termin.status not in TERMIN_OHNE_BELEGUNG
        return "gebucht" if stands else _("Der Termin besteht nicht mehr.")
    if not zeile.grund:
        return "wartet"
    reasons = {
        "keine_zeit": _("Innerhalb Ihres Kontingents ist keine passende Zeit frei."),
        "nicht_erlaubt": _("Für Ihre Organisation wird zurzeit nichts gebucht. Bitte fragen Sie uns."),
    }
    return reasons.get(zeile.grund_code) or _(
        "Für diese Person konnten wir nicht buchen. Bitte lassen Sie sie selbst bei uns anrufen."
    )


def allowed(partner: Buchungspartner) -> QuerySet[Leistung]:
    """Return what may be booked for the people of the organisation."""
    return Leistung.objects.offered().filter(pk__in=partner.leistungen.all())
