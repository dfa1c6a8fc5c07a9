"""Load the service catalogue and its texts; what the office edited or confirmed stays."""

import json
from collections import defaultdict
from collections.abc import Collection, Container
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from modeltranslation.utils import build_localized_fieldname

from termine.models import Angabe, Lebenslage, Leistung, LeistungUnterlage, Pruefvermerk, Unterlage, Zielgruppe
from termine.models.angabe import SPALTEN

Eintrag = TypeVar("Eintrag", Leistung, Unterlage, Lebenslage, Zielgruppe)
DATEN = Path(__file__).resolve().parent.parent / "daten"


@cache
def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _texts() -> dict[str, dict]:
    """Return the text files by language, German first."""
    paths = {code: DATEN / "uebersetzungen" / f"{code}.json" for code, _name in settings.LANGUAGES}
    return {code: _read(path) for code, path in paths.items() if path.is_file()}


@transaction.atomic
def load_katalog() -> int:
    """Write all entries of the shipped catalogue and return their number; what the office edited or confirmed stays."""
    source = _read(DATEN / "leistungen.json")
    german = _texts()["de"]
    lagen = {
        key: _write(Lebenslage, "lebenslagen", key, ("name", "satz"), {"zeichen": texts["zeichen"], "reihenfolge": n})
        for n, (key, texts) in enumerate(german["lebenslagen"].items())
    }
    gruppen = {key: _write(Zielgruppe, "zielgruppen", key, ("name",), {}) for key in german["zielgruppen"]}
    unterlagen = {
        key: _write(Unterlage, "unterlagen", key, ("name", "hinweis"), {}, {code: {"name": names[code]} for code in ("de", "en")})
        for key, names in source["documents"].items()
    }
    confirmed = _confirmed()
    for n, entry in enumerate(source["leistungen"]):
        texts = german["leistungen"][entry["slug"]]
        values = _values(entry) | {"lebenslage": lagen[texts["lebenslage"]], "suchworte": texts["suchworte"], "reihenfolge": n}
        _load_leistung(entry, values, gruppen, unterlagen, confirmed[entry["slug"]])
    return len(source["leistungen"])


def _confirmed() -> dict[str, set[str]]:
    """Return by slug the facts for which somebody of the office answers."""
    found: dict[str, set[str]] = defaultdict(set)
    for slug, angabe in Pruefvermerk.objects.values_list("leistung__slug", "angabe"):
        found[slug].add(angabe)
    return found


def _columns(angaben: Collection[str]) -> set[str]:
    """Return every column in which these facts stand, with their source and their words in all languages."""
    columns = {column for name in angaben for column in SPALTEN[Angabe(name)]}
    columns |= {f"{name}_{what}" for name in angaben for what in ("geprueft", "quelle")}
    if Angabe.GEBUEHR in angaben:
        columns |= {build_localized_fieldname("gebuehr_hinweis", code) for code, _name in settings.LANGUAGES}
    return columns


def _load_leistung(
    entry: dict, values: dict, gruppen: dict[str, Zielgruppe], unterlagen: dict[str, Unterlage], confirmed: set[str]
) -> None:
    """Write one Leistung except for the facts in ``confirmed``."""
    leistung = _write(
        Leistung,
        "leistungen",
        entry["slug"],
        ("name", "kurz", "gebuehr_hinweis"),
        values,
        {
            "de": {"name": entry["name_de"], "gebuehr_hinweis": entry["fee_note_de"]},
            "en": {"name": entry["name_en"], "gebuehr_hinweis": entry["fee_note_en"]},
        },
        keep=_columns(confirmed),
    )
    if leistung.bearbeitet_am:
        return
    leistung.zielgruppen.set([gruppen[key] for key in entry["audience"]])
    if Angabe.UNTERLAGEN in confirmed:
        return
    wanted = [unterlagen[document["key"]].pk for document in entry["documents"]]
    if wanted != list(leistung.unterlagenliste.order_by("position").values_list("unterlage", flat=True)):
        leistung.unterlagenliste.all().delete()
        LeistungUnterlage.objects.bulk_create(
            LeistungUnterlage(leistung=leistung, unterlage_id=pk, position=position) for position, pk in enumerate(wanted)
        )


def _values(entry: dict) -> dict:
    fee = entry["fee_eur"]
    return {
        "rechtsgrundlagen": entry["legal_basis"],
        "leika": entry["leika"] or "",
        "leika_geprueft": entry["leika_verified"],
        "gebuehr_eur": None if fee is None else Decimal(str(fee)).quantize(Decimal("0.01")),
        "gebuehr_grundlage": entry["fee_basis"] or "",
        "gebuehr_quelle": entry["fee_source"] or "",
        "gebuehr_geprueft": entry["verified"],
        "dauer_minuten": entry["duration_min"],
        "weitere_person_min": entry["weitere_person_min"],
        "max_personen": entry["max_persons"],
        "dauer_quelle": entry["duration_source"] or "",
        "dauer_geprueft": entry["duration_verified"],
        "zugang": entry["zugang"],
        "zugang_geprueft": entry["zugang_verified"],
        "kanal_online": entry["channels"]["online"],
        "kanal_termin": entry["channels"]["appointment"],
        "kanal_post": entry["channels"]["post"],
        "versprechen_angebot_arbeitstage": entry["versprechen"].get("angebot_arbeitstage"),
        "versprechen_wartezeit_min": entry["versprechen"].get("wartezeit_min"),
        "versprechen_geprueft": entry["zugang_verified"],  # the source proposes both together
        "fragen": _read(DATEN / "fragen.json").get(entry["slug"], []),
        "notiz": entry.get("note") or "",
    }


def _write(
    model: type[Eintrag],
    section: str,
    key: str,
    fields: tuple[str, ...],
    values: dict,
    base: dict[str, dict] | None = None,
    *,
    keep: Container[str] = (),
) -> Eintrag:
    """Create or update one entry with its texts of every language, only where something differs; columns in ``keep`` stay."""
    name = "slug" if model is Leistung else "key"
    found = model.objects.filter(**{name: key}).first() or model(**{name: key})
    if found.bearbeitet_am:
        return found
    wanted = dict(values) | {"geprueft": {}}
    for sprache, texts in _texts().items():
        own = ((base or {}).get(sprache) or {}) | texts[section].get(key, {})
        wanted |= {build_localized_fieldname(field, sprache): own.get(field) or "" for field in fields}
        wanted["geprueft"][sprache] = bool(own.get("geprueft"))
    wanted = {field: value for field, value in wanted.items() if field not in keep}
    if found.pk is None or any(getattr(found, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(found, field, value)
        found.save()
        # The database takes the mark off a fact that changes; the new one of the catalogue brings its own.
        marks = {field: True for field, value in wanted.items() if field.endswith("_geprueft") and value}
        if marks:
            model.objects.filter(pk=found.pk).update(**marks)
    return found
