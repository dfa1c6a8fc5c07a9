"""The catalogue, changed by the office: every change keeps the version before, and any version can come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from termine.fassungen import SPALTEN, TEXTE, abdruck, field_of, inhalt_of, text_column
from termine.models import Fassung, Lebenslage, Leistung, LeistungUnterlage, Unterlage, Zielgruppe

UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # casefold has made ss of ß


@transaction.atomic
def save_leistung(*, leistung: Leistung, aenderungen: dict[str, Any], gesehen: str, user: User) -> Fassung | None:
    """Write what differs and keep it as a version; None when nothing does.

    Raises DomainError ``inzwischen_geaendert`` when the Leistung is no longer what was seen (``gesehen``).
    """
    current = _locked(leistung)
    before = inhalt_of(current)
    if abdruck(before) != gesehen:
        raise DomainError(
            _(
                "Diese Leistung hat inzwischen jemand geändert. Bitte laden Sie die Seite neu und tragen Sie Ihre Änderung noch einmal ein."
            ),
            "inzwischen_geaendert",
        )
    after = _unreviewed(before, before | aenderungen)
    return _write(current, before, after, user) if after != before else None


@transaction.atomic
def save_unterlagen(*, leistung: Leistung, keys: list[str], neu: str, gesehen: str, user: User) -> Fassung | None:
    """Write the list of documents, with a new one called ``neu`` at its end where there is a name."""
    if neu:
        new = save_unterlage(unterlage=Unterlage(), texte={text_column("name", "de"): neu}, geprueft={"de": True})
        keys = [*keys, new.key]
    return save_leistung(leistung=leistung, aenderungen={"unterlagen": keys}, gesehen=gesehen, user=user)


@transaction.atomic
def take_back(*, fassung: Fassung, user: User) -> Fassung | None:
    """Let a Leistung say again what it said in ``fassung``; None when it does already."""
    current = _locked(fassung.leistung)
    before = inhalt_of(current)
    after = before | fassung.inhalt  # what a version did not know yet stays
    return _write(current, before, after, user) if after != before else None


@transaction.atomic
def create_leistung(*, name: str, dauer_minuten: int, zugang: str, user: User) -> Leistung:
    """Create a Leistung that is not offered yet; its address is made of its name."""
    last = Leistung.objects.order_by("-reihenfolge").first()
    leistung = Leistung(slug=_free_slug(name), dauer_minuten=dauer_minuten, zugang=zugang, aktiv=False, bearbeitet_am=uhr.now())
    leistung.reihenfolge = last.reihenfolge + 1 if last else 0
    setattr(leistung, text_column("name", "de"), name)
    leistung.save()
    Fassung.objects.create(leistung=leistung, inhalt=inhalt_of(_locked(leistung)), von=user)
    record("leistung_angelegt", leistung, grund=leistung.slug)
    return leistung


def _free_slug(name: str) -> str:
    base = slugify(name.casefold().translate(UMLAUTE))[:70] or "leistung"
    taken = set(Leistung.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 999))) if slug not in taken)


@transaction.atomic
def save_unterlage(*, unterlage: Unterlage, texte: dict[str, str], geprueft: dict[str, bool]) -> Unterlage:
    """Write name and remark of a document by column; every Leistung that asks for it shows the new words."""
    for column, text in texte.items():
        setattr(unterlage, column, text)
    unterlage.geprueft, unterlage.bearbeitet_am = geprueft, uhr.now()
    new = unterlage._state.adding
    if new:
        unterlage.key = _free_key(texte[text_column("name", "de")])
    unterlage.save()
    record("unterlage_angelegt" if new else "unterlage_geaendert", unterlage, grund=unterlage.key)
    return unterlage


def _free_key(name: str) -> str:
    base = slugify(name)[:40] or "unterlage"
    taken = set(Unterlage.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 999))) if key not in taken)


@contextmanager
def tried() -> Iterator[None]:
    """Let everything inside happen and then be undone: for a look at what it would give."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _locked(leistung: Leistung) -> Leistung:
    """Return the Leistung as it stands now; two people who change it come one after the other."""
    Leistung.objects.select_for_update(no_key=True).get(pk=leistung.pk)
    return Leistung.objects.with_details().get(pk=leistung.pk)


def _unreviewed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return ``after`` with translations marked unreviewed whose German words changed without them."""
    changed = [feld for feld in TEXTE if before[text_column(feld, "de")] != after[text_column(feld, "de")]]
    marks = dict(after["geprueft"])
    for sprache in marks:
        stale = any(before[text_column(feld, sprache)] == after[text_column(feld, sprache)] for feld in changed)
        if sprache != "de" and stale:
            marks[sprache] = False
    return after | {"geprueft": marks}


def _write(leistung: Leistung, before: dict[str, Any], after: dict[str, Any], user: User) -> Fassung:
    if not leistung.fassungen.exists():
        Fassung.objects.create(leistung=leistung, inhalt=before, am=leistung.bearbeitet_am or uhr.now())
    for column in SPALTEN:
        setattr(leistung, column, field_of(column).to_python(after[column]))
    leistung.lebenslage = Lebenslage.objects.filter(key=after["lebenslage"]).first()
    leistung.bearbeitet_am = uhr.now()
    leistung.save()
    leistung.zielgruppen.set(Zielgruppe.objects.filter(key__in=after["zielgruppen"]))
    _write_unterlagen(leistung, after["unterlagen"])
    record("leistung_geaendert", leistung, grund=", ".join(name for name in after if after[name] != before.get(name))[:300])
    return Fassung.objects.create(leistung=leistung, inhalt=after, von=user)


def _write_unterlagen(leistung: Leistung, keys: list[str]) -> None:
    """Bring the list in line with ``keys``; rows that stay are only moved, which confirms nothing anew."""
    wanted = [key for key in dict.fromkeys(keys) if key]
    rows = {zeile.unterlage.key: zeile for zeile in leistung.unterlagenliste.select_related("unterlage")}
    LeistungUnterlage.objects.filter(pk__in=[row.pk for key, row in rows.items() if key not in wanted]).delete()
    documents = {unterlage.key: unterlage for unterlage in Unterlage.objects.filter(key__in=wanted)}
    for position, key in enumerate(key for key in wanted if key in documents):
        if key not in rows:
            LeistungUnterlage.objects.create(leistung=leistung, unterlage=documents[key], position=position)
        elif rows[key].position != position:
            LeistungUnterlage.objects.filter(pk=rows[key].pk).update(position=position)
