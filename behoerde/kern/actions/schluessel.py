"""Bring everything that is encrypted under the newest key, so that an old one can be taken off the list."""

from collections.abc import Iterator

import pgtrigger
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models

from behoerde.kern.dateien import ablage
from behoerde.kern.db import System, als
from behoerde.kern.krypto import VerschluesseltesFeld, rotate
from behoerde.kern.models import Datei

STAPEL = 500


def reencrypt() -> int:
    """Encrypt every protected field and second factor anew and return the number of rows; safe to repeat."""
    changed = 0
    with pgtrigger.ignore():  # rows that stay as they were written do: another key changes no word, and no history tells of it
        for model, names in _protected():
            rows = list(model._default_manager.only("pk", *names))
            model._default_manager.bulk_update(rows, names, batch_size=STAPEL)  # writing encrypts with the newest key
            changed += len(rows)
    for factor in Authenticator.objects.all():
        factor.data |= {name: rotate(factor.data[name]) for name in ("secret", "seed") if factor.data.get(name)}
        factor.save(update_fields=["data"])
        changed += 1
    return changed


def reencrypt_contents() -> int:
    """Encrypt every content of a Datei anew and return their number; outside of any transaction, safe to repeat."""
    with als(System.AUFGABE):
        names = list(Datei.objects.exclude(ablage="").values_list("ablage", flat=True))
    changed = 0
    for name in names:
        try:
            ablage.rotate(name)
        except FileNotFoundError:  # deleted meanwhile; when it is lost, ``doctor`` says so
            continue
        changed += 1
    return changed


def _protected() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_models():
        if names := [field.name for field in model._meta.concrete_fields if isinstance(field, VerschluesseltesFeld)]:
            yield model, names
