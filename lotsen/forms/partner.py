"""What a partner may answer, each answer with what it needs."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from lotsen.models import Angebot
from lotsen.verweis_tabelle import Ablehnungsgrund, Ausgang, Seite, VerweisStatus, moves_of

S = VerweisStatus
LEER = [("", _("Bitte wählen"))]
WORTE = {
    S.ANGENOMMEN: (_("Annehmen"), _("Danach sehen Sie Name und Kontakt, soweit die Person zugestimmt hat.")),
    S.WARTELISTE: (_("Auf die Warteliste"), _("Wir sagen der Person, dass es dauert.")),
    S.WEITERVERWIESEN: (_("Passt besser woanders"), _("Sie schlagen eine Stelle vor, wir fragen die Person.")),
    S.ABGELEHNT: (_("Ablehnen"), _("Mit Grund, damit wir etwas anderes finden.")),
    S.TERMIN: (_("Termin vereinbart"), _("Wir sagen der Person Tag und Uhrzeit.")),
    S.ERSCHIENEN: (_("War da"), _("Die Person ist gekommen.")),
    S.NICHT_ERSCHIENEN: (_("War nicht da"), _("Die Person ist nicht gekommen. Sie können einen neuen Termin vereinbaren.")),
    S.IN_BEGLEITUNG: (_("Wir begleiten weiter"), _("Es geht über ein Treffen hinaus.")),
    S.ABGESCHLOSSEN: (_("Abschließen"), _("Mit Ergebnis: Hat es geholfen?")),
}
ANDERER_TERMIN = (_("Anderer Termin"), _("Wir sagen der Person den neuen Tag und die neue Uhrzeit."))
BRAUCHT = {S.ABGELEHNT: "grund", S.ABGESCHLOSSEN: "ausgang"}


class NurDazu:
    """A field that only some answers need; there it may not stay empty, which the form looks at."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class Auswahl(NurDazu, forms.ChoiceField):
    pass


class Tag(NurDazu, forms.DateField):
    pass


class Zeit(NurDazu, forms.TimeField):
    pass


class AntwortForm(forms.Form):
    """One click; reason, outcome or time only for the answers that need them."""

    use_required_attribute = False

    antwort = forms.ChoiceField(label=_("Ihre Antwort"), widget=forms.RadioSelect)
    grund = Auswahl(label=_("Grund"), choices=[*LEER, *Ablehnungsgrund.choices])
    ausgang = Auswahl(label=_("Ergebnis"), choices=[*LEER, *Ausgang.choices])
    woanders = forms.ModelChoiceField(
        label=_("Vorschlag"), queryset=Angebot.objects.none(), required=False, empty_label=_("Ich weiß keine Stelle")
    )
    tag = Tag(label=_("Tag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    zeit = Zeit(label=_("Uhrzeit"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args, status: str, woanders=None, **kwargs):
        super().__init__(*args, **kwargs)
        targets = [move.nach for move in moves_of(status, Seite.PARTNER) if move.nach in WORTE]
        self.wege = [(str(nach), *(ANDERER_TERMIN if nach == status else WORTE[nach])) for nach in targets]
        self.fields["antwort"].choices = [(value, name) for value, name, _text in self.wege]
        if woanders is not None:
            self.fields["woanders"].queryset = woanders
        if S.WEITERVERWIESEN not in targets:
            del self.fields["woanders"]
        if S.TERMIN not in targets:
            del self.fields["tag"], self.fields["zeit"]

    def clean(self):
        data = super().clean()
        nach = data.get("antwort")
        needed = BRAUCHT.get(nach)
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Bitte wählen Sie hier etwas aus."))
        if nach == S.TERMIN:
            for name in ("tag", "zeit"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Bitte geben Sie Tag und Uhrzeit an."))
            if data.get("tag") and data.get("zeit") and uhr.skipped(data["tag"], data["zeit"]):
                self.add_error("zeit", _("In dieser Nacht werden die Uhren vorgestellt: Diese Uhrzeit gibt es nicht."))
        return data

    @property
    def werte(self) -> dict:
        """Return what the action takes."""
        data = self.cleaned_data
        nach = S(data["antwort"])
        termin = datetime.combine(data["tag"], data["zeit"], uhr.ZONE) if nach == S.TERMIN else None
        return {
            "nach": nach,
            "grund": data.get(BRAUCHT.get(nach, ""), "") or "",
            "termin_am": termin,
            "woanders": data.get("woanders") if nach == S.WEITERVERWIESEN else None,
        }


class MitteilungForm(forms.Form):
    """A short message to the person; it stands on their Wegweiser."""

    text = forms.CharField(
        label=_("Mitteilung an die Person"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Zum Beispiel, was sie mitbringen soll. Die Person liest sie auf ihrem Wegweiser. In der E-Mail steht nichts davon."
        ),
    )


class PlaetzeForm(forms.ModelForm):
    """How much room there is in one Angebot."""

    class Meta:
        model = Angebot
        fields = ("frei", "wartend")
        labels = {"frei": _("frei"), "wartend": _("Warteliste")}
