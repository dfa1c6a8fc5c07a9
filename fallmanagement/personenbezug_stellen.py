"""Personal fields of employers, vacancies and proposals."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug
from fallmanagement.personenbezug import AUFGABE, _case_ended

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "fallmanagement.Betrieb",
        ("ansprechperson", "email", "telefon", "bemerkungen"),
        zweck=_("Mit Betrieben sprechen, die Arbeit oder Ausbildung anbieten"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=365),
        ab_feld="inaktiv_seit",
        aktion="leeren",
        pfad_zur_person="",
        adressfeld="email",
        sachfelder=("name", "branche", "strasse", "plz", "ort", "inaktiv_seit"),
        leer=(("ansprechperson", ""), ("email", ""), ("telefon", ""), ("bemerkungen", "")),
    ),
    Personenbezug(
        "fallmanagement.Betriebskontakt",
        ("text", "von"),
        zweck=_("Wissen, was mit einem Betrieb besprochen wurde"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="",
        sachfelder=("am",),
    ),
    Personenbezug(
        "fallmanagement.Vorschlag",
        ("fallakte", "begruendung", "abgleich", "vorgeschlagen_von", "felder", "einwilligung", "angaben"),
        zweck=_("Sie einem Betrieb vorschlagen, wenn Sie es möchten"),
        rechtsgrundlage=f"{AUFGABE}; für die Weitergabe Art. 6 Abs. 1 lit. a DSGVO",
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="fallakte__person",
        sachfelder=("gueltig_bis",),
        erst_wenn=_case_ended,
    ),
    OhnePersonenbezug("fallmanagement.Stellenangebot", "sagt, was ein Betrieb anbietet und verlangt"),
)
