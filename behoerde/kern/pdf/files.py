"""Where a PDF may take style sheets, fonts and pictures from: our static files and nothing else."""

import mimetypes
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from fontTools.ttLib.woff2 import decompress  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PICTURES = "data:image/"  # carry their bytes themselves: nothing is read from anywhere


def base_url() -> str:
    """Return the address relative links start from, so that links printed in a PDF lead to the portal."""
    return f"{settings.ADRESSE.rstrip('/')}/"


class StaticFiles(URLFetcher):
    """Read static files from disk; refuse network, file system and every other scheme.

    A refused picture falls back to its alternative text; a missing static file ends the rendering, because a letter
    without its fonts must not leave the house.
    """

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        if url.startswith(PICTURES):
            return super().fetch(url, headers)
        name = _static_name(url)
        if name is None:
            raise ValueError(f"A PDF reads nothing from {url[:200]}")
        path = _find(name)
        if path is None:
            raise FatalURLFetchingError(f"The static file {name} is missing")
        content = _font(path, path.stat().st_mtime_ns) if path.suffix == ".woff2" else path.read_bytes()
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": content_type})


@lru_cache(maxsize=8)
def _font(path: Path, _changed: int) -> bytes:
    """Return an unpacked font; unpacking it again for every PDF would take most of the time."""
    unpacked = BytesIO()
    decompress(BytesIO(path.read_bytes()), unpacked)
    return unpacked.getvalue()


def _static_name(url: str) -> str | None:
    """Return the name of a static file below STATIC_URL, None for every other address."""
    start = urljoin(base_url(), settings.STATIC_URL)
    plain = urlsplit(url)._replace(query="", fragment="").geturl()
    return unquote(plain.removeprefix(start)) if plain.startswith(start) else None


def _find(name: str) -> Path | None:
    """Return the source of ``name``, or its collected copy when the name carries a hash."""
    try:
        found = finders.find(name)
        if not found and settings.STATIC_ROOT and staticfiles_storage.exists(name):
            found = staticfiles_storage.path(name)
    except SuspiciousFileOperation:
        return None
    return Path(found) if found and Path(found).is_file() else None
