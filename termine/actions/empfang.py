"""What happens at the front desk: somebody arrives, a cancellation is taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.datum import datum_kurz, uhrzeit
from behoerde.kern.exceptions import DomainError
from termine.actions.abschluss import finish_booking, report
from termine.actions.ankunft import forget_arrival, queue_visit
from termine.actions.belegung import Wunsch, claim
from termine.actions.erfassung import assign_personen
from termine.actions.kontingent import carry_over, check_kontingent, lock_partner
from termine.actions.rueckhalt import show_now
from termine.actions.vormerkung import create_termin, lock_termin, once_only
from termine.angaben import Bedarf
from termine.enums import AnliegenStatus, TerminStatus
from termine.models import Anliegen, Belegung, Termin
from termine.rules import check_termin_move


@transaction.atomic
def record_arrival(termin: Termin) -> Termin:
    """Note that the visitors are here; asking twice is harmless. Raises DomainError ``falscher_tag``, ``uebergang``."""
    termin = lock_termin(termin)
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

    Raises DomainError ``zu_frueh`` before the visit was to begin, ``uebergang``.
    """
    termin = lock_termin(termin)
    if termin.status == TerminStatus.VERSAEUMT:
        return termin
    if termin.status != TerminStatus.GEBUCHT:  # who is here and does not come when called is missed at the counter
        raise DomainError(_("Das geht nur, solange die Person noch erwartet wird."), "uebergang")
    if uhr.now() < termin.starts_at:
        values = {"uhrzeit": uhrzeit(termin.starts_at)}
        raise DomainError(_("Der Termin beginnt erst um %(uhrzeit)s.") % values, "zu_frueh")
    termin.status = TerminStatus.VERSAEUMT
    termin.save(update_fields=["status"])
    record("termin_versaeumt", termin)
    report(termin, "termin_versaeumt")
    return termin


@transaction.atomic
def undo_cancellation(termin: Termin) -> Termin:
    """Book the same people at the same time again, final at once; asking twice yields the same Termin.

    Raises DomainError ``nicht_abgesagt``, ``vorbei``, ``zeit_vergeben``, ``anliegen_besteht``, ``kontingent``.
    """
    partner = lock_partner(termin)
    if existing := once_only(f"absage-zurueck-{termin.pk}"):
        return existing
    termin = lock_termin(termin)
    check_undo(termin)
    check_kontingent(partner, termin.starts_at, bisher=None)
    new = create_termin(
        _same_time(termin),
        _claim_again(termin),
        schluessel=f"absage-zurueck-{termin.pk}",
        personenzahl=termin.personenzahl,
        kanal=termin.kanal,
        status=TerminStatus.VORGEMERKT,
        ersetzt=termin,
        dolmetschen_bestellt=termin.dolmetschen_bestellt,  # still ordered, as nobody has cancelled it
    )
    if termin.dolmetschen_bestellt:
        termin.dolmetschen_bestellt = None
        termin.save(update_fields=["dolmetschen_bestellt"])
    carry_over(termin, new)
    return finish_booking(_bring_back(termin, new))


def check_undo(termin: Termin) -> None:
    """Raise DomainError when the cancellation stands for good."""
    if termin.status != TerminStatus.ABGESAGT or termin.kontakt is None or Termin.objects.filter(ersetzt=termin).exists():
        raise DomainError(_("Dieser Termin ist nicht abgesagt oder schon ersetzt."), "nicht_abgesagt")
    if termin.starts_at <= uhr.now():
        raise DomainError(_("Diese Zeit ist vorbei. Bitte buchen Sie einen neuen Termin."), "vorbei")


def _same_time(termin: Termin) -> Wunsch:
    return Wunsch(
        termin.leistung,
        termin.starts_at,
        termin.ends_at,
        termin.standort,
        bevorzugt=termin.sprache,
        bedarf=Bedarf.of(termin),
        mit_vorlauf=False,
    )


def _claim_again(termin: Termin) -> Belegung:
    show_now(Belegung.objects.filter(platz=termin.platz, zeitraum__startswith=termin.starts_at))
    try:
        return claim(_same_time(termin))
    except DomainError as full:
        sentence = _("Die Zeit %(tag)s, %(uhrzeit)s ist inzwischen vergeben. Bitte buchen Sie eine andere Zeit.")
        values = {"tag": datum_kurz(termin.starts_at), "uhrzeit": uhrzeit(termin.starts_at)}
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
