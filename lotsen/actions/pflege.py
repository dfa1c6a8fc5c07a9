"""The directory, changed by the office or by a Träger: every change keeps what was said before, and any version can come back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from lotsen.actions.empfaenger import keep_recipient
from lotsen.actions.fassung import keep_before
from lotsen.actions.verzeichnis import write_hours
from lotsen.enums import AngebotStatus
from lotsen.fassungen import BEWEGLICH, SPALTEN, TEXTE, abdruck, field_of, hours_from_json, inhalt_of, text_column
from lotsen.models import Angebot, Angebotsfassung, Herkunft, Ort, Traeger


@transaction.atomic
def create_angebot(*, traeger: Traeger, angebotsart: str, name: str, user: User) -> Angebot:
    """Create an Angebot that nobody sees yet: it is offered as soon as somebody says so."""
    angebot = Angebot(traeger=traeger, angebotsart=angebotsart, status=AngebotStatus.INAKTIV)
    setattr(angebot, text_column("name", "de"), name)
    angebot.save()
    Angebotsfassung.objects.create(angebot=angebot, inhalt=inhalt_of(angebot), herkunft=Herkunft.AMT, von=user)
    record("angebot_angelegt", angebot, grund=name)
    return angebot


@transaction.atomic
def save_angebot(
    *, angebot: Angebot, aenderungen: dict[str, Any], gesehen: str, user: User | None = None, herkunft: str = Herkunft.AMT
) -> Angebotsfassung | None:
    """Write what differs and keep it as a version; None when nothing does.

    Raises DomainError ``inzwischen_geaendert`` when the Angebot is no longer what was seen (``gesehen``), ``zu_viele``
    when more places are free than there are, ``verweise_laufen`` for another Träger or kind while people are sent there.
    """
    current = _locked(angebot)
    before = inhalt_of(current)
    if abdruck(before) != gesehen:
        raise DomainError(
            _(
                "Dieses Angebot hat inzwischen jemand geändert. Bitte laden Sie die Seite neu und tragen Sie Ihre Änderung noch einmal ein."
            ),
            "inzwischen_geaendert",
        )
    return _write(current, before, _unreviewed(before, before | aenderungen), herkunft, user)


@transaction.atomic
def set_status(*, angebot: Angebot, status: str, user: User) -> Angebotsfassung | None:
    """Let an Angebot be offered, take a break or end; what it says stays."""
    current = _locked(angebot)
    before = inhalt_of(current)
    written = _write(current, before, before | {"status": str(status)}, Herkunft.AMT, user)
    if written:
        melde("angebot_stand", leistung=current.angebotsart, ergebnis=str(status))
    return written


@transaction.atomic
def take_back(*, fassung: Angebotsfassung, user: User) -> Angebotsfassung | None:
    """Let an Angebot say again what it said in ``fassung``; places stay as they are. None when it does already."""
    current = _locked(fassung.angebot)
    before = inhalt_of(current)
    said = {name: value for name, value in fassung.inhalt.items() if name not in BEWEGLICH}
    known = {str(pk) for pk in Ort.objects.filter(pk__in=said["orte"]).values_list("pk", flat=True)}
    said["orte"] = [pk for pk in said["orte"] if pk in known]  # a house that is gone stays away
    return _write(current, before, before | said, Herkunft.AMT, user)


@transaction.atomic
def confirm(*, angebot: Angebot, tag: date | None = None, herkunft: str = Herkunft.AMT) -> None:
    """Note that everything about an Angebot is true on ``tag`` (today)."""
    Angebot.objects.filter(pk=angebot.pk).update(bestaetigt_am=tag or uhr.today())
    record("angebot_bestaetigt", angebot)
    melde("angebot_bestaetigt", leistung=angebot.angebotsart, kanal=str(herkunft))


def _locked(angebot: Angebot) -> Angebot:
    """Return the Angebot as it stands now; two people who change it come one after the other."""
    Angebot.objects.select_for_update(no_key=True).get(pk=angebot.pk)
    return Angebot.objects.prefetch_related("orte", "sprechzeiten").get(pk=angebot.pk)


def _unreviewed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return ``after`` with translations marked unreviewed whose German words changed without them."""
    changed = [feld for feld in TEXTE if before[text_column(feld, "de")] != after[text_column(feld, "de")]]
    marks = dict(after["geprueft"])
    for sprache in marks:
        if any(before[text_column(feld, sprache)] == after[text_column(feld, sprache)] for feld in changed):
            marks[sprache] = False
    return after | {"geprueft": marks}


def _write(
    angebot: Angebot, before: dict[str, Any], after: dict[str, Any], herkunft: str, user: User | None
) -> Angebotsfassung | None:
    if after == before:
        return None
    if after["frei"] is not None and after["plaetze"] is not None and after["frei"] > after["plaetze"]:
        raise DomainError(_("So viele Plätze hat das Angebot nicht."), "zu_viele")
    keep_recipient(angebot, traeger=UUID(after["traeger"]), angebotsart=after["angebotsart"])
    keep_before(angebot, before)
    for column in SPALTEN:
        setattr(angebot, column, field_of(column).to_python(after[column]))
    angebot.traeger_id = after["traeger"]
    if any(before[name] != after[name] for name in BEWEGLICH):
        angebot.plaetze_am = uhr.now()
    angebot.geaendert_am = uhr.now()
    angebot.save()
    angebot.orte.set(after["orte"])
    write_hours(angebot, [hours_from_json(row) for row in after["sprechzeiten"]])
    changed = ", ".join(name for name in after if after[name] != before.get(name))
    record("angebot_geaendert", angebot, grund=changed[:300])
    return Angebotsfassung.objects.create(angebot=angebot, inhalt=after, herkunft=herkunft, von=user)
