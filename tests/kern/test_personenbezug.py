"""The registry of personal fields is complete: a new model or field can't be forgotten."""

import pytest
from django.apps import apps
from django.db import models

from behoerde.kern import register

EIGENE = [
    model
    for model in apps.get_models()
    if model.__module__.startswith(("behoerde.", "termine.", "lotsen.", "fallmanagement.", "monitoring."))
    or (model._meta.app_label in {"kern", "termine", "lotsen", "fallmanagement", "monitoring"})
]
MIT = {entry.modell.lower(): entry for entry in register.alle(register.Personenbezug)}
OHNE = {entry.modell.lower() for entry in register.alle(register.OhnePersonenbezug)}
# What can hold words or a date about somebody, or points to a person.
VERDAECHTIG = (models.CharField, models.TextField, models.DateField, models.JSONField, models.FileField)
UNVERDAECHTIG = (models.DateTimeField, models.SlugField)


def base(model: type[models.Model]) -> str:
    """Event tables of the history belong to the model they follow."""
    tracked = getattr(model, "pgh_tracked_model", None)
    return (tracked or model)._meta.label_lower


@pytest.mark.parametrize("model", EIGENE, ids=lambda model: model._meta.label)
def test_model_is_in_the_registry(model):
    assert (base(model) in MIT) != (base(model) in OHNE), f"{base(model)}: register it as Personenbezug or OhnePersonenbezug"


@pytest.mark.parametrize("entry", MIT.values(), ids=lambda entry: entry.modell)
def test_registered_fields_exist(entry):
    names = {field.name for field in apps.get_model(entry.modell)._meta.get_fields()}
    assert set(entry.felder) | {entry.ab_feld} <= names


@pytest.mark.parametrize("entry", MIT.values(), ids=lambda entry: entry.modell)
def test_entry_says_why_and_how_long(entry):
    assert all([entry.zweck, entry.rechtsgrundlage, entry.frist.days > 0])
    assert entry.aktion in {"loeschen", "leeren"}


@pytest.mark.parametrize("entry", MIT.values(), ids=lambda entry: entry.modell)
def test_fields_that_can_name_somebody_are_listed(entry):
    model = apps.get_model(entry.modell)
    suspicious = {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, VERDAECHTIG) and not isinstance(field, UNVERDAECHTIG) and not field.choices and not field.primary_key
    }
    assert suspicious - set(entry.felder) - set(entry.sachfelder) == set()
