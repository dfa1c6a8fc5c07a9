"""What a nightly query of a figure gives: counts, before anybody decides what of them may be shown."""

from typing import NamedTuple


class Zaehlung(NamedTuple):
    """``zaehler`` of ``nenner`` cases for one value of one breakdown; both "" stand for all.

    A share is ``zaehler / nenner``, a mean likewise with the sum above, a plain count has the count twice.
    """

    merkmal: str
    auspraegung: str
    zaehler: float
    nenner: int
