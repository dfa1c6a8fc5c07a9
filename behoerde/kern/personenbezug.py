"""Personal fields of kern: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

_BESCHAEFTIGT = "Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG"
_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"

EINTRAEGE = (
    Personenbezug(
        "kern.Person",
        ("vorname", "nachname", "geburtsdatum", "sprache", "email", "mobil", "person_hash"),
        zweck=_("Termin und Anliegen einer Person zuordnen und ihr schreiben"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=180),  # a visit lies up to 84 days ahead
        ab_feld="angelegt_am",
        pfad_zur_person="",
    ),
    Personenbezug(
        "kern.Nachricht",
        ("adresse", "empfaenger_id", "kontext"),
        zweck=_("Nachricht zustellen und die Zustellung belegen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angelegt_am",
        pfad_zur_person="empfaenger_id",
        sachfelder=("schluessel", "anlass", "empfaenger_art", "sprache", "fehler"),
    ),
    Personenbezug(
        "kern.Kontaktnachweis",
        ("adresse", "eingaben", "objekt_id"),
        zweck=_("Prüfen, dass E-Mail-Adresse oder Handynummer der Person gehört, die das Formular absendet"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=2),
        ab_feld="angelegt_am",
        pfad_zur_person="",
        sachfelder=("zweck", "weiter", "sprache", "schluessel_hash"),
    ),
    Personenbezug(
        "kern.Datei",
        ("name", "objekt_id", "entwurf", "user_id", "ablage", "pruefsumme"),
        zweck=_("Unterlagen, die Sie uns senden, auf Viren prüfen und zu Ihrem Anliegen lesen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=180),
        ab_feld="angelegt_am",
        pfad_zur_person="",
        sachfelder=("zweck", "medientyp", "status", "grund", "befund", "system"),
    ),
    Personenbezug(
        "kern.User",
        ("email", "vorname", "nachname", "sprache", "password", "last_login", "austritt_am"),
        zweck=_("Anmeldung und Zuständigkeit von Beschäftigten und Partnern"),
        rechtsgrundlage=_BESCHAEFTIGT,
        frist=timedelta(days=365),
        ab_feld="austritt_am",
        aktion="leeren",
    ),
    Personenbezug(
        "kern.Protokolleintrag",
        ("user_id", "objekt_id", "grund"),
        zweck=_("Zugriffe auf personenbezogene Daten nachweisen"),
        rechtsgrundlage="Art. 5 Abs. 2, Art. 32 DSGVO, § 76 BDSG",
        frist=timedelta(days=730),
        ab_feld="zeit",
        pfad_zur_person="objekt_id",
        sachfelder=("vorgang", "system", "objekt_art", "anfrage_id"),
    ),
    OhnePersonenbezug("kern.Geraet", "nennt ein Terminal oder eine Anzeige in einem Haus"),
    OhnePersonenbezug("kern.Organisationseinheit", "nennt Stellen, keine Menschen"),
    OhnePersonenbezug("kern.Standort", "nennt Häuser"),
    OhnePersonenbezug("kern.Vorgabe", "nennt eine Regel, ihre Quelle und das Konto, das sie vorgegeben hat"),
    OhnePersonenbezug("kern.Rollenzuweisung", "verweist auf das Konto, das gelöscht wird"),
    OhnePersonenbezug("kern.Zeitplan", "nennt Aufgaben des Systems"),
    OhnePersonenbezug("kern.Ereignis", "zählt Vorgänge ohne Bezug zu einer Person"),
    OhnePersonenbezug("kern.Arbeitsnachweis", "hält eine Zufallszahl; endet nach einer halben Stunde"),
    OhnePersonenbezug("kern.Schnittstelle", "nennt Stellen, deren Programme buchen"),
    OhnePersonenbezug("kern.Zugangslink", "hält den Hash eines Zufallswerts; endet mit dem Vorgang"),
)
