"""Nothing here is about anybody; why is said for each model."""

from behoerde.kern.register import OhnePersonenbezug

EINTRAEGE = (
    OhnePersonenbezug("monitoring.KennzahlTag", "zählt Ereignisse ohne Bezug zu einer Person"),
    OhnePersonenbezug("monitoring.KennzahlMonat", "zählt Ereignisse ohne Bezug zu einer Person"),
    OhnePersonenbezug("monitoring.SchmutzigerTag", "nennt einen Tag"),
    OhnePersonenbezug("monitoring.Messwert", "ist eine Zahl über viele"),
    OhnePersonenbezug("monitoring.Zielwert", "nennt, was eine Zahl erreichen soll"),
    OhnePersonenbezug("monitoring.Vergleichswert", "nennt, was ein anderes Amt veröffentlicht hat"),
    OhnePersonenbezug("monitoring.Methodenbruch", "nennt, was anders gezählt wird"),
)
