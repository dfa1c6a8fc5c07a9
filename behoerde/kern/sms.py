"""SMS is a port: a file for trial and tests, one generic HTTP gateway for real."""

from typing import Protocol

import requests
from django.conf import settings


class SmsBackend(Protocol):
    def send(self, nummer: str, text: str, schluessel: str) -> None:
        """Hand ``text`` over for ``nummer`` (E.164); ``schluessel`` is equal for a repeated try. Raises on any fault."""


class DateiBackend:
    """Write each SMS into a file of the data folder, for trial and tests."""

    def send(self, nummer: str, text: str, schluessel: str) -> None:
        folder = settings.MAIL_ABLAGE
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{schluessel}.sms").write_text(f"{nummer}\n{text}\n", encoding="utf-8")


class HttpBackend:
    """POST {"to", "text", "reference"} as JSON to SMS_URL with SMS_SCHLUESSEL as bearer token."""

    def send(self, nummer: str, text: str, schluessel: str) -> None:
        response = requests.post(
            settings.SMS_URL,
            json={"to": nummer, "text": text, "reference": schluessel},
            headers={"Authorization": f"Bearer {settings.SMS_SCHLUESSEL}", "Idempotency-Key": schluessel},
            timeout=10,
            allow_redirects=False,
        )
        response.raise_for_status()
