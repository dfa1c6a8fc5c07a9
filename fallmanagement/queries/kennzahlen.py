"""Figures that only the rows of fallmanagement can tell, once a night; docs/kennzahlen.md says what each can't.

``von`` and ``bis`` are the first and the last day at the office. A row is (attribute, value, numerator, denominator),
("", "") for all. Under row-level security: to be called in ``als``.
"""

from datetime import date, timedelta

from django.db.models import Case, Count, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least, TruncDate

from behoerde.kern import uhr
from behoerde.kern.counting import NOTHING, cases, counted, hit
from behoerde.kern.counting import Count as Row
from fallmanagement.enums import LAUFEND, ZUSAMMENGEFUEHRT, Abschlussgrund
from fallmanagement.models import Aufenthaltsstatus, Ersparnismonat, Fallakte, Nachbetreuung, Vermittlung
from fallmanagement.queries.ersparnis import BEGANN
from fallmanagement.titel import titel
from fallmanagement.vermittlung import Beschaeftigungsart, Nachbetreuungsergebnis
from termine.queries.kennzahlen import open_person_hashes

Dauer = tuple[str, str, float, bool]  # "", "", days, whether it has ended

ARTEN = (Beschaeftigungsart.AUSBILDUNG, Beschaeftigungsart.EINSTIEG, Beschaeftigungsart.ARBEIT, Beschaeftigungsart.MINIJOB)
JAHR, VORSCHAU = timedelta(days=365), timedelta(days=90)
KEIN_FALL = (Abschlussgrund.VERSEHEN, ZUSAMMENGEFUEHRT)  # ends of files that never were a case of their own
UNSICHER = ("duldung", "gestattung", "bescheinigung")
NOCH_DORT = (Nachbetreuungsergebnis.NOCH_DORT, Nachbetreuungsergebnis.PROBLEM)
_GRENZEN = ((25, "unter_25"), (35, "25_34"), (45, "35_44"), (55, "45_54"))


def _kinds(*kinds: str) -> list[str]:
    return sorted(code for code, row in titel().items() if row.art in kinds)


def _kind_of(field: str) -> Case:
    """Return the kind of a title by its code: titel, fiktion, duldung, gestattung, bescheinigung, freizuegigkeit."""
    kinds = sorted({row.art for row in titel().values()})
    return Case(*(When(**{f"{field}__in": _kinds(kind)}, then=Value(kind)) for kind in kinds), default=Value(""))


def _age_group(born: str, tag: str) -> Case:
    """Return the group of age on a day of the row."""
    whens = [When(**{f"{born}__gt": _months_after(tag, -12 * years)}, then=Value(name)) for years, name in _GRENZEN]
    return Case(*whens, default=Value("ab_55"))


def _months_after(field: str, months: int) -> Func:
    return Func(F(field), template=f"(%(expressions)s + interval '{months} months')::date", output_field=DateField())


def _end_of(field: str) -> Func:
    """Return the day after the last one of a range of days; NULL without end."""
    return Func(F(field), function="upper", output_field=DateField())


_JOB: dict[str, str | Combinable] = {
    "zielart": "art",
    "branche": "stellenangebot__betrieb__branche",
    "altersgruppe": _age_group("fallakte__person__geburtsdatum", "beginn"),
}


def _jobs() -> QuerySet[Vermittlung]:
    """Return work, apprenticeships and their preparation that had a first day; an internship is none of them."""
    return Vermittlung.objects.filter(BEGANN, art__in=ARTEN)


def vermittlungen(von: date, bis: date) -> list[Row]:
    """Return how many jobs and apprenticeships had their first day in these days."""
    return counted(cases(_jobs().filter(beginn__range=(von, bis)), **_JOB))


def _cases() -> QuerySet[Fallakte]:
    return Fallakte.objects.exclude(grund__in=KEIN_FALL).annotate(angelegt=TruncDate("angelegt_am"))


def vermittlungsquote(von: date, bis: date) -> list[Row]:
    """Return of the cases that ended or were a year old in these days in how many a job had begun by then."""
    rows = _cases().annotate(stichtag=Least("beendet_am", TruncDate(F("angelegt_am") + Value(JAHR))))
    rows = rows.filter(stichtag__range=(von, min(bis, uhr.today())))
    placed = Exists(_jobs().filter(fallakte=OuterRef("pk"), beginn__lte=OuterRef("stichtag")))
    return counted(cases(rows, hit(placed), altersgruppe=_age_group("person__geburtsdatum", "stichtag")))


def verbleib_6(von: date, bis: date) -> list[Row]:
    """Return of the jobs whose sixth month ended in these days, their fate known, how many still ran."""
    return _still_there(6, von, bis)


def verbleib_12(von: date, bis: date) -> list[Row]:
    """Return of the jobs whose twelfth month ended in these days, their fate known, how many still ran."""
    return _still_there(12, von, bis)


def verbleib_6_unbekannt(von: date, bis: date) -> list[Row]:
    """Return of the jobs whose sixth month ended in these days of how many nobody knows whether they still ran."""
    return counted(cases(_grown(6, von, bis), hit(~Q(weg=True) & ~Q(dort=True)), **_JOB))


def verbleib_12_unbekannt(von: date, bis: date) -> list[Row]:
    """Return of the jobs whose twelfth month ended in these days of how many nobody knows whether they still ran."""
    return counted(cases(_grown(12, von, bis), hit(~Q(weg=True) & ~Q(dort=True)), **_JOB))


def _still_there(months: int, von: date, bis: date) -> list[Row]:
    known = _grown(months, von, bis).filter(Q(weg=True) | Q(dort=True))
    return counted(cases(known, hit(Q(weg=False)), **_JOB))


def _grown(months: int, von: date, bis: date) -> QuerySet[Vermittlung]:
    """Return jobs that became so old, with ``weg``: it had ended before, and ``dort``: it ended later or somebody asked then."""
    rows = _jobs().annotate(reif=_months_after("beginn", months)).filter(reif__range=(von, min(bis, uhr.today())))
    looks = Nachbetreuung.objects.filter(vermittlung=OuterRef("pk"))
    gone = Exists(looks.filter(monat__lte=months, ergebnis=Nachbetreuungsergebnis.WEG))
    found = Exists(looks.filter(monat__gte=months, ergebnis__in=NOCH_DORT))
    return rows.annotate(
        weg=Case(When(ende__lt=F("reif"), then=True), When(ende=None, then=gone), default=False),
        dort=Case(When(ende__gte=F("reif"), then=True), default=found),
    )


def dauern_zeit_bis_vermittlung(von: date, bis: date) -> list[Dauer]:
    """Return for each case opened in these days its days until the first day of the first job, else until its end or today."""
    first = _jobs().filter(fallakte=OuterRef("pk")).order_by("beginn").values("beginn")[:1]
    rows = _cases().filter(angelegt__range=(von, bis)).annotate(vermittelt=first).order_by("angelegt_am", "pk")
    today = uhr.today()
    return [
        ("", "", float(max(0, ((vermittelt or beendet or today) - angelegt).days)), vermittelt is not None)
        for angelegt, vermittelt, beendet in rows.values_list("angelegt", "vermittelt", "beendet_am")
    ]


def status_gesichert(von: date, bis: date) -> list[Row]:
    """Return of the cases under way in these days that began without a title in how many one was given by then.

    Without a title: Duldung, Gestattung or a certificate of arrival. ``titelgruppe`` is how the case began.
    """
    end = Least(Coalesce("beendet_am", Value(bis)), Value(bis))
    rows = _cases().filter(Q(beendet_am=None) | Q(beendet_am__gte=von), angelegt__lte=bis).annotate(schluss=end)
    of_person = Aufenthaltsstatus.objects.filter(person=OuterRef("person"))
    begin = of_person.filter(zeitraum__contains=OuterRef("angelegt")).values("code")[:1]
    given = of_person.filter(code__in=_kinds("titel", "freizuegigkeit"), zeitraum__startswith__gt=OuterRef("angelegt"))
    rows = rows.annotate(anfang=begin).filter(anfang__in=_kinds(*UNSICHER))
    secured = Exists(given.filter(zeitraum__startswith__lte=OuterRef("schluss")))
    return counted(cases(rows, hit(secured), titelgruppe=_kind_of("anfang")))


def titel_laufen_ab_90(tag: date) -> list[Row]:
    """Return how many titles of people with an open case end within 90 days while no concern of theirs is open at the desk."""
    rows = Aufenthaltsstatus.objects.annotate(danach=_end_of("zeitraum")).filter(
        danach__gt=tag, danach__lte=tag + VORSCHAU + uhr.DAY
    )
    later = Aufenthaltsstatus.objects.filter(person=OuterRef("person"), zeitraum__startswith__gte=OuterRef("danach"))
    open_cases = Fallakte.objects.open().filter(person=OuterRef("person"))
    rows = rows.filter(Exists(open_cases), ~Exists(later)).exclude(person__person_hash__in=open_person_hashes())
    return counted(cases(rows, titelart=_kind_of("code")))


def asylblg_einsparung(von: date, bis: date) -> list[Row]:
    """Return the sum of ``gemindert`` of the months that begin in these days, and of how many people; never to be added to the others."""
    return _saved("gemindert", von, bis)


def asylblg_verlagert(von: date, bis: date) -> list[Row]:
    """Return the sum of ``verlagert``, as in ``asylblg_einsparung``; never to be added to the others."""
    return _saved("verlagert", von, bis)


def asylblg_kontrafaktisch(von: date, bis: date) -> list[Row]:
    """Return the sum of ``kontrafaktisch``, as in ``asylblg_einsparung``; nothing while one month lacks its assumption."""
    return _saved("kontrafaktisch", von, bis)


def _saved(column: str, von: date, bis: date) -> list[Row]:
    rows = Ersparnismonat.objects.filter(monat__range=(von, bis), ohne_betrag="", tage__gt=0).order_by()
    unknown = Count("pk", filter=Q(**{column: None}))
    total = rows.aggregate(summe=Sum(column), personen=Count("vermittlung__fallakte__person", distinct=True), offen=unknown)
    if total["offen"] or total["summe"] is None:
        return [*NOTHING]
    return [("", "", float(total["summe"]), total["personen"])]


def fallzahl_je_fallmanager(tag: date) -> list[Row]:
    """Return how many running cases somebody answers for, and how many accounts do; heads, not full-time equivalents."""
    rows = Fallakte.objects.filter(phase__in=LAUFEND, zustaendig__isnull=False).order_by()
    counts = {"faelle": Count("pk"), "konten": Count("zustaendig", distinct=True)}
    total = rows.aggregate(**counts)
    teams = rows.values_list("einheit__name").annotate(**counts).order_by("einheit__name")
    return [("", "", float(total["faelle"]), total["konten"]), *(("team", name, float(a), b) for name, a, b in teams)]
