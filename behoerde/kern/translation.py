"""Texts of the office that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from behoerde.kern.models import Standort


@register(Standort)
class StandortTranslation(TranslationOptions):
    fields = ("hinweise",)
