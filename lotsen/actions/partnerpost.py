"""Write to partners: never a word about a person, only that there is something to see."""

from django.db.models import Q

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import Empfaenger, queue_nachricht
from behoerde.kern.actions.zugang import create_link, rotate_link
from behoerde.kern.models import Nachricht, User
from behoerde.kern.rechte import Rolle
from lotsen.models import Partnerkopie, Verweis
from lotsen.verweis_tabelle import BEENDET, Verweislink

SPRACHE = "de"  # partners are organisations of the city


def tell_partner(verweis: Verweis, anlass: str, *, schluessel: str) -> int:
    """Write to everybody at the organisation who has an account, else by one-time link; return to how many."""
    kopie = verweis.kopie
    if kopie is None:
        return 0
    kontext = {"kopie": str(kopie.pk)}
    return sum(
        queue_nachricht(anlass, schluessel=f"{schluessel}-{ziel.id}", empfaenger=ziel, kontext=kontext)
        for ziel in _recipients(verweis, kopie)
    )


def tell_withdrawal(verweis: Verweis) -> None:
    """Say that a Verweis was taken back; when it is read, nothing of it is there any more."""
    if verweis.kopie is None:
        return
    for ziel in _recipients(verweis, verweis.kopie):
        queue_nachricht(
            "verweis_zurueckgezogen",
            schluessel=f"verweis-{verweis.pk}-zurueck-{ziel.id}",
            empfaenger=ziel,
            kontext={"kennung": verweis.kennung},
        )


def renew_answer_link(kopie: Partnerkopie) -> bool:
    """Let the link that was just used die and send the next one; False where nobody could get it, or nothing is left to say.

    Runs as whoever may read the Verweis.
    """
    angebot = kopie.angebot
    adresse = angebot.email or angebot.traeger.email
    if not adresse or kopie.status in BEENDET:
        return False
    rotate_link(Verweislink.ANTWORT, kopie.pk)
    ziel = Empfaenger("partner", angebot.traeger_id, Nachricht.Kanal.EMAIL, adresse, SPRACHE)
    schluessel = f"kopie-{kopie.pk}-weiter-{kopie.bewegt_am:%Y%m%d%H%M%S%f}"
    return queue_nachricht("verweis_weiter", schluessel=schluessel, empfaenger=ziel, kontext={"kopie": str(kopie.pk)})


def _recipients(verweis: Verweis, kopie: Partnerkopie) -> list[Empfaenger]:
    if kopie.einheit_id and (accounts := _accounts(kopie.einheit_id)):
        return [Empfaenger.of(user) for user in accounts]
    adresse = verweis.angebot.email or verweis.angebot.traeger.email
    if not adresse:
        return []
    create_link(Verweislink.ANTWORT, kopie.pk)
    return [Empfaenger("partner", verweis.angebot.traeger_id, Nachricht.Kanal.EMAIL, adresse, SPRACHE)]


def _accounts(einheit_id: int) -> list[User]:
    today = uhr.today()
    here = Q(rollenzuweisungen__organisationseinheit=einheit_id, rollenzuweisungen__rolle=Rolle.PARTNER)
    still = Q(rollenzuweisungen__bis=None) | Q(rollenzuweisungen__bis__gte=today)
    stays = Q(austritt_am=None) | Q(austritt_am__gt=today)
    return list(User.objects.filter(here, still, stays).distinct())
