"""A promise in danger is told to who can still keep it: first the front desk, then the team lead, then the management."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from termine.actions.versprechen import report_anliegen
from termine.enums import ANLIEGEN_IN_SICHTUNG, Stufe
from termine.fristen import faellig_vor, stufe_of
from termine.models import Aufnahme, Serviceversprechen

STAPEL = 200


@transaction.atomic
def escalate() -> int:
    """Raise the stage of up to 200 promises in danger and tell who must know; return how many.

    Two workers at once raise each promise once. A mail a day, person and stage at most, with numbers and no names.
    """
    instant = uhr.now()
    rows = [(row, stage) for row in _in_danger(instant) if (stage := _stage(row, instant)) > row.stufe]
    told: dict[Stufe, list[Aufnahme]] = defaultdict(list)
    for row, stage in rows:
        Serviceversprechen.objects.filter(pk=row.pk).update(stufe=stage)
        told[stage].append(row.aufnahme)
        record("versprechen_eskaliert", row.aufnahme, grund=str(stage.label))
        report_anliegen(row.aufnahme, "versprechen_eskaliert", wert=stage, ergebnis=stage.name.lower())
    for stage, aufnahmen in told.items():
        _tell(stage, aufnahmen, instant)
    return len(rows)


def _stage(row: Serviceversprechen, instant: datetime) -> Stufe:
    return Stufe(stufe_of(row.angebot_bis, instant, settings.BEHOERDE["land"], uhr.ZONE))


def _in_danger(instant: datetime) -> Iterable[Serviceversprechen]:
    """Return promises whose stage may be too low, locked; what somebody is working on is left for the next round."""
    land = settings.BEHOERDE["land"]
    low = Q()
    for stage in (Stufe.EMPFANG, Stufe.TEAMLEITUNG, Stufe.LEITUNG):
        low |= Q(stufe__lt=stage, angebot_bis__lt=faellig_vor(stage, instant, land, uhr.ZONE))
    open_ones = Serviceversprechen.objects.filter(
        low, beantwortet_am=None, pausiert_seit=None, aufnahme__stand__in=ANLIEGEN_IN_SICHTUNG
    )
    related = open_ones.select_related("aufnahme__leistung", "aufnahme__einheit", "aufnahme__team__leitung")
    return related.order_by("angebot_bis").select_for_update(of=("self",), skip_locked=True)[:STAPEL]


def _tell(stage: Stufe, aufnahmen: list[Aufnahme], instant: datetime) -> None:
    tag = uhr.local(instant).date().isoformat()
    for user in _who(stage, aufnahmen):
        queue_nachricht(
            "versprechen_gefahr",
            schluessel=f"versprechen-{stage.value}-{user.pk}-{tag}",
            person=user,
            kontext={"user": str(user.pk), "stufe": stage.value},
        )


def _who(stage: Stufe, aufnahmen: list[Aufnahme]) -> list[User]:
    """Return who is to be told; a team without lead is the business of the management."""
    if stage == Stufe.TEAMLEITUNG:
        leads = {a.team.leitung for a in aufnahmen if a.team and a.team.leitung and a.team.leitung.is_active}
        orphans = [a for a in aufnahmen if not a.team or not a.team.leitung or not a.team.leitung.is_active]
        return [*leads, *(_with_role(Rolle.LEITUNG, orphans) if orphans else [])]
    return _with_role(Rolle.EMPFANG if stage == Stufe.EMPFANG else Rolle.LEITUNG, aufnahmen)


def _with_role(rolle: Rolle, aufnahmen: list[Aufnahme]) -> list[User]:
    units = _units_above({a.einheit_id for a in aufnahmen})
    has_role = User.objects.filter(rollenzuweisungen__rolle=rolle, rollenzuweisungen__organisationseinheit__in=units)
    return [user for user in has_role.prefetch_related("rollenzuweisungen").distinct() if user.is_active and rolle in user.rollen]


def _units_above(units: set[int]) -> set[int]:
    """Return the units and all above them: whoever works for the whole office answers for its parts."""
    found, layer = set(units), set(units)
    while layer:
        parents = Organisationseinheit.objects.filter(pk__in=layer, parent__isnull=False).values_list("parent", flat=True)
        layer = set(parents) - found
        found |= layer
    return found
