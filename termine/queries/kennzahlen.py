"""Figures that only the rows of termine can tell, once a night; docs/kennzahlen.md says what each can't.

``von`` and ``bis`` are the first and the last day at the office. A row is (attribute, value, numerator, denominator),
("", "") for all. To be called in ``als``.
"""

from datetime import date

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.counting import Count, cases, counted, hit
from termine.enums import TERMIN_VEREINBART, AnliegenStatus
from termine.models import Anliegen, Aufnahme, Serviceversprechen
from termine.planung import day_bounds

_A = AnliegenStatus
BRAUCHT_KEINEN_TERMIN = (_A.BEANTWORTET, _A.WEITERGELEITET, _A.ZURUECKGEZOGEN)


def angebot_fristgerecht(von: date, bis: date) -> list[Count]:
    """Return of the promises due in these days, and due by now, how many were answered in time.

    A concern that pauses for an answer of the person, or was withdrawn before any answer, does not count.
    """
    start, end = day_bounds(von, bis, uhr.ZONE)
    due = Serviceversprechen.objects.filter(angebot_bis__gte=start, angebot_bis__lt=end, angebot_bis__lte=uhr.now())
    due = due.filter(pausiert_seit=None).exclude(beantwortet_am=None, aufnahme__stand=_A.ZURUECKGEZOGEN)
    kept = hit(Q(beantwortet_am__lte=F("angebot_bis")))
    return counted(cases(due, kept, leistung="aufnahme__leistung__slug", standort="aufnahme__team__standort__slug"))


def termin_vor_titelablauf(von: date, bis: date) -> list[Count]:
    """Return of the concerns that came in before a title ended in these days how many got a visit before its last day.

    One Aufnahme counts once, whoever came along; what was withdrawn or answered without a visit does not count.
    """
    ended = Aufnahme.objects.filter(titel_bis__range=(von, min(bis, uhr.today())), angelegt_am__date__lte=F("titel_bis"))
    visits = Anliegen.objects.filter(aufnahme=OuterRef("pk"), termin__status__in=TERMIN_VEREINBART)
    # A visit is deleted 90 days later; the night after it closed the concern, and that stands in the history of the Aufnahme.
    closed = _history().filter(pgh_obj=OuterRef("pk"), stand=_A.ERLEDIGT, pgh_created_at__date__lte=OuterRef("titel_bis"))
    before = Exists(visits.filter(termin__starts_at__date__lt=OuterRef("titel_bis"))) | (~Exists(visits) & Exists(closed))
    timely = ended.exclude(stand__in=BRAUCHT_KEINEN_TERMIN)
    return counted(cases(timely, hit(before), leistung="leistung__slug", standort="team__standort__slug"))


def _history() -> QuerySet:
    return apps.get_model("termine.AufnahmeEvent").objects.order_by()
