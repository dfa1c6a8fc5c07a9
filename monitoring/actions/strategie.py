"""Handlungsfelder and Ziele are written, measured, ended; a light is set by hand and taken back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from monitoring.models import Ampelsetzung, Handlungsfeld, Vorhaben, Ziel, Zielkennzahl
from monitoring.queries.strategie import ziele_below
from monitoring.strategie import SETZUNG_TAGE


@transaction.atomic
def save_feld(*, feld: Handlungsfeld) -> Handlungsfeld:
    """Store a Handlungsfeld that was entered or changed."""
    new = feld._state.adding
    feld.save()
    record("handlungsfeld_angelegt" if new else "handlungsfeld_geaendert", feld)
    return feld


@transaction.atomic
def save_ziel(*, ziel: Ziel) -> Ziel:
    """Store a Ziel that was entered or changed. Raises DomainError ``kreis`` where it would stand below itself."""
    new = ziel._state.adding
    if not new and ziel.oberziel_id and ziel.oberziel_id in {ziel.pk, *ziele_below(ziel)}:
        raise DomainError(_("Ein Ziel kann nicht unter sich selbst stehen."), "kreis")
    ziel.save()
    record("ziel_angelegt" if new else "ziel_geaendert", ziel)
    return ziel


@transaction.atomic
def end_ziel(*, ziel: Ziel, grund: str) -> Ziel:
    """End a Ziel, reached or given up; twice changes nothing."""
    row = Ziel.objects.select_for_update(of=("self",)).get(pk=ziel.pk)
    if row.beendet_am is None:
        row.beendet_am, row.beendet_grund = uhr.today(), grund
        row.save(update_fields=["beendet_am", "beendet_grund"])
        record("ziel_beendet", row, grund=grund)
    return row


@transaction.atomic
def measure_by(*, ziel: Ziel, slug: str, ausgangswert: float | None, ausgangstag: date | None) -> Zielkennzahl:
    """Measure a Ziel by a figure; the same figure again replaces where it stood in the beginning."""
    begin = {"ausgangswert": ausgangswert, "ausgangstag": ausgangstag}
    row, _new = Zielkennzahl.objects.update_or_create(ziel=ziel, slug=slug, defaults=begin)
    record("zielkennzahl_gesetzt", row)
    return row


@transaction.atomic
def no_longer_by(*, ziel: Ziel, slug: str) -> None:
    """Measure a Ziel by this figure no more; twice changes nothing."""
    for row in Zielkennzahl.objects.filter(ziel=ziel, slug=slug):
        record("zielkennzahl_entfernt", row)
        row.delete()


@transaction.atomic
def set_ampel(*, objekt: Ziel | Vorhaben, stand: str, grund: str, gilt_bis: date, user: User) -> Ampelsetzung:
    """Set a light by hand, instead of the one that was set before. Raises DomainError ``ende``."""
    today = uhr.today()
    if not today <= gilt_bis <= today + timedelta(days=SETZUNG_TAGE):
        raise DomainError(
            _("Eine Ampel von Hand gilt ab heute und höchstens %(tage)s Tage.") % {"tage": SETZUNG_TAGE},
            "ende",
        )
    type(objekt)._default_manager.select_for_update(of=("self",)).get(pk=objekt.pk)  # one at a time takes back and sets
    take_back_ampel(objekt=objekt)
    wofuer = {"ziel": objekt} if isinstance(objekt, Ziel) else {"vorhaben": objekt}
    row = Ampelsetzung.objects.create(stand=stand, grund=grund, gesetzt_am=today, gilt_bis=gilt_bis, von=user, **wofuer)
    record("ampel_gesetzt", row, grund=grund)
    return row


@transaction.atomic
def take_back_ampel(*, objekt: Ziel | Vorhaben) -> None:
    """Let the rules speak again; without a light set by hand nothing changes."""
    for row in objekt.setzungen.select_for_update(of=("self",)).filter(aufgehoben_am=None):
        row.aufgehoben_am = uhr.now()
        row.save(update_fields=["aufgehoben_am"])
        record("ampel_zurueckgenommen", row)
