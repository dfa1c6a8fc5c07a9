"""The example office: referrals in several states, at a partner with an account and at carriers without one; for DEBUG only."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import PARTNEREINHEIT
from behoerde.kern.models import Nachricht, Organisationseinheit, Person, User
from behoerde.kern.rechte import Rolle
from lotsen.actions.einwilligung import ask_consent, give_consent, give_letter
from lotsen.actions.partner import answer, note_read
from lotsen.actions.verweis import create_verweis
from lotsen.models import Angebot, Einwilligung, Traeger, Verweis
from lotsen.verweis_tabelle import Ablehnungsgrund, Ausgang, VerweisStatus
from termine.planung import add_arbeitstage

S = VerweisStatus
MENSCHEN = (
    ("Olena", "Koval", "uk"),
    ("Tariq", "Sabbagh", "ar"),
    ("Elif", "Demir", "tr"),
    ("Mariam", "Nasser", "ar"),
    ("Ivan", "Petrenko", "uk"),
    ("Samir", "Haddad", "ar"),
    ("Oksana", "Bondar", "uk"),
    ("Deniz", "Aksoy", "tr"),
)
ANGABEN = {
    "deutsch": "A2, Zertifikat vom August",
    "zeiten": "Montag bis Donnerstag ab 17 Uhr",
    "kinder": "1 Kind, 4 Jahre",
    "anliegen": "Beratung zur Arbeitssuche",
}
FELDER = ["name", "kontakt", "sprache", *ANGABEN]
# What the partner did with each that was sent, in this order; the first ones wait for its answer.
ANTWORTEN: tuple[tuple[tuple[VerweisStatus, str], ...], ...] = (
    (),
    (),
    ((S.ANGENOMMEN, ""), (S.TERMIN, "")),
    ((S.WARTELISTE, ""),),
    ((S.ANGENOMMEN, ""), (S.ERSCHIENEN, ""), (S.ABGESCHLOSSEN, Ausgang.GEHOLFEN)),
    ((S.ABGELEHNT, Ablehnungsgrund.VOLL),),
)


def build(gross: bool = False) -> None:
    """Send invented people to partners; running again changes nothing."""
    lotse = User.objects.filter(rollenzuweisungen__rolle=Rolle.LOTSE, ist_beispiel=True).first()
    einheit = Organisationseinheit.objects.filter(name=PARTNEREINHEIT).first()
    if lotse is None or einheit is None or Verweis.objects.exists():
        return
    Traeger.objects.filter(name=PARTNEREINHEIT, einheit=None).update(einheit=einheit)
    angebot = Angebot.objects.filter(traeger__einheit=einheit).first()
    vertraulich = Angebot.objects.filter(angebotsart="psychosoziales_zentrum").first()
    jugend = Angebot.objects.filter(angebotsart="jmd").first()
    if angebot is None or vertraulich is None or jugend is None:
        return
    begun, people = uhr.now(), iter(_people())
    for steps in ANTWORTEN:
        _send(next(people), angebot, lotse, steps)
    give_letter(_draft(next(people), vertraulich, lotse))
    _ask(_draft(next(people), jugend, lotse))
    # An invented past needs no mail.
    told = Nachricht.objects.filter(anlass__startswith="verweis", angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    told.update(status=Nachricht.Status.HINFAELLIG, adresse="")


def _people() -> list[Person]:
    people = []
    for index, (vorname, nachname, sprache) in enumerate(MENSCHEN):
        person = Person(vorname=vorname, nachname=nachname, sprache=sprache, geburtsdatum=date(1985 + index, 3, 4 + index))
        person.email = f"{vorname}.{nachname}@beispiel.example".lower()
        person.save()
        people.append(person)
    return people


def _draft(person: Person, angebot: Angebot, lotse: User) -> Verweis:
    einheit = lotse.rollenzuweisungen.select_related("organisationseinheit").get(rolle=Rolle.LOTSE).organisationseinheit
    return create_verweis(person=person, angebot=angebot, user=lotse, einheit=einheit)


def _ask(verweis: Verweis) -> Einwilligung:
    return ask_consent(
        verweis, felder=FELDER, angaben=ANGABEN, zweck="Platz in der Beratung", sprache=verweis.person.sprache, tage=90
    )


def _send(person: Person, angebot: Angebot, lotse: User, steps: tuple[tuple[VerweisStatus, str], ...]) -> None:
    verweis = give_consent(_ask(_draft(person, angebot, lotse)), art=Einwilligung.Art.SCHIRM)
    kopie = verweis.kopie
    for nach, grund in steps:
        note_read(kopie)
        answer(kopie, nach, grund=grund, termin_am=_next_week() if nach == S.TERMIN else None)
        kopie.refresh_from_db()


def _next_week() -> datetime:
    day = add_arbeitstage(uhr.today() + timedelta(days=6), 1, settings.BEHOERDE["land"])
    return datetime.combine(day, time(17), uhr.ZONE)
