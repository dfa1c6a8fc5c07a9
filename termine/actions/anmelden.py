"""Somebody with an appointment checks in at the kiosk: what the device may decide without a human."""

from datetime import timedelta

from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum_lang, uhrzeit
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.empfang import record_arrival
from termine.enums import TERMIN_VEREINBART, TerminStatus
from termine.models import Termin, Vorsprache
from termine.queries.kette import due_station

FRUEHESTENS = timedelta(minutes=60)  # before that nobody needs to sit and wait


def check_in(termin: Termin, standort: Standort) -> Vorsprache:
    """Note at the kiosk of ``standort`` that the visitors are here; asking twice shows the same number.

    The code of any Station of a Kette checks in for the whole way.

    Raises DomainError ``abgesagt``, ``unbestaetigt``, ``falscher_tag``, ``falscher_ort``, ``zu_frueh``, ``vorbei``.
    """
    termin = due_station(termin)
    if existing := _number_of(termin):
        return existing
    _check_time_and_place(termin, standort)
    return _number_of(record_arrival(termin))


def _check_time_and_place(termin: Termin, standort: Standort) -> None:
    values = {"tag": datum_lang(termin.starts_at), "uhrzeit": uhrzeit(termin.starts_at), "ort": termin.standort}
    if termin.status == TerminStatus.ABGESAGT:
        raise DomainError(_("Dieser Termin ist abgesagt. Sie können eine Nummer ziehen."), "abgesagt")
    if termin.status not in TERMIN_VEREINBART:
        raise DomainError(_("Dieser Termin ist noch nicht bestätigt. Bitte gehen Sie zum Empfang."), "unbestaetigt")
    if uhr.local(termin.starts_at).date() != uhr.today():
        raise DomainError(_("Ihr Termin ist an einem anderen Tag: %(tag)s, %(uhrzeit)s.") % values, "falscher_tag")
    if termin.standort_id != standort.pk:
        raise DomainError(_("Ihr Termin ist in einem anderen Haus: %(ort)s, %(uhrzeit)s.") % values, "falscher_ort")
    if termin.status != TerminStatus.GEBUCHT:
        raise DomainError(_("Dieser Termin ist schon vorbei. Sie können eine Nummer ziehen."), "vorbei")
    back = termin.starts_at - FRUEHESTENS
    if uhr.now() < back:
        raise DomainError(
            _("Sie sind früh da: Ihr Termin ist um %(uhrzeit)s. Bitte melden Sie sich ab %(ab)s hier an.")
            % (values | {"ab": uhrzeit(back)}),
            "zu_frueh",
        )


def _number_of(termin: Termin) -> Vorsprache | None:
    return Vorsprache.objects.with_visit().filter(termin=termin).order_by("-angekommen_am").first()
