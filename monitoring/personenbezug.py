"""Personal fields of monitoring: few, because figures are about nobody; why is said for each model."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    OhnePersonenbezug("monitoring.KennzahlTag", "zählt Ereignisse ohne Bezug zu einer Person"),
    OhnePersonenbezug("monitoring.KennzahlMonat", "zählt Ereignisse ohne Bezug zu einer Person"),
    OhnePersonenbezug("monitoring.SchmutzigerTag", "nennt einen Tag"),
    OhnePersonenbezug("monitoring.Messwert", "ist eine Zahl über viele"),
    OhnePersonenbezug("monitoring.Zielwert", "nennt, was eine Zahl erreichen soll"),
    OhnePersonenbezug("monitoring.Vergleichswert", "nennt, was ein anderes Amt veröffentlicht hat"),
    OhnePersonenbezug("monitoring.Methodenbruch", "nennt, was anders gezählt wird"),
    OhnePersonenbezug("monitoring.Einlesung", "nennt Quelle und Stand einer Statistik, und wer sie eingelesen hat"),
    OhnePersonenbezug("monitoring.Statistikwert", "ist eine Zahl über viele"),
    OhnePersonenbezug("monitoring.Warnregel", "nennt, wann eine Zahl auffällt, und wer davon hören will"),
    OhnePersonenbezug("monitoring.Warnung", "nennt eine Zahl über viele"),
    Personenbezug(
        "monitoring.Umfrageantwort",
        ("text",),  # nobody is asked for a name, but words may hold one
        zweck=_("Lesen, was wir besser machen sollen, ohne zu wissen, wer es schreibt"),
        rechtsgrundlage="Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG",
        frist=timedelta(days=730),
        ab_feld="periode",
        aktion="leeren",
        leer=(("text", ""),),
        pfad_zur_person="",
        sachfelder=("periode", "frage", "auspraegung"),
    ),
    Personenbezug(
        "monitoring.Umfragewiderspruch",
        ("person_hash",),
        zweck=_("Niemandem Umfragen schicken, der das nicht möchte"),
        rechtsgrundlage="Art. 21 DSGVO",
        frist=timedelta(days=3650),
        ab_feld="seit",
        pfad_zur_person="person_hash",
        bleibt="Damit der Widerspruch auch nach der Löschung gilt (Art. 21 DSGVO)",
    ),
    OhnePersonenbezug("monitoring.Umfrage", "nennt Fragen an alle Beschäftigten und den Beschluss des Personalrats"),
    OhnePersonenbezug(
        "monitoring.Umfrageeinladung", "hält den Hash eines Zufallswerts und ob er verwendet ist; endet mit dem nächsten Quartal"
    ),
    OhnePersonenbezug(
        "monitoring.Umfrageeingang", "hält eine Antwort verschlüsselt, ohne Zeit und ohne Absender, bis zehn beisammen sind"
    ),
    OhnePersonenbezug("monitoring.Umfragefolge", "sagt, was das Amt geändert hat"),
    OhnePersonenbezug("monitoring.Beschwerde", "zählt Beschwerden nach Tag, Art, Leistung und Haus, ohne Person und ohne Worte"),
)
