"""An Erstberatung is prepared, begun, finished, taken up again."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person, User
from lotsen.actions.empfehlung import keep_proposals
from lotsen.beratung import BERATUNG_OFFEN, BERATUNG_UEBERGAENGE, BeratungStatus
from lotsen.models import Erstberatung


@transaction.atomic
def begin_erstberatung(
    *, person: Person, einheit_id: int, user: User, sprache: str, termin_id=None, allein: bool = False
) -> Erstberatung:
    """Return the open Erstberatung of ``person``, a new one when there is none; ``allein``: the person answers first.

    Raises DomainError ``fremd`` when one is open at another unit: nobody asks the same things twice in one house.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # two guides at once come one after the other
    if found := Erstberatung.objects.filter(person=person, status__in=BERATUNG_OFFEN).first():
        if found.einheit_id not in user.einheiten_darunter:
            raise DomainError(_("Für diese Person läuft schon eine Erstberatung in einer anderen Stelle."), "fremd")
        return found
    begun = {} if allein else {"begonnen_am": uhr.now(), "begonnen_von": user}
    beratung = Erstberatung.objects.create(
        person=person,
        einheit_id=einheit_id,
        termin_id=termin_id,
        sprache=sprache,
        lotse=user,
        status=BeratungStatus.VORBEREITET if allein else BeratungStatus.LAUFEND,
        **begun,
    )
    record("erstberatung_vorbereitet" if allein else "erstberatung_begonnen", beratung)
    melde("erstberatung_begonnen", sprache=sprache, kanal="allein" if allein else "gemeinsam", einheit=str(einheit_id))
    return beratung


@transaction.atomic
def go_on(*, erstberatung: Erstberatung, user: User) -> Erstberatung:
    """Let the talk run, whether it was prepared, finished or broken off; one that runs stays as it is."""
    beratung = _locked(erstberatung)
    if beratung.status == BeratungStatus.LAUFEND:
        return beratung
    other = Erstberatung.objects.filter(person=beratung.person_id, status__in=BERATUNG_OFFEN).exclude(pk=beratung.pk)
    if other.exists():
        raise DomainError(_("Für diese Person ist schon eine andere Erstberatung offen."), "offen")
    beratung.abgeschlossen_am, beratung.abgeschlossen_von = None, None
    if beratung.begonnen_am is None:
        beratung.begonnen_am, beratung.begonnen_von = uhr.now(), user
    return _move(beratung, BeratungStatus.LAUFEND, "erstberatung_fortgesetzt")


@transaction.atomic
def finish(*, erstberatung: Erstberatung, user: User, erinnern: bool) -> Erstberatung:
    """Close the talk; finishing twice changes nothing. ``erinnern``: the person wants to be reminded of deadlines."""
    beratung = _locked(erstberatung)
    if beratung.status == BeratungStatus.ABGESCHLOSSEN:
        return beratung
    beratung.erinnern = erinnern
    keep_proposals(beratung)
    beratung.abgeschlossen_am, beratung.abgeschlossen_von = uhr.now(), user
    closed = _move(beratung, BeratungStatus.ABGESCHLOSSEN, "erstberatung_abgeschlossen")
    melde(
        "erstberatung_abgeschlossen",
        wert=beratung.empfehlungen.steps().count(),
        sprache=beratung.sprache,
        einheit=str(beratung.einheit_id),
    )
    return closed


@transaction.atomic
def break_off(*, erstberatung: Erstberatung) -> Erstberatung:
    """End a talk that does not go on; what was said stays until its period ends."""
    beratung = _locked(erstberatung)
    if beratung.status == BeratungStatus.ABGEBROCHEN:
        return beratung
    return _move(beratung, BeratungStatus.ABGEBROCHEN, "erstberatung_abgebrochen")


def _locked(erstberatung: Erstberatung) -> Erstberatung:
    return Erstberatung.objects.select_for_update(of=("self",)).select_related("person").get(pk=erstberatung.pk)


def _move(beratung: Erstberatung, status: BeratungStatus, vorgang: str) -> Erstberatung:
    if status not in BERATUNG_UEBERGAENGE[beratung.status]:
        raise DomainError(_("Das geht in diesem Stand der Erstberatung nicht."), "stand")
    beratung.status = status
    if status not in BERATUNG_OFFEN:
        beratung.plz = ""
    beratung.save()
    record(vorgang, beratung)
    return beratung
