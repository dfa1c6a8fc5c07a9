"""Figures that only the rows of lotsen can tell, once a night; docs/kennzahlen.md says what each can't.

``von`` and ``bis`` are the first and the last day at the office. A row is (attribute, value, numerator, denominator),
("", "") for all. A letter that the person takes along tells no partner, so only what was sent counts. To be called in ``als``.
"""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, DateTimeField, Exists, F, Func, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from behoerde.kern import uhr
from behoerde.kern.counting import Count, cases, counted, hit
from lotsen.models import Rueckmeldung, Verweis, Verweisschritt
from lotsen.verweis_tabelle import WARTET_AUF_ANTWORT, Ausgang, VerweisStatus
from termine.planung import day_bounds, days, is_arbeitstag

Dauer = tuple[str, str, float, bool]  # kind of Angebot, "", days, whether it has ended

S = VerweisStatus
ANNAHME_ARBEITSTAGE = 5
RUECKMELDEZEIT = timedelta(days=60)
GEHOLFEN = (Ausgang.GEHOLFEN, Ausgang.TEILWEISE)
WAR_DA = (*GEHOLFEN, Ausgang.NICHT_GEHOLFEN)  # who says so has met the person
DOCH_NICHT_DA = (S.NICHT_ERSCHIENEN, S.TERMIN)  # a visit noted before was taken back
NOCH_OFFEN = (*WARTET_AUF_ANTWORT, S.ANGENOMMEN, S.WARTELISTE, S.TERMIN)
_WAS: dict[str, str | Combinable] = {"thema": "angebot__angebotsart", "sprache": "person__sprache"}


def lotsen_annahme(von: date, bis: date) -> list[Count]:
    """Return of the Verweise sent in these days, their 5 working days over, how many were accepted within them."""
    sent, today = _sent(von, bis), uhr.today()
    workdays = Value([tag for tag in days(von, today) if is_arbeitstag(tag, settings.BEHOERDE["land"])], ArrayField(DateField()))

    def full_days_until(tag: Combinable) -> Combinable:
        """Return how many working days lay between the day of sending and ``tag``, neither counted."""
        return _count_until(tag, workdays) - _count_until(TruncDate("gesendet_am"), workdays)

    before = timedelta(days=1)
    due = sent.annotate(
        vergangen=full_days_until(Value(today - before)), gedauert=full_days_until(TruncDate("angenommen_am") - Value(before))
    ).filter(vergangen__gte=ANNAHME_ARBEITSTAGE)
    accepted = Q(gedauert__lt=ANNAHME_ARBEITSTAGE) & ~Q(status__in=WARTET_AUF_ANTWORT)
    return counted(cases(due, hit(accepted), **_WAS))


def _count_until(tag: Combinable, workdays: Value) -> Combinable:
    return Func(tag, workdays, function="width_bucket", output_field=IntegerField())


def _sent(von: date, bis: date) -> QuerySet[Verweis]:
    start, end = day_bounds(von, bis, uhr.ZONE)
    return Verweis.objects.filter(gesendet_am__gte=start, gesendet_am__lt=end)


def _with_contact(rows: QuerySet[Verweis]) -> QuerySet[Verweis]:
    """Add ``kontakt``: when somebody first said that the person was there, None while nobody did."""
    said = Q(nach=S.ERSCHIENEN) | Q(nach=S.ABGESCHLOSSEN, grund__in=WAR_DA)
    steps = Verweisschritt.objects.filter(said, verweis=OuterRef("pk")).exclude(verweis__status__in=DOCH_NICHT_DA)
    first = steps.order_by().values("verweis").annotate(x=Min("zeit")).values("x")
    return rows.annotate(kontakt=Subquery(first, output_field=DateTimeField()))


def dauern_lotsen_zeit_bis_kontakt(von: date, bis: date) -> list[Dauer]:
    """Return for each Verweis sent in these days its days until somebody said that the person was there.

    Without that it runs until its end, or until now.
    """
    rows = _with_contact(_sent(von, bis)).annotate(bis=Coalesce("kontakt", "beendet_am")).order_by("gesendet_am", "pk")
    now = uhr.now()
    return [
        (art, "", max(0.0, ((bis_ or now) - seit) / uhr.DAY), kontakt is not None)
        for art, seit, bis_, kontakt in rows.values_list("angebot__angebotsart", "gesendet_am", "bis", "kontakt")
    ]


def lotsen_teilnahme(von: date, bis: date) -> list[Count]:
    """Return of the Verweise accepted in these days how many were attended; what is still under way does not count yet."""
    start, end = day_bounds(von, bis, uhr.ZONE)
    rows = _with_contact(Verweis.objects.filter(angenommen_am__gte=start, angenommen_am__lt=end))
    known = rows.exclude(status__in=NOCH_OFFEN)
    return counted(cases(known, hit(Q(kontakt__isnull=False)), **_WAS))


def lotsen_ergebnis(von: date, bis: date) -> list[Count]:
    """Return of the attended Verweise closed in these days with a known outcome how many helped, partly too."""
    return counted(cases(_closed(von, bis).filter(ausgang__in=WAR_DA), hit(Q(ausgang__in=GEHOLFEN)), **_WAS))


def lotsen_ergebnis_unbekannt(von: date, bis: date) -> list[Count]:
    """Return of the attended Verweise closed in these days of how many nobody could say what came of them."""
    rows = _with_contact(_closed(von, bis)).filter(Q(ausgang__in=WAR_DA) | Q(ausgang=Ausgang.UNBEKANNT, kontakt__isnull=False))
    return counted(cases(rows, hit(Q(ausgang=Ausgang.UNBEKANNT)), **_WAS))


def _closed(von: date, bis: date) -> QuerySet[Verweis]:
    start, end = day_bounds(von, bis, uhr.ZONE)
    return Verweis.objects.filter(status=S.ABGESCHLOSSEN, beendet_am__gte=start, beendet_am__lt=end)


def lotsen_rueckmeldung(von: date, bis: date) -> list[Count]:
    """Return of the Verweise sent in these days, 60 days over, to how many an outcome came within the 60 days.

    An outcome is how it was closed, other than unknown, or the partner's word whether it helped.
    """
    due = _sent(von, bis).filter(gesendet_am__lte=uhr.now() - RUECKMELDEZEIT)
    until = F("gesendet_am") + Value(RUECKMELDEZEIT)
    said = Rueckmeldung.objects.filter(verweis=OuterRef("pk"), art=Rueckmeldung.Art.PARTNER)
    closed = Q(status=S.ABGESCHLOSSEN, beendet_am__lte=until) & ~Q(ausgang=Ausgang.UNBEKANNT)
    spoken = due.annotate(bis=until, gesagt=Exists(said.filter(gegeben_am__lte=OuterRef("bis"))))
    return counted(cases(spoken, hit(closed | Q(gesagt=True))))
