"""The strategy names units and accounts that answer for something, and nobody the office works for; minutes may."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug
from monitoring.models.beitrag import GELEERT

AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"
FUENF_JAHRE = timedelta(days=1825)

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "monitoring.Austauschtreffen",
        ("niederschrift",),
        zweck=_("Festhalten, was mit anderen Ämtern besprochen wurde"),
        rechtsgrundlage=AUFGABE,
        frist=FUENF_JAHRE,
        ab_feld="angelegt_am",
        aktion="leeren",
        pfad_zur_person="",
        sachfelder=("thema", "tag"),
        leer=(("niederschrift", GELEERT),),
    ),
    OhnePersonenbezug("monitoring.Partneramt", "nennt ein anderes Amt"),
    OhnePersonenbezug("monitoring.Vereinbarung", "nennt, was zwei Ämter vereinbart haben"),
    OhnePersonenbezug("monitoring.Fundstueck", "ist, was ein anderes Amt über seine Arbeit herausgibt"),
    OhnePersonenbezug("monitoring.Entwicklungsphase", "nennt, wie sich das Amt verändert"),
    OhnePersonenbezug("monitoring.Entwicklungswerkstatt", "nennt, wie viele kamen und was sie fanden, niemanden einzeln"),
    OhnePersonenbezug("monitoring.Handlungsfeld", "nennt, worin das Amt weiterkommen will"),
    OhnePersonenbezug("monitoring.Ziel", "nennt, was das Amt erreichen will, und die zuständige Stelle"),
    OhnePersonenbezug("monitoring.Zielkennzahl", "nennt eine Kennzahl eines Ziels"),
    OhnePersonenbezug("monitoring.Ampelsetzung", "nennt, warum eine Ampel von Hand gesetzt ist, und das Konto, das es tat"),
    OhnePersonenbezug("monitoring.Vorhaben", "nennt, was das Amt tut, und das Konto, das dafür einsteht"),
    OhnePersonenbezug("monitoring.Vorhabenbeteiligung", "nennt eine Stelle und was sie beiträgt"),
    OhnePersonenbezug("monitoring.Meilenstein", "nennt, was bis wann da sein soll"),
    OhnePersonenbezug("monitoring.Vorhabenwirkung", "nennt eine Kennzahl, die sich bewegen soll"),
    OhnePersonenbezug("monitoring.Beschlussbezug", "nennt, worum es in einem Beschluss geht"),
)
