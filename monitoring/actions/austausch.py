"""The office talks with others, takes over what it reads there, and develops itself."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from monitoring.actions.vorhaben import save_vorhaben
from monitoring.austausch import Eintragsart
from monitoring.austauschdatei import Austauschdatei
from monitoring.models import (
    Austauschtreffen,
    Entwicklungsphase,
    Entwicklungswerkstatt,
    Fundstueck,
    Partneramt,
    Vereinbarung,
    Vorhaben,
)
from monitoring.queries.austausch import compare


@transaction.atomic
def save_treffen(*, treffen: Austauschtreffen, aemter: Iterable[str], user: User) -> Austauschtreffen:
    """Store a meeting with the offices that took part; names that are new become offices."""
    new = treffen._state.adding
    if new:
        treffen.angelegt_von = user
    treffen.save()
    treffen.aemter.set([Partneramt.objects.get_or_create(name=name)[0] for name in aemter])
    record("austausch_angelegt" if new else "austausch_geaendert", treffen)
    return treffen


@transaction.atomic
def agree(*, vereinbarung: Vereinbarung) -> Vereinbarung:
    """Note what was agreed at a meeting."""
    vereinbarung.save(force_insert=True)
    record("vereinbarung_festgehalten", vereinbarung)
    return vereinbarung


@transaction.atomic
def take_up(*, was: Vereinbarung | Fundstueck | Entwicklungswerkstatt, einheit: Organisationseinheit) -> Vorhaben:
    """Make a measure of it, as an idea that stays linked; twice yields the same. Raises DomainError ``art`` for what is none."""
    row = type(was)._default_manager.select_for_update(of=("self",)).get(pk=was.pk)
    if row.vorhaben:
        return row.vorhaben
    row.vorhaben = save_vorhaben(vorhaben=Vorhaben(einheit=einheit, **_words(row)))
    row.save(update_fields=["vorhaben"])
    record("als_massnahme_aufgenommen", row)
    return row.vorhaben


def _words(row: Vereinbarung | Fundstueck | Entwicklungswerkstatt) -> dict[str, object]:
    if isinstance(row, Vereinbarung):
        about = _("Vereinbart am %(tag)s: %(thema)s") % {"tag": f"{row.treffen.tag:%d.%m.%Y}", "thema": row.treffen.thema}
        return {"titel": row.text[:160], "text": f"{row.text}\n\n{about}", "bis": row.bis}
    if isinstance(row, Entwicklungswerkstatt):
        about = _("Aus der Werkstatt „%(titel)s“ am %(tag)s.") % {"titel": row.titel, "tag": f"{row.tag:%d.%m.%Y}"}
        return {"titel": row.titel, "text": about}
    if row.art != Eintragsart.VORHABEN:
        raise DomainError(_("Nur eine Maßnahme lässt sich als Idee übernehmen."), "art")
    about = _("Nach einer Maßnahme von: %(amt)s") % {"amt": row.amt}
    return {"titel": row.titel, "text": f"{row.inhalt.get('text', '')}\n\n{about}".strip()[:4000]}


@transaction.atomic
def take_over(*, datei: Austauschdatei) -> dict[str, int]:
    """Keep what a file says beside our own; return how many entries are new, changed, the same. Never touches what is ours."""
    counts = dict.fromkeys(("neu", "geaendert", "gleich"), 0)
    for news in compare(datei):
        counts[news.stand] += 1
        if news.stand == "gleich":
            continue
        entry = news.eintrag
        values = {"titel": entry.titel, "inhalt": entry.inhalt, "eingelesen_am": uhr.now()}
        row, _new = Fundstueck.objects.update_or_create(amt=datei.amt, art=entry.art, kennung=entry.kennung, defaults=values)
        record("fundstueck_eingelesen", row)
    return counts


@transaction.atomic
def save_phase(*, phase: Entwicklungsphase) -> Entwicklungsphase:
    """Store a phase of the organisation's development."""
    new = phase._state.adding
    phase.save()
    record("entwicklungsphase_angelegt" if new else "entwicklungsphase_geaendert", phase)
    return phase


@transaction.atomic
def finish_phase(*, phase: Entwicklungsphase, ergebnis: str) -> Entwicklungsphase:
    """Say what came of a phase; again replaces the words and keeps the day."""
    row = Entwicklungsphase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
    row.ergebnis, row.abgeschlossen_am = ergebnis, row.abgeschlossen_am or uhr.today()
    row.save(update_fields=["ergebnis", "abgeschlossen_am"])
    record("entwicklungsphase_abgeschlossen", row)
    return row


@transaction.atomic
def note_werkstatt(*, werkstatt: Entwicklungswerkstatt) -> Entwicklungswerkstatt:
    """Keep what a workshop of the staff found; how many came, never who."""
    werkstatt.save(force_insert=True)
    record("entwicklungswerkstatt_festgehalten", werkstatt)
    return werkstatt
