"""The way of a referral as a partner sees it: five stations on one line."""

from typing import Any

from django.utils.translation import gettext as _

from behoerde.kern import datum
from lotsen.models import Partnerkopie
from lotsen.verweis_tabelle import WARTET_AUF_ANTWORT, VerweisStatus

S = VerweisStatus
NACH_ANTWORT = (S.ANGENOMMEN, S.WARTELISTE, S.TERMIN)
DA = (S.ERSCHIENEN, S.NICHT_ERSCHIENEN, S.IN_BEGLEITUNG)


def stations(kopie: Partnerkopie) -> list[dict[str, Any]]:
    """Return title, remark and state of each station."""
    at = _position(kopie.status)
    dates = f"{datum.datum_kurz(kopie.geschickt_am)}"
    if kopie.gelesen_am:
        dates = _("%(eins)s und %(zwei)s") % {"eins": dates, "zwei": datum.datum_kurz(kopie.gelesen_am)}
    texts = [
        (_("Einwilligung gegeben") if kopie.uebergabe == "einwilligung" else _("Vom Gesetz erlaubt"), _gilt_bis(kopie)),
        (_("Gesendet und gelesen"), dates),
        (_("Ihre Antwort"), "" if at > 2 else _("nach 3 und nach 7 Arbeitstagen erinnern wir")),
        (_("Erster Termin, teilgenommen"), datum.datum_lang(kopie.termin_am) if kopie.termin_am else ""),
        (_("Ergebnis: Hat es geholfen?"), ""),
    ]
    return [
        {"titel": titel, "text": text, "stand": "fertig" if n < at else "jetzt" if n == at else ""}
        for n, (titel, text) in enumerate(texts)
    ]


def _gilt_bis(kopie: Partnerkopie) -> str:
    return _("gilt bis %(tag)s") % {"tag": datum.datum(kopie.gueltig_bis)}


def _position(status: str) -> int:
    if status in WARTET_AUF_ANTWORT:
        return 2
    if status in NACH_ANTWORT:
        return 3
    return 4 if status in DA else 5
