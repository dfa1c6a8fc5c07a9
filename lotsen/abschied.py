"""Before somebody leaves: what to do, in words for everybody, each with its norm as it was read; what they may say to us."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

VORHER = timedelta(days=60)  # time enough to give notice of a flat


class Abschiedslink(StrEnum):
    """What a link of somebody who left opens."""

    NETZ = "netzkontakt"


class Abschiedsphase(TextChoices):
    VORHER = "vorher", _("Bevor Sie reisen")
    NACHHER = "nachher", _("Wenn Sie weg sind")


class Abschiedsfrage(TextChoices):
    """What is asked of somebody who leaves."""

    ZEIT = "zeit", _("Zeit in der Stadt")
    HILFE = "hilfe", _("Unsere Hilfe")


class Urteilswort(TextChoices):
    """How somebody found it, in three words."""

    GUT = "gut", _("gut")
    MITTEL = "mittel", _("geht so")
    SCHLECHT = "schlecht", _("nicht gut")


@dataclass(frozen=True)
class Abschiedsschritt:
    """One thing to do; ``norm`` is empty where it is advice and no duty or right."""

    phase: Abschiedsphase
    titel: Any
    text: Any
    norm: str = ""


_VORHER, _NACHHER = Abschiedsphase
SCHRITTE = (
    Abschiedsschritt(
        _VORHER,
        _("Wohnung kündigen"),
        _(
            "Kündigen Sie bis zum dritten Werktag eines Monats: Dann endet die Miete mit dem übernächsten Monat. Bitten Sie um die Kaution."
        ),
        "BGB § 573c Abs. 1",
    ),
    Abschiedsschritt(
        _VORHER,
        _("Beim Bürgeramt abmelden"),
        _("Frühestens eine Woche vor dem Auszug, spätestens zwei Wochen danach. Heben Sie die Bestätigung auf."),
        "BMG § 17 Abs. 2",
    ),
    Abschiedsschritt(
        _VORHER,
        _("Krankenkasse Bescheid sagen"),
        _("Sonst läuft die Versicherung weiter und kostet Geld. Bitten Sie um einen Nachweis Ihrer Versicherungszeiten."),
        "SGB V § 188 Abs. 4",
    ),
    Abschiedsschritt(
        _VORHER,
        _("Familienkasse Bescheid sagen"),
        _("Wer Kindergeld bekommt, muss den Umzug sofort mitteilen. Sonst müssen Sie es später zurückzahlen."),
        "EStG § 68 Abs. 1",
    ),
    Abschiedsschritt(
        _VORHER,
        _("Zeugnisse mitnehmen"),
        _(
            "Ihr Arbeitgeber muss Ihnen ein Zeugnis schreiben. Nehmen Sie auch Zeugnisse von Schule und Sprachkurs mit, und den Impfpass."
        ),
        "GewO § 109",
    ),
    Abschiedsschritt(
        _VORHER,
        _("Verträge und Konto beenden"),
        _(
            "Strom, Internet, Handy, Rundfunkbeitrag: Kündigen Sie schriftlich. Schließen Sie das Konto erst, wenn alles bezahlt ist."
        ),
    ),
    Abschiedsschritt(
        _VORHER,
        _("An das Zurückkommen denken"),
        _("Der Aufenthaltstitel endet, wenn Sie auf Dauer ausreisen. Wollen Sie zurückkommen? Fragen Sie uns vorher."),
        "AufenthG § 51 Abs. 1 Nr. 6, 7",
    ),
    Abschiedsschritt(
        _NACHHER,
        _("Rentenbeiträge zurückholen"),
        _(
            "Manche bekommen ihre Beiträge zurück, auf Antrag und frühestens nach 24 Monaten. Viele andere bekommen später eine "
            "Rente ins Ausland. Fragen Sie die Deutsche Rentenversicherung."
        ),
        "SGB VI § 210 Abs. 1, 2",
    ),
    Abschiedsschritt(
        _NACHHER,
        _("Steuererklärung abgeben"),
        _("Wer nur einen Teil des Jahres gearbeitet hat, bekommt oft Geld zurück. Geben Sie dem Finanzamt Ihre neue Adresse."),
    ),
)


def steps() -> list[tuple[Abschiedsphase, list[Abschiedsschritt]]]:
    """Return the steps of each phase."""
    return [(phase, [step for step in SCHRITTE if step.phase is phase]) for phase in Abschiedsphase]
