"""A "no" with a sentence that the user may read."""


class DomainError(Exception):
    """Refuse an action; ``text`` is translated and says what to do instead, ``code`` names the case for programs."""

    def __init__(self, text: str, code: str = ""):
        super().__init__(text)
        self.text = text
        self.code = code

    def __str__(self) -> str:
        return str(self.text)


class LinkUngueltig(DomainError):
    """The capability link is unknown, was replaced or has ended."""
