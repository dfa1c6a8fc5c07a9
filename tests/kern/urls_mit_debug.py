"""The addresses of the example office beside all others: tests run with DEBUG off, when they are not routed."""

from behoerde.kern.urls_debug import urlpatterns as debug_urlpatterns
from behoerde.urls import handler400, handler403, handler404, handler500
from behoerde.urls import urlpatterns as office_urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*office_urlpatterns, *debug_urlpatterns]
