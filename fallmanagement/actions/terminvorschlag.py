"""A status ends soon: the concern goes to the triage desk, which offers times to the person."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import lock
from fallmanagement.models import Aufenthaltsstatus, Fallakte
from fallmanagement.queries.zusammenfuehrung import hashes_of
from termine.actions.aufnahme import take_in
from termine.angaben import AufnahmeAngaben, Kontakt, PersonAngaben
from termine.enums import Kanal, Titelart
from termine.queries.anliegen import is_wanted
from termine.queries.katalog import leistung_called

# Which Leistung of the catalogue renews a status; for the rest a person has to say what is to be asked for.
LEISTUNGEN = {
    "aufenthaltsgestattung": "aufenthaltsgestattung",
    "60a": "duldung",
    "60b": "duldung",
    "60c": "ausbildungsduldung",
    "60d": "beschaeftigungsduldung",
    "24": "ukraine-24",
    "25_2_fluechtling": "fluechtling",
    "25_2_subsidiaer": "subsidiaer",
    "25_3": "abschiebungsverbot",
    "25a": "integration-25a-25b",
    "25b": "integration-25a-25b",
    "18a": "fachkraft-beruflich",
    "18b": "fachkraft-akademisch",
    "18g": "blaue-karte-eu",
    "81_3": "fiktionsbescheinigung",
    "81_4": "fiktionsbescheinigung",
}
TITELARTEN = {"duldung": Titelart.DULDUNG, "gestattung": Titelart.GESTATTUNG, "fiktion": Titelart.FIKTION}


@transaction.atomic
def propose_termin(akte: Fallakte, row: Aufenthaltsstatus, *, user: User) -> str:
    """Take the renewal of a status in, so that the triage desk offers times; return its Vorgang number, asked twice the same.

    Raises DomainError ``leistung`` for a status without a matching Leistung, ``anliegen_besteht`` when it is wanted already under
    another name of the person, and what ``take_in`` raises.
    """
    akte = lock(akte.pk)
    leistung = leistung_called(LEISTUNGEN.get(row.code, ""))
    if leistung is None:
        text = _("Für diesen Status gibt es kein passendes Anliegen im Katalog. Bitte nehmen Sie es am Empfang auf.")
        raise DomainError(text, "leistung")
    person, schluessel = akte.person, f"aufenthalt-{row.pk}"
    if is_wanted(hashes_of(akte) - {person.person_hash}, leistung, besides=schluessel):
        text = _("Unter dem Namen aus der Akte, die in diese einging, liegt das Anliegen schon vor.")
        raise DomainError(text, "anliegen_besteht")
    aufnahme = take_in(
        leistung=leistung,
        personen=[PersonAngaben(person.vorname, person.nachname, person.geburtsdatum)],
        kontakt=Kontakt(person.email, str(person.mobil or ""), person.sprache),
        angaben=AufnahmeAngaben(
            titel_art=TITELARTEN.get(row.titel.art, Titelart.AUFENTHALTSERLAUBNIS), titel_bis=row.letzter_tag
        ),
        kanal=Kanal.SCHALTER,
        schluessel=schluessel,
        aufgenommen_in=akte.einheit,
    )
    record("termin_vorgeschlagen", akte)
    return aufnahme.vorgang
