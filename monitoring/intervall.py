"""How sure a share or a mean is, also where many of a small group have answered.

Sources: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927); the correction
for a finite population is Cochran, Sampling Techniques, 3rd ed., 2.6; the quantile of t Abramowitz and Stegun 26.7.5; the
exact limits of a Poisson mean F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936).
"""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

SICHER = 0.95
GENAU = 1e-12  # of a limit, and from where on a term adds nothing


def _z(sicher: float) -> float:
    return NormalDist().inv_cdf((1 + sicher) / 2)


def finite(n: float, von: int | None) -> float:
    """Return by what a standard error shrinks when ``n`` of ``von`` have answered: 0 when all have, 1 where nobody knows."""
    if von is None:
        return 1.0
    return sqrt((von - n) / (von - 1)) if von > max(n, 1) else 0.0


def wilson(zaehler: float, nenner: float, *, von: int | None = None, sicher: float = SICHER) -> tuple[float, float]:
    """Return the interval of the share ``zaehler / nenner``; with ``von``, of so many people altogether.

    Raises ValueError when there are no cases or more hits than cases.
    """
    if not 0 <= zaehler <= nenner or not nenner:
        raise ValueError(f"{zaehler} of {nenner}")
    share, z = zaehler / nenner, _z(sicher) * finite(nenner, von)
    shrink = 1 + z * z / nenner
    middle = (share + z * z / (2 * nenner)) / shrink
    half = z / shrink * sqrt(share * (1 - share) / nenner + z * z / (4 * nenner * nenner))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def student(sicher: float, freiheit: int) -> float:
    """Return the two-sided quantile of Student's t, true to two digits from 9 degrees of freedom on."""
    z, v = _z(sicher), freiheit
    terms = (
        (z**3 + z) / 4 / v,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96 / v**2,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384 / v**3,
    )
    return z + sum(terms)


def of_mean(mittel: float, streuung: float, n: int, *, von: int | None = None, sicher: float = SICHER) -> tuple[float, float]:
    """Return the interval of a mean of ``n`` values with this standard deviation. Raises ValueError below two values."""
    if n < 2:
        raise ValueError(n)
    half = student(sicher, n - 1) * streuung / sqrt(n) * finite(n, von)
    return mittel - half, mittel + half


def poisson(zahl: int, *, sicher: float = SICHER) -> tuple[float, float]:
    """Return the exact interval of the mean of a Poisson distribution that gave ``zahl``.

    At the lower limit so many or more have half of the remaining probability, at the upper one so many or fewer. Raises
    ValueError below nothing.
    """
    if zahl < 0:
        raise ValueError(zahl)
    rest = (1 - sicher) / 2
    low = 0.0 if zahl == 0 else _bisect(lambda mean: _tail(zahl, mean, 1) > rest, 0.0, float(zahl))
    return low, _bisect(lambda mean: _tail(zahl, mean, -1) < rest, float(zahl), zahl + 10 * sqrt(zahl) + 20)


def _tail(zahl: int, mean: float, step: int) -> float:
    """Return the probability of ``zahl`` and more (``step`` 1) or fewer (-1), summed from the largest term on."""
    if mean <= 0:
        return 0.0 if step > 0 else 1.0
    term, total, k = exp(zahl * log(mean) - mean - lgamma(zahl + 1)), 0.0, zahl
    while k >= 0 and term > total * GENAU:
        total += term
        term, k = (term * mean / (k + 1), k + 1) if step > 0 else (term * k / mean, k - 1)
    return total


def _bisect(is_beyond: Callable[[float], bool], low: float, high: float) -> float:
    """Return from where on ``is_beyond`` holds."""
    while high - low > GENAU * max(1.0, high):
        middle = (low + high) / 2
        low, high = (low, middle) if is_beyond(middle) else (middle, high)
    return (low + high) / 2
