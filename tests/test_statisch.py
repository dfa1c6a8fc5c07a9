"""Static files are found under their hashed names, looked up once."""

from django.core.files.base import ContentFile

from behoerde.statisch import StatischeDateien


def test_an_address_is_looked_up_once(tmp_path, monkeypatch):
    storage = StatischeDateien(location=tmp_path, base_url="/static/")
    storage._save("a.svg", ContentFile(b"<svg/>"))
    looked_up: list[str] = []
    monkeypatch.setattr(storage, "stored_name", lambda name: looked_up.append(name) or "a.0123.svg")
    assert [storage.url("a.svg") for _n in range(3)] == ["/static/a.0123.svg"] * 3
    assert looked_up == ["a.svg"]
