"""Remind people and guides of what a Verweis waits for; never what it is about."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.models import Nachricht, User
from lotsen.actions.personenpost import tell_person
from lotsen.models import Einwilligung, Verweis
from lotsen.verweis_tabelle import VerweisStatus
from termine.planung import arbeitstage_between

FRAGE_NACH = 3  # working days without an answer to the question for consent
MORGENS = time(9)  # nobody is woken by a reminder


def remind_people() -> int:
    """Remind of an open question for consent once, and of an appointment the day before; return how many."""
    return _remind_of_questions() + _remind_of_appointments()


def _remind_of_questions() -> int:
    today, told = uhr.today(), 0
    rows = Einwilligung.objects.filter(
        verweis__status=VerweisStatus.EINWILLIGUNG, gegeben_am=None, abgelehnt_am=None, widerrufen_am=None
    )
    for row in rows.select_related("verweis__person"):
        asked = Nachricht.objects.filter(schluessel=f"einwilligung-{row.pk}").exists()  # on the screen nobody is reminded
        waited = arbeitstage_between(uhr.local(row.erbeten_am).date(), today, settings.BEHOERDE["land"])
        if asked and waited >= FRAGE_NACH:
            key = f"einwilligung-{row.pk}-erinnerung"
            told += _tell(row.verweis, "verweis_einwilligung_erinnerung", key)
    return told


def _remind_of_appointments() -> int:
    morgen = uhr.today() + timedelta(days=1)
    start = datetime.combine(morgen, time(), uhr.ZONE)
    rows = Verweis.objects.filter(
        status=VerweisStatus.TERMIN, termin_am__gte=start, termin_am__lt=start + timedelta(days=1)
    ).select_related("person")
    return sum(_tell(row, "verweis_termin_erinnerung", f"verweis-{row.pk}-vortag-{row.termin_am:%Y%m%d%H%M}") for row in rows)


@transaction.atomic
def _tell(verweis: Verweis, anlass: str, schluessel: str) -> bool:
    new = not Nachricht.objects.filter(schluessel=schluessel).exists()
    queued = new and tell_person(verweis, anlass, schluessel=schluessel, faellig_ab=_at(uhr.today()))
    if queued:
        melde("verweis_erinnert", ergebnis=anlass.removeprefix("verweis_"))
    return queued


def remind_guides() -> int:
    """Tell each guide once when another deadline of their referrals has passed; return how many guides."""
    late = Verweis.objects.open().overdue()
    newest = dict(late.order_by().values_list("angelegt_von").annotate(tag=Max("faellig_am")))
    told = 0
    for user in User.objects.filter(pk__in=newest):
        if not user.is_active:
            continue
        schluessel = f"verweise-faellig-{user.pk}-{newest[user.pk]}"
        if not Nachricht.objects.filter(schluessel=schluessel).exists():
            told += queue_nachricht(
                "verweise_faellig",
                schluessel=schluessel,
                person=user,
                kontext={"user": str(user.pk)},
                faellig_ab=_at(uhr.today()),
            )
    return told


def _at(tag: date) -> datetime:
    return datetime.combine(tag, MORGENS, uhr.ZONE)
