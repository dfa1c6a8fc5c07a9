"""A small site with one protected form: what a page author writes."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.generic import FormView

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Oeffentlich
from behoerde.kern.schutz import SchutzMixin, SchutzView
from behoerde.urls import urlpatterns as project_urls

SEITE = """{% extends "base_klient.html" %}{% load crispy_forms_tags %}{% block titel %}Probe{% endblock %}
{% block inhalt %}<h1>Probe</h1>{% crispy form %}{% endblock %}"""


class ProbeForm(SchutzMixin, forms.Form):
    schutz_zweck = "probe"
    schutz_schluessel = "schluessel"

    anliegen = forms.CharField(label="Anliegen")
    email = forms.EmailField(label="E-Mail", required=False)
    schluessel = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout("anliegen", "email", "schluessel", "schutz", Submit("senden", "Absenden"))
        return helper


class ProbeView(Oeffentlich, SchutzView, FormView):
    form_class = ProbeForm

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        return HttpResponse(engines["django"].from_string(SEITE).render(context, self.request))

    def form_valid(self, form: ProbeForm) -> HttpResponse:
        if form.cleaned_data["anliegen"] == "vergeben":
            raise DomainError("Diese Zeit ist vergeben.")
        kontakt = form.kontakt.adresse if form.kontakt else "-"
        return HttpResponse(f"<!doctype html><title>Fertig</title><p>angenommen {form.weg} {kontakt}</p>")


urlpatterns = [path("probe/", ProbeView.as_view(), name="probe"), *project_urls]
