"""To whom a report may go, to whom it went, and what became of the mail."""

from dataclasses import dataclass

from django.db.models import QuerySet

from behoerde.kern.models import Nachricht, User
from behoerde.kern.rechte import Recht, rollen_mit
from monitoring.models import Bericht, Berichtversand, Gremiumkontakt


@dataclass(frozen=True)
class Versandzeile:
    """One mail: ``nachricht`` is its row in the outbox, None once that is cleaned up."""

    versand: Berichtversand
    nachricht: Nachricht | None


def sent(bericht: Bericht) -> list[Versandzeile]:
    """Return every mail about a report, the first one first."""
    rows = list(Berichtversand.objects.filter(bericht=bericht).select_related("gremium", "kontakt", "konto"))
    known = {row.schluessel: row for row in Nachricht.objects.filter(schluessel__in=[row.schluessel for row in rows])}
    return [Versandzeile(row, known.get(row.schluessel)) for row in rows]


def addresses() -> QuerySet[Gremiumkontakt]:
    return Gremiumkontakt.objects.filter(gremium__aktiv=True).select_related("gremium")


def insiders() -> QuerySet[User]:
    """Return accounts that may open internal reports."""
    rows = User.objects.filter(rollenzuweisungen__rolle__in=rollen_mit(Recht.GREMIEN), is_active=True)
    return rows.distinct().order_by("nachname", "vorname", "pk")


def released() -> QuerySet[Bericht]:
    """Return what everybody may read, the newest revision of each report, the latest first."""
    rows = Bericht.objects.oeffentlich().leicht().order_by("art", "nummer", "-fassung").distinct("art", "nummer")
    return Bericht.objects.leicht().filter(pk__in=rows.values("pk")).order_by("-freigegeben_am", "-pk")
