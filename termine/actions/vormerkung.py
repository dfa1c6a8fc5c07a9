"""A time is held while somebody types: ten minutes, a few times extendable."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.codes import new_pair
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.belegung import Wunsch, claim
from termine.actions.verfall import lapse
from termine.angaben import Bedarf
from termine.enums import Kanal, Linkzweck, TerminStatus
from termine.models import Belegung, Leistung, Termin
from termine.models.termin import CODE_FREI
from termine.rules import can_extend

LINK_NACH_ENDE = timedelta(days=1)
# Half of what a row of the catalogue weighs; nobody reads it where visits are locked.
DANEBEN = ("belegung", "platz__team", "standort", "leistung", "kontakt", "kette")
TEXTE = [
    f"leistung__{field.attname}"
    for field in Leistung._meta.concrete_fields
    if field.attname.startswith(("kurz", "gebuehr_", "leika", "suchworte", "rechtsgrundlagen", "fragen", "notiz"))
]


def abgelaufen() -> DomainError:
    return DomainError(
        _("Die Zeit wurde nicht rechtzeitig bestätigt und ist wieder frei. Bitte wählen Sie eine neue Zeit."), "verfallen"
    )


@transaction.atomic
def hold_termin(
    *,
    leistung: Leistung,
    beginn: datetime,
    standort: Standort,
    schluessel: str,
    personen: int = 1,
    bedarf: Bedarf | None = None,
) -> Termin:
    """Hold ``beginn`` for a visit of ``personen`` people; the same ``schluessel`` yields the same Termin.

    Raises DomainError ``nicht_direkt``, ``zu_viele_personen``, ``vergeben``.
    """
    if existing := once_only(schluessel):
        return existing
    if not leistung.is_direkt or not leistung.aktiv:
        raise DomainError(_("Für dieses Anliegen können Sie nicht selbst eine Zeit wählen."), "nicht_direkt")
    sprache = get_language() or "de"
    wunsch = wish(leistung, beginn, standort, personen, bevorzugt=sprache, bedarf=bedarf or Bedarf())
    belegung = claim(wunsch, halten=True)
    termin = create_termin(
        wunsch, belegung, schluessel=schluessel, personenzahl=personen, kanal=Kanal.ONLINE, status=TerminStatus.VORGEMERKT
    )
    create_link(Linkzweck.BUCHUNG, termin.pk, gueltig_bis=uhr.now() + LINK_NACH_ENDE)
    melde("vormerkung", leistung=leistung.slug, standort=termin.standort.slug, kanal=Kanal.ONLINE, sprache=sprache)
    return termin


def once_only(schluessel: str) -> Termin | None:
    """Let the same request in once at a time and return what it made before; waits for its twin."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [schluessel])
    return Termin.objects.filter(schluessel=schluessel).select_related("belegung", "leistung", "standort").first()


def wish(leistung: Leistung, beginn: datetime, standort: Standort, personen: int, **more) -> Wunsch:
    """Return the wanted time; raises DomainError ``zu_viele_personen``."""
    if not 1 <= personen <= leistung.max_personen:
        sentence = ngettext(
            "Zu diesem Anliegen kann nur %(anzahl)s Person kommen. Bitte buchen Sie für jede Person einen eigenen Termin.",
            "Zu diesem Anliegen können höchstens %(anzahl)s Personen zusammen kommen.",
            leistung.max_personen,
        )
        raise DomainError(sentence % {"anzahl": leistung.max_personen}, "zu_viele_personen")
    ende = beginn + timedelta(minutes=leistung.dauer(personen))
    return Wunsch(leistung, beginn, ende, standort, **more)


def create_termin(wunsch: Wunsch, belegung: Belegung, **fields) -> Termin:
    """Write the visit that owns ``belegung``."""
    return Termin.objects.create(
        leistung=wunsch.leistung,
        belegung=belegung,
        platz_id=belegung.platz_id,
        standort=wunsch.standort,
        starts_at=wunsch.beginn,
        ends_at=wunsch.ende,
        sprache=wunsch.bevorzugt,
        merkmale=list(wunsch.bedarf.merkmale),
        dolmetschen=wunsch.bedarf.dolmetschen,
        begleitung=wunsch.bedarf.begleitung,
        code=_new_code(),
        **fields,
    )


def _new_code() -> str:
    """Return a code that no living Termin has; 31⁶ codes make a clash between two transactions all but impossible."""
    while True:
        code = new_pair()
        if not Termin.objects.filter(code=code).exclude(status__in=CODE_FREI).exists():
            return code


def hold_until(dauer: timedelta, beginn: datetime) -> datetime:
    """Return ``dauer`` from now on, at most until the visit begins."""
    return min(uhr.now() + dauer, beginn)


def prolong(termin: Termin, dauer: timedelta) -> None:
    """Let the hold live ``dauer`` from now on."""
    termin.belegung.ablauf = hold_until(dauer, termin.starts_at)
    termin.belegung.save(update_fields=["ablauf"])


def lock_termin(termin: Termin) -> Termin:
    """Return ``termin`` as it stands now, locked until the end of the transaction."""
    return _locked(Q(pk=termin.pk))[0]


def lock_kette(termin: Termin) -> list[Termin]:
    """Return every Station of the way of ``termin`` in order as it stands now, all locked; of a single visit that one.

    The order of locking is the order in which they were made, the same for everybody.
    """
    if termin.kette_id is None:
        return [lock_termin(termin)]
    return sorted(_locked(Q(kette=termin.kette_id)), key=lambda row: row.station)


def lock_known(termin: Termin) -> list[Termin]:
    """Do what ``lock_kette`` does for a visit that was read a moment ago: what stands beside a single one is not read again."""
    if termin.kette_id is not None:
        return lock_kette(termin)
    row = _locked(Q(pk=termin.pk), related=("belegung",))[0]
    for name in ("leistung", "standort", "kontakt", "platz"):
        if getattr(row, f"{name}_id") == getattr(termin, f"{name}_id"):
            setattr(row, name, getattr(termin, name))
    return [row]


def _locked(which: Q, related: Sequence[str] = DANEBEN) -> list[Termin]:
    rows = Termin.objects.select_for_update(of=("self",)).select_related(*related).filter(which).order_by("pk")
    rows = rows.defer(*TEXTE) if "leistung" in related else rows
    found = list(rows)
    # Who waited for a move sees what is joined as it was before it: counter and Belegung of then, or no row at all.
    missing = not found or (found[0].kette_id and len(found) < found[0].kette.stationen)
    if missing or any(row.belegung_id and row.belegung is None for row in found):
        found = list(rows.all())
    return found


@transaction.atomic
def extend_hold(termin: Termin) -> Termin:
    """Give the person who types one more holding time; raises DomainError ``verfallen``, ``verlaengerung``."""
    termin = lock_termin(termin)
    if termin.status == TerminStatus.VERFALLEN:
        raise abgelaufen()
    if not can_extend(termin.status, termin.verlaengerungen):
        raise DomainError(
            _("Die Vormerkung lässt sich nicht weiter verlängern. Bitte senden Sie Ihre Angaben jetzt ab."), "verlaengerung"
        )
    prolong(termin, timedelta(minutes=termin.platz.team.haltezeit_minuten))
    termin.verlaengerungen += 1
    termin.save(update_fields=["verlaengerungen"])
    return termin


@transaction.atomic
def release_hold(termin: Termin) -> None:
    """End a started booking at once; asking twice changes nothing."""
    lapse(Termin.objects.filter(pk=termin.pk), wait=True)
