"""Pages for everybody: start, languages, accessibility, privacy, imprint."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View

from behoerde.kern import register
from behoerde.kern.holdings import fristen
from behoerde.kern.rechte import Oeffentlich
from behoerde.kern.views import musterseite

# What "Welcome" is in the languages of the clients; shown whether or not the portal speaks them yet.
GRUESSE = {
    "de": "Willkommen",
    "en": "Welcome",
    "uk": "Ласкаво просимо",
    "ru": "Добро пожаловать",
    "ar": "أهلاً وسهلاً",
    "fa": "خوش آمدید",
    "tr": "Hoş geldiniz",
    "fr": "Bienvenue",
    "es": "Bienvenidos",
    "pl": "Witamy",
    "ro": "Bun venit",
}
STAND_BARRIEREFREIHEIT = date(2026, 11, 23)


class StartView(Oeffentlich, TemplateView):
    """Greet in every language of the portal and open the doors that the apps bring (``Kachel("start", …)``)."""

    template_name = "kern/start.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(gruesse=GRUESSE, **kwargs)


class SymbolView(Oeffentlich, View):
    """Send browsers to the door: they ask for ``/favicon.ico`` wherever a page names no icon (PDF, calendar, JSON)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(static("bild/tuer.svg"))


class SpracheView(Oeffentlich, TemplateView):
    """List the languages; ``?wahl=`` keeps one in a cookie and returns to the own path in ``?weiter=``."""

    template_name = "kern/sprache.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        wahl = request.GET.get("wahl", "")
        if wahl not in dict(settings.LANGUAGES):
            return super().get(request, *args, **kwargs)
        response = HttpResponseRedirect(_own_path(request))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wahl,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
        return response


def _own_path(request: HttpRequest) -> str:
    """Return ``?weiter=`` when it is a path of this portal, else the start page."""
    weiter = request.GET.get("weiter", "")
    own = weiter.startswith("/") and url_has_allowed_host_and_scheme(weiter, allowed_hosts=None)
    return weiter if own else reverse("start")


class BarrierefreiheitView(Oeffentlich, TemplateView):
    """Accessibility statement: § 12b BGG, BITV 2.0, WCAG 2.2."""

    template_name = "kern/barrierefreiheit.html"
    extra_context = {"stand": STAND_BARRIEREFREIHEIT}


class DatenschutzView(Oeffentlich, TemplateView):
    """Say what is kept, why and how long; the table is the register that the erasure job works from."""

    template_name = "kern/datenschutz.html"

    def get_context_data(self, **kwargs):
        periods = fristen()
        eintraege = [
            {"was": apps.get_model(entry.modell)._meta.verbose_name, "eintrag": entry, "tage": periods[entry.modell].days}
            for entry in register.alle(register.Personenbezug)
        ]
        return super().get_context_data(eintraege=eintraege, **kwargs)


class ImpressumView(Oeffentlich, TemplateView):
    template_name = "kern/impressum.html"


class BausteineView(Oeffentlich, TemplateView):
    """Show every component of one frame in every state; only while DEBUG is on."""

    RAHMEN = {
        "klient": "kern/bausteine.html",
        "werkbank": "kern/bausteine_werkbank.html",
        "anzeige": "kern/bausteine_anzeige.html",
    }

    def get_template_names(self) -> list[str]:
        return [self.RAHMEN[self.kwargs["rahmen"]]]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**musterseite.context(self.request), **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Show the form for files as it looks after it was sent."""
        return self.get(request, *args, **kwargs)
