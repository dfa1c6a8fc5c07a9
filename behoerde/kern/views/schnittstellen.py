"""Keys for programs of others: VERWALTUNG makes one, sees it once, and withdraws it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from behoerde.kern.actions.schnittstelle import create_schnittstelle, revoke_schnittstelle
from behoerde.kern.forms import SchnittstelleForm
from behoerde.kern.models import Schnittstelle
from behoerde.kern.rechte import Recht, RechtRequired


class SchnittstellenView(RechtRequired, FormView):
    """The keys in use and withdrawn; the new one stands on the page that answers the form, and never again."""

    recht = Recht.SCHNITTSTELLEN_VERWALTEN
    form_class = SchnittstelleForm
    template_name = "kern/schnittstellen.html"

    def form_valid(self, form: SchnittstelleForm) -> HttpResponse:
        row, schluessel = create_schnittstelle(**form.cleaned_data)
        context = self.get_context_data(form=self.form_class(), neu=row, schluessel=schluessel)
        response = self.render_to_response(context)
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(schnittstellen=Schnittstelle.objects.order_by("widerrufen_am", "name"), **kwargs)


class SchnittstelleWiderrufenView(RechtRequired, View):
    recht = Recht.SCHNITTSTELLEN_VERWALTEN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(Schnittstelle, pk=kwargs["pk"])
        revoke_schnittstelle(schnittstelle=row)
        messages.success(request, _("Der Schlüssel von „%(name)s“ gilt nicht mehr.") % {"name": row.name})
        return redirect("kern:schnittstellen")
