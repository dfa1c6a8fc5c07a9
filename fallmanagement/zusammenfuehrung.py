"""What becomes of everything that hangs on a file when it goes into another: what moves, what stays and why.

A test finds every foreign key to a file and to its person by introspection and fails when one of them is forgotten here.
Migrations import ``ZIEHT_UM``, so what stands there is only added to.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

RUECKWEG = timedelta(days=180)  # for which what moved is remembered; data protection may change it (Löschfristen)


@dataclass(frozen=True)
class Umzug:
    """Rows of ``modell`` go along by ``spalte``; one that says the same by ``gleich`` as one there already stays behind.

    ``waechter`` are triggers that keep a row as it was said: a move changes nothing of that. Another trigger lets a row
    change its file only when the merge that moves it was written down.
    """

    modell: str
    spalte: str = "fallakte"
    gleich: tuple[str, ...] | None = None
    waechter: tuple[str, ...] = ()


ZIEHT_UM = (
    Umzug("Kompetenzprofil", gleich=()),
    Umzug("Aufenthaltsstatus", spalte="person", gleich=("code", "zeitraum")),
    Umzug("Frist"),
    Umzug("Vermerk", waechter=("bleibt_wie_geschrieben", "freigabe_bleibt")),
    Umzug("Haushaltsmitglied", gleich=("person", "zeitraum__overlap")),
    Umzug("Sprachstand", gleich=("sprache", "fertigkeit")),
    Umzug("Berufswunsch", gleich=("bezeichnung",)),
    Umzug("Qualifikation"),
    Umzug("Berufserfahrung"),
    Umzug("Perspektivpruefung", waechter=("bleibt_wie_geprueft",)),
    Umzug("Dokument"),
    Umzug("Brief", gleich=("serie",), waechter=("bleibt_wie_geschrieben",)),
    Umzug("Vorschlag", waechter=("bleibt_wer_wohin",)),
    Umzug("Vermittlung", waechter=("bleibt_wessen",)),
    Umzug("Freigabe", waechter=("bleibt_wie_gesagt", "ende_bleibt")),
    Umzug("Konferenzfall", gleich=("konferenz",)),
)
# Key of model and field, and why its rows stay where they are.
BLEIBT = {
    "Zustaendigkeit.fallakte": "says who answered for that file and when",
    "Zugriff.fallakte": "lets somebody read that file and no other; one that runs blocks the merge",
    "Dublettenurteil.erste": "a word that the two are two people blocks the merge; other pairs stay judged",
    "Dublettenurteil.zweite": "as the first of the pair",
    "Fallakte.person": "each file stays about its own row of the human being, so that undo finds it",
    "Fallakte.geht_auf_in": "what had gone into the second file before goes on through it",
    "Haushaltsmitglied.person": "other files name the row of the person that they know; kern counts both as one human being",
    "Aktenzusammenfuehrung.bleibt": "is what this is written down in",
    "Aktenzusammenfuehrung.doppelt": "is what this is written down in",
}
PERSONENFELDER = ("vorname", "nachname", "geburtsdatum", "sprache", "email", "mobil")
PROFILFELDER = ("fuehrerscheine", "hoechstens_km", "wege", "arbeitszeit", "geburtstag_im_lebenslauf")
SPRACHFELDER = ("niveau", "nachweis", "zertifikat", "tag")
GLEICH_HEISST = {
    "Kompetenzprofil": _("Die bleibende Akte hat schon ein Profil; unten wählen Sie, was gilt."),
    "Aufenthaltsstatus": _("Derselbe Status mit denselben Tagen steht schon in der bleibenden Akte."),
    "Haushaltsmitglied": _("Dieselbe Person steht dort in dieser Zeit schon im Haushalt."),
    "Sprachstand": _("Zu dieser Sprache und Fertigkeit gibt es dort schon einen Stand; unten wählen Sie, was gilt."),
    "Berufswunsch": _("Derselbe Wunsch steht dort schon."),
    "Brief": _("Aus derselben Serie liegt dort schon ein Brief."),
    "Konferenzfall": _("Die bleibende Akte steht schon auf der Liste derselben Fallkonferenz."),
}
