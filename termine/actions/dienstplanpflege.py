"""Hours, closures, exceptions and extra duty, changed by the office. Every change is looked at before it is made."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.dienstplan import Ergebnis, generate_dienste, wake_dienstplan
from termine.actions.rueckhalt import show_now
from termine.enums import DienstHerkunft
from termine.models import Ausnahme, Dienst, Oeffnungszeit, Platz, Schliesstag, Team, Termin, Wochenvorlage
from termine.planung import as_range, subtract, wall_range
from termine.queries.dienstplan_konflikte import losing, without_leistung
from termine.uhrzeiten import Gueltig, Woche, as_json, replace_period


@dataclass(frozen=True)
class Vorschau:
    """What a change would do: steps of the roster, visits that lose their hours, visits at a counter that no longer does it."""

    ergebnis: Ergebnis
    ausserhalb: list[Termin]
    unpassend: list[Termin]

    def abdruck(self, typed: object) -> str:
        """Return a short value that differs when something else was typed or somebody else is concerned meanwhile."""
        concerned = [str(termin.pk) for termin in (*self.ausserhalb, *self.unpassend)]
        return hashlib.sha256(repr((typed, concerned)).encode()).hexdigest()[:16]


def foresee(change: Callable[[], object], teams: Iterable[int]) -> Vorschau:
    """Return what ``change`` would mean for these teams (ids); nothing of it stays. Lets its DomainError through."""
    pks = list(teams)
    with transaction.atomic():
        before = {termin.pk for team in _teams(pks) for termin in without_leistung(team)}
        change()
        ergebnis = generate_dienste(teams=_teams(pks), nur_vorschau=True)
        ausserhalb = losing(ergebnis.draussen)
        unpassend = [termin for team in _teams(pks) for termin in without_leistung(team) if termin.pk not in before]
        transaction.set_rollback(True)
    return Vorschau(ergebnis, ausserhalb, unpassend)


def _teams(pks: list[int]) -> Iterable[Team]:
    return Team.objects.filter(pk__in=pks).select_related("standort").order_by("pk")


@transaction.atomic
def set_zeiten(*, team: Team, woche: Woche, ab: date, bis: date | None = None) -> None:
    """Give ``team`` these hours from ``ab`` on, until ``bis`` where there is one; before and after it everything stays."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    rows = {_gueltig(row): row for row in team.oeffnungszeiten.all()}
    wanted = replace_period(rows, woche, ab, bis or date.max)
    gone = [row for key, row in rows.items() if key not in wanted]
    for key in (key for key in wanted if key not in rows):
        same = next((row for row in gone if _starts_like(row, key)), None)
        gilt_bis = None if key.bis == date.max else key.bis
        if same:  # only its end moved
            gone.remove(same)
            Oeffnungszeit.objects.filter(pk=same.pk).update(gilt_bis=gilt_bis)
        else:
            values = {"wochentag": key.wochentag, "von": key.zeit[0], "bis": key.zeit[1]}
            Oeffnungszeit.objects.create(team=team, gilt_ab=key.ab, gilt_bis=gilt_bis, **values)
    Oeffnungszeit.objects.filter(pk__in=[row.pk for row in gone]).delete()
    record("oeffnungszeiten_geaendert", team)
    wake_dienstplan()


def _gueltig(row: Oeffnungszeit) -> Gueltig:
    return Gueltig(row.wochentag, (row.von, row.bis), row.gilt_ab, row.gilt_bis or date.max)


def _starts_like(row: Oeffnungszeit, key: Gueltig) -> bool:
    return (row.wochentag, (row.von, row.bis), row.gilt_ab) == (key.wochentag, key.zeit, key.ab)


@transaction.atomic
def save_schliesstag(*, schliesstag: Schliesstag) -> Schliesstag:
    return _saved(schliesstag, "schliesstag")


@transaction.atomic
def delete_schliesstag(*, schliesstag: Schliesstag) -> None:
    _deleted(schliesstag, "schliesstag")


@transaction.atomic
def save_ausnahmen(
    *, team: Team | None, platz: Platz | None, von: date, bis: date, zeiten: list[tuple[time, time]], grund: str
) -> None:
    """Give a team or one counter these hours on some days; no hours mean off duty. Replaces what was said for just these days."""
    where = {"platz": platz} if platz else {"team": team}
    Ausnahme.objects.filter(**where, von=von, bis=bis).delete()
    for beginn, ende in zeiten or [(None, None)]:
        _saved(Ausnahme(**where, von=von, bis=bis, beginn=beginn, ende=ende, grund=grund), "ausnahme")


@transaction.atomic
def delete_ausnahme(*, ausnahme: Ausnahme) -> None:
    _deleted(ausnahme, "ausnahme")


@transaction.atomic
def add_dienst(*, platz: Platz, tag: date, von: time, bis: time) -> list[Dienst]:
    """Put a counter on duty by hand, where it is not on duty yet; raises DomainError when it is all the time."""
    spanne = wall_range(tag, von, bis, platz.team.standort.zeitzone)
    there = Dienst.objects.filter(platz=platz, zeitraum__overlap=as_range(spanne)).select_for_update()
    parts = subtract(spanne, [(dienst.zeitraum.lower, dienst.zeitraum.upper) for dienst in there])
    if not parts:
        raise DomainError(_("In dieser Zeit ist der Platz schon im Dienst."), "schon_im_dienst")
    rows = [Dienst(team_id=platz.team_id, platz=platz, zeitraum=as_range(part), herkunft=DienstHerkunft.HAND) for part in parts]
    Dienst.objects.bulk_create(rows)
    record("dienst_angelegt", platz, grund=f"{tag:%d.%m.%Y} {von:%H:%M}–{bis:%H:%M}")
    return rows


@transaction.atomic
def remove_dienst(*, dienst: Dienst) -> None:
    """Take an extra duty back; raises DomainError while somebody is booked into it."""
    Dienst.objects.select_for_update().get(pk=dienst.pk)
    show_now(dienst.belegungen.all())
    booked = dienst.belegungen.count()
    if booked:
        text = ngettext(
            "In diesem Dienst ist noch %(zahl)s Termin gebucht. Der Empfang verschiebt ihn zuerst.",
            "In diesem Dienst sind noch %(zahl)s Termine gebucht. Der Empfang verschiebt sie zuerst.",
            booked,
        )
        raise DomainError(text % {"zahl": booked}, "noch_gebucht")
    beginn = dienst.zeitraum.lower.astimezone(dienst.platz.team.standort.zeitzone)
    record("dienst_entfernt", dienst.platz, grund=f"{beginn:%d.%m.%Y %H:%M}")
    dienst.delete()
    wake_dienstplan()


@transaction.atomic
def save_vorlage(*, vorlage: Wochenvorlage, woche: Woche) -> Wochenvorlage:
    """Keep the hours of a week under a name; teams that were given it before keep theirs."""
    vorlage.woche = as_json(woche)
    vorlage.save()
    record("wochenvorlage_gespeichert", vorlage, grund=vorlage.name)
    return vorlage


@transaction.atomic
def delete_vorlage(*, vorlage: Wochenvorlage) -> None:
    record("wochenvorlage_entfernt", vorlage, grund=vorlage.name)
    vorlage.delete()


def _saved(row, art: str):
    vorgang = f"{art}_{'angelegt' if row._state.adding else 'geaendert'}"
    row.save()
    record(vorgang, row, grund=row.grund)
    wake_dienstplan()
    return row


def _deleted(row, art: str) -> None:
    record(f"{art}_entfernt", row, grund=row.grund)
    row.delete()
    wake_dienstplan()
