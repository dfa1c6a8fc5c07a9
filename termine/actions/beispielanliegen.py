"""Concerns of the example office in every state, with deadlines around today. Running again changes nothing; nobody gets mail."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.krypto import fold
from behoerde.kern.models import Person, Standort
from termine.actions.aufnahme import lock_aufnahme, move_anliegen, take_in, withdraw
from termine.actions.katalog import DATEN
from termine.actions.versprechen import pause_versprechen
from termine.actions.vorschlag import accept_vorschlag, offer_termine
from termine.angaben import AufnahmeAngaben, Kontakt, PersonAngaben
from termine.enums import AnliegenStatus, Kanal, Titelart
from termine.models import Aufnahme, Leistung, Rueckfrage, Serviceversprechen, Terminvorschlag
from termine.planung import frist
from termine.queries.versprechen import offer_days
from termine.queries.woche import upcoming

GROSS = 25  # times as many in the large office
ANGEBOTE = 3


@dataclass(frozen=True)
class Vorlage:
    """One entry of the file; days count from today."""

    leistung: str
    sprache: str
    worte: str
    vor_tagen: int
    stand: str
    da: int
    titel_art: Titelart
    titel_in_tagen: int | None = None
    arbeit_in_tagen: int | None = None
    kinder: int | None = None
    dolmetschen: str = ""
    merkmale: tuple[str, ...] = ()
    frage: str = ""


def fill_anliegen(source: dict, gross: bool = False) -> None:
    """Add every concern that is not there yet."""
    entries = json.loads((DATEN / "beispielanliegen.json").read_text(encoding="utf-8"))
    known = set(Aufnahme.objects.values_list("schluessel", flat=True))
    leistungen = {leistung.slug: leistung for leistung in Leistung.objects.filter(zugang="sichtung")}
    for n in range(len(entries) * (GROSS if gross else 1)):
        vorlage = Vorlage(**entries[n % len(entries)])
        if f"beispiel-anliegen-{n}" not in known:
            _build(vorlage, leistungen[vorlage.leistung], n, source)


@transaction.atomic
def _build(vorlage: Vorlage, leistung: Leistung, n: int, source: dict) -> None:
    person = PersonAngaben(
        source["vornamen"][n % len(source["vornamen"])],
        source["nachnamen"][n % len(source["nachnamen"])],
        date(1962, 3, 1) + timedelta(days=n * 41),
    )
    aufnahme = take_in(
        leistung=leistung,
        personen=[person],
        kontakt=Kontakt(sprache=vorlage.sprache),
        angaben=_angaben(vorlage, leistung),
        kanal=Kanal.ONLINE,
        schluessel=f"beispiel-anliegen-{n}",
    )
    email = f"{fold(person.vorname)}.{fold(person.nachname)}.{person.geburtsdatum:%y%m%d}@beispiel.example"
    Person.objects.filter(pk=aufnahme.kontakt_id).update(email="" if n % 7 == 5 else email)
    _date_back(aufnahme, vorlage.vor_tagen)
    _move(aufnahme, vorlage)


def _angaben(vorlage: Vorlage, leistung: Leistung) -> AufnahmeAngaben:
    lines = leistung.unterlagenliste.order_by("position").values_list("unterlage__key", flat=True)
    return AufnahmeAngaben(
        worte=vorlage.worte,
        titel_art=vorlage.titel_art,
        titel_bis=_day(vorlage.titel_in_tagen),
        arbeit_ab=_day(vorlage.arbeit_in_tagen),
        kinder=vorlage.kinder,
        sprachen=[vorlage.sprache.split("-")[0]],
        dolmetschen=vorlage.dolmetschen,
        merkmale=vorlage.merkmale,
        unterlagen=list(lines)[: vorlage.da],
    )


def _day(in_tagen: int | None) -> date | None:
    return None if in_tagen is None else uhr.today() + timedelta(days=in_tagen)


def _date_back(aufnahme: Aufnahme, tage: int) -> None:
    """Let the concern have come in some days ago; its promise counts from there."""
    instant = uhr.now() - timedelta(days=tage)
    until = frist(instant, offer_days(aufnahme.leistung), settings.BEHOERDE["land"], uhr.ZONE)
    Aufnahme.objects.filter(pk=aufnahme.pk).update(angelegt_am=instant)
    Serviceversprechen.objects.filter(aufnahme=aufnahme).update(angebot_bis=until)


def _move(aufnahme: Aufnahme, vorlage: Vorlage) -> None:
    match vorlage.stand:
        case AnliegenStatus.IN_SICHTUNG:
            move_anliegen(lock_aufnahme(aufnahme), AnliegenStatus.IN_SICHTUNG)
        case AnliegenStatus.RUECKFRAGE:
            _ask(lock_aufnahme(aufnahme), vorlage.frage)
        case AnliegenStatus.ANGEBOTEN:
            _offer(aufnahme)
        case AnliegenStatus.TERMINIERT:
            for vorschlag in _offer(aufnahme)[:1]:
                _without_contact(aufnahme, vorschlag)
        case AnliegenStatus.ZURUECKGEZOGEN:
            withdraw(aufnahme)


def _ask(aufnahme: Aufnahme, text: str) -> None:
    move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    move_anliegen(aufnahme, AnliegenStatus.RUECKFRAGE)
    pause_versprechen(aufnahme)
    Rueckfrage.objects.create(aufnahme=aufnahme, text=text)


def _offer(aufnahme: Aufnahme) -> list[Terminvorschlag]:
    """Offer the first free time of three days from the day after tomorrow on; none when nothing is free in time."""
    latest = lock_aufnahme(aufnahme).versprechen.termin_bis or date.max
    first_of_day: dict[date, tuple[datetime, Standort]] = {}
    for row in upcoming(aufnahme.leistung, fresh=True):
        tag = row.beginn.astimezone(row.standort.zeitzone).date()
        if uhr.today() + uhr.DAY < tag <= latest:
            first_of_day.setdefault(tag, (row.beginn, row.standort))
    times = list(first_of_day.values())[:ANGEBOTE]
    return offer_termine(aufnahme, times, gueltig_bis=times[0][0] - timedelta(hours=2)) if times else []


def _without_contact(aufnahme: Aufnahme, vorschlag: Terminvorschlag) -> None:
    """Take the offer while nobody can be written to: the example office sends no mail by itself."""
    people = Person.objects.filter(pk=aufnahme.kontakt_id)
    email = people.values_list("email", flat=True).get()
    people.update(email="")
    accept_vorschlag(vorschlag)
    people.update(email=email)
