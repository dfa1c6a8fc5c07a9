"""What holds for every test: no missing template variable, no form without CSRF token, an empty cache."""

import pytest
from django.core.cache import cache
from django.template.defaulttags import CsrfTokenNode
from django.utils import translation


@pytest.fixture(autouse=True)
def _strict_csrf_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django renders an empty token when the context has none; the form would then fail for every user."""
    render = CsrfTokenNode.render

    def render_strictly(self: CsrfTokenNode, context: object) -> str:
        html = render(self, context)
        if not html:
            pytest.fail("{% csrf_token %} was rendered without a token: pass the request to the template.")
        return html

    monkeypatch.setattr(CsrfTokenNode, "render", render_strictly)


@pytest.fixture(autouse=True)
def _clean_process() -> None:
    """Rate limits live in the cache and the language in the thread: neither may reach the next test."""
    cache.clear()
    translation.activate("de")
