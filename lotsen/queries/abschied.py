"""What people said who left, in numbers too large to point at anybody."""

from django.db.models import Count

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis
from lotsen.abschied import Urteilswort
from lotsen.models import Netzkontakt
from lotsen.zahlen import shown

FRAGEN = ("abschied_zeit", "abschied_hilfe")


def farewell_figures() -> dict[str, list[tuple[str, int | None]]]:
    """Return for both questions how often each word was said within a year; None stands for fewer than AB."""
    rows = Ereignis.objects.filter(art__in=FRAGEN, zeit__gte=uhr.now() - 365 * uhr.DAY)
    counted = {(art, wort): n for art, wort, n in rows.values_list("art", "ergebnis").annotate(n=Count("id"))}
    return {art: [(str(wort.label), shown(counted.get((art, wort.value), 0))) for wort in Urteilswort] for art in FRAGEN}


def network_size() -> int:
    """Return how many people stay in touch."""
    return Netzkontakt.objects.exclude(bestaetigt_am=None).count()
