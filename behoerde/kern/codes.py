"""Codes that people read, type and say aloud."""

import secrets

ZEICHEN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread or misheard


def new_code(length: int) -> str:
    """Return ``length`` characters drawn at random."""
    return "".join(secrets.choice(ZEICHEN) for _n in range(length))


def new_pair() -> str:
    """Return a code in two parts, "7KM-4PX"."""
    return f"{new_code(3)}-{new_code(3)}"
