"""Recommendations for one full profile: all rules against a directory of 5,000 Angebote."""

import random
import time
from statistics import median, quantiles

ANGEBOTE, RUNDEN, TRAEGER = 5_000, 60, 200
SPRACHEN = ("de", "en", "uk", "ar", "tr", "ru", "fa", "fr", "es", "pl", "ro")


def recommend() -> list[list[str]]:
    """Judge, look up what is offered and read every line of it, again and again; nothing of it stays."""
    from django.db import connection, transaction

    from lotsen.regeln import REGELWERK

    with transaction.atomic():
        beratung = _talk()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        sent: list[str] = []
        with connection.execute_wrapper(lambda execute, *args: (sent.append(args[0]), execute(*args))[1]):
            found = _read(beratung)
        seconds = [_timed(beratung) for _n in range(RUNDEN)]
        transaction.set_rollback(True)
    p95 = quantiles(seconds, n=20)[-1] * 1000
    what = f"recommendations, {len(REGELWERK.regeln)} rules × {ANGEBOTE:,} offers, one full profile"
    return [[what, f"p95 {p95:.0f} ms, median {median(seconds) * 1000:.0f} ms, {len(sent)} SQL queries, {found} lines"]]


def _timed(beratung) -> float:
    began = time.perf_counter()
    _read(beratung)
    return time.perf_counter() - began


def _read(beratung) -> int:
    """Return how many lines a page would show."""
    from lotsen.models import Erstberatung
    from lotsen.queries.empfehlung import empfehlungen
    from lotsen.queries.erstberatung import lage

    fresh = Erstberatung.objects.select_related("person").get(pk=beratung.pk)
    lines = 0
    for vorschlag in empfehlungen(lage(fresh)):
        lines += len([str(point.text) for point in vorschlag.gruende])
        lines += len([(angebot.name, angebot.traeger.name) for angebot in vorschlag.auswahl.angebote])
    return lines


def _talk():
    """Make the directory, and somebody about whom much is known."""
    from lotsen.actions.antwort import answer, answer_bedarfe
    from lotsen.angebotsarten import angebotsarten
    from lotsen.models import Angebot, Traeger
    from lotsen.regeln.bedarfe import BEDARFE
    from tests.factories.lotsen import ErstberatungFactory
    from tests.lotsen.profile import NEU_MIT_SCHUTZ

    rng, arten = random.Random(7), list(angebotsarten())
    traeger = Traeger.objects.bulk_create(Traeger(name=f"Träger {n} der Messung") for n in range(TRAEGER))
    Angebot.objects.bulk_create(
        Angebot(
            traeger=rng.choice(traeger),
            angebotsart=arten[n % len(arten)],
            name_de=f"Angebot {n}",
            sprachen=rng.sample(SPRACHEN, 3),
            plaetze=20,
            frei=n % 3,
        )
        for n in range(ANGEBOTE)
    )
    beratung = ErstberatungFactory.create(sprache="uk")
    names = [tatsache.name for number, tatsache in enumerate(BEDARFE.values()) if number % 2]
    answer_bedarfe(erstberatung=beratung, names=names, besprochen=True, user=beratung.lotse)
    for name, value in NEU_MIT_SCHUTZ.items():
        answer(erstberatung=beratung, tatsache=name, value=value, user=beratung.lotse)
    return beratung
