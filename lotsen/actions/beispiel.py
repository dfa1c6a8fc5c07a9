"""The example office: the services of Musterstadt, and an instruction that really was in force in 2026; for DEBUG only."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from behoerde.kern.actions.vorgabe import create_vorgabe
from behoerde.kern.models import User, Vorgabe
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Wirkung
from lotsen.actions.beispielverzeichnis import build_many
from lotsen.actions.verzeichnis import load_hsds
from lotsen.fassungen import text_column
from lotsen.models import Angebot
from lotsen.regeln import REGELWERK

REGEL = "integrationskurs_zulassung"
DATEN = Path(__file__).resolve().parent.parent / "daten"
ANGEBOTE, UEBERSETZT = DATEN / "angebote_hsds_beispiel.json", DATEN / "angebote_uebersetzt.json"


def build(gross: bool = False) -> None:
    """Load the directory with its texts in other languages and the instruction; running again changes nothing.

    With ``gross`` thousands of invented offers come on top.
    """
    load_hsds(json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"])
    translate()
    if gross:
        build_many()
    suspend_admission()


@transaction.atomic
def translate() -> None:
    """Write the texts in other languages where there are none yet; pages say that nobody has read them."""
    texts = json.loads(UEBERSETZT.read_text(encoding="utf-8"))["angebote"]
    for angebot in Angebot.objects.filter(pk__in=texts):
        wanted = {text_column(name, code): text for code, each in texts[str(angebot.pk)].items() for name, text in each.items()}
        missing = {column: text for column, text in wanted.items() if not getattr(angebot, column)}
        if missing:
            Angebot.objects.filter(pk=angebot.pk).update(**missing)


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
