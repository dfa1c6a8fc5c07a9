"""What a partner answers, by account or one-time link: it moves the Verweis without ever seeing it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from lotsen.actions.personenpost import tell_person
from lotsen.actions.verweis import create_verweis, lock, move
from lotsen.models import Angebot, Feld, Partnerkopie, Rueckmeldung, Verweis
from lotsen.verweis_tabelle import ANTWORTEN, BEIM_PARTNER, Ausgang, Seite, VerweisStatus, Widerrufsgrund, uebergang

RUECKNAHME = timedelta(hours=1)
TERMIN_HOECHSTENS = timedelta(days=366)
MITTEILUNG_ZEICHEN = 500
MELDENSWERT = {VerweisStatus.ANGENOMMEN, VerweisStatus.WARTELISTE, VerweisStatus.TERMIN, VerweisStatus.ABGELEHNT}
RUECKMELDUNG = {
    Ausgang.GEHOLFEN: Rueckmeldung.Antwort.JA,
    Ausgang.TEILWEISE: Rueckmeldung.Antwort.TEILWEISE,
    Ausgang.NICHT_GEHOLFEN: Rueckmeldung.Antwort.NEIN,
}


class Withdrawn(DomainError):
    """Nothing of it may be shown any more, what was fetched before included."""

    def __init__(self) -> None:
        super().__init__(_("Dieser Verweis wurde zurückgezogen. Seine Angaben sind gelöscht."), "zurueckgezogen")


@contextmanager
def _behind(kopie: Partnerkopie) -> Iterator[Verweis]:
    """Yield the locked Verweis of a copy that the partner may see; the partner itself can't read it."""
    with als(System.AUFGABE):
        row = Verweis.objects.filter(kopie=kopie.pk).values_list("pk", flat=True).first()
        if row is None:
            raise Withdrawn
        yield lock(row)


def note_read(kopie: Partnerkopie) -> Partnerkopie:
    """Note the first look at a new Verweis; return the copy as it stands now. Raises Withdrawn."""
    if kopie.status == VerweisStatus.GESENDET:
        with _behind(kopie) as verweis:
            if verweis.status == VerweisStatus.GESENDET:
                move(verweis, VerweisStatus.GELESEN, seite=Seite.PARTNER)
                Partnerkopie.objects.filter(pk=kopie.pk).update(gelesen_am=uhr.now())
        record("partnerkopie_gelesen", kopie)
    now = Partnerkopie.objects.select_related("angebot").filter(pk=kopie.pk).first()
    if now is None:
        raise Withdrawn
    return now


@transaction.atomic
def answer(
    kopie: Partnerkopie,
    nach: VerweisStatus,
    *,
    grund: str = "",
    termin_am: datetime | None = None,
    woanders: Angebot | None = None,
) -> None:
    """Move the Verweis behind ``kopie``; accepting brings name and contact as far as the person agreed.

    Raises DomainError ``termin_fehlt`` without a time to come, ``termin_fern`` beyond a year, Withdrawn, and what ``move`` raises.
    """
    werte: dict[str, Any] = {}
    if nach == VerweisStatus.TERMIN:
        werte["termin_am"] = _to_come(termin_am)
    if nach == VerweisStatus.WEITERVERWIESEN:
        werte["woanders"] = woanders
    with _behind(kopie) as verweis:
        if verweis.status == nach and (termin_am is None or termin_am == verweis.termin_am):
            return
        _follow(move(verweis, nach, seite=Seite.PARTNER, grund=grund, **werte), nach, grund)
    record(f"partner_{nach}", kopie)


def _to_come(termin_am: datetime | None) -> datetime:
    if termin_am is None or termin_am <= uhr.now():
        raise DomainError(_("Bitte geben Sie Tag und Uhrzeit in der Zukunft an."), "termin_fehlt")
    if termin_am > uhr.now() + TERMIN_HOECHSTENS:
        raise DomainError(_("Der Termin liegt mehr als ein Jahr in der Zukunft. Bitte prüfen Sie das Jahr."), "termin_fern")
    return termin_am


def _follow(verweis: Verweis, nach: VerweisStatus, grund: str) -> None:
    if nach == VerweisStatus.ANGENOMMEN:
        _reveal(verweis)
    if nach == VerweisStatus.WEITERVERWIESEN and verweis.woanders is not None:
        _prepare(verweis, verweis.woanders)
    if nach in MELDENSWERT:
        tell_person(verweis, "verweis_stand", schluessel=f"verweis-{verweis.pk}-{nach}-{verweis.bewegt_am:%Y%m%d%H%M%S}")
    if nach == VerweisStatus.ABGESCHLOSSEN:
        if antwort := RUECKMELDUNG.get(Ausgang(grund)):
            note_feedback(verweis, art=Rueckmeldung.Art.PARTNER, antwort=antwort)
        tell_person(verweis, "verweis_rueckmeldung", schluessel=f"verweis-{verweis.pk}-rueckmeldung")


def _reveal(verweis: Verweis) -> None:
    """Give name and contact to the copy, each only where the person agreed to it."""
    kopie = Partnerkopie.objects.get(pk=verweis.kopie_id)
    person = verweis.person
    values = {Feld.NAME: str(person), Feld.KONTAKT: person.email or str(person.mobil)}
    agreed = {feld.value: value for feld, value in values.items() if feld in kopie.felder}
    if agreed:
        Partnerkopie.objects.filter(pk=kopie.pk).update(**agreed)


def _prepare(verweis: Verweis, angebot: Angebot) -> None:
    """Open a draft to what the partner proposed; the guide asks the person anew before anything is sent."""
    with suppress(DomainError), transaction.atomic():  # it is not offered any more, or another unit is at it: the guide sees that
        create_verweis(
            person=verweis.person,
            angebot=angebot,
            user=verweis.angelegt_von,
            einheit=verweis.einheit,
            empfehlung=verweis.empfehlung,
            vorgaenger=verweis,
            seite=Seite.PARTNER,
        )


@transaction.atomic
def take_back(kopie: Partnerkopie) -> None:
    """Take back the last answer within an hour; name and contact go with it."""
    with _behind(kopie) as verweis:
        move_ = uebergang(verweis.status, VerweisStatus.GELESEN) if verweis.status in ANTWORTEN else None
        if move_ is None or not move_.ruecknahme or verweis.bewegt_am < uhr.now() - RUECKNAHME:
            raise DomainError(_("Das lässt sich nicht mehr zurücknehmen. Bitte rufen Sie uns an."), "zu_spaet")
        Partnerkopie.objects.filter(pk=kopie.pk).update(name="", kontakt="")
        for draft in verweis.nachfolger.filter(status=VerweisStatus.ENTWURF):  # nobody has gone on with the proposal yet
            move(draft, VerweisStatus.WIDERRUFEN, seite=Seite.LOTSE, grund=Widerrufsgrund.VERSEHEN)
        move(verweis, VerweisStatus.GELESEN, seite=Seite.PARTNER, angenommen_am=None, woanders=None)
    record("partner_zurueckgenommen", kopie)


@transaction.atomic
def write_to_person(kopie: Partnerkopie, text: str) -> None:
    """Leave a short message on the person's Wegweiser in place of an earlier one; it goes with the copy.

    What is sent says only that there is something to read. Raises DomainError ``mitteilung_leer``, ``mitteilung_beendet``.
    """
    text = text.strip()[:MITTEILUNG_ZEICHEN]
    if not text:
        raise DomainError(_("Bitte schreiben Sie etwas."), "mitteilung_leer")
    with _behind(kopie) as verweis:
        if verweis.status not in BEIM_PARTNER:
            raise DomainError(
                _("Dieser Verweis ist beendet. Eine Mitteilung erreicht die Person nicht mehr."), "mitteilung_beendet"
            )
        now = uhr.now()
        Partnerkopie.objects.filter(pk=kopie.pk).update(mitteilung=text, mitteilung_am=now)
        tell_person(verweis, "verweis_mitteilung", schluessel=f"verweis-{verweis.pk}-mitteilung-{now:%Y%m%d%H%M%S}")
        melde("verweis_mitteilung", leistung=verweis.angebot.angebotsart, sprache=verweis.person.sprache)
    record("partner_mitteilung", kopie)


@transaction.atomic
def answer_letter(verweis: Verweis, nach: VerweisStatus, *, grund: str = "", termin_am: datetime | None = None) -> None:
    """Move a Verweis whose letter was scanned; who holds it needs no name and no account."""
    verweis = lock(verweis.pk)
    werte = {"termin_am": _to_come(termin_am)} if nach == VerweisStatus.TERMIN else {}
    if verweis.status == nach and werte.get("termin_am") in {None, verweis.termin_am}:
        return
    verweis = move(verweis, nach, seite=Seite.PARTNER, grund=grund, **werte)
    _follow(verweis, nach, grund)


@transaction.atomic
def note_feedback(verweis: Verweis, *, art: Rueckmeldung.Art, antwort: str) -> None:
    """Keep what somebody says about whether it helped; a later answer replaces the earlier one."""
    Rueckmeldung.objects.update_or_create(verweis=verweis, art=art, defaults={"antwort": antwort, "gegeben_am": uhr.now()})
    melde(
        f"rueckmeldung_{art}",
        leistung=verweis.angebot.angebotsart,
        sprache=verweis.person.sprache if art == Rueckmeldung.Art.PERSON else "",
        ergebnis=str(antwort),
    )


@transaction.atomic
def report_places(angebot: Angebot, *, frei: int | None, wartend: int | None, user: User) -> Angebot:
    """Write down how many places are free and how many people wait; for the own Angebote only."""
    angebot = Angebot.objects.select_for_update(of=("self",)).select_related("traeger").get(pk=angebot.pk)
    if angebot.traeger.einheit_id not in user.einheiten:
        raise DomainError(_("Dieses Angebot gehört einer anderen Organisation."), "fremd")
    if frei is not None and angebot.plaetze is not None and frei > angebot.plaetze:
        raise DomainError(_("So viele Plätze hat das Angebot nicht."), "zu_viele")
    angebot.frei, angebot.wartend, angebot.plaetze_am = frei, wartend, uhr.now()
    angebot.bestaetigt_am = uhr.today()
    angebot.save(update_fields=["frei", "wartend", "plaetze_am", "bestaetigt_am"])
    record("plaetze_gemeldet", angebot)
    return angebot


def may_take_back(kopie: Partnerkopie) -> bool:
    """Say whether the last answer can still be taken back."""
    return kopie.status in ANTWORTEN and kopie.bewegt_am >= uhr.now() - RUECKNAHME
