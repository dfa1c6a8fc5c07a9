"""Personal fields around Schulungen: why they are kept, on which basis, until when.

Unverified: whether the law of the Land about staff data goes before § 26 BDSG, and whether a service agreement asks for
shorter periods. The office has to check both before it goes live.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

_BESCHAEFTIGT = "Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG oder das Beamten- und Datenschutzrecht des Landes"

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "monitoring.Schulungsgast",
        ("name", "email"),
        zweck=_("Beschäftigte anderer Ressorts und Gemeinden zu Schulungen anmelden"),
        rechtsgrundlage=_BESCHAEFTIGT,
        frist=timedelta(days=365),
        ab_feld="angelegt_am",
        pfad_zur_person="",
        adressfeld="email",
    ),
    Personenbezug(
        "monitoring.Schulungsteilnahme",
        ("user", "gast", "status"),
        zweck=_("Plätze einer Schulung vergeben und festhalten, wer da war"),
        rechtsgrundlage=_BESCHAEFTIGT,
        frist=timedelta(days=365),
        ab_feld="bis",
        pfad_zur_person="",
    ),
    Personenbezug(
        "monitoring.Schulungsnachweis",
        ("user", "gast", "kurs", "erworben_am", "gueltig_bis", "woher", "grund"),
        zweck=_("Nachweisen, wer geschult ist, und rechtzeitig an die Auffrischung erinnern"),
        rechtsgrundlage=_BESCHAEFTIGT,
        frist=timedelta(days=365),
        ab_feld="gueltig_bis",
        pfad_zur_person="",
    ),
    Personenbezug(
        "monitoring.Entwicklungsgespraech",
        ("user", "tag", "kurs", "gefuehrt_von"),
        zweck=_("Festhalten, dass ein Gespräch war und welche Schulung vereinbart ist"),
        rechtsgrundlage=_BESCHAEFTIGT,
        frist=timedelta(days=1095),
        ab_feld="tag",
        pfad_zur_person="",
    ),
    OhnePersonenbezug("monitoring.Kurs", "nennt, was gelehrt wird"),
    OhnePersonenbezug("monitoring.Durchfuehrung", "nennt, was, wann und wo gelehrt wird"),
    OhnePersonenbezug("monitoring.Pflichtprofil", "nennt Rolle, Stelle und Kurs"),
    OhnePersonenbezug("monitoring.Stellenstand", "zählt Köpfe, Stellen und Geld einer Stelle"),
)
