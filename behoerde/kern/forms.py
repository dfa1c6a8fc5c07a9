"""Forms of sign-in, accounts, units and messages; labels and errors in the words of the office."""

import django_filters
from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.mobil import MobilField
from behoerde.kern.models import Geraet, Nachricht, Organisationseinheit, Rollenzuweisung, Schnittstelle, User, Vorgabe
from behoerde.kern.queries import GELTUNGEN, GESTRANDET, konten_im_zustand, konten_in, search_konten
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Bindung

KENNWORT_HILFE = _("Mindestens 12 Zeichen. Ein Satz, den nur Sie kennen, ist gut zu merken.")
CODE_HILFE = _("Sechs Ziffern aus Ihrer App oder ein Ersatzcode")


# --- Sign-in ---------------------------------------------------------------
def _say(form: forms.Form, name: str, label, hilfe="", **attrs: str) -> None:
    """Put our own words on a field of allauth and drop its placeholder, which vanishes while typing."""
    field = form.fields[name]
    field.label, field.help_text = label, hilfe
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class AnmeldeForm(account.LoginForm):
    """A refused sign-in says so beside the password; the address stays typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "login", _("E-Mail-Adresse"), autocomplete="username")
        _say(self, "password", _("Passwort"))
        # The example office fills in its known password; typed ones never come back.
        self.fields["password"].widget.render_value = not self.is_bound

    def _clean_with_password(self, credentials: dict):
        try:
            return super()._clean_with_password(credentials)
        except ValidationError as error:
            self.add_error("password", error)
            return self.cleaned_data


class CodeForm(mfa.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code"), CODE_HILFE, inputmode="numeric", autofocus="")


class PasswortBestaetigenForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Passwort"))


class CodeBestaetigenForm(mfa.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code"), CODE_HILFE, inputmode="numeric")


class PasswortAendernForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Jetziges Passwort"))
        _say(self, "password1", _("Neues Passwort"), KENNWORT_HILFE)
        _say(self, "password2", _("Neues Passwort noch einmal"))

    def clean(self):
        data = super().clean()
        if data.get("password1") and data.get("password1") == data.get("oldpassword"):
            self.add_error("password1", _("Das ist Ihr jetziges Passwort. Bitte wählen Sie ein neues."))
        return data


class AppEinrichtenForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code aus der App"), _("Sechs Ziffern, sie wechseln alle 30 Sekunden."), inputmode="numeric")


class SchluesselForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Name"), _("Zum Beispiel „Diensthandy“ oder „Schlüsselbund“"))
        hilfe = _("Dann genügt dieser Schlüssel allein zur Anmeldung. Er fragt dafür nach Fingerabdruck, Gesicht oder PIN.")
        _say(self, "passwordless", _("Ohne Passwort anmelden"), hilfe)


class SchluesselNameForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Name"))


# --- Accounts --------------------------------------------------------------
class KontoForm(forms.ModelForm):
    """Who the account belongs to; an address that is taken is refused beside the field."""

    sprache = forms.ChoiceField(
        label=_("Sprache der Oberfläche"),
        choices=[(code, name) for code, name in settings.LANGUAGES if code in settings.LANGUAGES_PERSONAL],
    )

    class Meta:
        model = User
        fields = ["vorname", "nachname", "email", "sprache"]
        labels = {"email": _("Dienstliche E-Mail-Adresse")}
        help_texts = {"email": _("Damit meldet sich die Person an.")}
        error_messages = {"email": {"unique": _("Mit dieser E-Mail-Adresse gibt es schon ein Konto.")}}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class KontoNeuForm(KontoForm):
    mit_kennwort = forms.BooleanField(
        label=_("Startkennwort vergeben"),
        help_text=_("Ohne Startkennwort meldet sich die Person nur über das Verzeichnis der Stadt an."),
        required=False,
        initial=True,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
            del self.fields["mit_kennwort"]


class TagInput(forms.DateInput):
    """The date control of the browser; its value is always written year-month-day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class RolleForm(forms.ModelForm):
    class Meta:
        model = Rollenzuweisung
        fields = ["rolle", "organisationseinheit", "bis"]
        widgets = {"bis": TagInput}
        labels = {"bis": _("Gilt bis"), "organisationseinheit": _("Stelle")}
        help_texts = {"bis": _("Dieser Tag zählt noch dazu. Leer heißt ohne Ende.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = [("", _("Bitte wählen")), *Rolle.choices]
        self.fields["organisationseinheit"].empty_label = _("Bitte wählen")

    def clean_bis(self):
        bis = self.cleaned_data["bis"]
        if bis and bis < uhr.today():
            raise ValidationError(_("Dieser Tag ist vorbei. Bitte wählen Sie heute oder einen späteren Tag."))
        return bis


class AustrittForm(forms.Form):
    austritt_am = forms.DateField(
        label=_("Ausgeschieden am"),
        widget=TagInput,
        required=False,
        help_text=_("Ab diesem Tag ist das Konto gesperrt. Leer heißt: Das Konto ist offen."),
    )


class GrundForm(forms.Form):
    """Ask why, for the record."""

    grund = forms.CharField(label=_("Grund"), max_length=300, help_text=_("Ein Satz für das Protokoll, ohne Namen und Adressen"))


class EinheitForm(forms.ModelForm):
    class Meta:
        model = Organisationseinheit
        fields = ["name", "art", "parent"]
        error_messages = {"name": {"unique": _("Eine Stelle mit diesem Namen gibt es schon.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = [("", _("Bitte wählen")), *Organisationseinheit.Art.choices]
        self.fields["parent"].empty_label = _("keiner anderen Stelle")
        if self.instance.pk:
            self.fields["parent"].queryset = Organisationseinheit.objects.exclude(pk=self.instance.pk)


# --- Filters, which stay in the address ------------------------------------
class KontoFilter(django_filters.FilterSet):
    ZUSTAENDE = [
        ("offen", _("offene Konten")),
        ("gesperrt", _("ausgeschieden")),
        ("ohne_faktor", _("ohne zweiten Faktor")),
        ("ohne_rolle", _("ohne Rolle")),
    ]

    q = django_filters.CharFilter(label=_("Name oder E-Mail"), method="by_text")
    rolle = django_filters.ChoiceFilter(label=_("Rolle"), choices=Rolle.choices, method="by_rolle", empty_label=_("alle"))
    einheit = django_filters.ModelChoiceFilter(
        label=_("Stelle"), queryset=Organisationseinheit.objects.all(), method="by_einheit", empty_label=_("alle")
    )
    zustand = django_filters.ChoiceFilter(label=_("Zustand"), choices=ZUSTAENDE, method="by_zustand", empty_label=_("alle"))

    class Meta:
        model = User
        fields: list[str] = []

    def by_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return search_konten(queryset, value)

    def by_rolle(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return konten_in(queryset, rolle=value)

    def by_einheit(self, queryset: QuerySet, name: str, value: Organisationseinheit) -> QuerySet:
        return konten_in(queryset, organisationseinheit=value)

    def by_zustand(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return konten_im_zustand(queryset, value)


class NachrichtFilter(django_filters.FilterSet):
    ZUSTAENDE = [(status.value, status.label) for status in GESTRANDET]

    status = django_filters.ChoiceFilter(label=_("Zustand"), choices=ZUSTAENDE, empty_label=_("alle"))
    kanal = django_filters.ChoiceFilter(label=_("Weg"), choices=Nachricht.Kanal.choices, empty_label=_("alle"))
    anlass = django_filters.ChoiceFilter(label=_("Anlass"), empty_label=_("alle"))

    class Meta:
        model = Nachricht
        fields = ["status", "kanal", "anlass"]

    def __init__(self, *args, anlaesse: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["anlass"].extra["choices"] = anlaesse


class ProbeForm(forms.Form):
    """Where a test message goes: to the own address or to a mobile number."""

    weg = forms.ChoiceField(
        label=_("Wohin?"),
        choices=[("email", ""), ("sms", _("Als SMS an eine Handynummer"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wohin die Nachricht geht.")},
    )
    mobil = MobilField(
        label=_("Handynummer"),
        help_text=_("Nur für SMS. Mit Vorwahl, zum Beispiel 0151 23456789"),
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "off", "dir": "ltr"}),
    )

    def __init__(self, *args, wege: list[str], email: str, **kwargs):
        super().__init__(*args, **kwargs)
        words = dict(self.fields["weg"].choices) | {"email": _("Als E-Mail an %(adresse)s") % {"adresse": email}}
        self.fields["weg"].choices = [(weg, words[weg]) for weg in wege]
        self.initial.setdefault("weg", wege[0])
        self.fields["mobil"].required = not self.is_bound or self.data.get("weg") == "sms"

    def clean(self) -> dict:
        """Return ``mobil`` only where the message goes there."""
        data = super().clean()
        return data | {"mobil": str(data.get("mobil") or "") if data.get("weg") == "sms" else ""}


# --- Programs of others ----------------------------------------------------
class SchnittstelleForm(forms.Form):
    name = forms.CharField(
        label=_("Wer bekommt den Schlüssel?"),
        max_length=120,
        error_messages={"required": _("Bitte nennen Sie, für wen der Schlüssel ist.")},
    )
    kontingent = forms.IntegerField(
        label=_("Wie viele Buchungen am Tag?"),
        initial=200,
        min_value=1,
        max_value=100_000,
        error_messages={"required": _("Bitte geben Sie eine Zahl an."), "invalid": _("Bitte geben Sie eine Zahl an.")},
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if Schnittstelle.objects.filter(name=name).exists():
            raise ValidationError(
                _("Diesen Namen gibt es schon. Bitte wählen Sie einen anderen, zum Beispiel mit der Jahreszahl.")
            )
        return name


# --- Devices ---------------------------------------------------------------
class GeraetForm(forms.ModelForm):
    """A device at one house; its name is how colleagues find it there."""

    class Meta:
        model = Geraet
        fields = ["name", "art", "standort"]
        help_texts = {"name": _("Zum Beispiel „Foyer links“. So finden Kolleginnen und Kollegen das Gerät.")}


# --- Rules of law ----------------------------------------------------------
class RegelFilterForm(forms.Form):
    """What the address of the list says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Regel, Norm oder Angebot"), required=False, max_length=100)
    bindung = forms.ChoiceField(label=_("Bindung"), required=False, choices=[("", _("alle")), *Bindung.choices])
    pruefung = forms.ChoiceField(
        label=_("Am Gesetzestext geprüft"), required=False, choices=[("", _("alle")), ("belegt", _("ja")), ("offen", _("nein"))]
    )
    geltung = forms.ChoiceField(label=_("Gilt"), required=False, choices=[("", _("alle")), *GELTUNGEN.items()])
    vorgabe = forms.ChoiceField(label=_("Vorgabe"), required=False, choices=[("", _("alle")), ("mit", _("nur mit Vorgabe"))])

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class VorgabeForm(forms.ModelForm):
    """An instruction about one rule: what it does, what holds instead, by which source, from when to when."""

    class Meta:
        model = Vorgabe
        fields = ["wirkung", "text", "quelle", "ab", "bis"]
        widgets = {
            "wirkung": forms.RadioSelect,
            "ab": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "bis": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "text": _("Ein Satz, den auch Kundinnen und Kunden lesen können"),
            "quelle": _("Zum Beispiel Erlass mit Datum und Aktenzeichen, Rundschreiben, Dienstanweisung"),
            "bis": _("Der letzte Tag. Leer heißt: bis auf Weiteres."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wirkung"].choices = Vorgabe._meta.get_field("wirkung").choices
        if self.instance._state.adding:
            self.fields["ab"].initial = uhr.today()

    def clean_ab(self):
        ab = self.cleaned_data["ab"]
        if ab < uhr.today():
            raise ValidationError(_("Eine Vorgabe gilt frühestens ab heute: Was galt, hat gegolten."))
        return ab

    def clean(self) -> dict:
        data = super().clean()
        if data.get("ab") and data.get("bis") and data["bis"] < data["ab"]:
            self.add_error("bis", _("Der letzte Tag liegt vor dem ersten. Bitte ändern Sie einen der beiden."))
        return data


class VorgabeBeendenForm(forms.Form):
    """The last day on which an instruction counts."""

    bis = forms.DateField(
        label=_("Letzter Tag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Gestern heißt: ab heute gilt sie nicht mehr."),
    )
