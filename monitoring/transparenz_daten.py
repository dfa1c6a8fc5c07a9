"""What is published as open data: a table, its description for programs (Frictionless), the catalogue (DCAT-AP.de).

Names of columns and descriptions are German like the data; https://specs.frictionlessdata.io and
https://www.dcat-ap.de/def/dcatde/ name the fields.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from behoerde.kern import uhr
from behoerde.kern.export import Column
from behoerde.kern.export.csv_file import BYTE_ORDER_MARK, OPEN_DATA, csv_lines
from monitoring.models import Veroeffentlichung

LIZENZEN = {  # key of the DCAT-AP.de list: name in the SPDX list, title, address
    "dl-by-de/2.0": (
        "DL-DE-BY-2.0",
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        "https://www.govdata.de/dl-de/by-2-0",
    ),
    "dl-zero-de/2.0": ("DL-DE-ZERO-2.0", "Datenlizenz Deutschland – Zero – Version 2.0", "https://www.govdata.de/dl-de/zero-2-0"),
    "cc-zero": ("CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}
FELDER = (  # name, type, description
    ("kennzahl", "string", "Schlüssel der Kennzahl; bleibt gleich, auch wenn der Name sich ändert"),
    ("name", "string", "Name der Kennzahl"),
    ("takt", "string", "monat, quartal, jahr; zwoelf_monate für den ganzen Zeitraum der Ausgabe"),
    ("von", "date", "erster Tag"),
    ("bis", "date", "letzter Tag"),
    ("wert", "number", "Wert; leer, wenn verdeckt"),
    ("einheit", "string", "prozent, anzahl, tage, minuten, skala_1_5"),
    ("faelle_gerundet", "integer", "Zahl der Fälle, auf Fünfer gerundet, wo es um Menschen geht"),
    ("verdeckt", "string", "zu_wenige: unter der Mindestzahl; schutz: damit keine kleine Zahl auszurechnen ist; unbekannt"),
    ("ziel", "number", "was das Amt erreichen will, am Ende des Zeitraums"),
)
SPALTEN = tuple(Column(name, name) for name, _type, _description in FELDER)
TITEL = "Kennzahlen der Ausländerbehörde"
TEXT = (
    "Eingehaltene Zusagen, Wartezeiten, Zufriedenheit, Begleitung und Schulung, der letzten zwölf ganzen Monate. "
    "Anzahlen sind auf Fünfer gerundet, Anteile erst ab 30 Fällen und aus gerundeten Anzahlen, mittlere Werte erst ab 50 Fällen."
)
EU = "http://publications.europa.eu/resource/authority"


def licence() -> tuple[str, tuple[str, str, str]]:
    """Return the licence that the office chose, with its key. Raises KeyError for one that is not in the list."""
    key = settings.BEHOERDE["lizenz"]
    return key, LIZENZEN[key]


def lines(row: Veroeffentlichung) -> Iterator[dict[str, Any]]:
    """Yield one line for each value: the whole first where there is one, then each period."""
    for item in row.inhalt:
        same = {"kennzahl": item["slug"], "name": item["name"], "einheit": item["einheit"], "ziel": item["ziel"]}
        verlauf = item["verlauf"]
        if item["gesamt"] and verlauf:
            yield same | _value(item) | {"takt": "zwoelf_monate", "von": verlauf[0]["von"], "bis": verlauf[-1]["bis"]}
        for period in verlauf:
            yield same | _value(period) | {"takt": item["takt"], "von": period["von"], "bis": period["bis"]}


def _value(item: dict[str, Any]) -> dict[str, Any]:
    return {"wert": item["wert"], "faelle_gerundet": item["n"], "verdeckt": item["verdeckt"]}


def table(row: Veroeffentlichung) -> str:
    """Return all values as CSV by RFC 4180, without byte order mark: the same text each time."""
    return "".join(csv_lines(SPALTEN, lines(row), OPEN_DATA)).removeprefix(BYTE_ORDER_MARK)


def datapackage(row: Veroeffentlichung) -> dict[str, Any]:
    """Return the description of the table as a Frictionless Data Package."""
    content = table(row).encode()
    _key, (name, title, path) = licence()
    fields = [{"name": name, "type": kind, "description": description} for name, kind, description in FELDER]
    resource = {
        "name": "kennzahlen",
        "path": "kennzahlen.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "primaryKey": ["kennzahl", "takt", "von"], "missingValues": [""]},
    }
    return {
        "profile": "tabular-data-package",
        "name": "kennzahlen-auslaenderbehoerde",
        "title": TITEL,
        "description": TEXT + (f" Berichtigung: {row.berichtigt}" if row.berichtigt else ""),
        "version": f"{row.nummer}.0.0",
        "created": uhr.local(row.erschienen_am).isoformat(timespec="seconds"),
        "homepage": _address("transparenz:ausgabe", row.nummer),
        "licenses": [{"name": name, "title": title, "path": path}],
        "contributors": [{"title": _publisher(), "role": "publisher", "email": settings.BEHOERDE["email"]}],
        "resources": [resource],
    }


def catalogue(row: Veroeffentlichung | None) -> dict[str, Any]:
    """Return the catalogue with the newest revision as JSON-LD of DCAT-AP.de."""
    publisher = {"@type": "foaf:Agent", "foaf:name": _publisher(), "foaf:mbox": {"@id": f"mailto:{settings.BEHOERDE['email']}"}}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "dcatde": "http://dcat-ap.de/def/dcatde/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": _address("transparenz:katalog"),
        "@type": "dcat:Catalog",
        "dct:title": _german(f"{TITEL}, {settings.BEHOERDE['stadt']}"),
        "dct:description": _german("Was die Ausländerbehörde als offene Daten veröffentlicht"),
        "dct:publisher": publisher,
        "dct:language": {"@id": f"{EU}/language/DEU"},
        "dcat:dataset": [] if row is None else [_dataset(row, publisher)],
    }


def _dataset(row: Veroeffentlichung, publisher: dict[str, Any]) -> dict[str, Any]:
    days = [period[name] for item in row.inhalt for period in item["verlauf"] for name in ("von", "bis")]
    return {
        "@id": _address("transparenz:neueste"),
        "@type": "dcat:Dataset",
        "dct:title": _german(TITEL),
        "dct:description": _german(TEXT),
        "dct:identifier": _address("transparenz:neueste"),
        "dct:publisher": publisher,
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _publisher(),
            "vcard:hasEmail": {"@id": f"mailto:{settings.BEHOERDE['email']}"},
        },
        "dcat:theme": [{"@id": f"{EU}/data-theme/GOVE"}, {"@id": f"{EU}/data-theme/SOCI"}],
        "dcat:keyword": [_german(word) for word in ("Ausländerbehörde", "Wartezeit", "Integration", "Verwaltung")],
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/MONTHLY"},
        "dct:language": {"@id": f"{EU}/language/DEU"},
        "dct:modified": {"@type": "xsd:dateTime", "@value": uhr.local(row.erschienen_am).isoformat(timespec="seconds")},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(min(days, default=f"{row.bis}")),
            "dcat:endDate": _day(max(days, default=f"{row.bis}")),
        },
        "dcat:version": f"{row.nummer}",
        "dcat:landingPage": {"@id": _address("transparenz:neueste")},
        "dcat:distribution": [_distribution(row, "tabelle", "CSV", "text/csv"), _distribution(row, "datenpaket", "JSON")],
    }


def _distribution(row: Veroeffentlichung, name: str, kind: str, media: str = "application/json") -> dict[str, Any]:
    key, (_name, _title, _path) = licence()
    address = _address(f"transparenz:{name}", row.nummer)
    found = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _german("Tabelle" if kind == "CSV" else "Beschreibung der Tabelle für Programme"),
        "dcat:accessURL": {"@id": _address("transparenz:ausgabe", row.nummer)},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{EU}/file-type/{kind}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:license": {"@id": f"http://dcat-ap.de/def/licenses/{key}"},
    }
    return found | ({"dcatde:licenseAttributionByText": _german(_publisher())} if key.startswith("dl-by") else {})


def _publisher() -> str:
    return f"{settings.BEHOERDE['stadt']}, {settings.BEHOERDE['name']}"


def _german(text: str) -> dict[str, str]:
    return {"@language": "de", "@value": text}


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}


def _address(name: str, *args: Any) -> str:
    return settings.ADRESSE.rstrip("/") + reverse(name, args=args)
