"""The own visits in the own calendar program: a page to make the address, and the address itself."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from behoerde.kern.rechte import Oeffentlich, Recht, RechtRequired
from termine.actions.heute_kalender import create_kalenderabo, end_kalenderabo, hash_token
from termine.kalender import MEDIA_TYPE, as_feed
from termine.models import Kalenderabo
from termine.queries.heute_kalender import holder, own_visits


class KalenderaboView(RechtRequired, TemplateView):
    """Make the address, or with ``?neu`` another one; it stands on the page that answers, and never again."""

    recht = Recht.TERMINE_SEHEN
    template_name = "termine/heute_kalender.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "beenden" in request.POST:
            end_kalenderabo(request.user)
            messages.success(request, _("Die Kalenderadresse gilt nicht mehr."))
            return redirect("termine:heute_kalender")
        if self._abo() and "neu" not in request.POST:  # sent twice, or the page was old: nothing that works is broken
            return redirect("termine:heute_kalender")
        token = create_kalenderabo(request.user)
        path = reverse("termine:kalenderabo", args=[token])
        response = self.render_to_response(self.get_context_data(adresse=settings.ADRESSE.rstrip("/") + path))
        response["Cache-Control"] = "no-store"
        return response

    def _abo(self) -> Kalenderabo | None:
        return Kalenderabo.objects.filter(user=self.request.user).first()

    def get_context_data(self, adresse: str = "", **kwargs: Any) -> dict[str, Any]:
        neu = not adresse and "neu" in self.request.GET
        return super().get_context_data(adresse=adresse, abo=self._abo(), neu=neu, **kwargs)


class KalenderView(Oeffentlich, View):
    """The calendar file behind the token; asked for every few minutes, so mostly answered with "nothing new"."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        user = holder(hash_token(token))
        if user is None:
            raise Http404
        with translation.override(user.sprache):
            content = as_feed(own_visits(user))
        etag = f'"{hashlib.sha256(content).hexdigest()}"'
        response: HttpResponseBase = HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
        response = get_conditional_response(request, etag=etag, response=response)
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response
