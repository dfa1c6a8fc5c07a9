"""The example office: people on the way to work and a secure status, in every phase; for DEBUG only."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import EINHEIT
from behoerde.kern.krypto import hash_person
from behoerde.kern.models import Organisationseinheit, Person, User
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.aufenthalt import Angaben, add_status
from fallmanagement.actions.beispiel_zusammenarbeit import build_zusammenarbeit
from fallmanagement.actions.fallakte import add_haushaltsmitglied, move, open_fallakte
from fallmanagement.actions.frist import add_frist
from fallmanagement.actions.vermerk import approve_vermerk, write_vermerk
from fallmanagement.enums import Fallphase, Fristart, Ruhegrund, Verhaeltnis, Vermerkstufe
from fallmanagement.fristen import after_arbeitstage, last_arbeitstag
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Frist, Zustaendigkeit
from fallmanagement.titel import Arbeit

VIELE = 3000  # cases of the large example
P = Fallphase
WEG = (P.KLAERUNG, P.PLAN, P.VERMITTLUNG, P.BEGLEITUNG)
JE_SPRACHE = ("ar", "uk", "tr", "en")


@dataclass(frozen=True)
class Fall:
    """An invented case: ``status`` are (code, first day, last day) in days from today, None for no end."""

    vorname: str
    nachname: str
    geboren: date
    sprache: str
    phase: str
    status: tuple[tuple[str, int, int | None], ...]
    aufgaben: tuple[tuple[str, str, str, int], ...] = ()
    vermerke: tuple[tuple[str, str], ...] = ()
    haushalt: tuple[tuple[str, str, date], ...] = field(default=())


FAELLE = (
    Fall(
        "Lamin",
        "Ceesay",
        date(2000, 6, 2),
        "en",
        P.PLAN,
        (("aufenthaltsgestattung", -1720, -960), ("60a", -959, 97)),
        (
            (Fristart.FRIST, "Antrag auf Ausbildungsduldung vor Beginn der Ausbildung", "§ 60c Abs. 3 AufenthG", 13),
            (Fristart.AUFGABE, "Betrieb um die Vergütung im Vertrag bitten", "", 3),
            (Fristart.WIEDERVORLAGE, "Zeugnisse der Berufsschule", "", 8),
        ),
        (
            (
                Vermerkstufe.TEAM,
                "Hat im Praktikum in der Bäckerei überzeugt. Der Betrieb bietet ab Februar einen Ausbildungsvertrag an.",
            ),
            (Vermerkstufe.KLIENT, "Sie bringen zum nächsten Gespräch den Ausbildungsvertrag und Ihren Pass mit."),
        ),
    ),
    Fall(
        "Amina",
        "Rahimi",
        date(1992, 3, 14),
        "ar",
        P.VERMITTLUNG,
        (("aufenthaltsgestattung", -1500, -1200), ("25_2_subsidiaer", -1199, 24)),
        ((Fristart.AUFGABE, "Gespräch mit der Pflegeschule vorbereiten", "", 1),),
        ((Vermerkstufe.FALL, "Möchte über die Trennung nur mit mir sprechen."),),
        (("Sami", Verhaeltnis.KIND, date(2018, 9, 9)), ("Nour", Verhaeltnis.KIND, date(2021, 1, 30))),
    ),
    Fall(
        "Olha",
        "Melnyk",
        date(1987, 11, 5),
        "uk",
        P.KLAERUNG,
        (("24", -1300, 96),),
        ((Fristart.AUFGABE, "Diplom als Ingenieurin: Anerkennung klären", "", -2),),
    ),
    Fall(
        "Emrah",
        "Toprak",
        date(1995, 8, 21),
        "tr",
        P.BEGLEITUNG,
        (("60d", -700, -1), ("25b", 0, 730)),
        ((Fristart.WIEDERVORLAGE, "Nachfragen nach drei Monaten im Betrieb", "", 10),),
    ),
    Fall("Selam", "Tesfay", date(1998, 2, 11), "en", P.RUHEND, (("25_2_fluechtling", -900, 195),)),
    Fall("Yusuf", "Karimi", date(2004, 12, 1), "ar", P.NEU, ()),
)


def build(gross: bool = False) -> None:
    """Build six people's cases, or some thousand; running again changes nothing."""
    accounts = User.objects.filter(ist_beispiel=True)
    user = accounts.filter(rollenzuweisungen__rolle=Rolle.FALLMANAGEMENT).first()
    leitung = accounts.filter(rollenzuweisungen__rolle=Rolle.LEITUNG).first()
    einheit = Organisationseinheit.objects.filter(name=EINHEIT).first()
    if user is None or leitung is None or einheit is None or Fallakte.objects.exists():
        return
    for fall in FAELLE:
        _open(fall, user, leitung, einheit)
    build_zusammenarbeit(user, leitung, einheit)
    if gross:
        build_many(VIELE, user, einheit)


def _open(fall: Fall, user: User, leitung: User, einheit: Organisationseinheit) -> None:
    akte = open_fallakte(person=_person(fall), einheit_id=einheit.pk, user=user)
    today = uhr.today()
    for code, von, bis in fall.status:
        days = [today + timedelta(days=von), today + timedelta(days=bis) if bis is not None else None]
        add_status(akte, Angaben(code, days[0], days[1], "Ausländerakte"), user=user)
    for art, betreff, rechtsquelle, tage in fall.aufgaben:
        tag = after_arbeitstage(today, tage) if tage > 0 else today + timedelta(days=tage)
        add_frist(akte, art=art, betreff=betreff, faellig_am=tag, rechtsquelle=rechtsquelle, user=user)
    for stufe, text in fall.vermerke:
        note = write_vermerk(akte, stufe=stufe, text=text, user=user)
        if stufe == Vermerkstufe.KLIENT:
            approve_vermerk(note, user=leitung)
    for vorname, verhaeltnis, geboren in fall.haushalt:
        person = Person.objects.create(vorname=vorname, nachname=fall.nachname, geburtsdatum=geboren, sprache=fall.sprache)
        add_haushaltsmitglied(akte, person=person, verhaeltnis=verhaeltnis, seit=geboren)
    _advance(akte, fall.phase)


def _person(fall: Fall) -> Person:
    email = f"{fall.vorname}.{fall.nachname}@beispiel.example".lower()
    return Person.objects.create(
        vorname=fall.vorname, nachname=fall.nachname, geburtsdatum=fall.geboren, sprache=fall.sprache, email=email
    )


def _advance(akte: Fallakte, phase: str) -> None:
    if phase == P.RUHEND:
        move(akte, phase, grund=Ruhegrund.KURS)
    elif phase in WEG:
        for step in WEG[: WEG.index(Fallphase(phase)) + 1]:
            move(akte, step)


def build_many(count: int, user: User, einheit: Organisationseinheit) -> None:
    """Build ``count`` more cases in a few statements, a tenth of them kept by ``user``."""
    today = uhr.today()
    people = [
        Person(
            vorname=f"Beispiel{n}",
            nachname=f"Person{n % 97}",
            geburtsdatum=date(1970, 1, 1) + timedelta(days=7 * n % 12000),
            sprache=JE_SPRACHE[n % 4],
        )
        for n in range(count)
    ]
    for person in people:
        person.person_hash = hash_person(person.vorname, person.nachname, person.geburtsdatum)
    Person.objects.bulk_create(people, batch_size=2000)
    cases = Fallakte.objects.bulk_create(
        [Fallakte(person=person, einheit=einheit, angelegt_von=user) for person in people], batch_size=2000
    )
    since = DateRange(today - timedelta(days=30), None)
    Zustaendigkeit.objects.bulk_create(Zustaendigkeit(fallakte=akte, user=user, von=user, zeitraum=since) for akte in cases[::10])
    rows = Aufenthaltsstatus.objects.bulk_create(
        Aufenthaltsstatus(
            person=person,
            code="60a",
            zeitraum=DateRange(today - timedelta(days=400), today + timedelta(days=5 + n % 700)),
            arbeit=Arbeit.MIT_ERLAUBNIS,
            quelle="Ausländerakte",
        )
        for n, person in enumerate(people)
    )
    Frist.objects.bulk_create(_expires(akte, row) for akte, row in zip(cases, rows, strict=True))
    for index, phase in enumerate(WEG):
        Fallakte.objects.filter(pk__in=[akte.pk for n, akte in enumerate(cases) if n % 5 > index]).update(phase=phase)


def _expires(akte: Fallakte, row: Aufenthaltsstatus) -> Frist:
    last = row.letzter_tag or uhr.today()
    return Frist(
        fallakte=akte,
        art=Fristart.FRIST,
        betreff=f"{row.titel.name} läuft ab",
        rechtsquelle=row.titel.norm,
        faellig_am=last,
        arbeitstag=last_arbeitstag(last),
        aufenthalt=row,
    )
