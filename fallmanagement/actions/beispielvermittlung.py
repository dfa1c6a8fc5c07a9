"""The example office: placements in several states, one of them with its months in the savings ledger; for DEBUG only."""

from datetime import date, timedelta
from decimal import Decimal

from behoerde.kern import uhr
from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.annahme import propose_annahme
from fallmanagement.actions.ersparnis import Monatsangaben, save_monat
from fallmanagement.actions.vermittlung import Stellenangaben, add_vermittlung, move_vermittlung
from fallmanagement.enums import Fallphase
from fallmanagement.ersparniswerte import Annahmeart, Leistungsbezug, Nachweisart
from fallmanagement.models import Fallakte, Vermittlung
from fallmanagement.queries.ersparnis import months_between
from fallmanagement.vermittlung import Abbruchgrund, Beschaeftigungsart, Vermittlungsstand

S, A = Vermittlungsstand, Beschaeftigungsart
SEIT_TAGEN = 110
VIELE, JE_SCHRITT = 120, 17  # placements of the large example; one began so many days before another
# Each one: surname of the case, employer, occupation, kind, weekly hours, moves that were made.
STELLEN = (
    ("Ceesay", "Bäckerei Sonnenkorn", "Ausbildung zum Bäcker", A.AUSBILDUNG, Decimal(39), (S.BEWORBEN, S.PROBE, S.VERTRAG)),
    ("Rahimi", "Pflegezentrum am Markt", "Pflegehelferin", A.ARBEIT, Decimal(30), (S.BEWORBEN, S.GESPRAECH)),
    ("Rahimi", "Hotel Musterblick", "Zimmerservice", A.MINIJOB, Decimal(10), (S.BEWORBEN, S.BEENDET)),
    ("Melnyk", "Ingenieurbüro Planwerk", "Technische Zeichnerin", A.PRAKTIKUM, None, ()),
    ("Toprak", "Holzbau Winter", "Schreiner", A.ARBEIT, Decimal(40), (S.VERTRAG, S.BEGONNEN)),
)
# The kinds of placement of the large example by turns: the last moves and the gross and net pay of a month.
WECHSEL = (
    ("Logistik Nordtor", "Lagerhelfer", A.ARBEIT, Decimal(38), (S.VERTRAG, S.BEGONNEN), (2280, 1650)),
    ("Großküche Talblick", "Beikoch", A.ARBEIT, Decimal(20), (S.BEWORBEN, S.VERTRAG, S.BEGONNEN), (1320, 1060)),
    ("Metallbau Kranich", "Ausbildung zum Metallbauer", A.AUSBILDUNG, Decimal(39), (S.VERTRAG, S.BEGONNEN), (1010, 806)),
    ("Gartenbau Linde", "Gartenhelferin", A.MINIJOB, Decimal(10), (S.BEWORBEN, S.GESPRAECH), (0, 0)),
    ("Gebäudedienst Klar", "Reinigungskraft", A.ARBEIT, Decimal(25), (S.BEWORBEN, S.BEENDET), (0, 0)),
    ("Kita Kastanie", "Kinderpflegerin", A.PRAKTIKUM, None, (), (0, 0)),
)


def build(gross: bool = False) -> None:
    """Build a handful of placements of the example cases, or a hundred more; running again changes nothing."""
    accounts = User.objects.filter(ist_beispiel=True)
    user = accounts.filter(rollenzuweisungen__rolle=Rolle.FALLMANAGEMENT).first()
    leitung = accounts.filter(rollenzuweisungen__rolle=Rolle.LEITUNG).first()
    if user is None or leitung is None or Vermittlung.objects.exists():
        return
    for nachname, *job, moves in STELLEN:
        akte = Fallakte.objects.filter(person__nachname=nachname, zustaendig=user).order_by("angelegt_am", "pk").first()
        if akte is not None:
            _place(akte, Stellenangaben(*job), moves, user)
    if gross:
        _place_many(user)
    propose_annahme(
        art=Annahmeart.OHNE_HILFE,
        ab=uhr.today().replace(month=1),
        anteil=Decimal("0.3"),
        begruendung="Erfundener Wert der Beispielbehörde: Hier steht, warum das Amt diesen Anteil annimmt.",
        quelle="Beispiel ohne Quelle",
        user=leitung,
    )


def _place_many(user: User) -> None:
    """Place people of the last phase, the first one the longest ago."""
    cases = Fallakte.objects.filter(phase=Fallphase.BEGLEITUNG, person__vorname__startswith="Beispiel")
    for n, akte in enumerate(cases.order_by("angelegt_am", "pk")[:VIELE]):
        *job, moves, pay = WECHSEL[n % len(WECHSEL)]
        _place(akte, Stellenangaben(*job), moves, user, tage=SEIT_TAGEN + JE_SCHRITT * (n % 7), pay=pay)


def _place(
    akte: Fallakte,
    angaben: Stellenangaben,
    moves: tuple[str, ...],
    user: User,
    *,
    tage: int = SEIT_TAGEN,
    pay: tuple[int, int] = (2350, 1690),
) -> None:
    row = add_vermittlung(akte, angaben, user=user)
    beginn = uhr.today() - timedelta(days=tage)
    for nach in moves:
        grund = Abbruchgrund.BESETZT if nach == S.BEENDET else ""
        row = move_vermittlung(row, nach, grund=grund, beginn=beginn if nach == S.BEGONNEN else None, user=user)
    if row.stand == S.BEGONNEN:
        for monat in months_between(beginn, uhr.today())[:-1]:
            save_monat(row, _payslip(monat, *pay), user=user)


def _payslip(monat: date, brutto: int, netto: int) -> Monatsangaben:
    return Monatsangaben(
        monat=monat,
        brutto=Decimal(brutto),
        netto=Decimal(netto),
        unterkunft=Decimal(380),
        werbungskosten=Decimal(49),
        stufe=1,
        analog=False,
        auszubildend=False,
        leistung=Leistungsbezug.ASYLBLG,
        nachweis=Nachweisart.ABRECHNUNG,
    )
