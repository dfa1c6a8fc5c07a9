"""Texts of the directory that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from lotsen.models import Angebot


@register(Angebot)
class AngebotTranslation(TranslationOptions):
    fields = ("name", "beschreibung", "fuer_wen", "zugang_text", "kosten", "hinweis")
