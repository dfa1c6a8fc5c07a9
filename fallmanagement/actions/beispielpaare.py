"""The example office: files that may be about one person, one pair for each answer; for DEBUG only."""

from datetime import date, timedelta

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import EINHEIT
from behoerde.kern.models import Organisationseinheit, Person, User
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.aufenthalt import Angaben, add_status
from fallmanagement.actions.dublette import tell_apart
from fallmanagement.actions.fallakte import open_fallakte
from fallmanagement.actions.frist import add_frist
from fallmanagement.actions.profil import save_teil, set_sprache
from fallmanagement.actions.vermerk import write_vermerk
from fallmanagement.dubletten import Unterscheidung
from fallmanagement.enums import Fristart, Vermerkstufe
from fallmanagement.fristen import after_arbeitstage
from fallmanagement.kompetenzen import Sprachnachweis
from fallmanagement.models import Berufswunsch, Fallakte

# First name and surname of a second file, birth date, language: each looks like one of the first six.
ZWEITE = (
    ("Olga", "Melnik", date(1987, 11, 5), "uk"),  # sounds alike, can be merged
    ("Toprak", "Emrah", date(1995, 8, 21), "tr"),  # names swapped, its status stands in the way
    ("Yusuf", "Karimi", date(2004, 1, 12), "ar"),  # day and month swapped, somebody found two people
)


def build(gross: bool = False) -> None:
    """Open a second file for three people, by the lead; running again changes nothing."""
    accounts = User.objects.filter(ist_beispiel=True)
    user = accounts.filter(rollenzuweisungen__rolle=Rolle.FALLMANAGEMENT).first()
    leitung = accounts.filter(rollenzuweisungen__rolle=Rolle.LEITUNG).first()
    einheit = Organisationseinheit.objects.filter(name=EINHEIT).first()
    yusuf = Fallakte.objects.filter(person__vorname="Yusuf").order_by("pk").first()
    known = Person.objects.filter(vorname=ZWEITE[0][0], nachname=ZWEITE[0][1])
    if user is None or leitung is None or einheit is None or yusuf is None or known.exists():
        return
    merge, blocked, apart = (_open(wer, leitung, einheit) for wer in ZWEITE)
    _fill(merge, leitung)
    today = uhr.today()
    status = Angaben("25b", today - timedelta(days=5), today + timedelta(days=725), "Angabe der Person")
    add_status(blocked, status, user=leitung)
    tell_apart(yusuf, apart, grund=Unterscheidung.AUSWEISE, user=user)


def _open(wer: tuple[str, str, date, str], leitung: User, einheit: Organisationseinheit) -> Fallakte:
    vorname, nachname, geboren, sprache = wer
    email = f"{vorname}.{nachname}.zwei@beispiel.example".lower()
    person = Person.objects.create(vorname=vorname, nachname=nachname, geburtsdatum=geboren, sprache=sprache, email=email)
    return open_fallakte(person=person, einheit_id=einheit.pk, user=leitung)


def _fill(akte: Fallakte, leitung: User) -> None:
    """Put on it what goes along in a merge, and a level of German that the other file says differently."""
    today = uhr.today()
    text = "Hat sich am Infotag der Handwerkskammer gemeldet und nach einem Praktikum im Bauwesen gefragt."
    write_vermerk(akte, stufe=Vermerkstufe.TEAM, text=text, user=leitung)
    faellig = after_arbeitstage(today, 4)
    add_frist(akte, art=Fristart.AUFGABE, betreff="Termin im Bauamt zum Kennenlernen", faellig_am=faellig, user=leitung)
    levels = {"sprechen": "B1", "lesen": "B1"}
    set_sprache(akte, sprache="de", niveaus=levels, nachweis=Sprachnachweis.SELBST, tag=today - timedelta(days=6))
    save_teil(akte, Berufswunsch(bezeichnung="Bauleitung"))
