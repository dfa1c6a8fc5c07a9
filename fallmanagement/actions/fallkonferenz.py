"""A meeting about cases: called, with partners and cases, resolutions that become tasks, closed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.actions.frist import add_frist
from fallmanagement.enums import Fristart
from fallmanagement.models import Fallakte, Fallkonferenz, Frist, Konferenzbeschluss, Konferenzfall, Konferenzteilnahme
from fallmanagement.queries.fallkonferenzen import without_freigabe

BETREFF = Frist._meta.get_field("betreff").max_length or 160


@transaction.atomic
def call_konferenz(
    *, einheit: Organisationseinheit, titel: str, beginnt_am: datetime, ort: str, tagesordnung: str, user: User
) -> Fallkonferenz:
    konferenz = Fallkonferenz.objects.create(
        einheit=einheit, titel=titel, beginnt_am=beginnt_am, ort=ort, tagesordnung=tagesordnung, angelegt_von=user
    )
    record("konferenz_angelegt", konferenz)
    return konferenz


def _lock(konferenz: Fallkonferenz) -> Fallkonferenz:
    """Raises DomainError ``abgeschlossen``."""
    konferenz = Fallkonferenz.objects.select_for_update(of=("self",)).get(pk=konferenz.pk)
    if not konferenz.is_open:
        raise DomainError(_("Diese Fallkonferenz ist abgeschlossen."), "abgeschlossen")
    return konferenz


@transaction.atomic
def invite(konferenz: Fallkonferenz, *, einheit: Organisationseinheit, name: str = "") -> Konferenzteilnahme:
    """Let a unit take part. Raises DomainError ``freigabe`` when cases are on the list that it may not hear of."""
    konferenz = _lock(konferenz)
    for fall in konferenz.faelle.select_related("fallakte"):
        if without_freigabe(fall.fallakte, konferenz, [einheit]):
            text = _("Für %(akte)s hat diese Stelle keine Freigabe. Bitte geben Sie zuerst frei, was sie wissen darf.")
            raise DomainError(text % {"akte": fall.fallakte}, "freigabe")
    row = Konferenzteilnahme.objects.create(konferenz=konferenz, einheit=einheit, name=name.strip())
    record("konferenz_teilnahme", konferenz)
    return row


@transaction.atomic
def remove_teilnahme(row: Konferenzteilnahme) -> None:
    konferenz = _lock(row.konferenz)
    row.delete()
    record("konferenz_teilnahme_entfernt", konferenz)


@transaction.atomic
def add_fall(konferenz: Fallkonferenz, *, akte: Fallakte, frage: str) -> Konferenzfall:
    """Put a case on the list. Raises DomainError ``freigabe`` while a partner that takes part has none, ``doppelt``."""
    konferenz = _lock(konferenz)
    units = [row.einheit for row in konferenz.teilnahmen.select_related("einheit")]
    missing = without_freigabe(akte, konferenz, units)
    if missing:
        text = _("Ohne Freigabe für diesen Tag: %(stellen)s. Bitte geben Sie zuerst frei, was sie wissen dürfen.")
        raise DomainError(text % {"stellen": ", ".join(map(str, missing))}, "freigabe")
    if konferenz.faelle.filter(fallakte=akte).exists():
        raise DomainError(_("Dieser Fall steht schon auf der Liste."), "doppelt")
    row = Konferenzfall.objects.create(konferenz=konferenz, fallakte=akte, frage=frage.strip())
    record("konferenz_fall", akte)
    return row


@transaction.atomic
def resolve(fall: Konferenzfall, *, text: str, faellig_am: date, user: User) -> Konferenzbeschluss:
    """Note a resolution and make it a task of the case."""
    _lock(fall.konferenz)
    text = text.strip()
    frist = add_frist(fall.fallakte, art=Fristart.AUFGABE, betreff=text[:BETREFF], faellig_am=faellig_am, user=user)
    row = Konferenzbeschluss.objects.create(fall=fall, text=text, frist=frist, angelegt_von=user)
    record("konferenz_beschluss", fall.fallakte)
    return row


@transaction.atomic
def close_konferenz(konferenz: Fallkonferenz) -> None:
    """End it; from then on it is kept as it is. Raises DomainError ``zu_frueh`` before it has begun, ``abgeschlossen``."""
    konferenz = _lock(konferenz)
    if konferenz.beginnt_am > uhr.now():
        raise DomainError(_("Diese Fallkonferenz hat noch nicht begonnen."), "zu_frueh")
    konferenz.abgeschlossen_am = uhr.now()
    konferenz.save(update_fields=["abgeschlossen_am"])
    record("konferenz_abgeschlossen", konferenz)
