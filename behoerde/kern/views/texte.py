"""Every message the portal writes, as people get it: preview in each language, and a test of it."""

from functools import cached_property
from typing import Any

import nh3
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, gettext, override
from django.views.generic import FormView, TemplateView

from behoerde.kern import register
from behoerde.kern.actions.probe import send_probe
from behoerde.kern.brief import has_mail, has_sms, sms_parts, write_mail, write_sms
from behoerde.kern.forms import ProbeForm
from behoerde.kern.queries import say_anlass
from behoerde.kern.rechte import Recht, RechtRequired

ERLAUBT = {**nh3.ALLOWED_ATTRIBUTES, "a": nh3.ALLOWED_ATTRIBUTES["a"] | {"dir"}}


class TexteView(RechtRequired, TemplateView):
    """All messages by their subject."""

    recht = Recht.KATALOG_BEARBEITEN
    template_name = "kern/nachricht_texte.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {"name": entry.name, "betreff": say_anlass(entry.name), "mail": has_mail(entry), "sms": has_sms(entry)}
            for entry in register.alle(register.Anlass)
        ]
        return super().get_context_data(rows=rows, **kwargs)


class TextView(RechtRequired, FormView):
    """One message in one language (``?sprache=``) with invented content; POST sends it as a test."""

    recht = Recht.KATALOG_BEARBEITEN
    form_class = ProbeForm
    template_name = "kern/nachricht_text.html"

    @cached_property
    def anlass(self) -> register.Anlass:
        try:
            return register.anlass(self.kwargs["name"])
        except KeyError:
            raise Http404 from None

    @cached_property
    def sprache(self) -> str:
        asked = self.request.GET.get("sprache", "de")
        return asked if asked in dict(settings.LANGUAGES) else "de"

    def get_form_kwargs(self) -> dict[str, Any]:
        wege = {"email": has_mail(self.anlass), "sms": has_sms(self.anlass)}
        return super().get_form_kwargs() | {"wege": [weg for weg, goes in wege.items() if goes], "email": self.request.user.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        info = get_language_info(self.sprache)
        return super().get_context_data(
            titel=say_anlass(self.anlass.name),
            sprachen=settings.LANGUAGES,
            sprache=self.sprache,
            lang=self.sprache.split("-")[0],
            dir="rtl" if info["bidi"] else "ltr",
            **self.shown(),
            **kwargs,
        )

    def shown(self) -> dict[str, Any]:
        """Return the message as it is written."""
        with override(self.sprache):
            context = self.anlass.beispiel()
            brief = write_mail(self.anlass, context, self.sprache) if has_mail(self.anlass) else None
            sms = write_sms(self.anlass, context) if has_sms(self.anlass) else ""
        return {"brief": brief, "html": _clean(brief.html) if brief else "", "sms": sms, "teile": sms_parts(sms) if sms else 0}

    def form_valid(self, form: ProbeForm) -> HttpResponse:
        mobil = form.cleaned_data["mobil"]
        send_probe(anlass=self.anlass, sprache=self.sprache, user=self.request.user, mobil=mobil)
        messages.success(
            self.request, gettext("Die Testnachricht geht an %(adresse)s.") % {"adresse": mobil or self.request.user.email}
        )
        return redirect(f"{reverse('kern:nachricht_text', args=[self.anlass.name])}?sprache={self.sprache}")


def _clean(html: str) -> SafeString:
    """Return the body of a message without anything that could act on our page."""
    body = html.partition("<body>")[2].rpartition("</body>")[0]
    return mark_safe(nh3.clean(body, attributes=ERLAUBT))  # noqa: S308 - sanitised
