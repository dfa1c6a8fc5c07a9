"""The portal with one address more, for comparison."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoerde.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - set up by the call above

settings.ROOT_URLCONF = "tests.messungen.urls"
