"""People in the houses of the example office: served, in conversation, called, parked, waiting. Nobody comes while it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.geraet import save_geraet
from behoerde.kern.models import Geraet, Standort
from termine.actions.ankunft import draw_number
from termine.actions.empfang import record_arrival
from termine.actions.feierabend import close_days
from termine.actions.schalter import begin, call, finish, park
from termine.enums import TerminStatus, Zugang
from termine.models import Leistung, Platz, Team, Termin, Vorsprache
from termine.queries.haus import walk_in_leistungen

GERAETE = ((Geraet.Art.KIOSK, "Terminal im Eingang"), (Geraet.Art.ANZEIGE, "Anzeige im Wartebereich"))
BEDIENT, GESPRAECH = 4, 8  # people served before, minutes of each conversation
BESUCHE = 3  # visits of the next half hour whose people sit here already
OHNE_TERMIN = (("ar", ()), ("uk", ()), ("de", ("rollstuhl",)), ("tr", ()))  # language and need of those who wait


def set_up_devices(standorte: Sequence[Standort]) -> None:
    """Give every house a terminal and a display that wait for their setting up."""
    for standort in standorte:
        for art, name in GERAETE:
            if not standort.geraete.filter(art=art).exists():
                save_geraet(Geraet(name=name, art=art, standort=standort))


def fill_houses(_gross: bool = False) -> None:
    """Let people come into every house of the example office that is open now and empty today; whoever is left goes first."""
    close_days()
    for standort in Standort.objects.filter(geraete__name=GERAETE[0][1]):
        if not Vorsprache.objects.filter(standort=standort).today().exists():
            _Haus(standort, uhr.now()).fill()


@dataclass
class _Haus:
    """One house; the first counter of every team stays free for whoever tries the portal."""

    standort: Standort
    now: datetime
    drawn: int = 0
    leistungen: Sequence[Leistung] = ()

    @transaction.atomic
    def fill(self) -> None:
        busy = self._busy()
        if not busy:
            return
        self.leistungen = list(walk_in_leistungen(self.standort).filter(teams=busy[0].team)[:3])
        for n in range(BEDIENT):
            self._serve(busy[n % len(busy)], minuten=(BEDIENT - n) * (GESPRAECH + 2))
        park(call(self._draw(25), busy[0]), minuten=10)
        waiting = self._visits() + [
            self._draw(18 - 4 * n, sprache, merkmale) for n, (sprache, merkmale) in enumerate(OHNE_TERMIN)
        ]
        for n, platz in enumerate(busy[1:3]):
            self._back(begin(call(self._draw(35 - n), platz)), aufgerufen_am=6 - n, begonnen_am=5 - n)
        self._back(call(waiting[0], busy[0]), aufgerufen_am=1)

    def _busy(self) -> list[Platz]:
        """Return the counters on duty for people without an appointment, but the first of each team."""
        teams = Team.objects.filter(standort=self.standort, aktiv=True, ohne_termin=True, leistungen__zugang=Zugang.DIREKT)
        duty = Platz.objects.filter(aktiv=True, team__in=teams, dienste__zeitraum__contains=self.now)
        by_team = groupby(duty.select_related("team__standort").order_by("team", "pk"), key=lambda platz: platz.team_id)
        return [platz for _team, plaetze in by_team for platz in list(plaetze)[1:]]

    def _draw(self, vor: int, sprache: str = "de", merkmale: Sequence[str] = ()) -> Vorsprache:
        """Return somebody without an appointment who came ``vor`` minutes ago."""
        self.drawn += 1
        vorsprache = draw_number(
            standort=self.standort,
            schluessel=f"beispiel-{uhr.today()}-{self.standort.slug}-{self.drawn}",
            leistung=self.leistungen[self.drawn % len(self.leistungen)],
            sprache=sprache,
            merkmale=merkmale,
            am_schalter=True,
        )
        return self._back(vorsprache, angekommen_am=vor)

    def _visits(self) -> list[Vorsprache]:
        """Let the people of the next visits be here."""
        soon = Termin.objects.filter(standort=self.standort, status=TerminStatus.GEBUCHT, starts_at__gte=self.now)
        found = list(soon.filter(starts_at__lt=self.now + timedelta(minutes=30)).order_by("starts_at", "pk")[:BESUCHE])
        numbers = [Vorsprache.objects.with_visit().get(termin=record_arrival(termin)) for termin in found]
        return [self._back(vorsprache, angekommen_am=9 - 2 * n) for n, vorsprache in enumerate(numbers)]

    def _serve(self, platz: Platz, minuten: int) -> None:
        """Let a conversation have begun ``minuten`` ago."""
        done = finish(call(self._draw(minuten + 12), platz))
        self._back(done, aufgerufen_am=minuten, erster_aufruf_am=minuten, begonnen_am=minuten, beendet_am=minuten - GESPRAECH)

    def _back(self, vorsprache: Vorsprache, **minuten: int) -> Vorsprache:
        """Date fields back by so many minutes."""
        changes = {name: self.now - timedelta(minutes=ago) for name, ago in minuten.items()}
        Vorsprache.objects.filter(pk=vorsprache.pk).update(**changes)
        return Vorsprache.objects.with_visit().get(pk=vorsprache.pk)
