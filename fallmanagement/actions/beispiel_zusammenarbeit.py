"""The example office works together: an emergency to review, something released, a meeting, a template; for DEBUG only."""

from datetime import datetime, time, timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht, Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.brief import create_vorlage, write_brief
from fallmanagement.actions.fallkonferenz import add_fall, call_konferenz, invite, resolve
from fallmanagement.actions.freigabe import Freigabeangaben, release
from fallmanagement.actions.zugriff import take_notzugriff
from fallmanagement.enums_zusammenarbeit import Einwilligungsart, Freigabefeld, Freigabegrundlage
from fallmanagement.fristen import after_arbeitstage
from fallmanagement.models import Fallakte

F = Freigabefeld
ANLAESSE = ("notzugriff", "freigabe_neu")
TEXTE = {
    "de": {
        "betreff": "Einladung zum Gespräch ({aktenzeichen})",
        "text": "Guten Tag {name},\n\nwir möchten mit Ihnen über Ihren Weg zu Arbeit und einem sicheren Aufenthalt sprechen. "
        "Bitte bringen Sie Ihren Ausweis mit.\n\n{ansprechperson}\n{stelle}",
    },
    "en": {
        "betreff": "Invitation to a talk ({aktenzeichen})",
        "text": "Hello {name},\n\nwe would like to talk with you about your way to work and a secure status. "
        "Please bring your identity document.\n\n{ansprechperson}\n{stelle}",
    },
}


def build_zusammenarbeit(user: User, leitung: User, einheit: Organisationseinheit) -> None:
    """Build it around the first two cases of the example office; without a partner organisation nothing goes out."""
    begun = uhr.now()
    first, second = Fallakte.objects.order_by("aktenzeichen")[:2]
    vorlage = create_vorlage(einheit=einheit, name="Einladung zum Gespräch", texte=TEXTE, user=leitung)
    write_brief(first, vorlage.fassungen.get(), user=user)
    desk = User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=Rolle.SACHBEARBEITUNG).order_by("pk").first()
    if desk is not None:
        grund = "Steht am Schalter und braucht heute eine Auskunft, Fallmanagement nicht erreichbar."
        take_notzugriff(suche={"aktenzeichen": second.aktenzeichen}, grund=grund, user=desk)
    partners = Organisationseinheit.objects.filter(art=Organisationseinheit.Art.PARTNER)
    partner = partners.filter(rollenzuweisungen__user__ist_beispiel=True).order_by("pk").first()
    if partner is not None:
        _meet(first, user, einheit, partner)
    told = Nachricht.objects.filter(anlass__in=ANLAESSE, angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    told.update(status=Nachricht.Status.HINFAELLIG, adresse="")  # nobody of the example office gets mail about what was made up


def _meet(akte: Fallakte, user: User, einheit: Organisationseinheit, partner: Organisationseinheit) -> None:
    angaben = Freigabeangaben(
        empfaenger=partner,
        felder=[F.NAME, F.SPRACHE, F.ARBEIT, F.ANSPRECHPERSON],
        zweck="Ausbildung ab Februar gemeinsam vorbereiten",
        grundlage=Freigabegrundlage.EINWILLIGUNG,
        bis=uhr.today() + timedelta(days=120),
        einwilligungsart=Einwilligungsart.SCHIRM,
    )
    release(akte, angaben, user=user)
    tag = after_arbeitstage(uhr.today(), 7)
    konferenz = call_konferenz(
        einheit=einheit,
        titel="Ausbildung im Frühjahr",
        beginnt_am=datetime.combine(tag, time(10), uhr.ZONE),
        ort="Rathaus, Raum 12",
        tagesordnung="Offene Ausbildungsplätze\nEinzelne Fälle\nNächste Schritte",
        user=user,
    )
    invite(konferenz, einheit=partner, name="Frau Weber")
    invite(konferenz, einheit=einheit, name=str(user))
    fall = add_fall(konferenz, akte=akte, frage="Wer spricht mit dem Betrieb über die Vergütung?")
    resolve(fall, text="Das Fallmanagement spricht mit dem Betrieb.", faellig_am=after_arbeitstage(tag, 5), user=user)
