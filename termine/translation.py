"""Catalogue texts that exist once per language."""

from modeltranslation.translator import TranslationOptions, register

from termine.models import Lebenslage, Leistung, Unterlage, Zielgruppe


@register(Leistung)
class LeistungTranslation(TranslationOptions):
    fields = ("name", "kurz", "gebuehr_hinweis")


@register(Unterlage)
class UnterlageTranslation(TranslationOptions):
    fields = ("name", "hinweis")


@register(Lebenslage)
class LebenslageTranslation(TranslationOptions):
    fields = ("name", "satz")


@register(Zielgruppe)
class ZielgruppeTranslation(TranslationOptions):
    fields = ("name",)
