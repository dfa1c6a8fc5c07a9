"""The office that runs this portal: what stands on its pages, letters and mails."""

from behoerde.env import env

# What an office must say of itself; an example would send people to the wrong door and number.
BEISPIEL = {
    "stadt": "Stadt Musterstadt",
    "ort": "Musterstadt",
    "telefon": "0123 45 60",
    "email": "auslaenderbehoerde@musterstadt.example",
    "anschrift": "Marktplatz 1, 12345 Musterstadt",
}
BEHOERDE = {
    "name": env("BEHOERDE_NAME", default="Ausländerbehörde"),
    "stadt": env("BEHOERDE_STADT", default=BEISPIEL["stadt"]),
    "ort": env("BEHOERDE_ORT", default=BEISPIEL["ort"]),
    "telefon": env("BEHOERDE_TELEFON", default=BEISPIEL["telefon"]),
    "email": env("BEHOERDE_EMAIL", default=BEISPIEL["email"]),
    "vertretung": env("BEHOERDE_VERTRETUNG", default=""),  # who represents the office, for the imprint
    "anschrift": env("BEHOERDE_ANSCHRIFT", default=BEISPIEL["anschrift"]),
    "land": env("BEHOERDE_LAND", default="NW"),  # ISO 3166-2:DE code, for public holidays
    "lizenz": env("BEHOERDE_LIZENZ", default="dl-by-de/2.0"),  # of open data, see monitoring.transparenz_daten
    "luecke_minuten": env.int("BEHOERDE_LUECKE", default=20),  # longest pause between two stations of one visit
}
