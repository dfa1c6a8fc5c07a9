"""The example office: answers of clients and staff by the way that real ones take, complaints, one thing done; for DEBUG only."""

import random

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht, Rollenzuweisung, Standort, User
from behoerde.kern.rechte import Rolle
from monitoring.actions.umfrageeinladung import give_out_paper
from monitoring.actions.umfragefolge import note_beschwerde, publish_folge, write_folge
from monitoring.actions.umfragelink import flush, submit
from monitoring.actions.umfragepersonal import (
    decide,
    end_umfrage,
    invite_staff,
    staff,
    submit_to_council,
    token_for,
    write_umfrage,
)
from monitoring.models import Beschwerde, Umfrage, Umfragefolge
from monitoring.models.beschwerde import Beschwerdeart
from monitoring.umfrage import MINDESTENS, Token

# A survey says nothing below ten answers; the example office has fewer accounts to sign in with.
KOLLEGEN = (("Nadja", "Winter"), ("Stefan", "Okafor"), ("Birgit", "Hansen"))
FRAGEN = ("zufriedenheit", "freundlichkeit", "verstaendlichkeit")
WO = (("eat-abholung", "de"), ("verpflichtungserklaerung", "en"), ("fiktionsbescheinigung", "uk"))
JE_LEISTUNG, ANTWORTEN = 20, 15  # sheets given out and sent back
BESCHWERDEN, JAHR = 18, 365
WORTE = (
    "Beispiel: Der Brief war leicht zu verstehen.",
    "Beispiel: Im Wartebereich fehlen Sitzplätze.",
    "Beispiel: Ich habe erst spät erfahren, welche Unterlage fehlt.",
)
AUSSAGEN = [
    "Ich arbeite gern hier.",
    "Ich habe, was ich für meine Arbeit brauche.",
    "Meine Führungskraft hört mir zu.",
]


def build(gross: bool = False) -> None:
    """Let people answer; running again changes nothing."""
    standort = Standort.objects.order_by("slug").first()
    if standort is None or Umfragefolge.objects.exists():
        return
    rng = random.Random("umfragen")  # noqa: S311 - example data
    for leistung, sprache in WO:
        given = give_out_paper(anzahl=JE_LEISTUNG, leistung=leistung, standort=standort.slug, sprache=sprache)
        _answer(given[:ANTWORTEN], FRAGEN, rng)
    _ask_staff(rng)
    flush()
    for _n in range(BESCHWERDEN):
        _complain(rng, standort)
    folge = write_folge(
        folge=Umfragefolge(
            gesagt_de="Beispiel: Im Wartebereich fehlen Sitzplätze.",
            getan_de="Beispiel: Wir haben zwölf Stühle aufgestellt und die Anzeige näher herangeholt.",
            gesagt_en="Example: There are too few seats in the waiting area.",
            getan_en="Example: We have put up twelve chairs and moved the display closer.",
            tag=uhr.today() - 14 * uhr.DAY,
        )
    )
    publish_folge(folge=folge, sichtbar=True)


def _answer(tokens: list[Token], fragen: tuple[str, ...], rng: random.Random) -> None:
    for number, token in enumerate(tokens):
        antworten = {frage: rng.choices((5, 4, 3, 2, 1), (40, 35, 12, 8, 5))[0] for frage in fragen}
        submit(token=token, antworten=antworten, text=WORTE[number] if number < len(WORTE) else "")


def _ask_staff(rng: random.Random) -> None:
    """Let the staff council release a survey, everybody answer, and the survey end today."""
    _join()
    today, begun = uhr.today(), uhr.now()
    row = Umfrage(titel="Wie arbeiten wir? (Beispiel)", aussagen=AUSSAGEN, beginn=today - 14 * uhr.DAY, ende=today)
    row = write_umfrage(umfrage=row)
    submit_to_council(umfrage=row)
    row = decide(umfrage=row, frei=True, beschluss="Beispiel: freigegeben, Sitzung 7")
    invite_staff(umfrage=row)
    # Nobody is asked by mail about a survey that is over.
    asked = Nachricht.objects.filter(anlass="umfrage_personal", angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    asked.update(status=Nachricht.Status.HINFAELLIG, adresse="")
    _answer([token_for(row, user) for user in staff()], tuple(f"a{n}" for n in range(1, len(AUSSAGEN) + 1)), rng)
    end_umfrage(umfrage=row)


def _join() -> None:
    """Add colleagues nobody can sign in as, where too few work here for a result."""
    people = staff()
    if not 0 < len(people) <= MINDESTENS:
        return
    einheit = Rollenzuweisung.objects.filter(user=people[0]).order_by("pk")[0].organisationseinheit
    for vorname, nachname in KOLLEGEN:
        email = f"{vorname}.{nachname}@musterstadt.example".lower()
        user = User.objects.create_user(email, vorname=vorname, nachname=nachname, ist_beispiel=True)
        Rollenzuweisung.objects.create(user=user, rolle=Rolle.SACHBEARBEITUNG, organisationseinheit=einheit)


def _complain(rng: random.Random, standort: Standort) -> None:
    tag = uhr.today() - rng.randrange(JAHR) * uhr.DAY
    leistung, _sprache = rng.choice(WO)
    note_beschwerde(
        beschwerde=Beschwerde(tag=tag, art=rng.choice(Beschwerdeart.values), leistung=leistung, standort=standort.slug)
    )
