"""Personal fields around Gremien and Gemeinden: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "monitoring.Gemeindekontakt",
        ("name", "email"),
        zweck=_("Gemeinden anhören und an ihre Antwort erinnern"),
        rechtsgrundlage="Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG",
        frist=timedelta(days=1095),
        ab_feld="geaendert_am",
        pfad_zur_person="",
        adressfeld="email",
    ),
    Personenbezug(
        "monitoring.Gremiumkontakt",
        ("name", "email"),
        zweck=_("Gremien die Berichte schicken"),
        rechtsgrundlage="Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG",
        frist=timedelta(days=1095),
        ab_feld="geaendert_am",
        pfad_zur_person="",
        adressfeld="email",
    ),
    OhnePersonenbezug("monitoring.Berichtversand", "nennt, welchem Gremium oder Konto ein Bericht geschickt wurde"),
    OhnePersonenbezug("monitoring.Gremium", "nennt ein Gremium"),
    OhnePersonenbezug("monitoring.Beschluss", "nennt, was ein Gremium beschlossen hat"),
    OhnePersonenbezug("monitoring.Anhoerung", "nennt, worum die Gemeinden gebeten werden"),
    OhnePersonenbezug("monitoring.Stellungnahme", "nennt, was eine Gemeinde sagt, nicht wer dort"),
)
