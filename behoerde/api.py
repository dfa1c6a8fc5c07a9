"""The JSON API: one description for all apps at /api/v1/schema. No page of it loads anything from outside."""

from django.urls import URLPattern, path
from ninja import NinjaAPI

from behoerde.kern.api import install
from behoerde.kern.rechte import oeffentlich
from termine.api import router as termine_router
from termine.api_buchung import router as buchung_router

api = NinjaAPI(
    title="Ausländerbehörde – Ihr Partner! JSON API",
    version="1.0.0",
    docs_url=None,
    openapi_url="/schema",
    urls_namespace="api",
)
install(api)
api.add_router("", termine_router)
api.add_router("", buchung_router)


def _public(entry: URLPattern) -> URLPattern:
    """Declare the address like every other one; ninja builds its views itself."""
    return path(str(entry.pattern), oeffentlich(entry.callback), entry.default_args, entry.name)


urls = ([_public(entry) for entry in api.urls[0] if isinstance(entry, URLPattern)], "api", "api")
