"""Pages that show how far something is and ask again by themselves."""

from django.db.models import Model
from django.http import HttpRequest

from behoerde.kern.actions.protokoll import record_read

GEOEFFNET = "geoeffnet"
HOECHSTENS = 20  # open pages that a sign-in remembers


def record_opening(request: HttpRequest, objekt: Model) -> None:
    """Write into the read log that somebody opened the page of ``objekt``; that it asks again by itself is no second look.

    The header alone proves nothing: what nobody opened in this sign-in is written down, whatever the request says of itself.
    """
    known, key = request.session.get(GEOEFFNET, []), str(objekt.pk)
    if "X-Hintergrund" in request.headers and key in known:
        return
    record_read(objekt)
    if key not in known:
        request.session[GEOEFFNET] = [*known, key][-HOECHSTENS:]
