"""What a figure is held against: targets, values of other offices, breaks of method."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Recht
from monitoring.actions import kennzahl as actions
from monitoring.forms.kennzahl import BruchForm, VergleichForm, ZielForm
from monitoring.queries import kennzahlen as queries
from monitoring.views.kennzahl import EineKennzahl

PFLEGE: dict[str, Any] = {
    "ziel": (
        ZielForm,
        actions.set_target,
        gettext_lazy("Ziel setzen"),
        gettext_lazy("Was die Zahl von einem Tag an erreichen soll. Derselbe Tag noch einmal ersetzt das Ziel."),
        ("ab", "wert", "beleg"),
    ),
    "vergleich": (
        VergleichForm,
        actions.add_reference,
        gettext_lazy("Vergleichswert eintragen"),
        gettext_lazy("Was ein anderes Amt von sich veröffentlicht hat, mit Quelle. Dasselbe Jahr noch einmal ersetzt den Wert."),
        ("wer", "jahr", "wert", "quelle"),
    ),
    "bruch": (
        BruchForm,
        actions.note_break,
        gettext_lazy("Andere Zählweise vermerken"),
        gettext_lazy("Von einem Tag an wird anders gezählt: Werte davor und danach lassen sich nicht vergleichen."),
        ("tag", "grund"),
    ),
}


class PflegeView(EineKennzahl, FormView):
    """Enter or remove what a figure is held against."""

    recht = Recht.KENNZAHLEN_PFLEGEN
    template_name = "monitoring/pflege.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["was"] not in PFLEGE:
            raise Http404
        self.form_class, self.write, self.titel, self.erklaerung, self.felder = PFLEGE[kwargs["was"]]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"indikator": self.one}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pk = request.POST.get("weg", "")
        if not pk:
            return super().post(request, *args, **kwargs)
        try:
            actions.remove(self.one, self.form_class._meta.model, int(pk) if pk.isdecimal() else 0)
            messages.success(request, _("Entfernt."))
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(request.path)

    def form_valid(self, form: Any) -> HttpResponse:
        self.write(self.one, **{name: form.cleaned_data[name] for name in self.felder})
        messages.success(self.request, _("Eingetragen."))
        return redirect("monitoring:kennzahl", self.one.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.entries(self.form_class._meta.model, self.one, self.felder)
        return super().get_context_data(one=self.one, titel=self.titel, erklaerung=self.erklaerung, rows=rows, **kwargs)
