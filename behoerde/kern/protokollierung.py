"""Structured logs with a request id and without personal data."""

import logging.config
import re
from typing import Any

import structlog

# Addresses that open something to whoever knows them must not stand in a log.
_LINK = re.compile(
    r"(?<=[/=])[A-Za-z0-9_-]{22}(?=[/?&]|$)|(?<=%2F)[A-Za-z0-9_-]{22}(?=%2F|&|$)"
    # Tokens of surveys have another form; beside a time they would say who answered when.
    r"|(?<=/umfrage/)(?!abmelden|personalrat)[\w.-]{8,}|(?<=umfrage%2F)(?!abmelden|personalrat)[\w.-]{8,}"
)
# PostgreSQL repeats the offending values there.
_DETAIL = re.compile(r"(DETAIL|CONTEXT):.*")
_DROP = ("ip", "user_agent", "user_id")


def redact(_logger, _name, event: dict) -> dict:
    """Replace capability tokens in every text and drop what names a person."""
    for key in _DROP:
        event.pop(key, None)
    return {key: _DETAIL.sub("…", _LINK.sub("…", value)) if isinstance(value, str) else value for key, value in event.items()}


def configure(options: dict) -> None:
    """Set up logging; ``format`` is "json" or "text"."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        redact,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if options["format"] == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structlog": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structlog"}},
            "root": {"handlers": ["stderr"], "level": options["level"]},
            "loggers": {
                "django.server": {"level": "WARNING"},
                "fontTools": {"level": "ERROR"},
                "weasyprint": {"level": "ERROR"},
                "pikepdf": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
