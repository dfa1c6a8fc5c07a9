"""Personal fields of the Leitbild: what groups said, and whom the office asked."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug
from monitoring.leitbildwerte import Beitragsstand
from monitoring.models.beitrag import GELEERT

AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"
FUENF_JAHRE = timedelta(days=1825)


def _answered() -> Q:
    return ~Q(status=Beitragsstand.FREIGEGEBEN, beantwortet_am=None)


EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "monitoring.Beitrag",
        ("text",),
        zweck=_("Hören, was Sie zu unserem Leitbild sagen, und darauf antworten"),
        rechtsgrundlage=AUFGABE,
        frist=FUENF_JAHRE,
        ab_feld="eingegangen_am",
        aktion="leeren",
        pfad_zur_person="",
        sachfelder=("begruendung", "sprache"),
        erst_wenn=_answered,
        leer=(("text", GELEERT),),
    ),
    Personenbezug(
        "monitoring.Leitbildeinladung",
        ("email",),
        zweck=_("Organisationen bitten, zu unserem Leitbild etwas zu sagen"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=365),
        ab_feld="gueltig_bis",
        aktion="leeren",
        pfad_zur_person="",
        adressfeld="email",
        sachfelder=("organisation", "sprache", "gueltig_bis"),
        leer=(("email", ""),),
    ),
    Personenbezug(
        "monitoring.Leitbildwerkstatt",
        ("niederschrift",),
        zweck=_("Festhalten, was in einer Werkstatt zum Leitbild besprochen wurde"),
        rechtsgrundlage=AUFGABE,
        frist=FUENF_JAHRE,
        ab_feld="angelegt_am",
        aktion="leeren",
        pfad_zur_person="",
        sachfelder=("titel", "ort", "am"),
        leer=(("niederschrift", GELEERT),),
    ),
    OhnePersonenbezug("monitoring.Akteursgruppe", "nennt eine Gruppe von Organisationen"),
    OhnePersonenbezug("monitoring.Leitbild", "nennt ein Leitbild und wo sein Prozess steht"),
    OhnePersonenbezug("monitoring.Leitbildphase", "nennt die Tage eines Schritts"),
    OhnePersonenbezug("monitoring.Leitsatz", "ist die Kennung eines Leitsatzes"),
    OhnePersonenbezug("monitoring.Leitbildfassung", "ist ein Text des Amts, der veröffentlicht wird"),
    OhnePersonenbezug("monitoring.Fassungssatz", "ist ein Text des Amts, der veröffentlicht wird"),
    OhnePersonenbezug("monitoring.Satzuebersetzung", "ist ein Text des Amts, der veröffentlicht wird"),
)
