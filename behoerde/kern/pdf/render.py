"""From a template to a PDF/UA-1 file."""

import re
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from behoerde.systempakete import has_pango

TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)  # WeasyPrint keeps line breaks of the template
FONTS = "extern/schrift-druck.css"  # made at set-up time


class PdfUnavailable(DomainError):
    """This machine cannot make PDFs: Pango or the fonts are missing."""

    def __init__(self) -> None:
        super().__init__(
            _("Wir können gerade keine PDF-Datei erstellen. Bitte drucken Sie die Seite mit Ihrem Browser aus."),
            code="pdf_nicht_verfuegbar",
        )


def pdf_available() -> bool:
    """Return whether this machine can make PDFs."""
    return has_pango() and finders.find(FONTS) is not None


def render_pdf(template: str, context: dict[str, Any], *, sprache: str) -> bytes:
    """Return ``template``, which extends ``pdf/basis.html``, in ``sprache`` as PDF/UA-1; equal input gives equal bytes.

    Relative links lead to the portal (setting ADRESSE). Raises PdfUnavailable when Pango or the fonts are missing,
    FileNotFoundError when the template names a static file that does not exist.
    """
    if not pdf_available():
        raise PdfUnavailable
    with translation.override(sprache):
        page = render_to_string(template, {**context, **_frame(sprache)})
    html = TITLE.sub(r"<title>\1</title>", page, count=1)
    from behoerde.kern.pdf.write import write_pdf  # noqa: PLC0415 - WeasyPrint needs Pango, and a second to load

    return write_pdf(html)


def pdf_response(content: bytes, filename: str, *, laden: bool = False) -> HttpResponse:
    """Return a PDF to look at or, with ``laden``, to keep."""
    disposition = content_disposition_header(as_attachment=laden, filename=filename)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _frame(sprache: str) -> dict[str, Any]:
    """Return what ``pdf/basis.html`` needs, named as on pages; ``seitenzahl`` are the words around the two counters."""
    # Translators: the page number stands before the number of pages in every language.
    before, between, after = _("Seite %(seite)s von %(seiten)s").replace("%(seiten)s", "%(seite)s").split("%(seite)s")
    return {
        "behoerde": settings.BEHOERDE,
        "seite": {
            "code": sprache,
            "lang": sprache.split("-", maxsplit=1)[0],
            "dir": "rtl" if translation.get_language_info(sprache)["bidi"] else "ltr",
        },
        "seitenzahl": {"davor": before, "dazwischen": between, "danach": after},
    }
