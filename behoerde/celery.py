"""Celery is the executor only: everything that must not be lost lives in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoerde.settings")

app = Celery("behoerde")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
