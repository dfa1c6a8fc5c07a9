"""The local mailbox of the example office: what the sink and the SMS file backend received. Only while DEBUG is on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import nh3
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.rechte import Oeffentlich, oeffentlich

JE_SEITE = 50
# Nothing in a mail may run, load or navigate, whatever the sanitiser let through.
SANDKASTEN = "sandbox; default-src 'none'; img-src data:"


@dataclass(frozen=True)
class Sendung:
    """One received message: ``anhaenge`` are (index, file name)."""

    name: str
    art: str
    an: str
    betreff: str
    zeit: datetime
    text: str
    html: str = ""
    anhaenge: tuple[tuple[int, str], ...] = ()


def _files() -> list[Path]:
    found = [path for path in settings.MAIL_ABLAGE.glob("*") if path.suffix in {".eml", ".sms"}]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _find(name: str) -> Path:
    """Return the file called ``name``; Http404 for anything that is not in the list."""
    if not settings.DEBUG:
        raise Http404
    path = next((path for path in _files() if path.name == name), None)
    if path is None:
        raise Http404
    return path


def _mail(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)


def _body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return part.get_content() if part else ""


def _read(path: Path) -> Sendung:
    received = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if path.suffix == ".sms":
        number, _newline, text = path.read_text(encoding="utf-8").partition("\n")
        return Sendung(path.name, "sms", number, text[:60], received, text)
    mail = _mail(path)
    attachments = tuple((index, part.get_filename() or "") for index, part in enumerate(mail.iter_attachments()))
    subject, to = str(mail["Subject"] or ""), str(mail["To"] or mail["X-Empfaenger"] or "")
    return Sendung(path.name, "email", to, subject, received, _body(mail, "plain"), _body(mail, "html"), attachments)


class PostfachView(Oeffentlich, TemplateView):
    """List what arrived, newest first; ``?an=`` keeps one recipient."""

    template_name = "kern/postfach.html"

    def get_context_data(self, **kwargs) -> dict:
        if not settings.DEBUG:
            raise Http404
        an = self.request.GET.get("an", "").strip()
        found = [sendung for sendung in map(_read, _files()) if an.lower() in sendung.an.lower()]
        return super().get_context_data(
            page_obj=Paginator(found, JE_SEITE).get_page(self.request.GET.get("page")), an=an, **kwargs
        )


class SendungView(Oeffentlich, TemplateView):
    """Show one message: its text, its attachments and the way to its HTML."""

    template_name = "kern/postfach_sendung.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(sendung=_read(_find(kwargs["name"])), **kwargs)


@oeffentlich
def sendung_html(request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML part, sanitised and in a sandbox."""
    sendung = _read(_find(name))
    body = mark_safe(nh3.clean(sendung.html))  # noqa: S308 - sanitised
    page = format_html(
        '<!doctype html><html lang="de"><meta charset="utf-8"><title>{}</title>{}', sendung.betreff or _("Nachricht"), body
    )
    return HttpResponse(page, headers={"Content-Security-Policy": SANDKASTEN})


@oeffentlich
def sendung_anhang(request: HttpRequest, name: str, nummer: int) -> HttpResponse:
    """Hand out one attachment as a download."""
    parts = dict(enumerate(_mail(_find(name)).iter_attachments()))
    if nummer not in parts:
        raise Http404
    content = parts[nummer].get_content()
    data = content.encode() if isinstance(content, str) else bytes(content)
    response = HttpResponse(data, content_type=parts[nummer].get_content_type())
    filename = "".join(char for char in parts[nummer].get_filename() or "anhang" if char.isalnum() or char in "._-")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Content-Security-Policy"] = SANDKASTEN
    return response
