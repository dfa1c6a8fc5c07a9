"""A proven contact passes one form once, for devices that solve no proof of work."""

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.kontaktnachweis import Status, queue_code
from behoerde.kern.actions.zugang import create_link, resolve_link
from behoerde.kern.exceptions import LinkUngueltig
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.register import FORMULAR, Kontaktzweck

PASS_LINK = "kontakt_einloesung"  # noqa: S105 - purpose of the capability that passes the form


def _lead_back(nachweis: Kontaktnachweis) -> str:
    token = create_link(PASS_LINK, nachweis.pk, nachweis.gueltig_bis)
    return f"{nachweis.weiter}{'&' if '?' in nachweis.weiter else '?'}nachweis={token}"


def _words(nachweis: Kontaktnachweis) -> dict[str, str]:
    return {
        "titel": _("Code eingeben"),
        "erklaerung": _("Er gilt eine Stunde."),
        "knopf": _("Weiter"),
        "warum": _("Mit dem Code zeigen Sie, dass kein Automat das Formular absendet. Ihre Angaben bleiben stehen."),
    }


ZWECK = Kontaktzweck(FORMULAR, "kern/_code_kopf.html", _words, senden=queue_code, bestaetigt=_lead_back)


def find_nachweis(zweck: str, token: str) -> Kontaktnachweis | None:
    """Return the proven contact that ``token`` stands for, as long as no form used it."""
    try:
        pk = resolve_link(PASS_LINK, token)
    except LinkUngueltig:
        return None
    return Kontaktnachweis.objects.filter(pk=pk, zweck=zweck, status=Status.BESTAETIGT).first()


@transaction.atomic
def redeem_nachweis(zweck: str, token: str, schluessel: str = "") -> tuple[Kontaktnachweis, bool] | None:
    """Use a proven contact once: (row, True), (row, False) for the same once-only ``schluessel`` again, else None."""
    try:
        pk = resolve_link(PASS_LINK, token)
    except LinkUngueltig:
        return None
    row = Kontaktnachweis.objects.select_for_update().filter(pk=pk, zweck=zweck).first()
    schluessel_hash = keyed_hash("schutz", zweck, schluessel) if schluessel else ""
    if row and row.status == Status.BESTAETIGT:
        row.status, row.schluessel_hash = Status.EINGELOEST, schluessel_hash
        row.save(update_fields=["status", "schluessel_hash"])
        return row, True
    if row and row.status == Status.EINGELOEST and schluessel and row.schluessel_hash == schluessel_hash:
        return row, False
    return None


def release_nachweis(nachweis: Kontaktnachweis) -> None:
    """Let a proven contact pass again, because the form went no further."""
    Kontaktnachweis.objects.filter(pk=nachweis.pk, status=Status.EINGELOEST).update(status=Status.BESTAETIGT)
