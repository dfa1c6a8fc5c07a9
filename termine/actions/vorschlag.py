"""Personal offers: two or three times are held for somebody, who takes one of them or none."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.datum import datum
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.abschluss import finish_booking
from termine.actions.aufnahme import (
    VOR_TERMIN,
    back_to_sichtung,
    drop_vorschlaege,
    lock_aufnahme,
    move_anliegen,
    partners_of,
    withdraw_vorschlaege,
)
from termine.actions.belegung import Wunsch, claim
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.versprechen import keep_versprechen, report_anliegen
from termine.actions.vormerkung import create_termin
from termine.angaben import Bedarf
from termine.enums import AnliegenStatus, TerminStatus, VorschlagStatus
from termine.models import Anliegen, Aufnahme, Belegung, Serviceversprechen, Termin, Terminvorschlag
from termine.queries.ansprechperson import usual_platz

HOECHSTENS = 3
Zeit = tuple[datetime, Standort]


@transaction.atomic
def offer_termine(
    aufnahme: Aufnahme, zeiten: Sequence[Zeit], *, gueltig_bis: datetime, auch_spaeter: bool = False, leise: bool = False
) -> list[Terminvorschlag]:
    """Hold one to three times for the people of ``aufnahme`` until ``gueltig_bis``; earlier offers are replaced.

    The counter of the Ansprechperson is taken where it is free. ``auch_spaeter``: nothing is free by the promised day.
    ``leise``: the person is on the phone, no message is needed.

    Raises DomainError ``anzahl``, ``vorbei``, ``nach_frist``, ``vergeben``, ``uebergang``.
    """
    aufnahme = lock_aufnahme(aufnahme)
    check_zeiten(aufnahme, zeiten, gueltig_bis, auch_spaeter)
    ready_for_offers(aufnahme)
    rows = [_hold(aufnahme, beginn, standort, gueltig_bis) for beginn, standort in sorted(zeiten, key=lambda zeit: zeit[0])]
    note_offers(aufnahme, len(rows))
    if not leise:
        ids = [str(row.pk) for row in rows]
        tell_later(aufnahme, "anliegen_vorschlaege", schluessel=ids[0], vorschlaege=ids)
    return rows


def ready_for_offers(aufnahme: Aufnahme, *, zusammen: Collection[UUID] = ()) -> None:
    """Let a locked Aufnahme stand as offered, ``zusammen`` with others; earlier offers end. Raises DomainError ``uebergang``."""
    if aufnahme.stand == AnliegenStatus.EINGEGANGEN:
        move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    drop_vorschlaege(aufnahme, ohne=zusammen)
    if aufnahme.stand != AnliegenStatus.ANGEBOTEN:
        move_anliegen(aufnahme, AnliegenStatus.ANGEBOTEN)


def note_offers(aufnahme: Aufnahme, anzahl: int) -> None:
    """The answer that was owed is given."""
    keep_versprechen(aufnahme, "angebot")
    record("termine_angeboten", aufnahme, grund=str(anzahl))
    report_anliegen(aufnahme, "termine_angeboten", wert=anzahl)


def check_zeiten(aufnahme: Aufnahme, zeiten: Sequence[Zeit], gueltig_bis: datetime, auch_spaeter: bool) -> None:
    if not 1 <= len({beginn for beginn, _standort in zeiten}) == len(zeiten) <= HOECHSTENS:
        raise DomainError(_("Bitte wählen Sie eine bis drei verschiedene Zeiten."), "anzahl")
    first = min(beginn for beginn, _standort in zeiten)
    if not uhr.now() < gueltig_bis <= first:
        raise DomainError(_("Das Angebot muss vor der ersten angebotenen Zeit enden und in der Zukunft liegen."), "vorbei")
    latest = aufnahme.versprechen.termin_bis
    if latest and not auch_spaeter and any(beginn.astimezone(standort.zeitzone).date() > latest for beginn, standort in zeiten):
        text = _("Versprochen ist ein Termin bis %(tag)s. Bitte wählen Sie frühere Zeiten.")
        raise DomainError(text % {"tag": datum(latest)}, "nach_frist")


def wish_of(aufnahme: Aufnahme, beginn: datetime, standort: Standort, personen: int) -> Wunsch:
    """Return the wanted time for everybody of an Aufnahme."""
    return Wunsch(
        aufnahme.leistung,
        beginn,
        beginn + timedelta(minutes=aufnahme.leistung.dauer(personen)),
        standort,
        bevorzugt=aufnahme.sprache,
        bedarf=Bedarf.of(aufnahme),
        mit_vorlauf=False,
        platz=usual_platz(aufnahme),
    )


def _hold(aufnahme: Aufnahme, beginn: datetime, standort: Standort, gueltig_bis: datetime) -> Terminvorschlag:
    wunsch = wish_of(aufnahme, beginn, standort, count_personen(aufnahme))
    return write_vorschlag(aufnahme, wunsch, claim(wunsch, bis=gueltig_bis), gueltig_bis)


def write_vorschlag(aufnahme: Aufnahme, wunsch: Wunsch, belegung: Belegung, gueltig_bis: datetime, **kette) -> Terminvorschlag:
    """Write the offer that holds ``belegung``; ``kette`` and ``station`` say where it stands on a way."""
    return Terminvorschlag.objects.create(
        aufnahme=aufnahme,
        belegung=belegung,
        platz_id=belegung.platz_id,
        standort=wunsch.standort,
        starts_at=wunsch.beginn,
        ends_at=wunsch.ende,
        gueltig_bis=gueltig_bis,
        **kette,
    )


def count_personen(aufnahme: Aufnahme) -> int:
    """Return for how many people a visit is still to be found."""
    return Anliegen.objects.filter(aufnahme=aufnahme, status__in=VOR_TERMIN).count()


@transaction.atomic
def accept_vorschlag(vorschlag: Terminvorschlag) -> Termin:
    """Make the offered time the visit of everybody in the Aufnahme, final at once; asking twice yields the same Termin.

    Of a Kette all Stationen are booked, and the first visit is returned. Also after the offer ran out, as long as nobody
    else has got the time. Raises DomainError ``vorschlag_vorbei``.
    """
    lock_aufnahme(vorschlag.aufnahme)
    rows = _lock_stations(vorschlag)
    if vorschlag.status == VorschlagStatus.ANGENOMMEN or rows[0].status == VorschlagStatus.ANGENOMMEN:
        return Termin.objects.get(schluessel=f"vorschlag-{rows[0].pk}")
    if any(row.status != VorschlagStatus.OFFEN for row in rows) or rows[0].starts_at <= uhr.now():
        raise DomainError(_("Dieses Angebot gilt nicht mehr. Wir melden uns mit neuen Zeiten."), "vorschlag_vorbei")
    belegungen: list[Belegung] = [row.belegung for row in rows]
    for row in rows:
        row.status, row.belegung, row.beantwortet_am = VorschlagStatus.ANGENOMMEN, None, uhr.now()
        row.save(update_fields=["status", "belegung", "beantwortet_am"])
    for row in rows:
        withdraw_vorschlaege(row.aufnahme)
    termine = [_make_visit(row, belegung) for row, belegung in zip(rows, belegungen, strict=True)]
    for termin in termine:
        finish_booking(termin)
    return termine[0]


def _lock_stations(vorschlag: Terminvorschlag) -> list[Terminvorschlag]:
    """Return the offer, of a Kette every Station in order, locked."""
    same = Q(kette=vorschlag.kette_id) if vorschlag.kette_id else Q(pk=vorschlag.pk)
    related = ("belegung__platz__team__standort", "aufnahme__leistung", "aufnahme__kontakt", "standort")
    rows = Terminvorschlag.objects.select_for_update(of=("self",)).select_related(*related)
    return sorted(rows.filter(same).order_by("platz_id", "pk"), key=lambda row: row.station or 1)


def _make_visit(vorschlag: Terminvorschlag, belegung: Belegung) -> Termin:
    aufnahme = vorschlag.aufnahme
    personen = count_personen(aufnahme)
    termin = create_termin(
        wish_of(aufnahme, vorschlag.starts_at, vorschlag.standort, personen),
        belegung,
        schluessel=f"vorschlag-{vorschlag.pk}",
        personenzahl=personen,
        kanal=aufnahme.kanal,
        status=TerminStatus.VORGEMERKT,
        kontakt=aufnahme.kontakt,
        kette_id=vorschlag.kette_id,
        station=vorschlag.station,
    )
    Anliegen.objects.filter(aufnahme=aufnahme, status=AnliegenStatus.ANGEBOTEN).update(termin=termin)
    return termin


@transaction.atomic
def decline_vorschlaege(aufnahme: Aufnahme, wunsch: str = "") -> Aufnahme:
    """None of the offered times fits: the office looks for others, with ``wunsch`` in mind. Asking twice is harmless.

    Raises DomainError ``uebergang``.
    """
    aufnahme = lock_aufnahme(aufnahme)
    if aufnahme.stand == AnliegenStatus.IN_SICHTUNG:
        return aufnahme
    together = [aufnahme, *partners_of(aufnahme)]
    withdraw_vorschlaege(aufnahme, VorschlagStatus.ABGELEHNT)
    for row in together:
        row.wunsch = wunsch
        row.save(update_fields=["wunsch"])
        back_to_sichtung(row)
        record("vorschlaege_abgelehnt", row)
        report_anliegen(row, "vorschlaege_abgelehnt")
    return aufnahme


def reopen_after_verfall(vorschlaege: Sequence[Terminvorschlag]) -> None:
    """Whose last offer ran out goes back to the triage; the offers and their Aufnahmen are locked already."""
    silent = {row.aufnahme_id for row in vorschlaege if row.station} - {
        row.aufnahme_id for row in vorschlaege if row.station == 1
    }
    for aufnahme in {row.aufnahme for row in vorschlaege if row.aufnahme_id}:
        still_open = Terminvorschlag.objects.filter(aufnahme=aufnahme, status=VorschlagStatus.OFFEN)
        aufnahme.refresh_from_db(fields=["stand"])
        if aufnahme.stand == AnliegenStatus.ANGEBOTEN and not still_open.exists():
            back_to_sichtung(aufnahme)
            record("vorschlaege_verfallen", aufnahme)
            if aufnahme.pk not in silent:  # the people of a Kette learn it once
                tell_later(aufnahme, "anliegen_vorschlaege_verfallen", schluessel=f"{aufnahme.pk}-{_round(aufnahme)}")
            report_anliegen(aufnahme, "vorschlaege_verfallen")


def _round(aufnahme: Aufnahme) -> int:
    return Serviceversprechen.objects.values_list("runde", flat=True).get(pk=aufnahme.pk)
