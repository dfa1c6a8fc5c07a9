"""One sample per address with parameters, so that the matrix of rights can open it.

Each entry returns the keyword arguments of the URL; it is called with the database open.
"""

from collections.abc import Callable

MUSTER: dict[str, Callable[[], dict]] = {}
