"""Personal fields around a Veranstaltung: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "lotsen.Anmeldung",
        ("name", "email", "mobil", "sprache", "personen", "kinder", "bedarf", "code", "gekommen_am"),
        zweck=_("Gäste einer Veranstaltung erwarten, ihnen schreiben und sie einlassen"),
        rechtsgrundlage=f"{_AUFGABE}; besondere Kategorien: Art. 9 Abs. 2 lit. a DSGVO",
        frist=timedelta(days=30),
        ab_feld="bis",
        pfad_zur_person="",
        adressfeld="email",
    ),
    Personenbezug(
        "lotsen.Einladung",
        ("person", "weggelassen"),
        zweck=_("Menschen einladen, die etwas davon haben können, und niemanden zweimal"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angelegt_am",
    ),
    Personenbezug(
        "lotsen.Widerspruch",
        ("person_hash",),
        zweck=_("Niemanden einladen, der das nicht möchte"),
        rechtsgrundlage="Art. 21 DSGVO",
        frist=timedelta(days=3650),
        ab_feld="seit",
        pfad_zur_person="person_hash",
        bleibt="Damit der Widerspruch auch nach der Löschung gilt (Art. 21 DSGVO)",
    ),
    Personenbezug(
        "lotsen.Urkunde",
        ("name",),
        zweck=_("Urkunden bei einer Einbürgerungsfeier in der richtigen Reihenfolge übergeben"),
        rechtsgrundlage=f"{_AUFGABE}; § 16 StAG",
        frist=timedelta(days=30),
        ab_feld="bis",
        pfad_zur_person="",
    ),
    OhnePersonenbezug(
        "lotsen.Einladungsliste", "nennt eine Regel und die beiden Konten, die sie vorgeschlagen und freigegeben haben"
    ),
    OhnePersonenbezug("lotsen.Abschiedszahl", "zählt Antworten ohne Bezug zu einer Person"),
    OhnePersonenbezug("lotsen.Antwortzahl", "zählt Antworten ohne Bezug zu einer Person"),
    OhnePersonenbezug("lotsen.Veranstaltung", "nennt, was, wann und wo stattfindet"),
)
