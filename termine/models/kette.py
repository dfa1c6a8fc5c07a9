"""Several visits of the same people on one way through the house: one after the other, at different counters."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from termine.enums import TERMIN_OFFEN

STATIONEN_HOECHSTENS = 3
LUECKE_HOECHSTENS = 120  # minutes; whoever waits longer has two errands, not one way

_OFFEN = ", ".join(f"'{status}'" for status in TERMIN_OFFEN)
# Asked at the end of the transaction, because a whole Kette moves one by one. The lock lets one transaction after the other
# ask, so that two which move neighbours apart can't both be right.
KETTE_HAELT = f"""
IF kette IS NULL THEN RETURN NULL; END IF;
PERFORM 1 FROM termine_kette k WHERE k.id = kette FOR NO KEY UPDATE;
IF EXISTS (
    SELECT FROM termine_termin a
    JOIN termine_termin b ON b.kette_id = a.kette_id AND b.station = a.station + 1
    JOIN termine_kette k ON k.id = a.kette_id
    WHERE a.kette_id = kette AND a.status IN ({_OFFEN}) AND b.status IN ({_OFFEN})
      AND (b.standort_id <> a.standort_id OR b.starts_at < a.ends_at
           OR b.starts_at > a.ends_at + make_interval(mins => k.luecke_minuten::int))
) THEN
    RAISE EXCEPTION 'stations of kette % do not follow each other', kette
        USING ERRCODE = 'check_violation', CONSTRAINT = 'kette_folgt';
END IF;
IF (SELECT count(DISTINCT leute) > 1 FROM (
    SELECT array_agg(DISTINCT n.person_hash ORDER BY n.person_hash) AS leute
    FROM termine_termin t LEFT JOIN termine_anliegen n ON n.termin_id = t.id
    WHERE t.kette_id = kette AND t.status IN ({_OFFEN}) GROUP BY t.id
) s) THEN
    RAISE EXCEPTION 'not the same people come to all stations of kette %', kette
        USING ERRCODE = 'check_violation', CONSTRAINT = 'kette_dieselben_personen';
END IF;
RETURN NULL;
"""  # noqa: S608 - the names come from our enum


class Kette(models.Model):
    """Visits, or offered times, that follow each other; their ``station`` counts from 1 and never changes.

    The database keeps the order, the longest pause and that the same people come everywhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stationen = models.PositiveSmallIntegerField(_("Stationen"))
    luecke_minuten = models.PositiveSmallIntegerField(_("Höchstens Minuten dazwischen"))
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["angelegt_am"]
        verbose_name = _("Kette")
        verbose_name_plural = _("Ketten")
        constraints = [
            models.CheckConstraint(condition=Q(stationen__range=(2, STATIONEN_HOECHSTENS)), name="kette_stationen"),
            models.CheckConstraint(condition=Q(luecke_minuten__lte=LUECKE_HOECHSTENS), name="kette_luecke"),
        ]

    def __str__(self) -> str:
        return f"{self.stationen} × {self.angelegt_am:%Y-%m-%d}"
