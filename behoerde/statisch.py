"""Static files under their hashed names."""

from functools import lru_cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StatischeDateien(CompressedManifestStaticFilesStorage):
    """Looks each address up once for each process: a page draws fifty icons, and their file has one address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses = lru_cache(maxsize=1024)(super().url)

    def url(self, name: str, force: bool = False) -> str:
        return self._addresses(name, force)
