"""What holds for every test: no missing template variable, no form without CSRF token, an empty cache."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.template.defaulttags import CsrfTokenNode
from django.utils import translation

from tests.vorlage import create_test_db


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Copy a migrated template: migrating takes longer than most runs."""
    with django_db_blocker.unblock():
        before = create_test_db()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(autouse=True)
def _no_ereignis_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """The flush after a test that commits knows Django's tables only; the partitioned one is emptied here."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")  # so that this ends before the database does
    yield
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE kern_ereignis")


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
    caches["prozess"].clear()
    translation.activate("de")
