import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as ValkeyAway

from behoerde.kern.cache import AusfallsichererCache

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead(settings, monkeypatch):
    """The default cache, whose Valkey refuses every connection."""
    away = {"BACKEND": "behoerde.kern.cache.AusfallsichererCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = settings.CACHES | {"default": away}
    monkeypatch.setattr(AusfallsichererCache, "_asleep_until", 0.0)
    caches["datenbank"].clear()
    return caches["default"]


def test_values_are_kept_in_the_database_while_valkey_is_away(dead):
    dead.set("a", [1, 2], 60)
    assert (dead.get("a"), caches["datenbank"].get("a"), dead.get("fehlt", "nichts")) == ([1, 2], [1, 2], "nichts")


def test_locks_hold_while_valkey_is_away(dead):
    assert (dead.add("sperre", 1, 60), dead.add("sperre", 1, 60)) == (True, False)
    dead.delete("sperre")
    assert dead.add("sperre", 1, 60) is True


def test_counters_count_while_valkey_is_away(dead):
    dead.set("n", 1, 60)
    assert dead.incr("n") == 2


def test_valkey_is_not_asked_again_at_once(dead, monkeypatch):
    asked = []

    def refuse(self, key, *args, **kwargs):
        asked.append(key)
        raise ValkeyAway

    monkeypatch.setattr(RedisCache, "get", refuse)
    assert [dead.get("a"), dead.get("b")] == [None, None]
    assert asked == ["a"]
