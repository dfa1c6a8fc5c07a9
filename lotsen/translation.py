"""Texts of the directory and of events that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from lotsen.models import Angebot, Veranstaltung


@register(Angebot)
class AngebotTranslation(TranslationOptions):
    fields = ("name", "beschreibung", "fuer_wen", "zugang_text", "kosten", "hinweis")


@register(Veranstaltung)
class VeranstaltungTranslation(TranslationOptions):
    fields = ("titel", "beschreibung", "programm")
