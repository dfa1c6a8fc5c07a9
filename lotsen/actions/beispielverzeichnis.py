"""The directory of an invented large city, to try how it feels with thousands of offers; for DEBUG only."""

from datetime import time, timedelta
from random import Random

from django.db import transaction

from behoerde.kern import uhr
from lotsen.angebotsarten import angebotsarten
from lotsen.models import Angebot, Ort, Sprechzeit, Traeger

VIELE, TRAEGER, HAEUSER = 3000, 120, 200
FUER = ("Frauen", "Jugendliche", "Familien", "Neuzugewanderte", "Ältere", "Alleinerziehende", "Geflüchtete", "Fachkräfte")
VIERTEL = ("Nordstadt", "Südstadt", "Altstadt", "Hafen", "Bergviertel", "Seefeld", "Westend", "Gartenstadt")
SPRACHEN = ("en", "uk", "ar", "tr", "ru", "fa", "fr", "es")
FIKTIV = "Fiktives Angebot, Musterdaten."


@transaction.atomic
def build_many(anzahl: int = VIELE) -> None:
    """Add ``anzahl`` offers, the same each time; running again changes nothing."""
    if Traeger.objects.filter(name=_name(0)).exists():
        return
    rng = Random(7)  # noqa: S311 - an example, no secret
    traeger = Traeger.objects.bulk_create(Traeger(name=_name(number)) for number in range(TRAEGER))
    haeuser = Ort.objects.bulk_create(_haus(number, rng) for number in range(HAEUSER))
    angebote = Angebot.objects.bulk_create(_angebot(number, rng.choice(traeger), rng) for number in range(anzahl))
    places = Angebot.orte.through
    places.objects.bulk_create(places(angebot=angebot, ort=rng.choice(haeuser)) for angebot in angebote)
    Sprechzeit.objects.bulk_create(zeit for angebot in angebote for zeit in _hours(angebot, rng))


def _name(number: int) -> str:
    return f"Nachbarschaftshilfe Beispiel {number + 1}"


def _haus(number: int, rng: Random) -> Ort:
    viertel = VIERTEL[number % len(VIERTEL)]
    return Ort(
        name=f"Haus {viertel} {number + 1}",
        strasse=f"Musterweg {number + 1}",
        plz=f"{10001 + number % 40:05}",
        ort="Musterstadt",
        breite=51 + rng.random() / 5,
        laenge=10 + rng.random() / 4,
        barrierefrei=["Rampe", "Aufzug"] if number % 2 else [],
    )


def _angebot(number: int, traeger: Traeger, rng: Random) -> Angebot:
    art = list(angebotsarten().values())[number % len(angebotsarten())]
    wen = rng.choice(FUER)
    plaetze = rng.choice((None, 12, 16, 20))
    return Angebot(
        traeger=traeger,
        angebotsart=art.slug,
        name_de=f"{art.name} für {wen} {number + 1}"[-160:],
        beschreibung_de=FIKTIV,
        fuer_wen_de=wen,
        kosten_de="Kostenfrei",
        sprachen=["de", *rng.sample(SPRACHEN, 2)],
        plaetze=plaetze,
        frei=plaetze and rng.randrange(plaetze + 1),
        plaetze_am=plaetze and uhr.now() - timedelta(days=rng.randrange(60)),
        bestaetigt_am=uhr.today() - timedelta(days=rng.randrange(300)),
    )


def _hours(angebot: Angebot, rng: Random) -> list[Sprechzeit]:
    begin = rng.randrange(8, 15)
    days = rng.sample(range(1, 6), 2)
    return [Sprechzeit(angebot=angebot, wochentag=tag, von=time(begin), bis=time(begin + 3)) for tag in sorted(days)]
