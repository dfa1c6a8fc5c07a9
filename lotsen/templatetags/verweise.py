"""How referrals are written on pages."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from behoerde.kern import datum, uhr
from lotsen.models import Feld, Partnerkopie
from lotsen.verweis_tabelle import BEENDET, STAENDE, VerweisStatus
from termine.dolmetschsprachen import sprachname
from termine.planung import add_arbeitstage

register = template.Library()
BALD_ARBEITSTAGE = 2


@register.filter
def frist_lage(row: Any) -> dict[str, str] | None:
    """Return shape and words of the deadline of a Verweis or its copy; None where nothing is due."""
    if row.faellig_am is None or row.status in BEENDET:
        return None
    today = uhr.today()
    if row.faellig_am < today:
        return {"art": "gefahr", "text": _("überfällig seit %(tag)s") % {"tag": datum.datum_kurz(row.faellig_am)}}
    if row.faellig_am == today:
        return {"art": "gefahr", "text": _("bis heute")}
    soon = add_arbeitstage(today, BALD_ARBEITSTAGE, settings.BEHOERDE["land"])
    art = "achtung" if row.faellig_am <= soon else "gut"
    return {"art": art, "text": _("bis %(tag)s") % {"tag": datum.datum_kurz(row.faellig_am)}}


@register.filter
def angaben_der_kopie(kopie: Partnerkopie) -> list[tuple[str, str]]:
    """Return the consented fields that hold something, by name."""
    values = [(Feld(feld), getattr(kopie, feld)) for feld in kopie.felder]
    return [(str(kopie._meta.get_field(feld.value).verbose_name), _word(feld, value)) for feld, value in values if value]  # type: ignore[union-attr]


def _word(feld: Feld, value: str) -> str:
    return sprachname(value) if feld == Feld.SPRACHE else value


@register.filter
def wer_ist_dran(row: Any) -> str:
    """Return who has to do something next, "–" at the end."""
    dran = STAENDE[VerweisStatus(row.status)].dran
    return str(dran.label) if dran else "–"


@register.filter
def leserichtung(sprache: str) -> str:
    return "rtl" if get_language_info(sprache)["bidi"] else "ltr"
