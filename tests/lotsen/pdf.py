"""What the checkers for PDF/UA find in a file."""

from pathlib import Path

import outloud
import pdfua


def ua_errors(content: bytes, folder: Path) -> list[str]:
    """Return what both checkers object to in ``content``; empty when everybody can have it read aloud."""
    path = folder / "pruefung.pdf"
    path.write_bytes(content)
    read = outloud.check(str(path))
    spoken = [finding.message for finding in read.findings if finding.severity == "error"]
    return [*([str(read.error)] if read.error else []), *spoken, *map(str, pdfua.validate(str(path)).findings)]
