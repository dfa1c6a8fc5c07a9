"""The way without JavaScript: a code proves the contact first, no counter is held until it is back.

Until then nobody is known: what was typed lies encrypted in the Kontaktnachweis and vanishes with it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.kontaktnachweis import Kontakt as Adresse
from behoerde.kern.actions.kontaktnachweis import Status, kontakt_of, lock_nachweis, send_code, start_nachweis
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Kontaktnachweis, Standort
from termine.actions.abschluss import finish_booking
from termine.actions.belegung import claim
from termine.actions.erfassung import assign_personen, check_named_once, create_personen
from termine.actions.vormerkung import create_termin, wish
from termine.angaben import Bedarf, Kontakt, PersonAngaben
from termine.enums import Codezweck, Kanal, TerminStatus
from termine.models import Leistung, Termin


@dataclass(frozen=True)
class Buchungswunsch:
    """Who wants which time, as kept until the code is back."""

    leistung: Leistung
    standort: Standort
    beginn: datetime
    personen: Sequence[PersonAngaben]
    bedarf: Bedarf

    @classmethod
    def of(cls, nachweis: Kontaktnachweis) -> "Buchungswunsch":
        kept = json.loads(nachweis.eingaben)
        return cls(
            Leistung.objects.get(pk=kept["leistung"]),
            Standort.objects.get(pk=kept["standort"]),
            datetime.fromisoformat(kept["beginn"]),
            [PersonAngaben(vorname, nachname, date.fromisoformat(geboren)) for vorname, nachname, geboren in kept["personen"]],
            Bedarf(**kept["bedarf"]),
        )

    def as_text(self) -> str:
        kept = {
            "leistung": self.leistung.pk,
            "standort": self.standort.pk,
            "beginn": self.beginn.isoformat(),
            "personen": [(one.vorname, one.nachname, one.geburtsdatum.isoformat()) for one in self.personen],
            "bedarf": asdict(self.bedarf),
        }
        return json.dumps(kept, ensure_ascii=False)


@transaction.atomic
def request_termin(*, wunsch: Buchungswunsch, kontakt: Kontakt, schluessel: UUID) -> Kontaktnachweis:
    """Keep who wants which time and send a code; the time stays free for everybody until the code is back.

    The same ``schluessel`` yields the same row. Raises DomainError ``nicht_direkt``, ``zu_viele_personen``,
    ``kontakt_fehlt``, ``doppelt_genannt``.
    """
    leistung = wunsch.leistung
    if not leistung.is_direkt or not leistung.aktiv:
        raise DomainError(_("Für dieses Anliegen können Sie nicht selbst eine Zeit wählen."), "nicht_direkt")
    wish(leistung, wunsch.beginn, wunsch.standort, len(wunsch.personen))
    check_named_once(wunsch.personen)
    adresse = Adresse.of(kontakt)
    if adresse is None:
        raise DomainError(_("Bitte geben Sie eine E-Mail-Adresse oder eine Handynummer an."), "kontakt_fehlt")
    nachweis = start_nachweis(
        zweck=Codezweck.OHNE_VORMERKUNG, objekt_id=schluessel, eingaben=wunsch.as_text(), sprache=kontakt.sprache
    )
    return nachweis if nachweis.sendungen else send_code(nachweis, adresse)


def booked_termin(nachweis: Kontaktnachweis) -> Termin | None:
    """Return the visit that came out of ``nachweis``."""
    return Termin.objects.filter(schluessel=_schluessel(nachweis)).first()


def _schluessel(nachweis: Kontaktnachweis) -> str:
    return f"nachweis-{nachweis.pk}"


@transaction.atomic
def book_proved(nachweis: Kontaktnachweis, *, beginn: datetime | None = None, standort: Standort | None = None) -> Termin:
    """Book the wanted time, or another one when it was taken meanwhile; asking twice yields the same Termin.

    Raises DomainError ``kontakt_fehlt``, ``verfallen``, ``vergeben``, ``anliegen_besteht``.
    """
    nachweis = lock_nachweis(nachweis.pk)
    if termin := booked_termin(nachweis):
        return termin
    if nachweis.gueltig_bis <= uhr.now():
        raise DomainError(_("Der Code gilt nicht mehr. Bitte beginnen Sie die Buchung noch einmal."), "verfallen")
    if nachweis.status != Status.BESTAETIGT:
        raise DomainError(_("Bitte geben Sie zuerst den Code aus unserer Nachricht ein."), "kontakt_fehlt")
    wanted = Buchungswunsch.of(nachweis)
    kontakt = Kontakt(**kontakt_of(nachweis).fields(), sprache=nachweis.sprache)
    time = wish(
        wanted.leistung,
        beginn or wanted.beginn,
        standort or wanted.standort,
        len(wanted.personen),
        bevorzugt=kontakt.sprache,
        bedarf=wanted.bedarf,
    )
    termin = create_termin(
        time,
        claim(time),
        schluessel=_schluessel(nachweis),
        personenzahl=len(wanted.personen),
        kanal=Kanal.ONLINE,
        status=TerminStatus.VORGEMERKT,
    )
    finish_booking(assign_personen(termin, create_personen(wanted.personen, kontakt)))
    nachweis.eingaben = ""  # the people are known now
    nachweis.save(update_fields=["eingaben"])
    return termin
