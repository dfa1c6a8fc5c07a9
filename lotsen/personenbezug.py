"""Personal fields of lotsen: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"
_BESONDERS = f"{_AUFGABE}; besondere Kategorien: Art. 9 Abs. 2 lit. a DSGVO"

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "lotsen.Erstberatung",
        ("person", "termin", "sprache", "plz", "erinnern", "lotse"),
        zweck=_("Beim Ankommen beraten und den weiteren Weg zeigen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=730),
        ab_feld="angelegt_am",
    ),
    Personenbezug(
        "lotsen.Antwort",
        ("tatsache", "wert"),
        zweck=_("Wissen, welche Angebote in Frage kommen, ohne zweimal zu fragen"),
        rechtsgrundlage=_BESONDERS,
        frist=timedelta(days=365),
        ab_feld="gegeben_am",
        pfad_zur_person="erstberatung__person",
    ),
    Personenbezug(
        "lotsen.Empfehlung",
        ("angebotsart", "gruende", "fehlende", "vorgaben", "frist", "angebot", "grund"),
        zweck=_("Den eigenen Weg zeigen, an Fristen erinnern und später erklären, warum etwas empfohlen wurde"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=730),
        ab_feld="angelegt_am",
        pfad_zur_person="erstberatung__person",
        sachfelder=("regel", "norm", "regelfassung", "beurteilt_am", "frist_text"),
    ),
    Personenbezug(
        "lotsen.Netzkontakt",
        ("email", "sprache"),
        zweck=_("In Verbindung bleiben, wenn jemand weggezogen ist und das möchte"),
        rechtsgrundlage="Einwilligung: Art. 6 Abs. 1 lit. a DSGVO",
        frist=timedelta(days=730),
        ab_feld="erbeten_am",
        pfad_zur_person="",
        adressfeld="email",
    ),
    OhnePersonenbezug("lotsen.Haus", "sagt, was in einem Haus für Wartende da ist"),
    OhnePersonenbezug("lotsen.Willkommenscheck", "sagt, wann wer vom Personal ein Haus angesehen hat"),
    OhnePersonenbezug("lotsen.Bewertung", "sagt, wie weit ein Punkt der Prüfliste in einem Haus erfüllt ist"),
    OhnePersonenbezug("lotsen.Mangel", "beschreibt den Zustand eines Hauses und wer vom Personal sich kümmert"),
    OhnePersonenbezug("lotsen.Traeger", "nennt Organisationen und ihre allgemeinen Adressen"),
    OhnePersonenbezug("lotsen.Ort", "nennt Häuser"),
    OhnePersonenbezug("lotsen.Angebot", "nennt Angebote und ihre allgemeinen Adressen"),
    OhnePersonenbezug("lotsen.Angebotsfassung", "Text des Verzeichnisses und das Konto, das ihn geändert hat"),
    OhnePersonenbezug("lotsen.Uebernahme", "eine Liste von Angeboten und das Konto, das sie hochgeladen hat"),
    OhnePersonenbezug("lotsen.Sprechzeit", "nennt Zeiten eines Angebots"),
    OhnePersonenbezug("lotsen.Suchzeile", "wiederholt, was öffentlich im Verzeichnis steht"),
    OhnePersonenbezug("lotsen.Suchwort", "einzelne Wörter, die öffentlich im Verzeichnis stehen"),
)
