"""Personal fields of termine: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug
from termine.enums import ANLIEGEN_OFFEN, ANLIEGEN_VOR_TERMIN, VORSPRACHE_OFFEN

_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"


def _not_open() -> Q:
    return ~Q(status__in=ANLIEGEN_OFFEN)


def _intake_not_open() -> Q:
    """A concern may wait for longer than its parts are kept."""
    return ~Q(aufnahme__stand__in=ANLIEGEN_VOR_TERMIN)


def _answered() -> Q:
    return ~Q(status="offen")


def _gone() -> Q:
    return ~Q(status__in=VORSPRACHE_OFFEN)


EINTRAEGE = (
    Personenbezug(
        "termine.Termin",
        (
            "kontakt",
            "code",
            "schluessel",
            "sprache",
            "merkmale",
            "dolmetschen",
            "dolmetschen_bestellt",
            "begleitung",
            "abgesagt_von",
            "absagegrund",
        ),
        zweck=_("Termin vereinbaren, erinnern, ändern und im Haus aufrufen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="ends_at",
        pfad_zur_person="kontakt",
    ),
    Personenbezug(
        "termine.Anliegen",
        ("person", "person_hash", "leistung"),
        zweck=_("Anliegen einer Person aufnehmen und nur einmal offen halten"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angelegt_am",
        erst_wenn=_not_open,
    ),
    Personenbezug(
        "termine.Aufnahme",
        (
            *(
                "kontakt",
                "worte",
                "titel_art",
                "titel_bis",
                "arbeit_ab",
                "kinder",
                "sprachen",
                "dolmetschen",
                "merkmale",
                "begleitung",
            ),
            *("wunsch", "antwort", "weiter_an", "sprache", "schluessel"),
        ),
        zweck=_("Anliegen aufnehmen, prüfen, einen Termin anbieten oder ohne Termin antworten"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),  # a concern may wait for documents for months
        ab_feld="angelegt_am",
        pfad_zur_person="kontakt",
        sachfelder=("nummer",),
    ),
    Personenbezug(
        "termine.AufnahmeUnterlage",
        ("unterlage", "datei"),
        zweck=_("Wissen, welche Unterlagen zu einem Anliegen da sind"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="angelegt_am",
        pfad_zur_person="aufnahme__kontakt",
        erst_wenn=_intake_not_open,
    ),
    Personenbezug(
        "termine.Rueckfrage",
        ("text", "unterlagen", "antwort", "gestellt_von"),
        zweck=_("Nachfragen, was zu einem Anliegen fehlt, und die Antwort lesen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="gestellt_am",
        pfad_zur_person="aufnahme__kontakt",
        erst_wenn=_intake_not_open,
    ),
    Personenbezug(
        "termine.Terminvorschlag",
        ("aufnahme", "termin"),
        zweck=_("Zeiten persönlich anbieten und bis zur Antwort halten"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="ends_at",
        pfad_zur_person="aufnahme__kontakt",
        erst_wenn=_answered,
    ),
    Personenbezug(
        "termine.Wartelisteneintrag",
        ("termin", "tage", "tageszeiten", "frist"),
        zweck=_("Frei gewordene frühere Zeiten zuerst denen anbieten, die darauf warten"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angelegt_am",
        pfad_zur_person="termin__kontakt",
    ),
    Personenbezug(
        "termine.Serviceversprechen",
        ("aufnahme", "termin_bis"),
        zweck=_("Zugesagte Fristen einhalten und überwachen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="angebot_bis",
        pfad_zur_person="aufnahme__kontakt",
        erst_wenn=_intake_not_open,
    ),
    Personenbezug(
        "termine.Vorsprache",
        ("termin", "sprache", "merkmale", "dolmetschen", "mobil", "hinweis", "ausweis"),
        zweck=_("Personen im Haus der Reihe nach aufrufen und ihnen sagen, wann sie dran sind"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angekommen_am",
        pfad_zur_person="termin__kontakt",
        sachfelder=("tag", "schluessel"),
        erst_wenn=_gone,
    ),
    Personenbezug(
        "termine.Notiz",
        ("termin", "text"),
        zweck=_("Den nächsten Besuch derselben Person vorbereiten"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=180),
        ab_feld="angelegt_am",
        pfad_zur_person="termin__kontakt",
    ),
    Personenbezug(
        "termine.Auffaelligkeit",
        ("merkmal", "termine", "vermerk"),
        zweck=_("Handel mit Terminen erkennen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=30),
        ab_feld="zuletzt_am",
        pfad_zur_person="",
    ),
    Personenbezug(
        "termine.Buchungspartner",
        ("kontakt_name", "email", "telefon"),
        zweck=_("Wissen, wer bei einer Organisation Listen schickt"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=730),
        ab_feld="geaendert_am",
        aktion="leeren",
        pfad_zur_person="",
        adressfeld="email",
        sachfelder=("name",),
        leer=(("kontakt_name", ""), ("email", ""), ("telefon", "")),
    ),
    Personenbezug(
        "termine.Sammelzeile",
        ("eingaben", "grund", "termin"),
        zweck=_("Personen einer Liste einzeln Termine geben und sagen, warum es für jemanden nicht ging"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angelegt_am",
        pfad_zur_person="termin__kontakt",
        sachfelder=("grund_code",),
    ),
    OhnePersonenbezug("termine.Sammelbuchung", "nennt Organisation, Leistung und Haus; die Personen stehen in den Zeilen"),
    OhnePersonenbezug("termine.Partnerzugang", "nennt Organisation und Zeiten; die Personen stehen in den Zeilen der Listen"),
    OhnePersonenbezug("termine.Nummernkreis", "zählt gezogene Nummern"),
    OhnePersonenbezug("termine.Belegung", "nennt Schalter und Zeiten"),
    OhnePersonenbezug("termine.Ausfall", "nennt Schalter und Zeiten, nicht wer krank ist"),
    OhnePersonenbezug("termine.Ausnahme", "nennt Schalter, Tage und Zeiten, nicht wer dort arbeitet"),
    OhnePersonenbezug("termine.Dienst", "nennt Schalter und Zeiten, nicht wer dort arbeitet"),
    OhnePersonenbezug("termine.Kette", "zählt Stationen; wer kommt, steht bei den Terminen"),
    OhnePersonenbezug("termine.Fassung", "Text des Katalogs und das Konto, das ihn geändert hat"),
    OhnePersonenbezug("termine.Lebenslage", "Text des Katalogs"),
    OhnePersonenbezug("termine.Leistung", "Text des Katalogs"),
    OhnePersonenbezug("termine.LeistungUnterlage", "Text des Katalogs"),
    OhnePersonenbezug("termine.Kalenderabo", "verweist auf das Konto, mit dem es gelöscht wird"),
    OhnePersonenbezug("termine.Mitglied", "verweist auf das Konto, mit dem es gelöscht wird"),
    OhnePersonenbezug("termine.Oeffnungszeit", "Zeiten eines Teams"),
    OhnePersonenbezug("termine.Platz", "nennt Schalter"),
    OhnePersonenbezug("termine.Pruefvermerk", "nennt das Konto, das für eine Angabe des Katalogs einsteht"),
    OhnePersonenbezug("termine.Schliesstag", "Tage, an denen geschlossen ist"),
    OhnePersonenbezug("termine.Team", "nennt eine Gruppe von Schaltern"),
    OhnePersonenbezug("termine.Unterlage", "Text des Katalogs"),
    OhnePersonenbezug("termine.Wochenvorlage", "Zeiten einer Woche"),
    OhnePersonenbezug("termine.Zielgruppe", "Text des Katalogs"),
    OhnePersonenbezug("termine.Zusammenfuehrung", "verweist auf zwei Aufnahmen, mit denen sie gelöscht wird"),
)
