"""Files as people send them."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from behoerde.kern.actions.datei import take_file
from behoerde.kern.models import Datei
from tests.kern import evil


def upload(name: str = "pass.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, evil.jpeg() if content is None else content)


def taken(name: str = "pass.jpg", content: bytes | None = None, **where) -> Datei:
    """A file in quarantine, of an object of its own unless ``where`` names zweck and objekt_id."""
    return take_file(upload=upload(name, content), **({"zweck": "probe", "objekt_id": uuid4()} | where))
