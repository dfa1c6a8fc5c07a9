"""Ask for a consent, take the answer, send what was agreed to, and take it all back at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.exceptions import DomainError
from lotsen.actions.partnerpost import tell_partner, tell_withdrawal
from lotsen.actions.verweis import ANGABEN, lock, move, take_away
from lotsen.angebotsarten import Uebergabe
from lotsen.models import Einwilligung, Feld, Partnerkopie, Verweis
from lotsen.models.einwilligung import text_hash
from lotsen.models.partnerkopie import NACH_ANNAHME
from lotsen.queries.wortlaut import consent_text
from lotsen.verweis_tabelle import BEENDET, Seite, Verweislink, VerweisStatus, Widerrufsgrund, uebergaben

GESETZLICH = (Feld.NAME, Feld.SPRACHE, Feld.KOSTEN)  # what a provider of courses gets by law, nothing beyond
LINK_TAGE = 30


def check_weg(verweis: Verweis, weg: Uebergabe) -> None:
    """Raise DomainError ``vertraulich`` when the kind of the Angebot does not allow to hand over in this way."""
    if weg not in uebergaben(verweis.angebot.angebotsart):
        text = _("An dieses Angebot geben wir nichts über die Person weiter. Bitte geben Sie ihr den Begleitbrief mit.")
        raise DomainError(text, "vertraulich")


@transaction.atomic
def ask_consent(
    verweis: Verweis, *, felder: list[str], angaben: dict[str, str], zweck: str, sprache: str, tage: int
) -> Einwilligung:
    """Write down what is to be told to whom and ask the person; the same question again returns the open one."""
    check_weg(verweis, Uebergabe.EINWILLIGUNG)
    wanted = [feld for feld in Feld.values if feld in felder]
    if not wanted or not zweck.strip():
        raise DomainError(_("Bitte wählen Sie mindestens eine Angabe und nennen Sie den Zweck."), "einwilligung_leer")
    werte = {name: angaben.get(name, "").strip() if name in wanted else "" for name in ANGABEN}
    verweis = move(verweis, VerweisStatus.EINWILLIGUNG, seite=Seite.LOTSE, uebergabe=Uebergabe.EINWILLIGUNG, **werte)
    open_one = verweis.einwilligungen.filter(abgelehnt_am=None, widerrufen_am=None).first()
    if open_one is not None:
        return open_one
    gueltig_bis = uhr.today() + timedelta(days=tage)
    with translation.override(sprache):
        text = consent_text(verweis, felder=wanted, zweck=zweck, gueltig_bis=gueltig_bis)
    einwilligung = Einwilligung.objects.create(
        verweis=verweis,
        empfaenger=f"{verweis.angebot.traeger.name}: {verweis.angebot.name}",
        zweck=zweck.strip(),
        felder=wanted,
        sprache=sprache,
        text=text,
        text_hash=text_hash(text),
        gueltig_bis=gueltig_bis,
    )
    create_link(Verweislink.EINWILLIGUNG, verweis.pk, uhr.now() + timedelta(days=max(LINK_TAGE, tage)))
    record("einwilligung_erbeten", einwilligung)
    return einwilligung


def send_link(einwilligung: Einwilligung) -> bool:
    """Send the person the link to read and answer in peace; False without a contact."""
    return queue_nachricht(
        "verweis_einwilligung",
        schluessel=f"einwilligung-{einwilligung.pk}",
        person=einwilligung.verweis.person,
        kontext={"verweis": str(einwilligung.verweis_id)},
    )


@transaction.atomic
def give_consent(einwilligung: Einwilligung, *, art: Einwilligung.Art) -> Verweis:
    """Take the "yes" and send at once; again changes nothing."""
    verweis = lock(einwilligung.verweis_id)
    einwilligung = Einwilligung.objects.get(pk=einwilligung.pk)
    if einwilligung.gilt:
        return verweis
    if einwilligung.abgelehnt_am or einwilligung.widerrufen_am or verweis.status != VerweisStatus.EINWILLIGUNG:
        raise DomainError(_("Diese Frage ist schon beantwortet."), "einwilligung_beantwortet")
    einwilligung.gegeben_am, einwilligung.art = uhr.now(), art
    einwilligung.save(update_fields=["gegeben_am", "art"])
    record("einwilligung_gegeben", einwilligung)
    seite = Seite.LOTSE if art == Einwilligung.Art.SCHIRM else Seite.PERSON
    kopie = _copy(verweis, einwilligung.felder, einwilligung.zweck, einwilligung.gueltig_bis)
    return _sent(verweis, kopie, seite)


@transaction.atomic
def send_by_law(verweis: Verweis) -> Verweis:
    """Send the little that the law lets pass, without a consent; the kind must allow it."""
    check_weg(verweis, Uebergabe.GESETZLICH)
    verweis = lock(verweis.pk)
    if verweis.kopie_id:
        return verweis
    verweis.uebergabe = Uebergabe.GESETZLICH
    kopie = _copy(verweis, GESETZLICH, _("Teilnahme am Kurs"), uhr.today() + timedelta(days=180))
    return _sent(verweis, kopie, Seite.LOTSE, uebergabe=Uebergabe.GESETZLICH)


def _copy(verweis: Verweis, felder, zweck: str, gueltig_bis) -> Partnerkopie:
    """Write the row of the partner: the agreed fields, without name and contact."""
    person = {"sprache": verweis.person.sprache}
    now = [feld for feld in felder if feld not in NACH_ANNAHME]
    return Partnerkopie(
        einheit_id=verweis.angebot.traeger.einheit_id,
        angebot=verweis.angebot,
        kennung=verweis.kennung,
        uebergabe=verweis.uebergabe,
        status=VerweisStatus.GESENDET,
        geschickt_von=str(verweis.angelegt_von),
        zweck=zweck,
        gueltig_bis=gueltig_bis,
        felder=list(felder),
        **{feld: person.get(feld, getattr(verweis, feld, "")) for feld in now},
    )


def _sent(verweis: Verweis, kopie: Partnerkopie, seite: Seite, **werte) -> Verweis:
    kopie.save(force_insert=True)
    verweis = move(verweis, VerweisStatus.GESENDET, seite=seite, kopie=kopie, **werte)
    tell_partner(verweis, "verweis_neu", schluessel=f"verweis-{verweis.pk}-neu")
    return verweis


@transaction.atomic
def refuse_consent(einwilligung: Einwilligung, *, seite: Seite) -> Verweis:
    """Take the "no": the person gets the letter, which helps as much."""
    verweis = lock(einwilligung.verweis_id)
    einwilligung = Einwilligung.objects.get(pk=einwilligung.pk)
    if einwilligung.abgelehnt_am:
        return verweis
    if einwilligung.gegeben_am:
        raise DomainError(_("Diese Frage ist schon beantwortet."), "einwilligung_beantwortet")
    einwilligung.abgelehnt_am = uhr.now()
    einwilligung.save(update_fields=["abgelehnt_am"])
    record("einwilligung_abgelehnt", einwilligung)
    return give_letter(verweis, seite=seite)


@transaction.atomic
def give_letter(verweis: Verweis, *, seite: Seite = Seite.LOTSE) -> Verweis:
    """Hand over by a letter: nothing goes to the partner but what the person brings along."""
    verweis.einwilligungen.filter(gegeben_am=None, abgelehnt_am=None).update(abgelehnt_am=uhr.now())
    leer = dict.fromkeys(ANGABEN, "")
    verweis = move(verweis, VerweisStatus.BRIEF, seite=seite, uebergabe=Uebergabe.BEGLEITBRIEF, **leer)
    create_link(Verweislink.BEGLEITBRIEF, verweis.pk, uhr.now() + timedelta(days=120))
    return verweis


@transaction.atomic
def withdraw(verweis: Verweis, *, seite: Seite, grund: Widerrufsgrund = Widerrufsgrund.PERSON) -> Verweis:
    """End the Verweis and delete what the partner has of it, at once; again changes nothing."""
    verweis = lock(verweis.pk)
    if verweis.status == VerweisStatus.WIDERRUFEN:
        return verweis
    tell_withdrawal(verweis)
    if verweis.status in BEENDET:  # it had ended; now nothing of it is with the partner any more
        take_away(verweis)
        verweis.save(update_fields=ANGABEN)
        return verweis
    return move(verweis, VerweisStatus.WIDERRUFEN, seite=seite, grund=grund)
