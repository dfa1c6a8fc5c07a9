"""What the page of components shows: every state once, invented content."""

from datetime import datetime

import django_tables2
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from behoerde.kern import uhr
from behoerde.kern.dateien.feld import DateienMixin, DateiFeld
from behoerde.kern.enums import Dateigrund
from behoerde.kern.models import Datei
from behoerde.kern.uhr import ZONE
from behoerde.kern.widgets import DatumWidget


class MusterForm(forms.Form):
    """One field of each kind the pack lays out."""

    ORTE = [("rathaus", "Rathaus"), ("nord", "Bürgerbüro Nordstadt")]
    BEDARF = [("rollstuhl", "Rollstuhl"), ("kind", "Ein Kind kommt mit")]

    vorname = forms.CharField(label="Vorname")
    email = forms.EmailField(label="E-Mail", help_text="Dorthin schicken wir die Bestätigung.")
    telefon = forms.CharField(label="Mobilnummer", required=False)
    geburtsdatum = forms.DateField(
        label="Geburtsdatum", widget=DatumWidget(geburtsdatum=True), help_text="Zum Beispiel 14 3 2001"
    )
    staat = forms.ChoiceField(label="Staatsangehörigkeit", choices=[("", "Bitte wählen"), ("ua", "Ukraine"), ("tr", "Türkei")])
    ort = forms.ChoiceField(label="Ort", choices=ORTE, widget=forms.RadioSelect)
    bedarf = forms.MultipleChoiceField(
        label="Was brauchen Sie?", choices=BEDARF, widget=forms.CheckboxSelectMultiple, required=False
    )
    notiz = forms.CharField(label="Nachricht an uns", widget=forms.Textarea({"rows": 3}), required=False)
    nachweis = forms.FileField(label="Nachweis", help_text="PDF, JPEG oder PNG, höchstens 10 MB", required=False)
    zustimmung = forms.BooleanField(label="Ich habe alles gelesen")


class MusterDateienForm(DateienMixin, forms.Form):
    """Files beside an ordinary field: what was added stays while something else is wrong."""

    anliegen = forms.CharField(label="Ihr Anliegen")
    unterlagen = DateiFeld(label="Unterlagen", hoechstens=5)


class MusterTabelle(django_tables2.Table):
    zeit = django_tables2.Column("Zeit")
    person = django_tables2.Column("Person")
    anliegen = django_tables2.Column("Anliegen", orderable=False)

    class Meta:
        caption = "Termine am Vormittag"


def dateien() -> list[Datei]:
    """Return a file in each state; none of them is stored."""
    pdf, frei, abgewiesen = Datei.Medientyp.PDF, Datei.Status.FREI, Datei.Status.ABGEWIESEN
    return [
        Datei(name="Reisepass, Seite mit dem Foto.jpg", groesse=2_412_000, status=frei, geprueft_am=uhr.now()),
        Datei(name="Mietvertrag.pdf", medientyp=pdf, groesse=812_000, seiten=12, status=Datei.Status.QUARANTAENE),
        Datei(name="rechnung.pdf", medientyp=pdf, groesse=41_000, seiten=1, status=abgewiesen, grund=Dateigrund.SCHADSOFTWARE),
        Datei(name="جواز السفر.png", groesse=640_000, status=frei),
    ]


def context(request: HttpRequest) -> dict:
    zeilen = [
        {"zeit": "8:20", "person": "Okonkwo, Chidera", "anliegen": "Aufenthalt zum Studium verlängern"},
        {"zeit": "8:40", "person": "Kovalenko, Iryna", "anliegen": "Neue Karte nach Passwechsel"},
    ]
    return {
        "leer": MusterForm(prefix="leer"),
        "hochladen": MusterDateienForm(request.POST or None, request.FILES or None, request=request),
        "dateien": dateien(),
        "fehlerhaft": MusterForm(
            {"email": "olena.example.org", "geburtsdatum_0": "31", "geburtsdatum_1": "2", "geburtsdatum_2": "2001"}
        ),
        "tabelle": MusterTabelle(zeilen, order_by="zeit"),
        "seite_zwei": Paginator(range(30), 10).page(2),
        "wann": datetime(2026, 11, 26, 10, 40, tzinfo=ZONE),
        "angaben": [
            {"symbol": "map-pin", "name": "Ort", "text": "Rathaus", "zusatz": "Marktplatz 1, Aufzug"},
            {"symbol": "users", "name": "Personen", "text": "2 Personen"},
        ],
        "punkte": [
            {"symbol": "euro", "name": "Gebühr", "text": "67 €", "zusatz": "Karte oder bar"},
            {"symbol": "clock", "name": "Dauer", "text": "15 Minuten", "zusatz": "im Amt"},
        ],
        "vorgaenge": [
            {
                "name": "Al-Haddad, Karim",
                "art": "gefahr",
                "frist": "seit gestern überfällig",
                "was": "Niederlassungserlaubnis",
                "sprachen": "ar",
            },
            {
                "name": "Okonkwo, Chidera",
                "art": "achtung",
                "frist": "morgen",
                "was": "Studium verlängern",
                "sprachen": "en",
                "aktiv": True,
            },
            {"name": "Silva, Beatriz", "art": "gut", "frist": "Do, 26. Nov.", "was": "Blaue Karte EU", "sprachen": "pt, en"},
        ],
        "aufrufe": [{"nummer": "B 118", "platz": 9}, {"nummer": "A 206", "platz": 12}, {"nummer": "C 031", "platz": 2}],
        "saetze": ["Ihr Termin ist sicher.", "Sie bekommen eine Erinnerung."],
        "stationen": [
            {"stand": "fertig", "titel": "Termin bestätigt"},
            {"stand": "jetzt", "titel": "Wir erinnern Sie", "text": "Einen Tag vorher"},
            {"stand": "wartet", "titel": "Unterlagen werden geprüft"},
            {"titel": "Ihr Termin im Rathaus"},
        ],
    }
