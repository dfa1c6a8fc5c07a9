"""Which freed times there are to offer, and who waits for them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from termine.enums import Merkmal, TerminStatus, VorschlagStatus, Wartestatus
from termine.models import Belegung, Termin, Terminvorschlag, Wartelisteneintrag


def freed(after: datetime, instant: datetime) -> QuerySet[Belegung]:
    """Return hidden times that begin after ``after``, soonest first."""
    hidden = Belegung.objects.rueckhalt().filter(ablauf__gt=instant, zeitraum__startswith__gt=after)
    return hidden.select_related("platz__team__standort").order_by("zeitraum", "platz")


def waiting_for(belegung: Belegung) -> Iterator[Wartelisteneintrag]:
    """Yield who may get this time, the nearest promise first; nobody who has an open offer or was offered just this one."""
    platz, beginn = belegung.platz, belegung.zeitraum.lower
    offers = Terminvorschlag.objects.filter(termin=OuterRef("termin"))
    found = Wartelisteneintrag.objects.filter(
        status=Wartestatus.WARTET,
        termin__status=TerminStatus.GEBUCHT,
        termin__standort=platz.team.standort_id,
        termin__starts_at__gt=beginn,
        termin__leistung__in=platz.team.leistungen.all(),
        termin__merkmale__contained_by=platz.merkmale,
    ).exclude(Exists(offers.filter(Q(status=VorschlagStatus.OFFEN) | Q(platz=platz, starts_at=beginn))))
    if Merkmal.DOLMETSCHEN not in platz.merkmale:
        found = found.filter(termin__dolmetschen__in=["", *platz.sprachen])
    if own := list(platz.leistungen.values_list("pk", flat=True)):
        found = found.filter(termin__leistung__in=own)
    length = belegung.zeitraum.upper - beginn
    for eintrag in found.select_related("termin__leistung"):
        if eintrag.fits(beginn) and needed(eintrag.termin) <= length:
            yield eintrag


def needed(termin: Termin):
    """Return how long the visit takes."""
    return termin.ends_at - termin.starts_at


def wish_of(termin: Termin) -> Wartelisteneintrag | None:
    """Return the wish of a visit while it stands."""
    return Wartelisteneintrag.objects.filter(termin=termin, status=Wartestatus.WARTET).first()


def offer_of(termin: Termin) -> Terminvorschlag | None:
    """Return the earlier time that is held for a visit."""
    return Terminvorschlag.objects.filter(termin=termin, status=VorschlagStatus.OFFEN).select_related("standort").first()
