"""The catalogue of figures agrees with what is computed."""

import json

from monitoring.katalog import DATEN, Masseinheit, indikatoren
from monitoring.merkmale import MERKMALE
from monitoring.rechnung import Abfrage, Bestand, Form, Strom
from monitoring.rechnungen import RECHNUNGEN


def test_every_figure_is_in_the_catalogue_and_every_computation_belongs_to_one():
    assert len(indikatoren()) == 78
    assert sum(one.kern for one in indikatoren().values()) == 48
    assert set(RECHNUNGEN) <= set(indikatoren())


def test_core_figures_are_computed_or_published_by_others():
    items = json.loads(DATEN.read_text(encoding="utf-8"))["indikatoren"]
    published = {item["slug"] for item in items if item["data"] == "import_statistik"}
    assert {slug for slug, one in indikatoren().items() if one.kern and one.eingelesen} <= published
    assert published & set(RECHNUNGEN) == set()


def test_form_of_a_computation_fits_the_unit():
    shares = {
        one.slug: one.rechnung.form
        for one in indikatoren().values()
        if one.einheit == Masseinheit.PROZENT and isinstance(one.rechnung, Strom | Abfrage | Bestand)
    }
    assert set(shares.values()) == {Form.ANTEIL}


def test_every_attribute_has_a_name():
    assert {name for one in indikatoren().values() for name in one.merkmale} <= set(MERKMALE)
