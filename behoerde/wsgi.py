"""Entry point of the application server (WSGI)."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoerde.settings")

application = get_wsgi_application()
# What is loaded now stays: without this the garbage collection looks through all of it again in the middle of a request.
get_resolver().url_patterns  # noqa: B018 - loads every page
gc.collect()
gc.freeze()
# And what comes later is looked through in small portions: a whole look in the middle of a request took 50 to 80 ms.
gc.set_threshold(10_000, 20, 1_000)
