"""By which rule people are invited, and how a list of them moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Einladungsregel(TextChoices):
    """Whom a list finds; nothing is stored for it that was not there before."""

    NEU = "neu", _("Seit Kurzem bei uns: erster Kontakt in den letzten Monaten")
    SPRACHE = "sprache", _("Wer eine dieser Sprachen gewählt hat")
    EINBUERGERUNG = "einbuergerung", _("Wer nach den Antworten der Erstberatung eingebürgert werden kann (§ 10 StAG)")


class ListenStatus(TextChoices):
    VORGESCHLAGEN = "vorgeschlagen", _("wartet auf die zweite Person")
    FREIGEGEBEN = "freigegeben", _("freigegeben und verschickt")
    VERWORFEN = "verworfen", _("verworfen")


LISTEN_UEBERGAENGE: dict[str, frozenset[str]] = {
    ListenStatus.VORGESCHLAGEN: frozenset({ListenStatus.FREIGEGEBEN, ListenStatus.VERWORFEN}),
    ListenStatus.FREIGEGEBEN: frozenset(),
    ListenStatus.VERWORFEN: frozenset({ListenStatus.VORGESCHLAGEN}),
}
