"""What is typed into the savings ledger: a month of a job, an assumption of the office."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from fallmanagement.actions.ersparnis import Monatsangaben
from fallmanagement.ersparnis import saetze
from fallmanagement.ersparniswerte import Annahmeart, Leistungsbezug, Nachweisart, Rechtskreis
from fallmanagement.forms.akte import LEER, DatumField
from fallmanagement.forms.vermittlung import Schritt
from fallmanagement.models import Ersparnismonat, Vermittlung
from fallmanagement.queries.ersparnis import Jobmonat
from fallmanagement.vermittlung import Beschaeftigungsart

JUNG_BIS = 24  # years of age up to which the pay of trainees is partly no income (§ 82 Abs. 1 S. 2 Nr. 7 SGB XII)
MERKT = ("brutto", "netto", "unterkunft", "werbungskosten", "stufe", "analog", "auszubildend", "leistung")


class Betrag(forms.DecimalField):
    """An amount in euros, with a comma as people type it."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(
            label=label, localize=True, max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal(0))], **kwargs
        )


def month_name(monat: date) -> str:
    return format_date(monat, "F Y")


class ErsparnisForm(Schritt):
    """One month as the payslip says it; a new one remembers the month before."""

    monat = forms.ChoiceField(label=_("Monat"))
    brutto = Betrag(_("Brutto in Euro"))
    netto = Betrag(_("Netto in Euro"))
    unterkunft = Betrag(_("Unterkunft und Heizung in Euro"), help_text=_("Anteil der Person an den Kosten eines ganzen Monats"))
    werbungskosten = Betrag(_("Werbungskosten in Euro"), help_text=_("Nur was abgesetzt wird, zum Beispiel die Fahrkarte"))
    stufe = forms.TypedChoiceField(label=_("Bedarfsstufe"), coerce=int)
    leistung = forms.ChoiceField(label=_("Leistungen ohne diese Arbeit"), choices=Leistungsbezug.choices)
    analog = forms.BooleanField(label=_("Analogleistungen (§ 2 AsylbLG)"), required=False)
    auszubildend = forms.BooleanField(label=_("in Ausbildung und 15 bis 24 Jahre alt"), required=False)
    nachweis = forms.ChoiceField(
        label=_("Nachweis"),
        required=False,
        choices=[("", _("keiner: der Betrag bleibt unbekannt")), *Nachweisart.choices],
        help_text=_("Tag und Ihr Name werden dazu gespeichert"),
    )

    def __init__(self, job: Vermittlung, months: list[Jobmonat], *args: Any, gewaehlt: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job
        may = [entry for entry in months if entry.row is None or entry.row.abgeschlossen_am is None]
        self.fields["monat"].choices = [(entry.monat.isoformat(), month_name(entry.monat)) for entry in may]
        levels = saetze()["levels"]
        self.fields["stufe"].choices = [*LEER, *((row["rbs"], f"{row['rbs']}: {row['who']}") for row in levels)]
        self.initial = self._remembered(months, gewaehlt) | self.initial

    def _remembered(self, months: list[Jobmonat], chosen: date | None) -> dict[str, Any]:
        entry = next((entry for entry in months if entry.monat == chosen), None)
        if entry is not None and entry.row is not None:
            return self._values(entry.row) | {"monat": entry.monat.isoformat(), "nachweis": entry.row.nachweis}
        missing = [each.monat for each in reversed(months) if each.row is None]
        monat = entry.monat if entry else missing[0] if missing else None
        latest = next((each.row for each in months if each.row is not None and (monat is None or each.monat < monat)), None)
        known = self._values(latest) if latest else {"unterkunft": 0, "werbungskosten": 0, "auszubildend": self._young_trainee()}
        return known | {"monat": monat.isoformat() if monat else ""}

    def _values(self, row: Ersparnismonat) -> dict[str, Any]:
        return {name: getattr(row, name) for name in MERKT}

    def _young_trainee(self) -> bool:
        born, today = self.job.fallakte.person.geburtsdatum, uhr.today()
        if born is None or self.job.art != Beschaeftigungsart.AUSBILDUNG:
            return False
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) <= JUNG_BIS

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        brutto, netto = data.get("brutto"), data.get("netto")
        if brutto is not None and netto is not None and netto > brutto:
            self.add_error("netto", _("Das Netto ist höher als das Brutto. Bitte prüfen Sie beide."))
        return data

    @property
    def angaben(self) -> Monatsangaben:
        return Monatsangaben(**self.cleaned_data | {"monat": date.fromisoformat(self.cleaned_data["monat"])})


class OeffnenForm(Schritt):
    grund = forms.CharField(label=_("Warum wird der Monat wieder geöffnet?"), max_length=100)


class AnnahmeForm(Schritt):
    """A share, or which law counts; the other one stays empty."""

    art = forms.ChoiceField(label=_("Art"), choices=Annahmeart.choices)
    ab = DatumField(label=_("Gilt ab"), help_text=_("Gilt vom ersten Tag dieses Monats an"))
    prozent = forms.IntegerField(
        label=_("Anteil in Prozent"), required=False, min_value=0, max_value=100, help_text=_("Nur für den Anteil ohne Hilfe")
    )
    rechtskreis = forms.ChoiceField(
        label=_("Leistungen nach"),
        required=False,
        choices=[("", "–"), *Rechtskreis.choices],
        help_text=_("Nur für § 24 AufenthG"),
    )
    begruendung = forms.CharField(label=_("Begründung"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    quelle = forms.CharField(label=_("Quelle"), max_length=200, help_text=_("Studie, Beschluss, Erlass, Vorschrift"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("art") == Annahmeart.OHNE_HILFE and data.get("prozent") is None and "prozent" not in self.errors:
            self.add_error("prozent", _("Bitte geben Sie den Anteil an."))
        if data.get("art") == Annahmeart.UKRAINE and not data.get("rechtskreis"):
            self.add_error("rechtskreis", _("Bitte wählen Sie das Gesetz."))
        return data

    @property
    def werte(self) -> dict[str, Any]:
        data, share = self.cleaned_data, self.cleaned_data["art"] == Annahmeart.OHNE_HILFE
        return {
            **{name: data[name] for name in ("art", "ab", "begruendung", "quelle")},
            "anteil": Decimal(data["prozent"]) / 100 if share else None,
            "rechtskreis": "" if share else data["rechtskreis"],
        }
