"""Send a finished report: one of the public to addresses of Gremien, an internal one to accounts that may open it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, User
from behoerde.kern.rechte import Recht
from monitoring.actions.bericht import release
from monitoring.models import Bericht, Berichtversand, Gremiumkontakt

ANLASS = "bericht"


@transaction.atomic
def save_kontakt(*, kontakt: Gremiumkontakt) -> Gremiumkontakt:
    kontakt.save()
    record("gremiumkontakt_gespeichert", kontakt)
    return kontakt


@transaction.atomic
def forget_kontakt(*, kontakt: Gremiumkontakt) -> None:
    """Forget an address; that a report went to its Gremium stays."""
    record("gremiumkontakt_geloescht", kontakt)
    kontakt.delete()


@transaction.atomic
def send_to_gremien(*, bericht: Bericht, kontakte: Iterable[Gremiumkontakt], user: User) -> int:
    """Let everybody read the report and tell these addresses; who was told before is not told again.

    Returns how many mails go out. Raises DomainError ``intern``, ``stand``, as ``release``.
    """
    row = release(bericht=bericht, user=user)
    known = set(Berichtversand.objects.filter(bericht=row).values_list("kontakt", flat=True))
    new = [
        Berichtversand(bericht=row, gremium=one.gremium, kontakt=one, gesendet_von=user)
        for one in kontakte
        if one.pk not in known
    ]
    for sent in new:
        sent.save()
        ziel = Empfaenger("gremiumkontakt", sent.kontakt.pk, Nachricht.Kanal.EMAIL, sent.kontakt.email, "de")
        queue_nachricht(ANLASS, schluessel=sent.schluessel, empfaenger=ziel, kontext={"versand": str(sent.pk)})
    record("bericht_versendet", row)
    return len(new)


@transaction.atomic
def send_inside(*, bericht: Bericht, konten: Iterable[User], user: User) -> int:
    """Tell accounts of an internal report, by a link that needs their login; returns how many mails go out.

    Raises DomainError ``stand`` for one that is not done, ``recht`` for an account that may not open it.
    """
    if not bericht.ist_fertig:
        raise DomainError(_("Der Bericht ist noch nicht fertig."), "stand")
    known = set(Berichtversand.objects.filter(bericht=bericht).values_list("konto", flat=True))
    new = [Berichtversand(bericht=bericht, konto=one, gesendet_von=user) for one in konten if one.pk not in known]
    for sent in new:
        if not sent.konto.hat_recht(Recht.GREMIEN):
            raise DomainError(_("Dieses Konto darf den Bericht nicht öffnen."), "recht")
        sent.save()
        queue_nachricht(ANLASS, schluessel=sent.schluessel, person=sent.konto, kontext={"versand": str(sent.pk)})
    record("bericht_versendet", bericht)
    return len(new)
