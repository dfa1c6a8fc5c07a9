"""Which bookings follow a pattern of trading; what of it is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.krypto import keyed_hash
from termine.models.auffaelligkeit import Auffaelligkeit, Muster

RUECKSCHAU = timedelta(days=14)
AB = {Muster.NAMEN: 4, Muster.WECHSEL: 2, Muster.WEITERGABE: 3, Muster.AUSWEIS: 1, Muster.NETZ: 10}
# Visits booked by people themselves, each with the one contact that was proved for it.
ONLINE = """
WITH t AS (
    SELECT t.id, t.leistung_id, t.standort_id, t.starts_at, t.angelegt_am, t.abgesagt_von, t.abgesagt_am, p.person_hash,
           COALESCE(NULLIF(lower(p.email), ''), p.mobil) AS kontakt
    FROM termine_termin t JOIN kern_person p ON p.id = t.kontakt_id
    WHERE t.kanal = 'online' AND t.angelegt_am > %(seit)s AND (p.email <> '' OR p.mobil <> '')
)
"""
ABFRAGEN = {
    Muster.NAMEN: """
SELECT kontakt, count(DISTINCT person_hash), array_agg(id) FROM t GROUP BY kontakt HAVING count(DISTINCT person_hash) >= %(ab)s
""",
    Muster.WECHSEL: """
SELECT alt.kontakt, count(DISTINCT neu.id), array_agg(DISTINCT neu.id)
FROM t alt JOIN t neu ON neu.kontakt = alt.kontakt AND neu.leistung_id = alt.leistung_id AND neu.person_hash <> alt.person_hash
 AND neu.angelegt_am BETWEEN alt.abgesagt_am AND alt.abgesagt_am + interval '24 hours'
WHERE alt.abgesagt_von = 'person' GROUP BY alt.kontakt HAVING count(DISTINCT neu.id) >= %(ab)s
""",
    # Given back by one and taken by another within ten minutes of the earliest moment at which everybody may see it.
    Muster.WEITERGABE: """
SELECT alt.leistung_id || ':' || alt.standort_id, count(DISTINCT neu.id), array_agg(DISTINCT neu.id)
FROM t alt JOIN t neu ON neu.starts_at = alt.starts_at AND neu.standort_id = alt.standort_id
 AND neu.leistung_id = alt.leistung_id AND neu.kontakt <> alt.kontakt
 AND neu.angelegt_am BETWEEN alt.abgesagt_am AND alt.abgesagt_am + interval '70 minutes'
WHERE alt.abgesagt_von = 'person' GROUP BY alt.leistung_id, alt.standort_id HAVING count(DISTINCT neu.id) >= %(ab)s
""",
    # However it was booked: at the counter somebody else sat there than the person booked.
    Muster.AUSWEIS: """
SELECT COALESCE(NULLIF(lower(p.email), ''), NULLIF(p.mobil, ''), p.person_hash) AS kontakt, count(DISTINCT v.termin_id),
       array_agg(DISTINCT v.termin_id)
FROM termine_vorsprache v JOIN termine_termin b ON b.id = v.termin_id JOIN kern_person p ON p.id = b.kontakt_id
WHERE v.ausweis IN ('person', 'abweichung') AND v.beendet_am > %(seit)s
GROUP BY 1 HAVING count(DISTINCT v.termin_id) >= %(ab)s
""",
}


@dataclass(frozen=True)
class Fund:
    """One pattern: of whom (hashed), how often, in which visits."""

    muster: Muster
    merkmal: str
    anzahl: int
    termine: list[UUID]


def merkmal_of(muster: Muster, value: str) -> str:
    """Return the keyed hash that stands for ``value``."""
    return keyed_hash("auffaelligkeit", muster, value)


def find_muster() -> Iterator[Fund]:
    """Yield every pattern in the bookings of the last 14 days."""
    for muster, sql in ABFRAGEN.items():
        with connection.cursor() as cursor:
            cursor.execute(ONLINE + sql, {"seit": uhr.now() - RUECKSCHAU, "ab": AB[muster]})
            for value, anzahl, termine in cursor.fetchall():
                yield Fund(muster, merkmal_of(muster, str(value)), anzahl, termine)


def open_auffaelligkeiten() -> QuerySet[Auffaelligkeit]:
    """Return what nobody has looked at yet, the latest first; a network only when it met its limit often enough."""
    return Auffaelligkeit.objects.filter(geprueft_am=None).exclude(Q(muster=Muster.NETZ, anzahl__lt=AB[Muster.NETZ]))
