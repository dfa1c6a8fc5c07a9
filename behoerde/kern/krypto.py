"""Encryption of few fields and keyed hashes for equality search; keys come from the settings, newest first."""

import hashlib
import hmac
import unicodedata
from datetime import date
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


@cache
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("FELD_SCHLUESSEL is empty: set at least one Fernet key.")
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Return ``text`` as a Fernet token of the newest key; the empty text stays empty."""
    return _ring(tuple(settings.FELD_SCHLUESSEL)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """Return the text of ``token``; raises InvalidToken when no key of the list fits."""
    return _ring(tuple(settings.FELD_SCHLUESSEL)).decrypt(token.encode()).decode() if token else ""


def rotate(token: str) -> str:
    """Return ``token`` under the newest key."""
    return _ring(tuple(settings.FELD_SCHLUESSEL)).rotate(token.encode()).decode() if token else ""


def encrypt_content(content: bytes) -> bytes:
    """Return ``content`` as a Fernet token of the newest key."""
    return _ring(tuple(settings.FELD_SCHLUESSEL)).encrypt(content)


def decrypt_content(token: bytes) -> bytes:
    """Return the content of ``token``; raises InvalidToken when no key fits or somebody changed it."""
    return _ring(tuple(settings.FELD_SCHLUESSEL)).decrypt(token)


def rotate_content(token: bytes) -> bytes:
    """Return ``token`` under the newest key."""
    return _ring(tuple(settings.FELD_SCHLUESSEL)).rotate(token)


class VerschluesseltesFeld(models.TextField):
    """Text that the database only sees encrypted; it can't be searched or sorted."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else decrypt(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return None if value is None else encrypt(value)


def keyed_hash(*parts: str) -> str:
    """Return 64 hex digits that only this office can compute for ``parts``."""
    message = "\x1f".join(parts).encode()
    return hmac.new(settings.HASH_SCHLUESSEL.encode(), message, hashlib.sha256).hexdigest()


def fold(name: str) -> str:
    """Return ``name`` without accents, case, spaces and punctuation: how two spellings are compared."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    return "".join(char for char in decomposed if char.isalnum())


def hash_person(vorname: str, nachname: str, geburtsdatum: date) -> str:
    """Return the keyed hash by which one living concern per person and Leistung is kept."""
    return keyed_hash("person", fold(vorname), fold(nachname), geburtsdatum.isoformat())


__all__ = [
    "InvalidToken",
    "VerschluesseltesFeld",
    "decrypt",
    "decrypt_content",
    "encrypt",
    "encrypt_content",
    "fold",
    "hash_person",
    "keyed_hash",
    "rotate",
    "rotate_content",
]
