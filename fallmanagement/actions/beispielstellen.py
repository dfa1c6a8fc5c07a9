"""Employers and vacancies of the example office, and a proposal that waits for the employer; for DEBUG only."""

from datetime import date, timedelta
from typing import Any

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import EINHEIT
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.betrieb import give_link, note_kontakt, save_betrieb
from fallmanagement.actions.stellenangebot import save_stelle
from fallmanagement.actions.vorschlag import propose, release
from fallmanagement.enums import LAUFEND
from fallmanagement.models import Betrieb, Fallakte, Stellenangebot
from fallmanagement.queries.matching import abgleich
from fallmanagement.queries.profil import profil
from fallmanagement.queries.stellensuche import as_stelle
from fallmanagement.queries.vorschlaege import offer
from fallmanagement.stellenwerte import Einwilligungsweg, Kontaktart, Stellenart, Stellenherkunft

ORT = {"plz": "00001", "ort": "Musterstadt"}
A, L, P = Stellenart.ARBEIT, Stellenart.AUSBILDUNG, Stellenart.PRAKTIKUM
# Name, line of business, contact; then vacancies: title, kind, KldB 2010, German to speak, what else is asked for.
Angebot = tuple[str, Stellenart, str, str, dict[str, Any]]
BETRIEBE: tuple[tuple[tuple[str, str, str], tuple[Angebot, ...]], ...] = (
    (
        ("Bäckerei Sonnenkorn", "Lebensmittel", "Petra Lenz"),
        (
            ("Hilfe in der Backstube", A, "29221", "A2", {"wochenstunden": 30, "brutto": 2100}),
            ("Ausbildung Bäckerin oder Bäcker", L, "29222", "B1", {"plaetze": 2}),
        ),
    ),
    (
        ("Pflegeheim am Park", "Pflege", "Holger Brandt"),
        (
            ("Ausbildung Pflegefachkraft", L, "82102", "B1", {"plaetze": 4}),
            ("Betreuung am Nachmittag", A, "82101", "A2", {"wochenstunden": 20}),
        ),
    ),
    (
        ("Elektro Wieland", "Handwerk", "Sabine Wieland"),
        (
            ("Elektroniker für Gebäude", A, "26212", "B1", {"anerkennung": True, "erfahrung_jahre": 2, "fuehrerschein": "B"}),
            ("Praktikum auf der Baustelle", P, "26212", "A2", {}),
        ),
    ),
    (("Kurierdienst Nordstern", "Verkehr", "Jens Adler"), (("Fahrerin oder Fahrer", A, "52182", "A2", {"fuehrerschein": "B"}),)),
)


def build(_gross: bool = False) -> None:
    """Build four employers with vacancies and one proposal; running again changes nothing."""
    user = User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=Rolle.FALLMANAGEMENT).first()
    einheit = Organisationseinheit.objects.filter(name=EINHEIT).first()
    if user is None or einheit is None or Betrieb.objects.exists():
        return
    for (name, branche, wer), stellen in BETRIEBE:
        betrieb = save_betrieb(Betrieb(name=name, branche=branche, ansprechperson=wer, einheit=einheit, **ORT))
        text = "Nimmt gern Menschen, die noch Deutsch lernen. Vorher anrufen."
        note_kontakt(betrieb, art=Kontaktart.TELEFON, am=uhr.today() - timedelta(days=12), text=text, user=user)
        for titel, art, kldb, deutsch, rest in stellen:
            values = {"titel": titel, "art": art, "kldb": kldb, "deutsch_sprechen": deutsch, "beginn": _start(art), **ORT, **rest}
            save_stelle(Stellenangebot(betrieb=betrieb, **values), herkunft=Stellenherkunft.AMT)
    _propose(user)


def _start(art: Stellenart) -> date:
    """Return when it begins: apprenticeships on the next first of September, the rest soon."""
    today = uhr.today()
    if art != Stellenart.AUSBILDUNG:
        return today + timedelta(days=30)
    return date(today.year + (today >= date(today.year, 9, 1)), 9, 1)


def _propose(user: User) -> None:
    akte = Fallakte.objects.filter(phase__in=LAUFEND).order_by("aktenzeichen").first()
    stelle = Stellenangebot.objects.order_by("titel").filter(art=A).first()
    if akte is None or stelle is None:
        return
    known = profil(akte)
    why, result = "Hat schon in einer Backstube geholfen und möchte früh anfangen.", abgleich(known, as_stelle(stelle))
    vorschlag = propose(akte, stelle, begruendung=why, abgleich=result, user=user)
    angebot = offer(vorschlag, known, felder=["name", "deutsch"], worte="", sprache=akte.person.sprache, tage=30)
    release(vorschlag, angebot, weg=Einwilligungsweg.SCHIRM)
    give_link(stelle.betrieb)
