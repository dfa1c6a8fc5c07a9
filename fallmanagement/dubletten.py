"""When two files may be about one person, in words; and which birth dates are one slip of the pen away."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Dublettengrund(TextChoices):
    """Why two files look as if they were about one person, the strongest first."""

    GLEICH = "gleich", _("Name und Geburtsdatum sind gleich")
    GETAUSCHT = "getauscht", _("Gleiches Geburtsdatum, Vor- und Nachname vertauscht")
    KLANG = "klang", _("Gleiches Geburtsdatum, die Namen klingen gleich")
    TAG_MONAT = "tag_monat", _("Gleicher Name, Tag und Monat der Geburt vertauscht")
    ZIFFER = "ziffer", _("Gleicher Name, eine Ziffer des Geburtsdatums ist anders")


class Unterscheidung(TextChoices):
    """Why two files are about two people after all."""

    AUSWEISE = "ausweise", _("Die Ausweise oder Bescheinigungen sind verschieden")
    GESPRAECH = "gespraech", _("Die Personen haben es selbst gesagt")
    VERWANDT = "verwandt", _("Es sind Verwandte, zum Beispiel Zwillinge")
    ZUFALL = "zufall", _("Name und Geburtsdatum ähneln sich nur zufällig")


EARLIEST = 1900  # no person was born before, says the database


def dates_near(born: date) -> list[date]:
    """Return ``born``, the same with day and month swapped, and every date that differs from it in one digit."""
    text = f"{born:%Y%m%d}"
    tries = {text, text[:4] + text[6:] + text[4:6]}
    tries |= {text[:place] + digit + text[place + 1 :] for place in range(len(text)) for digit in "0123456789"}
    return sorted(found for found in map(_read, tries) if found is not None and found.year >= EARLIEST)


def _read(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
