"""The example office: what its houses have for people who wait, and one finished welcome check; for DEBUG only."""

from datetime import timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Standort, User
from behoerde.kern.rechte import Rolle
from lotsen.actions.haus import describe_house
from lotsen.actions.willkommenscheck import begin_check, finish_check, rate, report_mangel
from lotsen.models import Haus
from lotsen.pruefliste import Note, pruefliste

BEREICHE = ("Wartebereich A, Erdgeschoss", "Wartebereich B, 1. Stock")
VORHANDEN = ("spielecke", "wasser", "wlan", "wc", "wc_rollstuhl", "wickeltisch", "laden")
WLAN = "Musterstadt-Gast"
MAENGEL = (
    ("wasser", "Der Wasserspender ist leer, ein Schild fehlt.", "gering", 14),
    ("induktiv", "Am Schalter gibt es keine Hörhilfe.", "hoch", 60),
)
NOTEN = {"wasser": Note.TEILS, "induktiv": Note.NEIN, "leichte_sprache": Note.TEILS}


def build_haeuser(gross: bool = False) -> None:
    """Describe the houses and check the first of them; with ``gross`` all are checked. Again changes nothing."""
    lotse = User.objects.filter(rollenzuweisungen__rolle=Rolle.LOTSE, ist_beispiel=True).first()
    if lotse is None or Haus.objects.exists():
        return
    for number, standort in enumerate(Standort.objects.order_by("pk")):
        bereich = BEREICHE[number % len(BEREICHE)]
        describe_house(standort=standort, wartebereich=bereich, vorhanden=VORHANDEN, wlan=WLAN)
        if gross or number == 0:
            _check(standort, lotse)


def _check(standort: Standort, user: User) -> None:
    check = begin_check(standort=standort, user=user)
    rate(check, dict.fromkeys(pruefliste().punkte, Note.JA) | NOTEN)
    for punkt, text, schwere, tage in MAENGEL:
        faellig = uhr.today() + timedelta(days=tage)
        report_mangel(check, punkt=punkt, text=text, schwere=schwere, verantwortlich=user, faellig_am=faellig)
    finish_check(check, user=user)
