"""Take services of others into the directory: look first what would change, then write."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from lotsen.actions.empfaenger import keep_recipient
from lotsen.actions.fassung import keep_before
from lotsen.enums import AngebotStatus
from lotsen.fassungen import inhalt_of
from lotsen.hsds import Zeilen, read_service
from lotsen.models import Angebot, Angebotsfassung, Herkunft, Ort, Sprechzeit, Traeger

Row = TypeVar("Row", bound=Model)


@dataclass
class Einlesung:
    """What a list of services does to the directory: names of Angebote, and a sentence for each row that was refused.

    ``weg`` are Angebote of the same Träger that are offered here and missing there.
    """

    neu: list[str] = field(default_factory=list)
    geaendert: list[str] = field(default_factory=list)
    gleich: int = 0
    weg: list[str] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)

    @property
    def geschrieben(self) -> int:
        return len(self.neu) + len(self.geaendert) + self.gleich


def load_hsds(services: Iterable[Any], *, weg_beenden: bool = False) -> Einlesung:
    """Write services of HSDS; see ``load``."""
    return load(services, read_service, weg_beenden=weg_beenden)


def load(rows: Iterable[Any], read: Callable[[Any], Zeilen], *, ab: int = 1, weg_beenden: bool = False) -> Einlesung:
    """Write what ``read`` makes of each row in a transaction of its own; what is wrong with one holds up no other.

    The ids stay, so that loading a newer state changes rows and never doubles them; an equal state changes nothing.
    ``ab`` is the number of the first row in words. With ``weg_beenden`` what is missing is not offered any more.
    """
    result, seen, traeger = Einlesung(), set(), set()
    for number, row in enumerate(rows, start=ab):
        try:
            angebot, new, changed = write_angebot(read(row))
        except DomainError as refusal:
            result.fehler.append(f"{_zeile(number)} {refusal.text}")
        except ValidationError as refusal:
            result.fehler.append(f"{_zeile(number)} {row.get('name', '')}: {' '.join(refusal.messages)}")
        except (AttributeError, KeyError, TypeError, ValueError):
            result.fehler.append(_("Zeile %(zahl)s lässt sich nicht lesen.") % {"zahl": number})
        else:
            seen.add(angebot.pk)
            traeger.add(angebot.traeger_id)
            if new or changed:
                (result.neu if new else result.geaendert).append(angebot.german("name"))
            else:
                result.gleich += 1
    gone = Angebot.objects.offered().filter(traeger__in=traeger).exclude(pk__in=seen)
    result.weg = list(gone.order_by("name_de").values_list("name_de", flat=True))
    if weg_beenden:
        gone.update(status=AngebotStatus.INAKTIV, geaendert_am=uhr.now())
    return result


def try_hsds(services: Iterable[Any]) -> Einlesung:
    """Return what ``load_hsds`` would do, and do nothing."""
    return tried(services, read_service)


def tried(rows: Iterable[Any], read: Callable[[Any], Zeilen], *, ab: int = 1) -> Einlesung:
    """Return what ``load`` would do, and do nothing."""
    with transaction.atomic():
        result = load(rows, read, ab=ab)
        transaction.set_rollback(True)
    return result


def _zeile(number: int) -> str:
    return _("Zeile %(zahl)s:") % {"zahl": number}


@transaction.atomic
def write_angebot(rows: Zeilen) -> tuple[Angebot, bool, bool]:
    """Create or change one Angebot with its Träger, places and hours; say whether it is new and whether anything changed.

    Raises ValidationError for values that can't be, DomainError ``verweise_laufen`` as ``keep_recipient`` does.
    """
    Angebot.objects.select_for_update(no_key=True).filter(
        pk=rows.angebot["id"]
    ).first()  # who edits it waits, and the other way round
    known = Angebot.objects.prefetch_related("orte", "sprechzeiten").filter(pk=rows.angebot["id"]).first()
    before = inhalt_of(known) if known else None
    if known:
        keep_recipient(known, traeger=UUID(str(rows.traeger["id"])), angebotsart=rows.angebot["angebotsart"])
    traeger, _new, changed = _write(Traeger, rows.traeger)
    orte = [_write(Ort, row) for row in rows.orte]
    angebot, new, angebot_changed = _write(Angebot, rows.angebot | {"traeger_id": traeger.pk})
    changed = changed or angebot_changed or any(ort_changed for _ort, _new, ort_changed in orte)
    if {ort.pk for ort, _new, _changed in orte} != set(angebot.orte.values_list("pk", flat=True)):
        angebot.orte.set([ort for ort, _new, _changed in orte])
        changed = True
    changed = write_hours(angebot, rows.sprechzeiten) or changed
    if changed:
        if before:
            _keep(angebot, before)
        Angebot.objects.filter(pk=angebot.pk).update(geaendert_am=uhr.now())
    return angebot, new, changed


def _keep(angebot: Angebot, before: dict[str, Any]) -> None:
    """Keep both what was said before and what the list says now: whatever came in can be taken back."""
    after = inhalt_of(Angebot.objects.prefetch_related("orte", "sprechzeiten").get(pk=angebot.pk))
    if after != before:
        keep_before(angebot, before)
        Angebotsfassung.objects.create(angebot=angebot, inhalt=after, herkunft=Herkunft.LISTE)


def write_hours(angebot: Angebot, wanted: list[dict[str, Any]]) -> bool:
    """Make these the hours of an Angebot; return whether they were others."""
    names = ("wochentag", "von", "bis", "gilt_ab", "gilt_bis", "hinweis")
    new = sorted(tuple(str(row[name]) for name in names) for row in wanted)
    if new == sorted(tuple(str(getattr(row, name)) for name in names) for row in angebot.sprechzeiten.all()):
        return False
    rows = [Sprechzeit(angebot=angebot, **row) for row in wanted]
    for row in rows:
        row.full_clean(exclude=["angebot"])
    angebot.sprechzeiten.all().delete()
    Sprechzeit.objects.bulk_create(rows)
    return True


def _write(model: type[Row], values: dict[str, Any]) -> tuple[Row, bool, bool]:
    """Return the row with these values, whether it is new, and whether anything had to be written."""
    values = values | {"id": UUID(str(values["id"]))}
    row = model._default_manager.filter(pk=values["id"]).first()
    new = row is None
    row = row or model(id=values["id"])
    # a text that exists once per language is None until somebody writes it
    changed = [name for name, value in values.items() if _said(value) != _said(getattr(row, name))]
    for name in changed:
        setattr(row, name, values[name])
    if new or changed:
        row.full_clean(validate_unique=not new or model is Traeger)
        row.save(force_insert=new)
    return row, new, bool(new or changed)


def _said(value: Any) -> Any:
    return None if value == "" else value
