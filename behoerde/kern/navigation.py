"""The areas that somebody on the staff may open, with what is to be done in each."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from behoerde.kern import register
from behoerde.kern.suche import count_each

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Weg:
    """One area; ``zahl`` is what waits there, None where nothing is counted."""

    label: "StrOrPromise"
    url: str
    symbol: str
    text: Any
    zahl: int | None
    aktiv: bool


def wege_of(request: HttpRequest) -> list[Weg]:
    """Return the areas of the person behind ``request``; counted once for each request, rows of all areas in one query."""
    user = request.user
    if not user.is_authenticated or getattr(request, "noch_eingeschraenkt", False):
        return []
    if not hasattr(request, "_wege"):
        request._wege = _wege(user, request.path)  # type: ignore[attr-defined]
    return request._wege  # type: ignore[attr-defined]


def _wege(user: Any, path: str) -> list[Weg]:
    entries = [entry for entry in register.alle(register.Navigation) if user.hat_recht(entry.recht)]
    areas = [(str(entry.url), entry) for entry in entries]  # each look at a lazy address would look it up anew
    counted = {url: partial(entry.zaehler, user) for url, entry in areas if entry.zaehler}
    # Which units count is asked only where something is counted.
    zahlen = count_each(counted, kennung=("wege", user.pk, tuple(user.einheiten_darunter))) if counted else {}
    here = max((url for url, _entry in areas if path.startswith(url)), key=len, default="")  # one area lies below another
    return [Weg(e.label, url, e.symbol, e.text, zahlen.get(url), url == here) for url, e in areas]
