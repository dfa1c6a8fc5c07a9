"""Move a Verweis along its table; every other action about one ends here."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import revoke_links
from behoerde.kern.codes import new_code
from behoerde.kern.db import System, wer
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, Person, User
from lotsen.enums import AngebotStatus
from lotsen.models import Angebot, Empfehlung, Partnerkopie, Verweis, Verweisschritt
from lotsen.signals import verweis_bewegt
from lotsen.verweis_tabelle import (
    ANTWORTEN,
    BEENDET,
    STAENDE,
    WARTET_AUF_ANTWORT,
    Ausgang,
    Seite,
    Uebergang,
    VerweisStatus,
    Widerrufsgrund,
    uebergang,
)
from termine.planung import add_arbeitstage

ANGABEN = ("deutsch", "zeiten", "kinder", "zugang", "kosten", "anliegen")
UEBERGEBEN = {VerweisStatus.EINWILLIGUNG, VerweisStatus.BRIEF}
KOPIERT = ("status", "faellig_am", "termin_am", "bewegt_am", "angenommen_am", "beendet_am")


@transaction.atomic
def create_verweis(
    *,
    person: Person,
    angebot: Angebot,
    user: User,
    einheit: Organisationseinheit,
    empfehlung: Empfehlung | None = None,
    vorgaenger: Verweis | None = None,
    seite: Seite = Seite.LOTSE,
) -> Verweis:
    """Begin to send ``person`` to ``angebot``; while one is under way, asking again returns it.

    ``seite`` is who wished it. Raises DomainError ``angebot_ruht`` when it is not offered at present, ``fremd`` when another
    unit is at it.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    under_way = Verweis.objects.open().filter(person=person, angebot=angebot).first()
    if under_way is not None:
        if under_way.einheit_id not in {einheit.pk, *user.einheiten_darunter}:
            text = _("Ein Verweis an dieses Angebot ist bei einer anderen Stelle schon in Arbeit. Sprechen Sie sich dort ab.")
            raise DomainError(text, "fremd")
        return under_way
    if angebot.status != AngebotStatus.AKTIV:
        raise DomainError(_("Dieses Angebot gibt es zurzeit nicht. Bitte wählen Sie ein anderes."), "angebot_ruht")
    verweis = Verweis(person=person, angebot=angebot, angelegt_von=user, einheit=einheit, kennung=_kennung())
    verweis.empfehlung, verweis.vorgaenger = empfehlung, vorgaenger
    _set_dates(verweis, uhr.today())
    verweis.save(force_insert=True)
    by = user if seite == Seite.LOTSE else None
    Verweisschritt.objects.create(verweis=verweis, nach=verweis.status, seite=seite, user=by)
    record("verweis_angelegt", verweis)
    melde("verweis_angelegt", leistung=angebot.angebotsart, sprache=person.sprache)
    return verweis


@transaction.atomic
def move(verweis: Verweis, nach: VerweisStatus, *, seite: Seite, grund: str = "", **werte: Any) -> Verweis:
    """Move ``verweis`` to ``nach``; when it is there already nothing happens. Returns it as it stands now.

    ``grund`` is the reason or outcome that the table asks for; ``werte`` are further fields to set.
    Raises DomainError ``verweis_schritt`` for a move that is not in the table, ``verweis_grund`` without a fitting reason.
    """
    verweis = lock(verweis.pk)
    if verweis.status == nach and not werte:
        return verweis
    von = VerweisStatus(verweis.status)
    if von != nach or uebergang(von, nach) is not None:
        never_sent = nach in WARTET_AUF_ANTWORT and von in ANTWORTEN and verweis.gesendet_am is None  # a letter was scanned
        _check(None if never_sent else uebergang(von, nach), seite, grund)
        verweis.status = nach
    _write(verweis, von, grund, werte)
    Verweisschritt.objects.create(verweis=verweis, von=von, nach=nach, seite=seite, user=_user(), grund=grund)
    record(f"verweis_{nach}", verweis)
    if von != nach:
        _report(verweis)
    verweis_bewegt.send(sender=Verweis, verweis=verweis, von=von)
    return verweis


@transaction.atomic
def forward(verweis: Verweis, *, angebot: Angebot, user: User) -> Verweis:
    """Try another Angebot instead: the old Verweis ends, a new one begins for the same person; nothing is passed on yet."""
    verweis = lock(verweis.pk)
    new = create_verweis(
        person=verweis.person,
        angebot=angebot,
        user=user,
        einheit=verweis.einheit,
        empfehlung=verweis.empfehlung,
        vorgaenger=verweis,
    )
    if uebergang(verweis.status, VerweisStatus.ABGESCHLOSSEN) is not None:
        move(verweis, VerweisStatus.ABGESCHLOSSEN, seite=Seite.LOTSE, grund=Ausgang.WOANDERS)
    elif verweis.status not in BEENDET:
        move(verweis, VerweisStatus.WIDERRUFEN, seite=Seite.LOTSE, grund=Widerrufsgrund.ERLEDIGT)
    return new


def lock(pk: UUID) -> Verweis:
    """Return the Verweis and keep it from others; every action takes it before its consents and copies."""
    rows = Verweis.objects.select_for_update(of=("self",))
    return rows.select_related("angebot__traeger", "person", "angelegt_von").get(pk=pk)


def _check(move_: Uebergang | None, seite: Seite, grund: str) -> None:
    if move_ is None or seite not in move_.wer:
        text = _("Dieser Schritt ist nicht mehr möglich. Bitte laden Sie die Seite neu und sehen Sie, wie es steht.")
        raise DomainError(text, "verweis_schritt")
    if move_.gruende is not None and grund not in move_.gruende.values:
        raise DomainError(_("Bitte wählen Sie einen Grund aus der Liste."), "verweis_grund")


def _write(verweis: Verweis, von: VerweisStatus, grund: str, werte: dict[str, Any]) -> None:
    """Set what belongs to the new status, here and on the copy of the partner."""
    now = uhr.now()
    for name, value in werte.items():
        setattr(verweis, name, value)
    status = VerweisStatus(verweis.status)
    if (status == VerweisStatus.GESENDET and verweis.kopie_id is None) or (status in UEBERGEBEN and not verweis.uebergabe):
        raise DomainError(
            _("Bitte klären Sie zuerst, wie die Person übergeben wird: mit Einwilligung oder mit Begleitbrief."), "verweis_weg"
        )
    if status == VerweisStatus.WIDERRUFEN:
        take_away(verweis)
    verweis.bewegt_am = now
    verweis.ausgang = grund if status == VerweisStatus.ABGESCHLOSSEN else ""
    verweis.grund = grund if status in {VerweisStatus.ABGELEHNT, VerweisStatus.WIDERRUFEN} else ""
    verweis.beendet_am = (verweis.beendet_am or now) if status in BEENDET else None
    if status == VerweisStatus.GESENDET:
        verweis.gesendet_am = now
    if status == VerweisStatus.ANGENOMMEN:
        verweis.angenommen_am = now
    _set_dates(verweis, _count_from(verweis, von))
    verweis.save()
    if verweis.kopie_id is not None:
        Partnerkopie.objects.filter(pk=verweis.kopie_id).update(**{name: getattr(verweis, name) for name in KOPIERT})


def take_away(verweis: Verweis) -> None:
    """Withdraw the consent, delete the row of the partner and forget what was written down for it; at once."""
    verweis.einwilligungen.filter(gegeben_am__isnull=False, widerrufen_am=None).update(widerrufen_am=uhr.now())
    purge_copy(verweis)
    for name in ANGABEN:
        setattr(verweis, name, "")


def purge_copy(verweis: Verweis) -> None:
    """Delete the row of the partner, and its one-time link."""
    if verweis.kopie_id is None:
        return
    kopie_id, verweis.kopie = verweis.kopie_id, None
    Verweis.objects.filter(pk=verweis.pk).update(kopie=None)
    Partnerkopie.objects.filter(pk=kopie_id).delete()
    revoke_links(kopie_id)
    record("partnerkopie_geloescht", verweis)


def _count_from(verweis: Verweis, von: VerweisStatus) -> date:
    """Return the day from which the deadline of the status counts: reading alone gives nobody more time."""
    if verweis.status == VerweisStatus.GELESEN and verweis.gesendet_am:
        return uhr.local(verweis.gesendet_am).date()
    if verweis.status == VerweisStatus.TERMIN and verweis.termin_am:
        return uhr.local(verweis.termin_am).date()
    return uhr.today()


def _set_dates(verweis: Verweis, ab: date) -> None:
    stand = STAENDE[VerweisStatus(verweis.status)]
    verweis.faellig_am = in_arbeitstagen(ab, stand.frist) if stand.frist is not None else None
    verweis.verfaellt_am = in_arbeitstagen(ab, stand.verfall) if stand.verfall is not None else None


def in_arbeitstagen(ab: date | datetime, count: int) -> date:
    """Return the day ``count`` working days of the office after ``ab``."""
    day = uhr.local(ab).date() if isinstance(ab, datetime) else ab
    return add_arbeitstage(day, count, settings.BEHOERDE["land"])


def _report(verweis: Verweis) -> None:
    """Count it without the person; ``wert`` of an end is how many days the whole way took."""
    ended = verweis.beendet_am is not None
    partner = verweis.angebot.traeger.einheit_id
    melde(
        f"verweis_{verweis.status}",
        wert=(verweis.beendet_am - verweis.angelegt_am).days if ended else None,
        leistung=verweis.angebot.angebotsart,
        sprache=verweis.person.sprache,
        kanal=verweis.uebergabe,
        einheit=f"partner-{partner}" if partner else "",
        ergebnis=verweis.ausgang or verweis.grund,
    )


def _user() -> User | None:
    jemand = wer()
    return None if jemand is None or isinstance(jemand, System) else jemand


def _kennung() -> str:
    while Verweis.objects.filter(kennung=(kennung := f"V-{new_code(5)}")).exists():
        pass
    return kennung
