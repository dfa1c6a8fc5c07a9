"""What a case manager types into a case: a status, a deadline, a note, a cover."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import User
from fallmanagement.actions.aufenthalt import Angaben
from fallmanagement.enums import Fristart, Vermerkstufe
from fallmanagement.forms.akte import LEER, DatumField
from fallmanagement.titel import GEWOEHNLICH_BEFRISTET, Arbeit, titel

ARTEN = {
    "titel": _("Aufenthaltstitel"),
    "fiktion": _("Fiktion während der Verlängerung"),
    "duldung": _("Duldung"),
    "gestattung": _("Asylverfahren"),
    "bescheinigung": _("Bescheinigung"),
    "freizuegigkeit": _("Freizügigkeit"),
}


def grouped() -> list[tuple[Any, Any]]:
    """Return all statuses by kind, as a select shows them."""
    rows = titel().values()
    return [(name, [(row.code, str(row)) for row in rows if row.art == art]) for art, name in ARTEN.items()]


class StatusForm(forms.Form):
    """One status with its days; the Fiktion is one like any other."""

    use_required_attribute = False

    code = forms.ChoiceField(label=_("Status"))
    von = DatumField(label=_("Erster Tag"))
    bis = DatumField(label=_("Letzter Tag"), required=False, help_text=_("Bleibt leer, wenn der Status nicht endet"))
    arbeit = forms.ChoiceField(
        label=_("Arbeit"), required=False, choices=[("", _("wie das Gesetz es für diesen Status sagt")), *Arbeit.choices]
    )
    auflagen = forms.CharField(label=_("Auflagen"), required=False, max_length=300, help_text=_("So, wie sie im Dokument stehen"))
    quelle = forms.CharField(label=_("Quelle"), max_length=120, help_text=_("Wo Sie es gesehen haben: Dokument, Akte, Bescheid"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [*LEER, *grouped()]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        row, von, bis = titel().get(data.get("code", "")), data.get("von"), data.get("bis")
        if von and bis and bis < von:
            self.add_error("bis", _("Der letzte Tag liegt vor dem ersten."))
        ends = row is not None and row.art in GEWOEHNLICH_BEFRISTET and not row.unbefristet
        if ends and not bis and "bis" not in self.errors:
            self.add_error("bis", _("Dieser Status endet. Bitte geben Sie den letzten Tag an."))
        return data

    @property
    def angaben(self) -> Angaben:
        data = self.cleaned_data
        return Angaben(**{name: data[name] for name in ("code", "von", "bis", "quelle", "arbeit", "auflagen")})


class StatusEndeForm(forms.Form):
    use_required_attribute = False

    letzter_tag = DatumField(label=_("Letzter Tag"))


class FristForm(forms.Form):
    use_required_attribute = False

    art = forms.ChoiceField(label=_("Art"), choices=Fristart.choices, initial=Fristart.AUFGABE)
    betreff = forms.CharField(label=_("Was ist zu tun?"), max_length=160)
    faellig_am = DatumField(label=_("Fällig am"))
    rechtsquelle = forms.CharField(
        label=_("Rechtsquelle"),
        required=False,
        max_length=120,
        help_text=_("Für eine Frist nötig, zum Beispiel § 82 Abs. 1 AufenthG"),
    )

    def clean_faellig_am(self) -> date:
        value = self.cleaned_data["faellig_am"]
        if value < uhr.today():
            raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
        return value

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("art") == Fristart.FRIST and not data.get("rechtsquelle"):
            self.add_error("rechtsquelle", _("Eine Frist braucht ihre Rechtsquelle. Ohne Rechtsquelle ist es eine Aufgabe."))
        return data


class VermerkForm(forms.Form):
    use_required_attribute = False

    stufe = forms.ChoiceField(
        label=_("Wer liest das?"), choices=Vermerkstufe.choices, widget=forms.RadioSelect, initial=Vermerkstufe.TEAM
    )
    text = forms.CharField(label=_("Vermerk"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class VertretungForm(forms.Form):
    use_required_attribute = False

    user = forms.ChoiceField(label=_("Wer ist abwesend?"))
    durch = forms.ChoiceField(label=_("Wer vertritt?"))
    von = DatumField(label=_("Erster Tag"))
    bis = DatumField(label=_("Letzter Tag"))

    def __init__(self, own: User, staff: list[User], *args: Any, leads: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(account.pk): account for account in [own, *staff]}
        choices = [(pk, str(account)) for pk, account in self.accounts.items()]
        self.fields["user"].choices = choices if leads else choices[:1]
        self.fields["durch"].choices = [*LEER, *choices]
        self.initial.setdefault("user", str(own.pk))

    @property
    def werte(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "away": self.accounts[data["user"]],
            "durch": self.accounts[data["durch"]],
            "von": data["von"],
            "bis": data["bis"],
        }
