"""Rules by which figures warn: made, muted, subscribed to, and looked at every night."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.katalog import indikatoren
from monitoring.models import Warnregel, Warnung
from monitoring.queries.kennzahlen import rhythm_of
from monitoring.queries.warnung import find, warns
from monitoring.zeitraum import begin_of

STUMM_HOECHSTENS = timedelta(days=366)
ANLASS = "kennzahl_warnung"


@transaction.atomic
def make_rule(*, slug: str, art: str, user: User, leistung: str = "", standort: str = "") -> Warnregel:
    """Let a figure warn; whoever makes the rule hears of it. Raises DomainError ``art``, ``gibt_es``."""
    if art not in warns(indikatoren()[slug]):
        raise DomainError(_("So kann diese Kennzahl nicht warnen."), "art")
    row, made = Warnregel.objects.get_or_create(
        slug=slug, art=art, leistung=leistung, standort=standort, defaults={"angelegt_von": user}
    )
    if not made:
        raise DomainError(_("Diese Warnung gibt es schon. Abonnieren können Sie sie unter „Warnungen“."), "gibt_es")
    row.abonniert_von.add(user)
    record("warnregel_angelegt", row)
    return row


@transaction.atomic
def mute(regel: Warnregel, *, bis: date | None) -> None:
    """Say nothing until a day, at most a year ahead; None lets it speak again. Raises DomainError ``bis``."""
    if bis is not None and not uhr.today() <= bis <= uhr.today() + STUMM_HOECHSTENS:
        raise DomainError(_("Bitte nennen Sie einen Tag im nächsten Jahr: Stumm ist eine Warnung nur auf Zeit."), "bis")
    regel.stumm_bis = bis
    regel.save(update_fields=["stumm_bis"])
    record("warnregel_stumm" if bis else "warnregel_laut", regel)


@transaction.atomic
def subscribe(regel: Warnregel, *, user: User, an: bool) -> None:
    """Let ``user`` hear of what the rule finds, or no longer."""
    if an:
        regel.abonniert_von.add(user)
    else:
        regel.abonniert_von.remove(user)


@transaction.atomic
def delete_rule(regel: Warnregel) -> None:
    record("warnregel_geloescht", regel)
    regel.delete()


@transaction.atomic
def look_after(regel: Warnregel) -> Warnung | None:
    """Keep what the rule finds in its last finished period and tell it once; what no longer holds is taken away."""
    today = uhr.today()
    found = find(regel, today)
    rhythm = rhythm_of(indikatoren()[regel.slug])
    last = begin_of(rhythm, begin_of(rhythm, today) - uhr.DAY)
    if found is None:
        regel.warnungen.filter(von=last).delete()
        return None
    values = {"wert": found.wert, "unten": found.unten, "oben": found.oben}
    row, _new = Warnung.objects.update_or_create(regel=regel, von=found.von, defaults=values)
    if regel.stumm_bis is None or regel.stumm_bis < today:
        _tell(row)
    return row


def _tell(warnung: Warnung) -> None:
    for user in (user for user in warnung.regel.abonniert_von.order_by("pk") if user.is_active):
        queue_nachricht(
            ANLASS,
            schluessel=f"kennzahl-warnung-{warnung.pk}-{user.pk}",
            person=user,
            kontext={"warnung": warnung.pk, "user": str(user.pk)},
        )
