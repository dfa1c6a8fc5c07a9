"""Erstberatungen of the own units: the list, and how one begins."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View

from behoerde.kern.actions.protokoll import record, record_read
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person
from behoerde.kern.rechte import Recht, RechtRequired
from lotsen.actions.erstberatung import begin_erstberatung
from lotsen.forms.erstberatung import PersonForm, SucheForm
from lotsen.models import Erstberatung
from lotsen.queries.erstberatung import erstberatungen, known_as
from termine.queries.beratung import visits_today


class ListeView(RechtRequired, ListView):
    """What runs, what rests, what is done; filters stay in the address."""

    recht = Recht.ERSTBERATUNG
    template_name = "lotsen/beratungen.html"
    paginate_by = 50

    @cached_property
    def form(self) -> SucheForm:
        return SucheForm(self.request.GET)

    def get_queryset(self):
        wanted = self.form.wanted()
        if wanted["q"]:
            record_read(self.request.user, grund="Suche")
        return erstberatungen(self.request.user, **wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gefiltert = any(self.form.wanted().values())
        return super().get_context_data(form=self.form, gefiltert=gefiltert, **kwargs)


class EineErstberatung(RechtRequired):
    """A page of one Erstberatung; one of another unit does not exist."""

    recht = Recht.ERSTBERATUNG

    @cached_property
    def erstberatung(self) -> Erstberatung:
        rows = Erstberatung.objects.sichtbar_fuer(self.request.user).select_related("person", "lotse", "einheit")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "erstberatung": self.erstberatung, "person": self.erstberatung.person})

    def refuse(self, error: DomainError, *where: Any) -> HttpResponse:
        """Say why it does not go, and lead back."""
        messages.error(self.request, str(error))
        return redirect(*where) if where else redirect(self.erstberatung)


class NeuView(RechtRequired, FormView):
    """Begin with somebody who has an appointment today, or with anybody else."""

    recht = Recht.ERSTBERATUNG
    form_class = PersonForm
    template_name = "lotsen/beratung_neu.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: PersonForm) -> HttpResponse:
        data = form.cleaned_data
        who = {name: data[name] for name in ("vorname", "nachname", "geburtsdatum")}
        found = known_as(**who)
        if found and "neu" not in self.request.POST:
            chosen = next((person for person in found if person.pk == data["bekannt"]), None)
            if chosen is None:
                return self.render_to_response(self.get_context_data(form=form, bekannte=found))
            return self._begin(chosen, form)
        person = form.save()
        record("person_aufgenommen", person)
        return self._begin(person, form)

    def _begin(self, person: Person, form: PersonForm) -> HttpResponse:
        allein = "allein" in self.request.POST
        try:
            beratung = begin_erstberatung(
                person=person,
                einheit_id=form.cleaned_data["einheit"].pk,
                user=self.request.user,
                sprache=form.cleaned_data["sprache"],
                allein=allein,
            )
        except DomainError as error:
            form.add_error(None, error.text)
            return self.form_invalid(form)
        return redirect("erstberatung:link", beratung.pk) if allein else redirect(beratung)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(termine=list(visits_today(self.request.user)[:50]), **kwargs)


class AusTerminView(RechtRequired, View):
    """Begin with the contact of a visit of today."""

    recht = Recht.ERSTBERATUNG

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        get_object_or_404(visits_today(request.user), pk=kwargs["pk"])
        return redirect("erstberatung:neu")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        termin = get_object_or_404(visits_today(request.user), pk=kwargs["pk"])
        try:
            beratung = begin_erstberatung(
                person=termin.kontakt,
                einheit_id=termin.platz.team.organisationseinheit_id,
                user=request.user,
                sprache=termin.sprache,
                termin_id=termin.pk,
            )
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("erstberatung:neu")
        messages.success(request, _("Die Erstberatung hat begonnen. Sie können jederzeit unterbrechen und später weitermachen."))
        return redirect(beratung)
