"""What people said who left, in numbers too large to point at anybody."""

from django.db.models import Sum

from behoerde.kern import uhr
from lotsen.abschied import Abschiedsfrage, Urteilswort
from lotsen.models import Abschiedszahl, Netzkontakt
from lotsen.zahlen import shown


def farewell_figures() -> list[tuple[Abschiedsfrage, list[tuple[str, int | None]]]]:
    """Return for both questions how often each word was said this year and last; None stands for fewer than AB."""
    rows = Abschiedszahl.objects.filter(jahr__gte=uhr.today().year - 1).values_list("frage", "antwort")
    said = {(frage, wort): number for frage, wort, number in rows.annotate(zahl=Sum("anzahl"))}
    return [
        (frage, [(str(wort.label), shown(said.get((frage.value, wort.value), 0))) for wort in Urteilswort])
        for frage in Abschiedsfrage
    ]


def network_size() -> int:
    """Return how many people stay in touch."""
    return Netzkontakt.objects.exclude(bestaetigt_am=None).count()
