"""What pages of VERWALTUNG say in words."""

from django import template
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modeltranslation.utils import build_localized_fieldname

from behoerde.kern.templatetags.bausteine import dauer, euro
from termine.models import Angabe, Leistung
from termine.queries.verwaltung_angaben import BELEGT, BESTAETIGT, Zeile

register = template.Library()
MARKEN = {BESTAETIGT: ("gut", "check"), BELEGT: ("auskunft", "file-text")}


def deutsch(objekt: Model, feld: str) -> str:
    """Return the German words of a translated field, whatever the language of the page."""
    return getattr(objekt, build_localized_fieldname(feld, "de")) or ""


def _gebuehr(leistung: Leistung) -> list[str]:
    amount = _("noch offen") if leistung.gebuehr_eur is None else euro(leistung.gebuehr_eur)
    per_head = leistung.gebuehr_eur and leistung.max_personen > 1
    return [
        f"{amount} {_('je Person')}" if per_head else amount,
        deutsch(leistung, "gebuehr_hinweis"),
        leistung.gebuehr_grundlage,
    ]


def _dauer(leistung: Leistung) -> list[str]:
    lines = [dauer(leistung.dauer_minuten)]
    if leistung.max_personen == 1:
        return [*lines, _("nur eine Person")]
    more = _("jede weitere Person %(dauer)s") % {"dauer": dauer(leistung.weitere_person_min)}
    return [*lines, more, _("höchstens %(zahl)s Personen zusammen") % {"zahl": leistung.max_personen}]


def _zugang(leistung: Leistung) -> list[str]:
    channels = {_("online"): leistung.kanal_online, _("mit Termin"): leistung.kanal_termin, _("per Post"): leistung.kanal_post}
    return [leistung.get_zugang_display(), _("möglich: %s") % ", ".join(name for name, open_ in channels.items() if open_)]


def _versprechen(leistung: Leistung) -> list[str]:
    lines = []
    if (tage := leistung.versprechen_angebot_arbeitstage) is not None:
        text = ngettext("erstes Angebot in %(n)s Arbeitstag", "erstes Angebot in %(n)s Arbeitstagen", tage)
        lines.append(text % {"n": tage} if tage else _("erstes Angebot am selben Tag"))
    if (tage := leistung.versprechen_termin_arbeitstage) is not None:
        text = ngettext("Termin in %(n)s Arbeitstag", "Termin in %(n)s Arbeitstagen", tage)
        lines.append(text % {"n": tage})
    if leistung.versprechen_wartezeit_min:
        lines.append(_("höchstens %s Wartezeit im Amt") % dauer(leistung.versprechen_wartezeit_min))
    return lines or [_("keine Zusage")]


def _unterlagen(leistung: Leistung) -> list[str]:
    return [deutsch(zeile.unterlage, "name") for zeile in leistung.unterlagenliste.all()] or [_("keine nötig")]


WERTE = {
    Angabe.GEBUEHR: _gebuehr,
    Angabe.DAUER: _dauer,
    Angabe.ZUGANG: _zugang,
    Angabe.VERSPRECHEN: _versprechen,
    Angabe.UNTERLAGEN: _unterlagen,
    Angabe.LEIKA: lambda leistung: [leistung.leika],
}


@register.filter
def wert(zeile: Zeile) -> list[str]:
    """Return what the catalogue says, one line each; the German words, because these are confirmed."""
    return [line for line in WERTE[zeile.angabe](zeile.leistung) if line]


@register.filter
def stand_marke(zeile: Zeile) -> dict[str, str]:
    """Return ``art`` and ``symbol`` of the mark of a state."""
    art, symbol = MARKEN.get(zeile.stand, ("achtung", "hourglass"))
    return {"art": art, "symbol": symbol}
