"""The example office: an instruction that really was in force in 2026. Never used outside of DEBUG."""

from datetime import date

from django.db import transaction

from behoerde.kern.actions.vorgabe import create_vorgabe
from behoerde.kern.models import User, Vorgabe
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Wirkung
from lotsen.regeln import REGELWERK

REGEL = "integrationskurs_zulassung"


@transaction.atomic
def build(gross: bool = False) -> None:
    """Suspend the admission to integration courses for the budget year 2026; running again changes nothing."""
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
