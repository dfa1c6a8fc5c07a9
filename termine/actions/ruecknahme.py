"""Take the last step of a counter back: a wrong click, or somebody who came back after all."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.vorsprache import lock, move
from termine.enums import TerminStatus, VorspracheStatus
from termine.models import Vorsprache
from termine.models.vorsprache import Ausweis
from termine.queries.haus import at_counter

_S = VorspracheStatus
FRIST = timedelta(minutes=10)  # after that a finished conversation stays finished


@transaction.atomic
def undo(vorsprache: Vorsprache) -> Vorsprache:
    """Take the last step back; raises DomainError ``zu_spaet``, ``im_gespraech``, ``naechste_station``, ``uebergang``."""
    vorsprache = lock(vorsprache)
    match vorsprache.status:
        case _S.AUFGERUFEN:
            move(vorsprache, _waiting_state(vorsprache), platz=None)
        case _S.IN_BEARBEITUNG:
            move(vorsprache, _S.AUFGERUFEN, begonnen_am=None)
        case _S.ERLEDIGT:
            _reopen(vorsprache)
        case _S.GEGANGEN | _S.VERSAEUMT:
            _check_today(vorsprache)
            target = _S.WEITERGEREICHT if vorsprache.weitergereicht_am else _S.WARTET
            kept = vorsprache.ausweis if vorsprache.ausweis == Ausweis.STIMMT else ""
            move(vorsprache, target, platz=None, beendet_am=None, geparkt_bis=None, ausweis=kept)
        case _:
            raise DomainError(_("Hier gibt es nichts zurückzunehmen."), "uebergang")
    record("vorsprache_zurueckgenommen", vorsprache)
    return vorsprache


def _waiting_state(vorsprache: Vorsprache) -> VorspracheStatus:
    if vorsprache.geparkt_bis:
        return _S.GEPARKT
    return _S.WEITERGEREICHT if vorsprache.weitergereicht_am else _S.WARTET


def _check_today(vorsprache: Vorsprache) -> None:
    if vorsprache.tag != uhr.today():
        raise DomainError(_("Dieser Besuch ist vorbei."), "zu_spaet")


def _reopen(vorsprache: Vorsprache) -> None:
    _check_today(vorsprache)
    if uhr.now() > vorsprache.beendet_am + FRIST:
        raise DomainError(_("Das Gespräch ist schon länger beendet."), "zu_spaet")
    if at_counter(vorsprache.platz):
        raise DomainError(_("An diesem Schalter ist schon die nächste Person."), "im_gespraech")
    _call_back(vorsprache)
    move(vorsprache, _S.IN_BEARBEITUNG, beendet_am=None)


def _call_back(vorsprache: Vorsprache) -> None:
    """Whoever waits for the next Station of a Kette comes back to this one; whoever was called there does not."""
    followers = Vorsprache.objects.filter(schluessel=f"{vorsprache.pk}-station").select_related("termin")
    follower = followers.select_for_update(of=("self",)).first()
    if follower is None:
        return
    if follower.status != _S.WARTET:
        raise DomainError(_("Die Person ist schon an der nächsten Station aufgerufen."), "naechste_station")
    termin = follower.termin
    follower.delete()
    termin.status = TerminStatus.GEBUCHT
    termin.save(update_fields=["status"])
    record("termin_ankunft_zurueck", termin)
