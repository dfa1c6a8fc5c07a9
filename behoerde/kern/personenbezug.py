"""Personal fields of kern: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import Dateizugang, OhnePersonenbezug, Personenbezug, alle

_BESCHAEFTIGT = "Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG"
_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"
_KONTO_LEER = (
    ("vorname", "Konto"),
    ("nachname", "gelöscht"),
    ("email", Concat(Cast("pk", CharField()), Value("@geloescht.invalid"))),  # unique, and no mail ever goes there
    ("sprache", "de"),
    ("password", "!"),
    ("last_login", None),
)


def _not_waiting() -> Q:
    return ~Q(status__in=["wartet", "wiederholen", "in_arbeit"])


def _not_needed() -> Q:
    """Keep files as long as the app they belong to needs them."""
    needed = Q()
    for zugang in alle(Dateizugang):
        if zugang.gebraucht is not None:
            needed |= Q(zweck=zugang.zweck, objekt_id__in=zugang.gebraucht())
    return ~needed if needed else Q()


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
        erst_wenn=_not_waiting,
    ),
    Personenbezug(
        "kern.Kontaktnachweis",
        ("adresse", "eingaben", "objekt_id"),
        zweck=_("Prüfen, dass E-Mail-Adresse oder Handynummer der Person gehört, die das Formular absendet"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=2),
        ab_feld="angelegt_am",
        pfad_zur_person="objekt_id",
        sachfelder=("zweck", "weiter", "sprache", "schluessel_hash"),
    ),
    Personenbezug(
        "kern.Datei",
        ("name", "objekt_id", "entwurf", "user_id", "ablage", "pruefsumme"),
        zweck=_("Unterlagen, die Sie uns senden, auf Viren prüfen und zu Ihrem Anliegen lesen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=180),
        ab_feld="angelegt_am",
        pfad_zur_person="objekt_id",
        sachfelder=("zweck", "medientyp", "status", "grund", "befund", "system"),
        erst_wenn=_not_needed,
    ),
    Personenbezug(
        "kern.User",
        ("email", "vorname", "nachname", "sprache", "password", "last_login", "austritt_am"),
        zweck=_("Anmeldung und Zuständigkeit von Beschäftigten und Partnern"),
        rechtsgrundlage=_BESCHAEFTIGT,
        frist=timedelta(days=365),
        ab_feld="austritt_am",
        aktion="leeren",
        pfad_zur_person="",
        leer=_KONTO_LEER,
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
        bleibt="Nachweis, wer zugegriffen hat (Art. 5 Abs. 2 DSGVO)",
    ),
    Personenbezug(
        "kern.Loeschsperre",
        ("person", "grund", "bis"),
        zweck=_("Angaben nicht löschen, solange sie für ein Verfahren gebraucht werden"),
        rechtsgrundlage="Art. 17 Abs. 3 lit. b und e, Art. 18 DSGVO",
        frist=timedelta(days=1),
        ab_feld="bis",
    ),
    OhnePersonenbezug("kern.Loeschfrist", "nennt eine Frist und die beiden Konten, die sie vorgeschlagen und freigegeben haben"),
    OhnePersonenbezug("kern.Loeschlauf", "zählt, was gelöscht wurde, ohne zu sagen, wessen"),
    OhnePersonenbezug("kern.GespeicherteAnsicht", "hält Filter aus festen Werten; endet mit dem letzten Tag des Kontos"),
    OhnePersonenbezug(
        "kern.Amtsansicht", "hält Filter aus festen Werten und wer sie geteilt hat; gezeigt nur, solange das Konto besteht"
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
