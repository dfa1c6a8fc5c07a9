"""WeasyPrint at work; loaded with the first PDF, because it needs a system library and a second to load."""

import weasyprint
from weasyprint.urls import FatalURLFetchingError

from behoerde.kern.pdf.files import StaticFiles, base_url
from behoerde.kern.pdf.repair import repair


def write_pdf(html: str) -> bytes:
    """Return ``html`` as PDF/UA-1; raises FileNotFoundError when it names a static file that does not exist."""
    try:
        document = weasyprint.HTML(string=html, base_url=base_url(), url_fetcher=StaticFiles())
        return repair(document.write_pdf(pdf_variant="pdf/ua-1"))
    except FatalURLFetchingError as missing:  # no Exception: it would pass every handler of a request
        raise FileNotFoundError(str(missing)) from missing
