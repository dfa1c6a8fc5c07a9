"""One way through the house for several concerns: every Station is a visit of its own, all are offered and taken together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit
from termine.actions.aufnahme import lock_aufnahmen, take_in
from termine.actions.belegung import Wunsch, claim_all
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.vorschlag import (
    accept_vorschlag,
    check_zeiten,
    count_personen,
    note_offers,
    ready_for_offers,
    wish_of,
    write_vorschlag,
)
from termine.angaben import AufnahmeAngaben, Kontakt, PersonAngaben
from termine.enums import ANLIEGEN_OFFEN, Kanal
from termine.models import Anliegen, Aufnahme, Kette, Leistung, Termin, Terminvorschlag
from termine.models.kette import LUECKE_HOECHSTENS, STATIONEN_HOECHSTENS
from termine.queries.kette import Kettenzeit, people_of


@transaction.atomic
def offer_ketten(
    aufnahmen: Sequence[Aufnahme],
    kettenzeiten: Sequence[Kettenzeit],
    *,
    luecke: int,
    gueltig_bis: datetime,
    auch_spaeter: bool = False,
    leise: bool = False,
) -> list[Terminvorschlag]:
    """Hold one to three ways through all ``aufnahmen`` of the same people until ``gueltig_bis``; return their first Stationen.

    All counters are taken together or none. Earlier offers are replaced; one message goes out, for the first Aufnahme.
    ``luecke``: at most so many minutes lie between two Stationen. ``leise``: the person is on the phone.

    Raises DomainError ``stationen``, ``kette_personen``, ``kette_folgt_nicht``, ``anzahl``, ``vorbei``, ``nach_frist``,
    ``vergeben``, ``uebergang``.
    """
    aufnahmen = lock_aufnahmen(aufnahmen)
    by_pk = {aufnahme.pk: aufnahme for aufnahme in aufnahmen}
    _check_people(aufnahmen)
    for kettenzeit in kettenzeiten:
        _check_way(kettenzeit, by_pk, luecke)
    for aufnahme in aufnahmen:
        zeiten = [
            (beginn, kettenzeit.standort)
            for kettenzeit in kettenzeiten
            for halt, beginn in kettenzeit.stationen
            if halt.id == aufnahme.pk
        ]
        check_zeiten(aufnahme, zeiten, gueltig_bis, auch_spaeter)
    for aufnahme in aufnahmen:
        ready_for_offers(aufnahme, zusammen=by_pk.keys())
    firsts = _hold(by_pk, sorted(kettenzeiten, key=lambda kettenzeit: kettenzeit.beginn), luecke, gueltig_bis)
    for aufnahme in aufnahmen:
        note_offers(aufnahme, len(firsts))
        record("kette_angeboten", aufnahme, grund=", ".join(row.vorgang for row in aufnahmen if row.pk != aufnahme.pk))
    if not leise:
        ids = [str(row.pk) for row in firsts]
        tell_later(aufnahmen[0], "anliegen_vorschlaege", schluessel=ids[0], vorschlaege=ids)
    return firsts


def _check_people(aufnahmen: Sequence[Aufnahme]) -> None:
    if not 2 <= len({aufnahme.pk for aufnahme in aufnahmen}) == len(aufnahmen) <= STATIONEN_HOECHSTENS:
        text = _("Ein Weg hat zwei bis %(zahl)s Stationen. Bitte wählen Sie, welche Anliegen zusammen erledigt werden.")
        raise DomainError(text % {"zahl": STATIONEN_HOECHSTENS}, "stationen")
    if len({people_of(aufnahme) for aufnahme in aufnahmen}) > 1:
        text = _("Zu allen Stationen kommen dieselben Personen. Teilen Sie die Familie zuerst.")
        raise DomainError(text, "kette_personen")


def _check_way(kettenzeit: Kettenzeit, by_pk: dict, luecke: int) -> None:
    """Refuse what is no way: a Station is missing, begins too early or too late. The database refuses it too."""
    ends = [beginn + halt.dauer for halt, beginn in kettenzeit.stationen]
    pauses = [after - ende for ende, after in zip(ends, kettenzeit.beginne[1:], strict=False)]
    longest = timedelta(minutes=luecke)
    if (
        {halt.id for halt in kettenzeit.halte} != by_pk.keys()
        or not 0 <= luecke <= LUECKE_HOECHSTENS
        or any(not timedelta(0) <= pause <= longest for pause in pauses)
    ):
        raise DomainError(_("Diese Zeiten passen nicht hintereinander. Bitte wählen Sie neu."), "kette_folgt_nicht")


def _hold(by_pk: dict, kettenzeiten: Sequence[Kettenzeit], luecke: int, gueltig_bis: datetime) -> list[Terminvorschlag]:
    personen = count_personen(next(iter(by_pk.values())))
    stops = [
        (kettenzeit, at, by_pk[halt.id], beginn)
        for kettenzeit in kettenzeiten
        for at, (halt, beginn) in enumerate(kettenzeit.stationen, 1)
    ]
    wishes: list[Wunsch] = [
        wish_of(aufnahme, beginn, kettenzeit.standort, personen) for kettenzeit, _at, aufnahme, beginn in stops
    ]
    ketten = {
        id(kettenzeit): Kette.objects.create(stationen=len(kettenzeit.halte), luecke_minuten=luecke)
        for kettenzeit in kettenzeiten
    }
    rows = [
        write_vorschlag(aufnahme, wunsch, belegung, gueltig_bis, kette=ketten[id(kettenzeit)], station=at)
        for (kettenzeit, at, aufnahme, _beginn), wunsch, belegung in zip(
            stops, wishes, claim_all(wishes, bis=gueltig_bis), strict=True
        )
    ]
    return [row for row in rows if row.station == 1]


@transaction.atomic
def book_kette_now(aufnahmen: Sequence[Aufnahme], kettenzeit: Kettenzeit, *, luecke: int, auch_spaeter: bool = False) -> Termin:
    """Make one way the visits of these people, final at once: they are on the phone and agree. Return the first visit.

    Raises DomainError as ``offer_ketten``.
    """
    firsts = offer_ketten(
        aufnahmen, [kettenzeit], luecke=luecke, gueltig_bis=kettenzeit.beginn, auch_spaeter=auch_spaeter, leise=True
    )
    return accept_vorschlag(firsts[0])


@transaction.atomic
def take_along(
    aufnahme: Aufnahme, leistung: Leistung, *, schluessel: str, aufgenommen_in: Organisationseinheit | None = None
) -> Aufnahme:
    """Take one more concern of the people of ``aufnahme`` in, as it could be stated with it; the same key yields the same one.

    Raises DomainError as ``take_in``.
    """
    rows = Anliegen.objects.filter(aufnahme=aufnahme, status__in=ANLIEGEN_OFFEN).select_related("person").order_by("position")
    kontakt = aufnahme.kontakt
    return take_in(
        leistung=leistung,
        personen=[PersonAngaben(row.person.vorname, row.person.nachname, row.person.geburtsdatum) for row in rows],
        kontakt=Kontakt(kontakt.email, kontakt.mobil.as_e164 if kontakt.mobil else "", aufnahme.sprache),
        angaben=AufnahmeAngaben(
            titel_art=aufnahme.titel_art,
            titel_bis=aufnahme.titel_bis,
            sprachen=aufnahme.sprachen,
            dolmetschen=aufnahme.dolmetschen,
            merkmale=aufnahme.merkmale,
            begleitung=aufnahme.begleitung,
        ),
        kanal=Kanal(aufnahme.kanal),
        schluessel=schluessel,
        aufgenommen_in=aufgenommen_in,
    )
