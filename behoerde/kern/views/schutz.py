"""Tasks for devices that prove their work."""

import re

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from behoerde.kern.actions.schutz import create_aufgabe
from behoerde.kern.rechte import oeffentlich

ZWECK = re.compile(r"[a-z0-9_]{1,40}")


@oeffentlich
@require_safe
@never_cache
def aufgabe(request: HttpRequest) -> HttpResponse:
    """Answer a new task of ALTCHA for the form named by ``?zweck=``."""
    zweck = request.GET.get("zweck", "")
    if not ZWECK.fullmatch(zweck):
        raise Http404
    return JsonResponse(create_aufgabe(zweck))
