"""How sure a share or a mean is, also where many of a small group have answered.

Sources: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927); the correction
for a finite population is Cochran, Sampling Techniques, 3rd ed., 2.6; the quantile of t Abramowitz and Stegun 26.7.5.
"""

from math import sqrt
from statistics import NormalDist

SICHER = 0.95


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
