"""Rules of law for staff: what they rest on, what the office said about them; VERWALTUNG gives and ends instructions."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import CreateView, FormView, TemplateView

from behoerde.kern import register, uhr
from behoerde.kern.actions.vorgabe import create_vorgabe, end_vorgabe
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import RegelFilterForm, VorgabeBeendenForm, VorgabeForm
from behoerde.kern.geschichte import geschichte
from behoerde.kern.models import Vorgabe
from behoerde.kern.queries import GELTUNGEN, Regelzeile, regelzeilen
from behoerde.kern.rechte import Recht, RechtRequired
from behoerde.kern.regeln import zeilen


class RegelnView(RechtRequired, TemplateView):
    """Every rule of every app; filters stay in the address."""

    recht = Recht.REGELN_SEHEN
    template_name = "kern/regeln.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = RegelFilterForm(self.request.GET)
        found, everything = regelzeilen(**form.wanted())
        zahlen = {
            "alle": len(everything),
            "belegt": sum(zeile.regel.belegt for zeile in everything),
            "vorgaben": sum(bool(zeile.aktuelle) for zeile in everything),
        }
        return super().get_context_data(form=form, zeilen=found, zahlen=zahlen, geltungen=GELTUNGEN, **kwargs)


class MitRegel(RechtRequired):
    """A page about the rule of its address."""

    @cached_property
    def zeile(self) -> Regelzeile:
        try:
            werk = register.regelwerk(self.kwargs["werk"])
            regel = werk.by_key[self.kwargs["regel"]]
        except KeyError:
            raise Http404 from None
        vorgaben = Vorgabe.objects.filter(regelwerk=werk.name, regel=regel.schluessel).select_related("angelegt_von")
        return Regelzeile(werk, regel, list(vorgaben), uhr.today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # the parts of the address come along as words; the page shows what they name
        return super().get_context_data(**kwargs | {"zeile": self.zeile, "regel": self.zeile.regel, "werk": self.zeile.werk})


class RegelView(MitRegel, TemplateView):
    """One rule part by part, with its instructions and their history."""

    recht = Recht.REGELN_SEHEN
    template_name = "kern/regel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        werk, regel = self.zeile.werk, self.zeile.regel
        asked = [werk.tatsachen[name] for name in werk.tatsachen if name in regel.tatsachen()]
        return super().get_context_data(
            voraussetzungen=list(zeilen(regel.bedingung)),
            ausschluesse=list(zeilen(regel.ausschluss)) if regel.ausschluss.tatsachen() else [],
            tatsachen=asked,
            geltung=GELTUNGEN[self.zeile.geltung],
            verlauf=geschichte((Vorgabe, Q(regelwerk=werk.name, regel=regel.schluessel))),
            darf_bearbeiten=self.request.user.hat_recht(Recht.REGELN_BEARBEITEN),
            **kwargs,
        )


class VorgabeNeuView(MitRegel, CreateView):
    """Give an instruction; before it is saved its consequences are shown."""

    recht = Recht.REGELN_BEARBEITEN
    form_class = VorgabeForm
    template_name = "kern/vorgabe_neu.html"

    def form_valid(self, form: VorgabeForm) -> HttpResponse:
        if "aendern" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "bestaetigt" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, vorschau=form.instance))
        form.instance.regelwerk, form.instance.regel = self.zeile.werk.name, self.zeile.regel.schluessel
        try:
            vorgabe = create_vorgabe(vorgabe=form.instance, user=self.request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
            return self.form_invalid(form)
        messages.success(self.request, _("Die Vorgabe ist festgelegt. Sie gilt von selbst ab ihrem ersten Tag."))
        return redirect(vorgabe)


class VorgabeBeendenView(RechtRequired, FormView):
    """Choose the last day of an instruction."""

    recht = Recht.REGELN_BEARBEITEN
    form_class = VorgabeBeendenForm
    template_name = "kern/vorgabe_beenden.html"

    @cached_property
    def vorgabe(self) -> Vorgabe:
        return get_object_or_404(Vorgabe, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"bis": uhr.today()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        werk = register.regelwerk(self.vorgabe.regelwerk)
        return super().get_context_data(vorgabe=self.vorgabe, regel=werk.by_key.get(self.vorgabe.regel), **kwargs)

    def form_valid(self, form: VorgabeBeendenForm) -> HttpResponse:
        try:
            stays = end_vorgabe(vorgabe=self.vorgabe, bis=form.cleaned_data["bis"])
        except DomainError as refusal:
            form.add_error("bis", refusal.text)
            return self.form_invalid(form)
        text = _("Die Vorgabe endet mit diesem Tag.") if stays else _("Die Vorgabe hat noch nicht gegolten und ist weg.")
        messages.success(self.request, text)
        return redirect(self.vorgabe)
