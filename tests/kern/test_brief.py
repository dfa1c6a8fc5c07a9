import pytest

from behoerde.kern.brief import sms_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ш" * 70, 1),
        ("ш" * 71, 2),
        ("ş" + "a" * 70, 2),
        ("", 1),
    ],
)
def test_sms_parts(text, parts):
    assert sms_parts(text) == parts
