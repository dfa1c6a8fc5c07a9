"""Personal fields of termine: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

_AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"

EINTRAEGE = (
    Personenbezug(
        "termine.Termin",
        ("kontakt", "code", "schluessel", "sprache", "merkmale", "abgesagt_von", "absagegrund"),
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
    ),
    Personenbezug(
        "termine.Aufnahme",
        (
            *("kontakt", "worte", "titel_art", "titel_bis", "arbeit_ab", "kinder", "sprachen", "dolmetschen", "merkmale"),
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
    ),
    Personenbezug(
        "termine.Rueckfrage",
        ("text", "unterlagen", "antwort", "gestellt_von"),
        zweck=_("Nachfragen, was zu einem Anliegen fehlt, und die Antwort lesen"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=365),
        ab_feld="gestellt_am",
        pfad_zur_person="aufnahme__kontakt",
    ),
    Personenbezug(
        "termine.Terminvorschlag",
        ("aufnahme", "termin"),
        zweck=_("Zeiten persönlich anbieten und bis zur Antwort halten"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="ends_at",
        pfad_zur_person="aufnahme__kontakt",
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
    ),
    Personenbezug(
        "termine.Vorsprache",
        ("termin", "sprache", "merkmale", "mobil", "hinweis"),
        zweck=_("Personen im Haus der Reihe nach aufrufen und ihnen sagen, wann sie dran sind"),
        rechtsgrundlage=_AUFGABE,
        frist=timedelta(days=90),
        ab_feld="angekommen_am",
        pfad_zur_person="termin__kontakt",
        sachfelder=("tag", "schluessel"),
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
    OhnePersonenbezug("termine.Nummernkreis", "zählt gezogene Nummern"),
    OhnePersonenbezug("termine.Belegung", "nennt Schalter und Zeiten"),
    OhnePersonenbezug("termine.Ausnahme", "nennt Schalter, Tage und Zeiten, nicht wer dort arbeitet"),
    OhnePersonenbezug("termine.Dienst", "nennt Schalter und Zeiten, nicht wer dort arbeitet"),
    OhnePersonenbezug("termine.Lebenslage", "Text des Katalogs"),
    OhnePersonenbezug("termine.Leistung", "Text des Katalogs"),
    OhnePersonenbezug("termine.LeistungUnterlage", "Text des Katalogs"),
    OhnePersonenbezug("termine.Mitglied", "verweist auf das Konto, mit dem es gelöscht wird"),
    OhnePersonenbezug("termine.Oeffnungszeit", "Zeiten eines Teams"),
    OhnePersonenbezug("termine.Platz", "nennt Schalter"),
    OhnePersonenbezug("termine.Pruefvermerk", "nennt das Konto, das für eine Angabe des Katalogs einsteht"),
    OhnePersonenbezug("termine.Schliesstag", "Tage, an denen geschlossen ist"),
    OhnePersonenbezug("termine.Team", "nennt eine Gruppe von Schaltern"),
    OhnePersonenbezug("termine.Unterlage", "Text des Katalogs"),
    OhnePersonenbezug("termine.Wochenvorlage", "Zeiten einer Woche"),
    OhnePersonenbezug("termine.Zielgruppe", "Text des Katalogs"),
)
