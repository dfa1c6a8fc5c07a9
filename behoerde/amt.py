"""The office that runs this portal: what stands on its pages, letters and mails."""

from behoerde.env import env

BEHOERDE = {
    "name": env("BEHOERDE_NAME", default="Ausländerbehörde"),
    "stadt": env("BEHOERDE_STADT", default="Stadt Musterstadt"),
    "ort": env("BEHOERDE_ORT", default="Musterstadt"),
    "telefon": env("BEHOERDE_TELEFON", default="0123 45 60"),
    "email": env("BEHOERDE_EMAIL", default="auslaenderbehoerde@musterstadt.example"),
    "vertretung": env("BEHOERDE_VERTRETUNG", default=""),  # who represents the office, for the imprint
    "anschrift": env("BEHOERDE_ANSCHRIFT", default="Marktplatz 1, 12345 Musterstadt"),
    "land": env("BEHOERDE_LAND", default="NW"),  # ISO 3166-2:DE code, for public holidays
}
