"""Settings of the tests: the real ones, with everything that leaves the process or is shared replaced."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("TEST", "1")
if not os.environ.get("DATABASE_URL"):
    # pytest was called without the Makefile: bring the servers up for as long as this process lives.
    from tests.umgebung import start_servers

    start_servers()

from behoerde.settings import *  # noqa: F403 - the environment must stand before
from behoerde.settings import CACHES

CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
DATEIEN = Path(tempfile.mkdtemp(prefix="dateien-"))
atexit.register(shutil.rmtree, DATEIEN, ignore_errors=True)
CELERY_BROKER_URL = "memory://"
DEBUG = False
LESEPROTOKOLL_EIGENE_VERBINDUNG = False  # rows of a second connection would reach the next test
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # no collected files in unit tests, and no warning about that
