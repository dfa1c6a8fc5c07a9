"""What happens at the front desk: somebody arrives, a cancellation is taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.datum import datum_kurz, uhrzeit
from behoerde.kern.exceptions import DomainError
from termine.actions.abschluss import finish_booking, report
from termine.actions.ankunft import forget_arrival, queue_visit
from termine.actions.belegung import Wunsch, claim, claim_all
from termine.actions.erfassung import assign_personen
from termine.actions.kontingent import carry_over, check_kontingent, lock_partner
from termine.actions.rueckhalt import show_now
from termine.actions.vormerkung import create_termin, lock_kette, lock_termin, once_only
from termine.enums import TERMIN_IM_HAUS, AnliegenStatus, TerminStatus
from termine.models import Anliegen, Belegung, Kette, Termin
from termine.rules import check_termin_move
from termine.signals import termin_beendet


@transaction.atomic
def record_arrival(termin: Termin) -> Termin:
    """Note that the visitors are here; asking twice is harmless. Raises DomainError ``falscher_tag``, ``uebergang``.

    Of a Kette the first Station that is still expected begins, whichever was asked for; it is returned.
    """
    termin = _due(lock_kette(termin), termin)
    if termin.status == TerminStatus.ANGEKOMMEN:
        return termin
    check_termin_move(termin.status, TerminStatus.ANGEKOMMEN)
    if uhr.local(termin.starts_at).date() != uhr.today():
        raise DomainError(_("Dieser Termin ist am %(tag)s, nicht heute.") % {"tag": datum_kurz(termin.starts_at)}, "falscher_tag")
    termin.status = TerminStatus.ANGEKOMMEN
    termin.save(update_fields=["status"])
    queue_visit(termin)
    record("termin_angekommen", termin)
    report(termin, "termin_angekommen", wert=(termin.starts_at - uhr.now()).total_seconds() / 60)
    return termin


def _due(stationen: list[Termin], asked: Termin) -> Termin:
    """Return the Station the people are here for: where they are already, a missed one that is named, else the next one."""
    own = next(row for row in stationen if row.pk == asked.pk)
    here = next((row for row in stationen if row.status in TERMIN_IM_HAUS), None)
    if here or own.status == TerminStatus.VERSAEUMT:
        return here or own
    return next((row for row in stationen if row.is_gebucht), own)


@transaction.atomic
def undo_arrival(termin: Termin) -> Termin:
    """Take a mistaken arrival back, as long as nobody was called; asking twice is harmless. Raises DomainError ``uebergang``."""
    termin = lock_termin(termin)
    if termin.status == TerminStatus.GEBUCHT:
        return termin
    check_termin_move(termin.status, TerminStatus.GEBUCHT)
    forget_arrival(termin)
    termin.status = TerminStatus.GEBUCHT
    termin.save(update_fields=["status"])
    record("termin_ankunft_zurueck", termin)
    report(termin, "termin_ankunft_zurueck")
    return termin


@transaction.atomic
def record_missed(termin: Termin) -> Termin:
    """Note that nobody came; asking twice is harmless. Whoever comes after all is noted as arrived.

    Raises DomainError ``zu_frueh`` before the visit was to begin, ``andere_station`` while the people are at an earlier
    Station of their Kette, ``uebergang``.
    """
    stationen = lock_kette(termin)
    termin = next(row for row in stationen if row.pk == termin.pk)
    if termin.status == TerminStatus.VERSAEUMT:
        return termin
    if any(row.status in TERMIN_IM_HAUS for row in stationen if row.pk != termin.pk):
        raise DomainError(_("Die Person ist im Haus, an einer anderen Station ihres Weges."), "andere_station")
    if termin.status != TerminStatus.GEBUCHT:  # who is here and does not come when called is missed at the counter
        raise DomainError(_("Das geht nur, solange die Person noch erwartet wird."), "uebergang")
    if uhr.now() < termin.starts_at:
        values = {"uhrzeit": uhrzeit(termin.starts_at)}
        raise DomainError(_("Der Termin beginnt erst um %(uhrzeit)s.") % values, "zu_frueh")
    termin.status = TerminStatus.VERSAEUMT
    termin.save(update_fields=["status"])
    record("termin_versaeumt", termin)
    report(termin, "termin_versaeumt")
    termin_beendet.send(sender=Termin, termin=termin)
    return termin


@transaction.atomic
def undo_cancellation(termin: Termin) -> Termin:
    """Book the same people at the same time again, final at once; asking twice yields the same Termin. A Kette comes back whole.

    Raises DomainError ``nicht_abgesagt``, ``vorbei``, ``zeit_vergeben``, ``anliegen_besteht``, ``kontingent``.
    """
    partner = lock_partner(termin)
    if existing := once_only(f"absage-zurueck-{termin.pk}"):
        return existing
    stationen = lock_kette(termin)
    termin = next(row for row in stationen if row.pk == termin.pk)
    check_undo(termin)
    check_kontingent(partner, termin.starts_at, bisher=None)
    gone = [row for row in stationen if row.status == TerminStatus.ABGESAGT]
    for row in gone:
        check_undo(row)
    kette = Kette.objects.create(stationen=len(gone), luecke_minuten=termin.kette.luecke_minuten) if len(gone) > 1 else None
    new = [
        _book_again(row, belegung, {"kette": kette, "station": at} if kette else {})
        for at, (row, belegung) in enumerate(zip(gone, _claim_again(gone), strict=True), 1)
    ]
    for row in new:
        finish_booking(row)
    return next(row for row in new if row.ersetzt_id == termin.pk)


def _book_again(termin: Termin, belegung: Belegung, place: dict) -> Termin:
    new = create_termin(
        Wunsch.again(termin),
        belegung,
        schluessel=f"absage-zurueck-{termin.pk}",
        personenzahl=termin.personenzahl,
        kanal=termin.kanal,
        status=TerminStatus.VORGEMERKT,
        ersetzt=termin,
        dolmetschen_bestellt=termin.dolmetschen_bestellt,  # still ordered, as nobody has cancelled it
        **place,
    )
    if termin.dolmetschen_bestellt:
        termin.dolmetschen_bestellt = None
        termin.save(update_fields=["dolmetschen_bestellt"])
    carry_over(termin, new)
    return _bring_back(termin, new)


def check_undo(termin: Termin) -> None:
    """Raise DomainError when the cancellation stands for good."""
    if termin.status != TerminStatus.ABGESAGT or termin.kontakt is None or Termin.objects.filter(ersetzt=termin).exists():
        raise DomainError(_("Dieser Termin ist nicht abgesagt oder schon ersetzt."), "nicht_abgesagt")
    if termin.starts_at <= uhr.now():
        raise DomainError(_("Diese Zeit ist vorbei. Bitte buchen Sie einen neuen Termin."), "vorbei")


def _claim_again(termine: list[Termin]) -> list[Belegung]:
    for termin in termine:
        show_now(Belegung.objects.filter(platz=termin.platz, zeitraum__startswith=termin.starts_at))
    try:
        if len(termine) == 1:
            return [claim(Wunsch.again(termine[0]))]
        return claim_all([Wunsch.again(termin) for termin in termine])
    except DomainError as full:
        sentence = _("Die Zeit %(tag)s, %(uhrzeit)s ist inzwischen vergeben. Bitte buchen Sie eine andere Zeit.")
        values = {"tag": datum_kurz(termine[0].starts_at), "uhrzeit": uhrzeit(termine[0].starts_at)}
        raise DomainError(sentence % values, "zeit_vergeben") from full


def _bring_back(termin: Termin, new: Termin) -> Termin:
    """The office still owes what it cancelled: that concern goes on. What the person cancelled is a new one."""
    owed = list(termin.anliegen.filter(status=AnliegenStatus.IN_SICHTUNG).values_list("pk", flat=True))
    if not owed:
        people = [anliegen.person for anliegen in termin.anliegen.select_related("person").order_by("position")]
        return assign_personen(new, people)
    Anliegen.objects.filter(pk__in=owed).update(termin=new)
    new.kontakt = termin.kontakt
    new.save(update_fields=["kontakt"])
    return new
