"""The example office: houses, teams, counters, opening hours, closures and visits. Running again changes nothing."""

import json
from datetime import date, time, timedelta

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import EINHEIT
from behoerde.kern.models import Organisationseinheit, Standort, User
from behoerde.kern.rechte import Rolle
from termine.actions.beispielangaben import confirm_some
from termine.actions.beispielanliegen import fill_anliegen
from termine.actions.beispielbesuche import set_up_devices
from termine.actions.beispielbuchungen import fill_days
from termine.actions.dienstplan import generate_dienste
from termine.actions.katalog import DATEN, load_katalog
from termine.models import Buchungspartner, Leistung, Mitglied, Oeffnungszeit, Platz, Schliesstag, Team
from termine.rules import VORSCHAU

RUECKSCHAU = timedelta(days=14)


def build(gross: bool = False) -> None:
    """Build everything of termine; on a later day only what that day lacks is added."""
    source = json.loads((DATEN / "beispielamt.json").read_text(encoding="utf-8"))
    load_katalog()
    confirm_some()
    standorte = {entry["slug"]: _standort(entry) for entry in source["standorte"] if gross or not entry["gross"]}
    heute = uhr.today()
    for entry in source["teams"]:
        if entry["standort"] in standorte:
            _team(entry, source, standorte[entry["standort"]], gross, heute)
    for entry in source["schliesstage"]:
        _schliesstag(entry, standorte[entry["standort"]], heute)
    generate_dienste(heute - RUECKSCHAU, heute + VORSCHAU)
    fill_days(source, heute - RUECKSCHAU, heute + timedelta(weeks=8 if gross else 4))
    fill_anliegen(source, gross)
    set_up_devices(list(standorte.values()))
    _buchungspartner()


def _standort(entry: dict) -> Standort:
    values = {name: entry[name] for name in ("name", "strasse", "plz", "ort")} | entry["hinweise"]
    return Standort.objects.get_or_create(slug=entry["slug"], defaults=values | {"land": "NW"})[0]


def _einheit(source: dict, slug: str) -> Organisationseinheit:
    """Return the unit that works at a Standort; the Bürgerbüros stand below the office, whose people see them too."""
    art = Organisationseinheit.Art
    office = Organisationseinheit.objects.get_or_create(name=EINHEIT, defaults={"art": art.SACHGEBIET})[0]
    name = source["einheiten"].get(slug)
    if name is None:
        return office
    return Organisationseinheit.objects.get_or_create(name=name, defaults={"art": art.BUERGERBUERO, "parent": office})[0]


def _team(entry: dict, source: dict, standort: Standort, gross: bool, heute: date) -> None:
    team, created = Team.objects.get_or_create(
        standort=standort,
        name=entry["name"],
        defaults={"organisationseinheit": _einheit(source, standort.slug)},
    )
    _plaetze(entry, team, entry["gross"] if gross else len(entry["plaetze"]))
    if entry["leistungen"] == "sichtung":
        _mitglieder(team)
    if not created:
        return
    slugs = entry["leistungen"]
    wanted = Leistung.objects.filter(zugang="sichtung") if slugs == "sichtung" else Leistung.objects.filter(slug__in=slugs)
    team.leistungen.set(wanted)
    Oeffnungszeit.objects.bulk_create(
        Oeffnungszeit(
            team=team,
            wochentag=wochentag,
            von=time.fromisoformat(von),
            bis=time.fromisoformat(bis),
            gilt_ab=heute - RUECKSCHAU,
        )
        for wochentag, von, bis in source["zeiten"][entry["zeiten"]]
    )


def _plaetze(entry: dict, team: Team, count: int) -> None:
    """Make the named counters and, in the large office, more of the same kind."""
    for n in range(count):
        name, sprachen, merkmale = entry["plaetze"][n % len(entry["plaetze"])]
        full_name = name if n < len(entry["plaetze"]) else f"{name} – {n // len(entry['plaetze']) + 1}"
        Platz.objects.get_or_create(team=team, name=full_name, defaults={"sprachen": sprachen, "merkmale": merkmale})


def _mitglieder(team: Team) -> None:
    """Let front desk and caseworker of the example office sit at the first counters of the team."""
    for platz, rolle in zip(team.plaetze.order_by("pk"), (Rolle.SACHBEARBEITUNG, Rolle.EMPFANG), strict=False):
        for user in User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=rolle)[:1]:
            Mitglied.objects.get_or_create(team=team, user=user, defaults={"platz": platz, "sprachen": platz.sprachen})


def _schliesstag(entry: dict, standort: Standort, heute: date) -> None:
    if standort.schliesstage.filter(grund=entry["grund"]).exists():
        return
    von = heute + timedelta(days=entry["tage_ab_heute"])
    Schliesstag.objects.create(standort=standort, von=von, bis=von + timedelta(days=entry["tage"] - 1), grund=entry["grund"])


def _buchungspartner() -> None:
    """Let a university send lists; its name is made up like everything here."""
    office = Organisationseinheit.objects.get(name=EINHEIT)
    values = {"kontakt_name": "International Office", "email": "international@hochschule.example", "kontingent": 40}
    partner, created = Buchungspartner.objects.get_or_create(einheit=office, name="Hochschule Musterstadt", defaults=values)
    if created:
        partner.leistungen.set(Leistung.objects.filter(slug__in=["eat-abholung", "studium", "erstberatung-lotse"]))
