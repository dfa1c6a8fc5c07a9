"""Pages for what went wrong: they say what to do next and never lose what was typed.

Those for 500 and 503 ask nothing of the database and run no context processor.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import escape_leading_slashes

from behoerde.kern.context_processors import page_context


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):  # only files are that large; what was typed is still in the browser
        return _without_database(request, "413.html", 413)
    return _without_database(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose key is missing or too old; going back keeps what was typed."""
    return _without_database(request, "403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _without_database(request, "500.html", 500)


def stoerung(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away; a POST can be sent again with the same fields and the same key."""
    fields, left_out = _posted(request)
    context = {
        "felder": fields,
        "ausgelassen": left_out,
        "ist_post": request.method == "POST",
        "pfad": escape_leading_slashes(request.get_full_path()),
    }
    response = _without_database(request, "503.html", 503, context)
    response["Retry-After"] = "10"
    return response


def _posted(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """Return the typed (name, value) pairs and whether a file or a password had to be left out.

    The posted CSRF token is among them, never a new one: a form sent from elsewhere stays refused.
    """
    if request.method != "POST":
        return [], False
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        files = bool(request.FILES)
    except (RawPostDataException, UnreadablePostError):
        return [], True
    kept = [(name, value) for name, value in pairs if "password" not in name.lower()]
    return kept, files or len(kept) < len(pairs)


def _without_database(request: HttpRequest, template: str, status: int, context: dict | None = None) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        html = render_to_string(template, {**page_context(request), "messages": [], **(context or {})})
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})
