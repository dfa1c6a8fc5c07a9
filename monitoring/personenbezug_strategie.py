"""The strategy names units and accounts that answer for something, and nobody the office works for."""

from behoerde.kern.register import OhnePersonenbezug

EINTRAEGE = (
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
