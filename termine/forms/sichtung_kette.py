"""Which concerns go one way together, in which order, and which ways are offered."""

from collections.abc import Sequence
from datetime import datetime
from itertools import permutations
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.fristen import angebot_gilt_bis
from termine.models import Aufnahme, Leistung
from termine.models.kette import STATIONEN_HOECHSTENS
from termine.queries.kette import KURZ, Kettenzeit, halt_of
from termine.queries.woche import last_day

LUECKEN = (0, 10, 20, 30, 45, 60)
PFEIL = " → "


def luecken() -> list[int]:
    """Return the pauses to choose from, with the one the office has set."""
    return sorted({*LUECKEN, settings.BEHOERDE["luecke_minuten"]})


class KetteForm(forms.Form):
    """What the address of the page says: the other concerns, the house, the order, the longest pause."""

    mit = forms.ModelMultipleChoiceField(
        Aufnahme.objects.none(), label=_("Auf demselben Weg"), required=False, widget=forms.CheckboxSelectMultiple
    )
    folge = forms.ChoiceField(label=_("Reihenfolge"), required=False)
    luecke = forms.TypedChoiceField(label=_("Höchstens Minuten dazwischen"), required=False, coerce=int, empty_value=None)
    ort = forms.ChoiceField(label=_("Haus"), required=False)

    def __init__(self, data, *, aufnahme: Aufnahme, andere: Sequence[Aufnahme], standorte_for_all):
        super().__init__(data if "luecke" in data else None)
        self.aufnahme = aufnahme
        self.fields["mit"].queryset = Aufnahme.objects.filter(pk__in=[row.pk for row in andere]).select_related("leistung")
        self.fields["mit"].label_from_instance = lambda row: f"{row.leistung.name} ({row.vorgang})"
        self.fields["luecke"].choices = [(n, str(n)) for n in luecken()]
        self.initial = {
            "mit": [row.pk for row in andere[: STATIONEN_HOECHSTENS - 1]],
            "luecke": settings.BEHOERDE["luecke_minuten"],
        }
        chosen = self._chosen(data, andere)
        self.aufnahmen = [aufnahme, *chosen[: STATIONEN_HOECHSTENS - 1]]
        self.zu_viele = len(chosen) > STATIONEN_HOECHSTENS - 1
        orders = {",".join(str(row.pk) for row in order): order for order in permutations(self.aufnahmen)}
        names = {key: PFEIL.join(row.leistung.name for row in order) for key, order in orders.items()}
        self.fields["folge"].choices = [(KURZ, _("so kurz wie möglich")), *(names.items() if len(self.aufnahmen) > 1 else ())]
        self.standorte: list[Standort] = standorte_for_all(self.aufnahmen)
        self.fields["ort"].choices = [(ort.slug, ort.name) for ort in self.standorte]
        self.is_valid()
        values = getattr(self, "cleaned_data", {})
        self.folge = values.get("folge") or KURZ
        luecke = values.get("luecke")
        self.luecke: int = settings.BEHOERDE["luecke_minuten"] if luecke is None else luecke
        self.in_order: list[Aufnahme] = list(orders.get(self.folge, self.aufnahmen))

    def _chosen(self, data, andere: Sequence[Aufnahme]) -> list[Aufnahme]:
        if "luecke" not in data:
            return list(andere[: STATIONEN_HOECHSTENS - 1])
        wanted = set(data.getlist("mit"))
        return [row for row in andere if str(row.pk) in wanted]

    @property
    def standort(self) -> Standort | None:
        """Return the chosen house, else the one of the responsible team, else the first in which all is served."""
        wanted = getattr(self, "cleaned_data", {}).get("ort")
        own = self.aufnahme.team.standort if self.aufnahme.team else None
        chosen = next((ort for ort in self.standorte if ort.slug == wanted), None)
        return chosen or (own if own in self.standorte else next(iter(self.standorte), None))


def way_value(zeit: Kettenzeit) -> str:
    """Return a way as a value of a form: the house, then each concern with its start, in order."""
    return "|".join([zeit.standort.slug, *(f"{halt.id}@{beginn.isoformat()}" for halt, beginn in zeit.stationen)])


class KettenangebotForm(forms.Form):
    """One to three ways, and until when they are held."""

    kette = forms.MultipleChoiceField(required=False)
    auch_spaeter = forms.BooleanField(required=False)

    def __init__(self, data=None, *, aufnahmen: Sequence[Aufnahme] = (), personen: int = 1, standorte: Sequence[Standort] = ()):
        super().__init__(data)
        self.fields["kette"].valid_value = lambda value: True  # any free way; the claim decides
        self.aufnahmen = {row.pk: row for row in aufnahmen}
        self.personen, self.standorte = personen, {ort.slug: ort for ort in standorte}
        self.kettenzeiten: list[Kettenzeit] = []

    def clean(self) -> dict:
        data = super().clean()
        for value in data.get("kette") or []:
            try:
                self.kettenzeiten.append(self._read(value))
            except (ValueError, KeyError):
                self.add_error("kette", _("Eine der Zeiten gibt es nicht mehr. Bitte wählen Sie neu."))
                return data
        if not 1 <= len(self.kettenzeiten) <= 3:
            self.add_error("kette", _("Bitte wählen Sie eine bis drei Zeiten."))
        return data

    def _read(self, value: str) -> Kettenzeit:
        slug, *parts = value.split("|")
        stops = [part.partition("@") for part in parts]
        halte = tuple(halt_of(self.aufnahmen[UUID(pk)], self.personen) for pk, _at, _instant in stops)
        beginne = tuple(datetime.fromisoformat(instant) for _pk, _at, instant in stops)
        if not beginne or any(beginn.tzinfo is None or uhr.local(beginn).date() > last_day() for beginn in beginne):
            raise ValueError(value)
        return Kettenzeit(self.standorte[slug], halte, beginne)

    @property
    def gueltig_bis(self) -> datetime:
        """Until when the chosen ways are held."""
        first = min(zeit.beginn for zeit in self.kettenzeiten)
        return angebot_gilt_bis(first, uhr.now(), settings.BEHOERDE["land"], uhr.ZONE)


class DazuForm(forms.Form):
    """One more concern of the same people."""

    leistung = forms.ModelChoiceField(
        Leistung.objects.none(),
        label=_("Noch ein Anliegen dazunehmen"),
        to_field_name="slug",
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen Sie eine Leistung.")},
    )
    schluessel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, ohne: Sequence[Aufnahme] = ()):
        super().__init__(data, prefix="dazu")
        known = [row.leistung_id for row in ohne]
        self.fields["leistung"].queryset = Leistung.objects.offered().filter(kanal_termin=True).exclude(pk__in=known)
        self.initial.setdefault("schluessel", uuid4())
