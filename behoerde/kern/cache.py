"""Cache on Valkey that falls back to the database, so sign-in and its rate limits never depend on Valkey."""

import time

import structlog
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
PAUSE = 5.0  # seconds until Valkey is asked again after a fault


def _falling_back(name: str):
    def method(self, *args, **kwargs):
        if time.monotonic() >= self._asleep_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except RedisError as fault:
                self.__class__._asleep_until = time.monotonic() + PAUSE
                log.warning("valkey_nicht_erreichbar", fehler=type(fault).__name__)
        return getattr(caches["datenbank"], name)(*args, **kwargs)

    method.__name__ = name
    return method


class AusfallsichererCache(RedisCache):
    """RedisCache whose every operation goes to the alias "datenbank" while Valkey does not answer."""

    _asleep_until = 0.0

    for _name in ("add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many", "clear"):
        locals()[_name] = _falling_back(_name)
    del _name
