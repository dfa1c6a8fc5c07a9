"""A list of employers and vacancies is taken over: each row for itself, all of it or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.betrieb import save_betrieb
from fallmanagement.actions.stellenangebot import save_stelle
from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.stellenliste import BETRIEB, values
from fallmanagement.stellenwerte import Stellenherkunft, Stellenstatus

ERSTE_ZEILE = 2  # the first one names the columns


@dataclass
class Einlesung:
    """What a list did, or would have done: ``fehler`` are (line of the file, sentence)."""

    betriebe: int = 0
    neu: int = 0
    geaendert: int = 0
    fehler: list[tuple[int, str]] = field(default_factory=list)


def take_over(rows: list[dict[str, str]], *, einheit_id: int, trotzdem: bool = False) -> Einlesung:
    """Write the rows. With a row that is wrong nothing is written, unless ``trotzdem`` leaves such rows out.

    An employer is known by name and postal code and stays as it is; an open vacancy of the same title and kind is changed.
    """
    result = Einlesung()
    with transaction.atomic():
        for line, row in enumerate(rows, start=ERSTE_ZEILE):
            if any(row.values()):
                _take(row, line, einheit_id, result)
        refused = bool(result.fehler) and not trotzdem
        transaction.set_rollback(refused)
    return Einlesung(fehler=result.fehler) if refused else result


def _take(row: dict[str, str], line: int, einheit_id: int, result: Einlesung) -> None:
    try:
        with transaction.atomic():
            betrieb, found = _betrieb(row, einheit_id)
            new = _stelle(betrieb, row) if row.get("titel") else None
    except DomainError as refusal:
        result.fehler.append((line, refusal.text))
    except ValidationError as refusal:
        result.fehler += [(line, sentence) for sentence in _sentences(refusal)]
    else:
        result.betriebe += not found
        result.neu += new is True
        result.geaendert += new is False


def _betrieb(row: dict[str, str], einheit_id: int) -> tuple[Betrieb, bool]:
    known = Betrieb.objects.filter(name__iexact=row["betrieb"], plz=row["plz"]).first()
    if known is not None and known.inaktiv_seit is not None:
        raise DomainError(_("Die Zusammenarbeit mit %(name)s ist beendet.") % {"name": known}, "beendet")
    if known is not None:
        return known, True
    betrieb = Betrieb(name=row["betrieb"], einheit_id=einheit_id, **{name: row[name] for name in BETRIEB if row.get(name)})
    betrieb.full_clean(validate_constraints=False)
    return save_betrieb(betrieb), False


def _stelle(betrieb: Betrieb, row: dict[str, str]) -> bool:
    """Write the vacancy of a row; say whether it is new."""
    said: dict[str, Any] = values(row)
    same = betrieb.stellenangebote.filter(titel__iexact=said["titel"], status=Stellenstatus.OFFEN)
    if "art" in said:
        same = same.filter(art=said["art"])
    known = same.order_by("pk").first()
    stelle = known or Stellenangebot(betrieb=betrieb)
    for name, value in said.items():
        setattr(stelle, name, value)
    stelle.full_clean(validate_constraints=False)
    save_stelle(stelle, herkunft=Stellenherkunft.LISTE)
    return known is None


def _sentences(refusal: ValidationError) -> list[str]:
    return [f"{name}: {text}" for name, texts in refusal.message_dict.items() for text in texts]
