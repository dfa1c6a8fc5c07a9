"""The portal's addresses and one plain view to compare with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from behoerde.kern.models import Standort
from behoerde.kern.rechte import oeffentlich


@oeffentlich
def one_query(request: HttpRequest) -> HttpResponse:
    """Answer with one row: what any Django page costs at least."""
    return HttpResponse(str(Standort.objects.first()))


handler500 = "behoerde.kern.views.fehler.server_error"
urlpatterns = [path("messung/eine-abfrage", one_query), path("", include("behoerde.urls"))]
