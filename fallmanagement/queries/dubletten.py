"""Files that may be about one person: pairs in the own reach, and those of one file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from behoerde.kern.models import User
from behoerde.kern.suche import GEZAEHLT_BIS
from fallmanagement.dubletten import Dublettengrund, dates_near
from fallmanagement.enums import OFFEN
from fallmanagement.models import Dublettenurteil, Fallakte, Vertretung

ANSICHTEN = ("meine", "alle", "verschieden")
# People of files in reach, each once; then those born on one day, and those of one name: two joins by equality.
# Below the policies of the tables, so nobody gets a hint of a file that they can't see.
_PAARE = """
WITH akten AS MATERIALIZED (
    SELECT a.id, a.person_id, a.zustaendig_id, a.phase = ANY (%(offen)s) AS offen, p.geburtsdatum AS geboren,
           to_char(p.geburtsdatum, 'YYYYMMDD') AS ziffern, kern_suchname(p.vorname, p.nachname) AS name,
           kern_suchname(p.nachname, p.vorname) AS verkehrt,
           kern_klang(p.vorname, '') AS vor, kern_klang('', p.nachname) AS nach
    FROM fallmanagement_fallakte a JOIN kern_person p ON p.id = a.person_id
    WHERE a.einheit_id = ANY (%(einheiten)s) AND a.geht_auf_in_id IS NULL AND (%(tage)s::date[] IS NULL OR p.geburtsdatum = ANY (%(tage)s))
), paare AS (
    SELECT a.id AS erste, b.id AS zweite,
           CASE WHEN a.name = b.name THEN 'gleich' WHEN a.name = b.verkehrt THEN 'getauscht' ELSE 'klang' END AS grund
    FROM akten a JOIN akten b ON a.geboren = b.geboren AND a.id < b.id AND a.person_id <> b.person_id
    WHERE (a.offen OR b.offen)
      AND (a.name IN (b.name, b.verkehrt) OR (a.vor && b.vor AND a.nach && b.nach) OR (a.vor && b.nach AND a.nach && b.vor))
    UNION ALL
    SELECT a.id, b.id, CASE WHEN left(a.ziffern, 4) || right(a.ziffern, 2) || substr(a.ziffern, 5, 2) = b.ziffern
                            THEN 'tag_monat' ELSE 'ziffer' END
    FROM akten a JOIN akten b ON a.name = b.name AND a.id < b.id AND a.person_id <> b.person_id AND a.geboren <> b.geboren
    WHERE (a.offen OR b.offen)
      AND (left(a.ziffern, 4) || right(a.ziffern, 2) || substr(a.ziffern, 5, 2) = b.ziffern
           OR 1 = (SELECT count(*) FROM generate_series(1, 8) n WHERE substr(a.ziffern, n, 1) <> substr(b.ziffern, n, 1)))
)
SELECT erste, zweite, grund FROM paare
WHERE (%(akte)s::uuid IS NULL OR %(akte)s IN (erste, zweite))
  AND (%(konten)s::uuid[] IS NULL OR EXISTS (
      SELECT FROM akten WHERE akten.id IN (erste, zweite) AND akten.zustaendig_id = ANY (%(konten)s)))
  AND (%(grund)s = '' OR grund = %(grund)s)
  AND NOT EXISTS (SELECT FROM fallmanagement_dublettenurteil u WHERE u.erste_id = erste AND u.zweite_id = zweite)
  AND NOT EXISTS (SELECT FROM fallmanagement_haushaltsmitglied h JOIN akten d ON d.id IN (erste, zweite)
                  WHERE h.fallakte_id IN (erste, zweite) AND h.person_id = d.person_id)
ORDER BY greatest(erste, zweite) DESC, least(erste, zweite) DESC LIMIT %(hoechstens)s
"""


@dataclass(frozen=True)
class Dublette:
    """Two files that may be about one person, and why; or somebody's word (``urteil``) that they are not."""

    erste: Fallakte
    zweite: Fallakte
    grund: Dublettengrund | None = None
    urteil: Dublettenurteil | None = None

    def other(self, akte: Fallakte) -> Fallakte:
        return self.zweite if akte.pk == self.erste.pk else self.erste


def pairs(user: User, *, ansicht: str = "meine", grund: str = "") -> list[Dublette]:
    """Return pairs of files of the own units, the newest first; ``verschieden`` are those that somebody told apart."""
    if ansicht == "verschieden":
        rows = Dublettenurteil.objects.sichtbar_fuer(user).select_related("von")[:GEZAEHLT_BIS]
        akten = _akten(user, [(row.erste_id, row.zweite_id) for row in rows])
        return [Dublette(akten[row.erste_id], akten[row.zweite_id], urteil=row) for row in rows]
    return _found(user, konten=_answers_for(user) if ansicht == "meine" else None, grund=grund)


def pairs_of(akte: Fallakte, user: User) -> list[Dublette]:
    """Return the pairs of one file; only people born near that day are looked at, by an index."""
    return _found(user, akte=akte.pk, tage=dates_near(akte.person.geburtsdatum))


def _answers_for(user: User) -> list[UUID]:
    return [user.pk, *Vertretung.objects.today().filter(durch=user).values_list("user", flat=True)]


def _found(user: User, **asked: Any) -> list[Dublette]:
    values: dict[str, Any] = {"akte": None, "tage": None, "konten": None, "grund": ""}
    values |= {"einheiten": user.einheiten_darunter, "offen": [str(phase) for phase in OFFEN], "hoechstens": GEZAEHLT_BIS}
    with connection.cursor() as cursor:
        cursor.execute(_PAARE, values | asked)
        found = cursor.fetchall()
    akten = _akten(user, [(erste, zweite) for erste, zweite, _grund in found])
    return [Dublette(akten[erste], akten[zweite], Dublettengrund(grund)) for erste, zweite, grund in found]


def _akten(user: User, keys: Iterable[tuple[UUID, UUID]]) -> dict[UUID, Fallakte]:
    wanted = {key for pair in keys for key in pair}
    rows = Fallakte.objects.sichtbar_fuer(user).filter(pk__in=wanted).select_related("person", "zustaendig", "einheit")
    return {row.pk: row for row in rows}


def urteil_of(erste: UUID, zweite: UUID) -> Dublettenurteil | None:
    """Return what somebody found about a pair, in whichever order."""
    pair = Q(erste=erste, zweite=zweite) | Q(erste=zweite, zweite=erste)
    return Dublettenurteil.objects.filter(pair).select_related("von").first()
