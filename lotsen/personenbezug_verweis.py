"""Personal fields of referrals: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import Personenbezug
from lotsen.verweis_tabelle import BEENDET

_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"
_EINWILLIGUNG = "Art. 6 Abs. 1 lit. a, Art. 9 Abs. 2 lit. a DSGVO"
_ANGABEN = ("deutsch", "zeiten", "kinder", "zugang", "kosten", "anliegen")


def _ended() -> Q:
    return Q(status__in=BEENDET)


def _referral_ended() -> Q:
    return Q(verweis__status__in=BEENDET)


EINTRAEGE: tuple[Personenbezug, ...] = (
    Personenbezug(
        "lotsen.Verweis",
        ("person", "angebot", "empfehlung", *_ANGABEN, "termin_am", "kennung"),
        zweck=_("Sie zu einer Stelle vermitteln, die hilft, und sehen, ob die Hilfe ankommt"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="angelegt_am",
        sachfelder=("faellig_am", "verfaellt_am"),
        erst_wenn=_ended,
        gehalten_leer=_ANGABEN,
        nimmt_mit=("kopie",),
    ),
    Personenbezug(
        "lotsen.Verweisschritt",
        ("verweis", "user"),
        zweck=_("Nachvollziehen, wie eine Vermittlung weiterging"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="zeit",
        pfad_zur_person="verweis__person",
        erst_wenn=_referral_ended,
    ),
    Personenbezug(
        "lotsen.Einwilligung",
        ("empfaenger", "zweck", "felder", "text", "text_hash"),
        zweck=_("Nachweisen, wozu Sie Ja gesagt haben"),
        rechtsgrundlage="Art. 7 Abs. 1 DSGVO",
        frist=timedelta(days=1095),
        ab_feld="erbeten_am",
        pfad_zur_person="verweis__person",
        sachfelder=("gueltig_bis",),
    ),
    Personenbezug(
        "lotsen.Partnerkopie",
        ("kennung", "name", "kontakt", "sprache", *_ANGABEN, "zweck", "felder", "termin_am", "geschickt_von", "mitteilung"),
        zweck=_("Der Stelle zeigen, was Sie ihr sagen wollten, bis sie geholfen hat"),
        rechtsgrundlage=_EINWILLIGUNG,
        frist=timedelta(days=365),
        ab_feld="geschickt_am",
        pfad_zur_person="",
        sachfelder=("gueltig_bis", "faellig_am"),
    ),
    Personenbezug(
        "lotsen.Rueckmeldung",
        ("antwort",),
        zweck=_("Wissen, ob die Hilfe geholfen hat"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="gegeben_am",
        pfad_zur_person="verweis__person",
        erst_wenn=_referral_ended,
    ),
)
