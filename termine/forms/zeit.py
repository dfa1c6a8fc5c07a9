"""Persons, place and time: what the address says, and the time that was chosen."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from behoerde.kern.schutz import SchutzMixin
from termine.angaben import Bedarf
from termine.dolmetschsprachen import mit_leer
from termine.enums import BEDARF
from termine.models import Leistung
from termine.planung import day_bounds
from termine.queries.frei import FreieZeit
from termine.queries.woche import last_day
from termine.queries.zeitwahl import Suche


def time_value(zeit: FreieZeit) -> str:
    """Return how a form names a free time: instant and place."""
    return f"{zeit.beginn.isoformat()}/{zeit.standort.slug}"


class SucheForm(forms.Form):
    """The state of the page, read from its address; what makes no sense there is ignored."""

    personen = forms.IntegerField(min_value=1, required=False)
    ort = forms.SlugField(required=False)
    ab = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    tag = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    merkmal = forms.MultipleChoiceField(
        label=_("Das brauche ich"), choices=BEDARF, required=False, widget=forms.CheckboxSelectMultiple
    )
    sprache = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    dolmetschen = forms.ChoiceField(
        label=_("Jemand soll für mich übersetzen"), choices=lambda: mit_leer(gettext("nein, nicht nötig")), required=False
    )
    begleitung = forms.BooleanField(label=_("Ich bringe jemanden mit, der mir hilft"), required=False)

    def suche(self, leistung: Leistung) -> Suche | None:
        """Return what is looked for; None when the number of persons is still to be asked."""
        self.full_clean()
        data = self.cleaned_data
        personen = data.get("personen") or (1 if leistung.max_personen == 1 else 0)
        if not 1 <= personen <= leistung.max_personen:
            return None
        bedarf = Bedarf(
            sprache=data.get("sprache") or "",
            merkmale=data.get("merkmal") or [],
            dolmetschen=data.get("dolmetschen") or "",
            begleitung=data.get("begleitung") or False,
        )
        return Suche(personen, data.get("ort") or "", data.get("ab"), data.get("tag"), bedarf)


class ZeitForm(forms.Form):
    """A chosen time: ``zeit`` from the week calendar, ``direkt`` from a button of the next free times."""

    zeit = forms.CharField(label=_("Zeit"), required=False, max_length=120)
    direkt = forms.CharField(required=False, max_length=120)

    def clean(self) -> dict:
        data = super().clean()
        self.beginn, self.standort = self._read(data.get("direkt") or data.get("zeit") or "")
        return data

    def _read(self, text: str) -> tuple[datetime | None, Standort | None]:
        """Return instant and place of ``text``; puts the error beside the field."""
        instant, _slash, slug = text.partition("/")
        if not text:
            self.add_error("zeit", _("Bitte wählen Sie eine Zeit aus."))
            return None, None
        try:
            beginn = datetime.fromisoformat(instant)
        except ValueError:
            beginn = None
        standort = Standort.objects.filter(slug=slug).first()
        if beginn is None or beginn.tzinfo is None or standort is None or not _is_within_horizon(beginn):
            self.add_error("zeit", _("Diese Zeit gibt es nicht mehr. Bitte wählen Sie eine andere."))
            return None, None
        return beginn, standort


def _is_within_horizon(beginn: datetime) -> bool:
    _start, end = day_bounds(uhr.today(), last_day(), uhr.ZONE)
    return uhr.now() < beginn < end


class VormerkenForm(SchutzMixin, ZeitForm):
    """Take a time without an account; ``einmal`` makes the same request pass once, another time is another request."""

    schutz_zweck = "termin_zeit"
    schutz_schluessel = "einmal"

    schluessel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, request: HttpRequest, suche: Suche, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        self.suche = suche
        self.initial.setdefault("schluessel", uuid4())

    def clean(self) -> dict:
        data = super().clean()
        if self.beginn and self.standort:
            schluessel = data.get("schluessel") or uuid4()
            data["einmal"] = f"{schluessel.hex}-{self.beginn:%y%m%d%H%M}-{self.standort.pk}-{self.suche.personen}"
        return data
