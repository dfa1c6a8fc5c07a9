"""Form mixin: finds out on which way a form came, counts it, refuses with a sentence."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from behoerde.kern.actions import formular
from behoerde.kern.actions import kontaktnachweis as nachweise
from behoerde.kern.actions import schutz as arbeit
from behoerde.kern.exceptions import DomainError
from behoerde.kern.grenzen import Grenzen, consume, grenzen_of, sentence
from behoerde.kern.schutz.feld import TRAP, Angaben, SchutzField


class Weg(StrEnum):
    """How a form reached us."""

    GEPRUEFT = "geprueft"  # with a proof of work
    KONTAKT = "kontakt"  # with a contact proven by code
    OHNE_SKRIPT = "ohne_skript"  # with neither: a code comes first


class SchutzMixin:
    """Stands before ``forms.Form``; see ``behoerde.kern.schutz`` for its use."""

    schutz_zweck: str
    schutz_schluessel: str = ""
    schutz_grenzen: Grenzen | None = None

    def __init__(self, *args, request: HttpRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.weg: Weg | None = None
        self.kontakt: nachweise.Kontakt | None = None
        self.gesperrt_bis: datetime | None = None
        self._give_back: Callable[[], None] = lambda: None
        self.fields["schutz"] = SchutzField(self.schutz_zweck)
        if not self.is_bound:
            self._bring_back()

    def schutz_kontakt(self) -> str:
        """Return the contact whose limit counts; "" when this form asks for none."""
        return str(self.cleaned_data.get("email") or self.cleaned_data.get("mobil") or "")

    def full_clean(self) -> None:
        """Check the protection last and here, so that no ``clean`` of a form can leave it out."""
        super().full_clean()
        if self.is_bound and not self._errors:
            angaben = self.cleaned_data.pop("schutz")
            if angaben.trap:
                self.add_error(None, _("Das hat nicht geklappt. Bitte senden Sie das Formular noch einmal ab."))
            else:
                self._check(angaben)

    def refuse(self, error: DomainError) -> None:
        """Show why the action said no; the proof or the proven contact is not used up."""
        self._give_back()
        self.add_error(None, str(error))

    def start_kontaktnachweis(self) -> str:
        """Keep what was typed, send a code if the form names a contact, and return the address of the next page."""
        nachweis = nachweise.start_nachweis(
            zweck=self.schutz_zweck,
            weiter=self._own_address(),
            eingaben=self._typed(),
            sprache=get_language(),
        )
        if kontakt := nachweise.parse_kontakt(self.schutz_kontakt()):
            nachweis = nachweise.send_code(nachweis, kontakt)
        return nachweise.page_of(nachweis)

    def _check(self, angaben: Angaben) -> None:
        try:
            first = self._find_weg(angaben)
        except DomainError as error:
            self.add_error(None, str(error))
            return
        if not first:
            return  # the same form again: it was counted when it came for the first time
        if self.weg is Weg.OHNE_SKRIPT:
            action, grenzen = nachweise.ANLASS.name, grenzen_of("ohne_skript")
        else:
            action, grenzen = self.schutz_zweck, self.schutz_grenzen or grenzen_of("geprueft")
        self.gesperrt_bis = consume(self.request, action, grenzen, self.schutz_kontakt())
        if self.gesperrt_bis:
            self.refuse(DomainError(sentence(self.gesperrt_bis), "grenze"))

    def _find_weg(self, angaben: Angaben) -> bool:
        """Set ``weg`` and use up what was given; False when the same form came before. Raises DomainError."""
        schluessel = str(self.cleaned_data.get(self.schutz_schluessel) or "")
        if angaben.loesung:
            loesung = arbeit.check_loesung(self.schutz_zweck, angaben.loesung)
            first = arbeit.accept_loesung(self.schutz_zweck, loesung, schluessel)
            self.weg, self._give_back = Weg.GEPRUEFT, partial(arbeit.release_loesung, loesung)
            return first
        redeemed = formular.redeem_nachweis(self.schutz_zweck, angaben.nachweis, schluessel)
        if redeemed is None:
            self.weg = Weg.OHNE_SKRIPT
            return True
        nachweis, first = redeemed
        self.weg, self.kontakt = Weg.KONTAKT, nachweise.kontakt_of(nachweis)
        self._give_back = partial(formular.release_nachweis, nachweis)
        return first

    def _bring_back(self) -> None:
        """Fill in what was typed before the code was asked for."""
        token = self.request.GET.get("nachweis", "")
        nachweis = formular.find_nachweis(self.schutz_zweck, token) if token else None
        if nachweis is None:
            return
        typed = QueryDict(nachweis.eingaben)
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))
            if value is not None:
                self.initial[name] = value
        self.initial["schutz"] = Angaben(nachweis=token)

    def _typed(self) -> str:
        own = ("csrfmiddlewaretoken", TRAP, self.add_prefix("schutz_loesung"), self.add_prefix("schutz_nachweis"))
        return urlencode([(name, values) for name, values in self.data.lists() if name not in own], doseq=True)

    def _own_address(self) -> str:
        query = self.request.GET.copy()
        query.pop("nachweis", None)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path
