"""Words of the Leitbild that the office reads, and which step of its process follows which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

AUSGEWOGEN_AB = 3  # a group with fewer Beiträge is hardly heard


class Leitbildstand(TextChoices):
    """Where the process stands."""

    ENTWURF = "entwurf", _("Entwurf")
    VORBEREITUNG = "vorbereitung", _("Vorbereitung")
    IDEENSAMMLUNG = "ideensammlung", _("Ideen sammeln")
    TEXTARBEIT = "textarbeit", _("Am Text arbeiten")
    ABWAEGUNG = "abwaegung", _("Abwägung")
    BESCHLUSS = "beschluss", _("Beschlossen")
    VEROEFFENTLICHT = "veroeffentlicht", _("Veröffentlicht")
    EVALUATION = "evaluation", _("Evaluation")


S = Leitbildstand
WEGE: dict[str, frozenset[str]] = {
    S.ENTWURF: frozenset({S.VORBEREITUNG}),
    S.VORBEREITUNG: frozenset({S.IDEENSAMMLUNG}),
    S.IDEENSAMMLUNG: frozenset({S.TEXTARBEIT}),
    S.TEXTARBEIT: frozenset({S.ABWAEGUNG, S.IDEENSAMMLUNG}),
    S.ABWAEGUNG: frozenset({S.BESCHLUSS, S.TEXTARBEIT}),
    S.BESCHLUSS: frozenset({S.VEROEFFENTLICHT, S.ABWAEGUNG}),
    S.VEROEFFENTLICHT: frozenset({S.EVALUATION}),
    S.EVALUATION: frozenset({S.VORBEREITUNG}),
}
OFFEN_FUER_BEITRAEGE = frozenset({S.IDEENSAMMLUNG, S.TEXTARBEIT, S.EVALUATION})
FEST = frozenset({S.BESCHLUSS, S.VEROEFFENTLICHT})  # nothing released is without an answer


class Gruppenart(TextChoices):
    """Kind of an Akteursgruppe."""

    BESCHAEFTIGTE = "beschaeftigte", _("Beschäftigte der Ausländerbehörde")
    RESSORTS = "ressorts", _("Andere Ämter und Fachbereiche")
    POLITIK = "politik", _("Politik")
    GEMEINDEN = "gemeinden", _("Städte und Gemeinden")
    MIGRATION = "migration", _("Vertretungen von Zugewanderten")
    WOHLFAHRT = "wohlfahrt", _("Wohlfahrtsverbände und Beratungsstellen")
    WIRTSCHAFT = "wirtschaft", _("Wirtschaft")
    KUNDSCHAFT = "kundschaft", _("Kundinnen und Kunden")
    SONSTIGE = "sonstige", _("Andere")


class Beitragsstand(TextChoices):
    EINGEGANGEN = "eingegangen", _("noch nicht freigegeben")
    FREIGEGEBEN = "freigegeben", _("freigegeben")
    NICHT_FREIGEGEBEN = "nicht_freigegeben", _("nicht freigegeben")


class Beitragsweg(TextChoices):
    """How a Beitrag came in."""

    PORTAL = "portal", _("Portal")
    LINK = "link", _("Link der Gruppe")
    WERKSTATT = "werkstatt", _("Werkstatt vor Ort")
