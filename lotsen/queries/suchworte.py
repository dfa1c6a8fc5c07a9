"""From what somebody typed to what the directory is asked: typing errors, parts of long words, everyday words, kinds."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.contrib.postgres.search import SearchQuery
from django.core.cache import caches
from django.db import connection

from behoerde.kern.suche import BEMERKT
from lotsen.alltagsworte import subjects_called
from lotsen.angebotsarten import angebotsarten

WOERTER_HOECHSTENS = 8
MINDESTENS = 0.45  # likeness of a word that counts as a typing error
VERTAUSCHT = 0.85  # share of letters in the same order from which on a word counts as a typing error too: two changed places
SPIELRAUM = 0.15  # so much less like it than the best one may another word be
# For each typed word the words of the directory that are it, hold it, or look like it. The index knows groups of three letters.
NACHSCHLAGEN = """
SELECT g.nr, f.wort, x.wort, x.naehe
  FROM unnest(%s::text[]) WITH ORDINALITY AS g(getippt, nr),
       LATERAL (SELECT lower(unaccent('unaccent'::regdictionary, g.getippt)) AS wort) f,
       LATERAL (SELECT w.wort, CASE WHEN w.wort = f.wort THEN 1 WHEN w.wort LIKE '%%' || f.wort || '%%' THEN 0.9
                                    ELSE similarity(w.wort, f.wort) END AS naehe
                  FROM lotsen_suchwort w
                 WHERE w.wort = f.wort OR w.wort %% f.wort OR (length(f.wort) > 3 AND w.wort LIKE '%%' || f.wort || '%%')
                 ORDER BY 2 DESC, 1 LIMIT 30) x
 WHERE ts_lexize('german_stem', lower(g.getippt)) IS DISTINCT FROM '{}'
"""


@dataclass(frozen=True)
class Wort:
    """One word somebody typed: ``gemeint`` are words of the directory, ``arten`` kinds that are called so or belong to it."""

    getippt: str
    gemeint: tuple[str, ...]
    arten: tuple[str, ...]

    @property
    def worte(self) -> SearchQuery:
        """Match any form of the typed word, every word that was meant and every kind."""
        return _any(self._alle, *(art_word(art) for art in self.arten))

    @property
    def im_namen(self) -> SearchQuery:
        return _any(self._alle)

    @property
    def so_genannt(self) -> SearchQuery:
        """Match the very word, in any of its forms."""
        return SearchQuery(self.getippt, config="lotsen_deutsch", search_type="raw")

    @property
    def _alle(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.getippt, *self.gemeint)))


def art_word(art: str) -> str:
    """Return the word that stands for a kind among the words of an Angebot; the database writes it the same way."""
    return f"art{art.replace('_', '')}"


def read_words(text: str) -> list[Wort] | None:
    """Return what was typed word by word, None when there is none.

    Words that lead nowhere are left out, so that a whole sentence finds something; an empty list finds nothing.
    """
    typed = list(dict.fromkeys(re.findall(r"[^\W_]+", text.casefold())))[:WOERTER_HOECHSTENS]
    typed = [word for word in typed if len(word) > 1]
    if not typed:
        return None
    read = _read(typed)
    return [read[word] for word in typed if word in read]


def _read(typed: list[str]) -> dict[str, Wort]:
    """Return those words that lead somewhere. They are remembered for a minute: the directory's words change slowly.

    Others are looked up each time, so that nobody fills the memory with letters.
    """
    words: dict[str, Wort] = {word.getippt: word for word in caches["prozess"].get_many(map(_key, typed)).values()}
    if new := [word for word in typed if word not in words]:
        found = {word.getippt: word for word in _look_up(new) if word.gemeint or word.arten or word.getippt.isdecimal()}
        caches["prozess"].set_many({_key(word): read for word, read in found.items()}, BEMERKT)
        words |= found
    return words


def _key(typed: str) -> str:
    return f"wort{typed}"


def _look_up(typed: list[str]) -> list[Wort]:
    known: dict[int, list[tuple[str, float]]] = {}  # likeness of each word
    with connection.cursor() as cursor:
        cursor.execute(NACHSCHLAGEN, [typed])
        for number, plain, word, likeness in cursor.fetchall():
            known.setdefault(number, []).append((word, max(likeness, _alike(plain, word))))
    return [_word(typing, known.get(number, [])) for number, typing in enumerate(typed, start=1)]


def _word(typed: str, found: list[tuple[str, float]]) -> Wort:
    meant = _meant(found)
    kinds = dict.fromkeys(kind for word in (typed, *meant[:WOERTER_HOECHSTENS]) for kind in _kinds(word))
    return Wort(typed, meant, tuple(kinds))


def _meant(found: list[tuple[str, float]]) -> tuple[str, ...]:
    """Keep the likest: beside the very word only longer ones that hold it."""
    best = max((likeness for _word, likeness in found), default=0)
    least = max(MINDESTENS, 0.9 if best >= 0.9 else best - SPIELRAUM)
    return tuple(word for word, likeness in found if likeness >= least)


def _alike(typed: str, word: str) -> float:
    """Return MINDESTENS for letters that changed places, which groups of three hardly see, else 0."""
    return MINDESTENS if SequenceMatcher(None, typed, word, autojunk=False).ratio() >= VERTAUSCHT else 0


def _kinds(word: str) -> tuple[str, ...]:
    subjects = subjects_called(word)
    called = (art.slug for art in angebotsarten().values() if art.kategorie in subjects or _is_called(word, art.name))
    return tuple(called)


def _is_called(word: str, name: str) -> bool:
    return len(word) > 3 and word in name.casefold()


def _any(words: tuple[str, ...], *asis: str) -> SearchQuery:
    """Match one of the words, in any of its German forms or as it stands there, or one of ``asis``."""
    german = SearchQuery(" | ".join(words), config="lotsen_deutsch", search_type="raw")
    return german | SearchQuery(" | ".join((*words, *asis)), config="simple", search_type="raw")
