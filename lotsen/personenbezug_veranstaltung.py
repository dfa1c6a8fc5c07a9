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
    ),
    OhnePersonenbezug("lotsen.Veranstaltung", "nennt, was, wann und wo stattfindet"),
)
