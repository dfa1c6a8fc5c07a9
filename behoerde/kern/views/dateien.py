"""Files for the staff: the only address under which a content leaves the portal."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.generic import View

from behoerde.kern import register
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.models import Datei
from behoerde.kern.rechte import Recht, RechtRequired

# Nothing in a file may run, load, send or navigate, whatever the cleaning let through. The viewers that browsers bring for
# PDFs are scripts themselves and stay blank in a stricter sandbox; the content still gets no origin and loads nothing.
SANDKASTEN = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
SANDKASTEN_PDF = f"{SANDKASTEN} allow-scripts"


class DateiView(RechtRequired, View):
    """Hand out one scanned file to whom the owner of its purpose allows it; for everybody else it does not exist."""

    recht = Recht.ARBEITSPLATZ

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        datei = get_object_or_404(Datei, pk=pk, status=Datei.Status.FREI)
        if not register.darf_datei_sehen(request.user, datei.zweck, datei.objekt_id):
            record_read(datei, vorgang="verweigert")
            raise Http404
        record_read(datei)
        headers = {
            "Content-Disposition": content_disposition_header(as_attachment="laden" in request.GET, filename=datei.name),
            "Content-Security-Policy": SANDKASTEN_PDF if datei.medientyp == Datei.Medientyp.PDF else SANDKASTEN,
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store, private",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        }
        # The whole content at once: read and decrypted inside the transaction of this request, nothing follows after it.
        return HttpResponse(datei.read(), content_type=datei.medientyp, headers=headers)
