"""What to ask next: the fact that brings the most rules nearest to a judgement."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from behoerde.kern.regeln.regel import Regelergebnis
from behoerde.kern.regeln.tatsache import Tatsache, Tatsachen


def next_questions(results: Iterable[Regelergebnis], tatsachen: Tatsachen) -> list[Tatsache]:
    """Return every fact that could still change something, the most useful first.

    A rule that lacks one fact gives it a whole point, one that lacks four gives each a quarter. What is delicate to ask
    comes after all that is not, however useful. Equal ones keep the order in which they are declared.
    """
    points: dict[str, Fraction] = defaultdict(Fraction)
    for result in results:
        for name in result.missing:
            points[name] += Fraction(1, len(result.missing))
    open_ones = [tatsache for name, tatsache in tatsachen.items() if name in points]
    return sorted(open_ones, key=lambda tatsache: (tatsache.empfindlichkeit, -points[tatsache.name]))
