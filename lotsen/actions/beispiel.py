"""The example office: the services of Musterstadt, and an instruction that really was in force in 2026; for DEBUG only."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from behoerde.kern.actions.vorgabe import create_vorgabe
from behoerde.kern.models import User, Vorgabe
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Wirkung
from lotsen.actions.verzeichnis import load_hsds
from lotsen.regeln import REGELWERK

REGEL = "integrationskurs_zulassung"
ANGEBOTE = Path(__file__).resolve().parent.parent / "daten" / "angebote_hsds_beispiel.json"


def build(gross: bool = False) -> None:
    """Load the directory and the instruction; running again changes nothing."""
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])
    suspend_admission()


@transaction.atomic
def suspend_admission() -> None:
    """Suspend the admission to integration courses for the budget year 2026, once."""
    user = User.objects.filter(rollenzuweisungen__rolle=Rolle.VERWALTUNG, ist_beispiel=True).first()
    if user is None or Vorgabe.objects.filter(regelwerk=REGELWERK.name, regel=REGEL).exists():
        return
    vorgabe = Vorgabe(
        regelwerk=REGELWERK.name,
        regel=REGEL,
        wirkung=Wirkung.AUSSETZEN,
        text="Im Haushaltsjahr 2026 lässt das Bundesamt bis auf Weiteres niemanden neu zu. Erteilte Zulassungen gelten weiter.",
        quelle="BAMF, Trägerrundschreiben Integrationskurse 02/26 vom 09.02.2026",
        ab=date(2026, 2, 9),
        bis=date(2026, 12, 31),
    )
    create_vorgabe(vorgabe=vorgabe, user=user)
