"""Texts of monitoring that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from monitoring.models import Umfragefolge


@register(Umfragefolge)
class UmfragefolgeTranslation(TranslationOptions):
    fields = ("gesagt", "getan")
