"""Settings of files that people send: where they lie, who scans them, how many there may be."""

from behoerde.env import BASE_DIR, env

__all__ = [
    "CLAMD",
    "DATEIEN",
    "DATEIEN_GRENZEN",
    "DATEIEN_OHNE_PRUEFUNG",
    "FILE_UPLOAD_HANDLERS",
    "FILE_UPLOAD_MAX_MEMORY_SIZE",
]

DATEIEN = BASE_DIR / env("DATEIEN", default=".daten/dateien")  # contents, encrypted with FELD_SCHLUESSEL
DATEIEN_GRENZEN = env.list("DATEIEN_GRENZEN", default=["120/h", "1200/h"])  # files per address, per network
CLAMD = env("CLAMD", default="")  # scanner: tcp://host:port or unix:///path; without it files stay in quarantine
DATEIEN_OHNE_PRUEFUNG = env.bool("DATEIEN_OHNE_PRUEFUNG", False)  # trial: without scanner files pass unseen
# Small requests stay in memory; larger ones wait in the folder for temporary files (memory in docker-compose.yml).
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024**2
FILE_UPLOAD_HANDLERS = [
    "behoerde.kern.dateien.menge.Mengengrenze",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
