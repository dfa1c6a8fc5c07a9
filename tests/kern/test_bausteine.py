import re
from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from pytest_django.asserts import assertHTMLEqual

from behoerde.kern import register
from behoerde.kern.register import Kachel
from behoerde.kern.templatetags import bausteine
from behoerde.oberflaeche import ROOT, ZEICHEN


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


@pytest.fixture
def leeres_register(monkeypatch):
    monkeypatch.setattr(register, "_register", register._Register())


def test_zeichen_is_hidden_from_readers():
    assertHTMLEqual(
        rendered('{% zeichen "check" "klein" %}'),
        '<svg class="zeichen zeichen--klein" aria-hidden="true" focusable="false">'
        '<use href="/static/extern/zeichen.svg#check"></use></svg>',
    )


def test_zeichen_with_label_is_a_picture():
    assertHTMLEqual(
        rendered('{% zeichen "arrow-left" label="Zurück" %}'),
        '<svg class="zeichen zeichen--richtung" role="img" aria-label="Zurück" focusable="false">'
        '<use href="/static/extern/zeichen.svg#arrow-left"></use></svg>',
    )


def test_zeichen_unknown_is_refused():
    with pytest.raises(TemplateSyntaxError, match="Unknown icon 'einhorn'"):
        rendered('{% zeichen "einhorn" %}')


def test_zeichen_named_in_templates_are_in_the_sprite():
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "behoerde" / "kern" / "templates").rglob("*.html")]
    pattern = r"""(?:{% zeichen |symbol=)["']([a-z0-9-]+)["']"""
    used = {name for path in sources for name in re.findall(pattern, path.read_text(encoding="utf-8"))}
    assert used - set(ZEICHEN) == set()


def test_kacheln_stand_in_their_order(leeres_register):
    register.add(
        Kachel("start", "_bausteine/ampel.html", lambda request: {"art": "gut", "text": "zweite"}, order=2),
        Kachel("start", "_bausteine/ampel.html", lambda request: {"art": "gut", "text": "erste"}, order=1),
        Kachel("start", "_bausteine/ampel.html", lambda request: None, order=3),
        Kachel("woanders", "_bausteine/ampel.html", lambda request: {"art": "gut", "text": "fremd"}),
    )
    html = rendered('{% kacheln "start" %}', request=RequestFactory().get("/"))
    assert re.findall("erste|zweite|fremd", html) == ["erste", "zweite"]


def test_kacheln_without_request_are_empty(leeres_register):
    register.add(Kachel("start", "_bausteine/ampel.html", lambda request: {"art": "gut", "text": "erste"}))
    assert rendered('{% kacheln "start" %}') == ""


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (1, "1 Minute"),
        (45, "45 Minuten"),
        (60, "1 Stunde"),
        (90, "1 Stunde 30 Minuten"),
        (121, "2 Stunden 1 Minute"),
        (0, "0 Minuten"),
    ],
)
def test_dauer_in_words(minutes, text):
    assert bausteine.dauer(minutes) == text


@pytest.mark.parametrize(("amount", "text"), [(67, "67\u00a0€"), (37.5, "37,50\u00a0€"), (0, "kostenlos")])
def test_euro_in_german(amount, text):
    assert bausteine.euro(amount) == text


def test_ltr_isolates_and_escapes():
    assertHTMLEqual(bausteine.ltr("7KM<4PX"), '<bdi class="ltr" dir="ltr">7KM&lt;4PX</bdi>')


def test_telefonlink_keeps_digits_and_plus():
    assert bausteine.telefonlink("+49 123 45-60") == "tel:+491234560"


def test_schrittfolge_marks_the_current_step():
    assert bausteine.schrittfolge(4, 2) == ["fertig", "jetzt", "", ""]


def test_datum_filters_take_a_day():
    assert rendered("{{ tag|datum_lang }}|{{ tag|datum }}|{{ tag|datum_kurz }}", tag=date(2026, 3, 1)) == (
        "Sonntag, 1. März 2026|1. März 2026|So, 1. März"
    )


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 KB"), (812_000, "793 KB"), (1024**2 - 1, "1024 KB"), (1024**2, "1,0 MB"), (2_412_000, "2,3 MB")]
)
def test_dateigroesse_in_words(count, text):
    assert bausteine.dateigroesse(count) == text.replace(" ", "\N{NO-BREAK SPACE}")
