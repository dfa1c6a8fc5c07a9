"""Health for the operator's monitoring: no personal data, no secrets."""

from django.db import connection
from django.db.models import Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import Gauge

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import oeffentlich

POSTAUSGANG_ALTER = Gauge(
    "postausgang_alter_sekunden", "Age of the oldest due message when last asked", multiprocess_mode="mostrecent"
)


@oeffentlich
def live(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process does."""
    return HttpResponse("ok", content_type="text/plain")


@oeffentlich
def bereit(request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages can be served (the database answers) and tell how old the oldest due message is.

    Shape: {"bereit": bool, "postausgang_alter_s": int}. A worker that is "alive but deaf" shows as a growing age.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    instant = uhr.now()
    oldest = Nachricht.objects.due(instant).aggregate(oldest=Min("faellig_ab"))["oldest"]
    age = int((instant - oldest).total_seconds()) if oldest else 0
    POSTAUSGANG_ALTER.set(age)
    return JsonResponse({"bereit": True, "postausgang_alter_s": age})
