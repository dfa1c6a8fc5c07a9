"""Visits of the example office: the same people at the same times for the same day, fuller the nearer the day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.codes import ZEICHEN
from behoerde.kern.krypto import fold, hash_person
from behoerde.kern.models import Person
from termine.actions.abschluss import LINK_NACH_TERMIN
from termine.enums import Absagegrund, Absagevon, AnliegenStatus, BelegungArt, Kanal, Linkzweck, TerminStatus
from termine.models import Anliegen, Belegung, Dienst, Leistung, Termin
from termine.planung import as_range, day_bounds

VOLL_HEUTE, VOLL_SPAETER = 0.5, 0.08
AUSGANG = [(TerminStatus.ERLEDIGT, 80), (TerminStatus.VERSAEUMT, 8), (TerminStatus.ABGESAGT, 12)]
ANLIEGEN_STAND = {
    TerminStatus.ERLEDIGT: AnliegenStatus.ERLEDIGT,
    TerminStatus.VERSAEUMT: AnliegenStatus.IN_SICHTUNG,
    TerminStatus.ABGESAGT: AnliegenStatus.ZURUECKGEZOGEN,
    TerminStatus.GEBUCHT: AnliegenStatus.TERMINIERT,
}
SPRACHEN = ["de"] * 4 + ["en", "uk", "ar", "tr", "de-simple"]


@dataclass
class Stapel:
    """Rows of one day, written together."""

    personen: list[Person] = field(default_factory=list)
    belegungen: list[Belegung] = field(default_factory=list)
    termine: list[Termin] = field(default_factory=list)
    anliegen: list[Anliegen] = field(default_factory=list)

    def write(self) -> None:
        Person.objects.bulk_create(self.personen)
        Belegung.objects.bulk_create(self.belegungen)
        Termin.objects.bulk_create(self.termine)
        Anliegen.objects.bulk_create(self.anliegen)


def fill_days(source: dict, von: date, bis: date) -> None:
    """Add visits to every day from ``von`` to ``bis`` that has none yet."""
    leistungen = {leistung.pk: leistung for leistung in Leistung.objects.all()}
    for n in range((bis - von).days + 1):
        tag = von + timedelta(days=n)
        bounds = day_bounds(tag, tag, uhr.ZONE)
        if Termin.objects.filter(starts_at__gte=bounds[0], starts_at__lt=bounds[1]).exists():
            continue
        stapel = Stapel()
        dienste = Dienst.objects.filter(zeitraum__contained_by=as_range(bounds)).select_related("platz__team__standort")
        for dienst in dienste.prefetch_related("platz__team__leistungen").order_by("platz_id", "zeitraum"):
            rng = random.Random(f"{tag}-{dienst.platz.team.standort.slug}-{dienst.platz.name}-{dienst.zeitraum.lower}")  # noqa: S311 - example data
            choice = [leistungen[leistung.pk] for leistung in dienst.platz.team.leistungen.all()]
            _fill(stapel, dienst, choice, rng, source)
        stapel.write()
        for termin in stapel.termine:
            if termin.status == TerminStatus.GEBUCHT and tag <= uhr.today() + timedelta(days=1):
                create_link(Linkzweck.TERMIN, termin.pk, gueltig_bis=termin.ends_at + LINK_NACH_TERMIN)


def _fill(stapel: Stapel, dienst: Dienst, choice: list[Leistung], rng: random.Random, source: dict) -> None:
    ahead = max(0, (dienst.zeitraum.lower - uhr.now()).days)
    share = max(VOLL_SPAETER, VOLL_HEUTE - 0.02 * ahead)
    for beginn in _starts(dienst):
        if not choice or rng.random() > share:
            continue
        leistung = rng.choice(choice)
        personen = rng.choices([1, 2], [85, 15])[0] if leistung.max_personen > 1 else 1
        ende = beginn + timedelta(minutes=leistung.dauer(personen))
        after_last = not stapel.belegungen or stapel.belegungen[-1].dienst_id != dienst.pk
        if ende <= dienst.zeitraum.upper and (after_last or stapel.belegungen[-1].zeitraum.upper <= beginn):
            _add(stapel, dienst, leistung, personen, (beginn, ende), rng, source)


def _starts(dienst: Dienst) -> Iterator[datetime]:
    step = timedelta(minutes=dienst.platz.team.raster_minuten)
    beginn = dienst.zeitraum.lower
    while beginn < dienst.zeitraum.upper:
        yield beginn
        beginn += step


def _add(
    stapel: Stapel,
    dienst: Dienst,
    leistung: Leistung,
    personen: int,
    zeit: tuple[datetime, datetime],
    rng: random.Random,
    source: dict,
) -> None:
    past = zeit[1] < uhr.now()
    status = rng.choices(*zip(*AUSGANG, strict=True))[0] if past else TerminStatus.GEBUCHT
    people = [_person(rng, source, zeit[0], first=n == 0) for n in range(personen)]
    stapel.personen += people
    termin = Termin(
        id=UUID(int=rng.getrandbits(128), version=4),
        status=status,
        leistung=leistung,
        personenzahl=personen,
        platz=dienst.platz,
        standort=dienst.platz.team.standort,
        starts_at=zeit[0],
        ends_at=zeit[1],
        code=_code(rng),
        schluessel=f"beispiel-{dienst.platz_id}-{zeit[0].isoformat()}",
        kontakt=people[0],
        sprache=people[0].sprache,
        kanal=rng.choices([Kanal.ONLINE, Kanal.TELEFON, Kanal.SCHALTER], [70, 20, 10])[0],
        bestaetigt_am=zeit[0] - timedelta(days=rng.randint(2, 20)),
    )
    termin.angelegt_am = termin.bestaetigt_am
    if status == TerminStatus.ABGESAGT:
        termin.abgesagt_am = zeit[0] - timedelta(days=1)
        termin.abgesagt_von, termin.absagegrund = Absagevon.PERSON, rng.choice([Absagegrund.KRANK, Absagegrund.PASST_NICHT])
    else:
        termin.belegung = Belegung(dienst=dienst, platz=dienst.platz, zeitraum=as_range(zeit), art=BelegungArt.TERMIN)
        stapel.belegungen.append(termin.belegung)
    stapel.termine.append(termin)
    stapel.anliegen += [
        Anliegen(
            person=person,
            person_hash=person.person_hash,
            leistung=leistung,
            termin=termin,
            position=n,
            status=ANLIEGEN_STAND[status],
            angelegt_am=termin.angelegt_am,
        )
        for n, person in enumerate(people)
    ]


def _person(rng: random.Random, source: dict, beginn: datetime, *, first: bool) -> Person:
    vorname, nachname = rng.choice(source["vornamen"]), rng.choice(source["nachnamen"])
    born = date(1955, 1, 1) + timedelta(days=rng.randrange(18000))
    return Person(
        vorname=vorname,
        nachname=nachname,
        geburtsdatum=born,
        person_hash=hash_person(vorname, nachname, born),
        sprache=rng.choice(SPRACHEN),
        email=f"{fold(vorname)}.{fold(nachname)}.{born:%y%m%d}@beispiel.example" if first and rng.random() < 0.85 else "",
        angelegt_am=min(uhr.now(), beginn - timedelta(days=7)),
    )


def _code(rng: random.Random) -> str:
    text = "".join(rng.choice(ZEICHEN) for _n in range(6))
    return f"{text[:3]}-{text[3:]}"
