"""docs/vertrag.md is true: its tables are compared with addresses, forms, API, commands and roles of the running code."""

import argparse
import re

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import get_resolver

from behoerde.api import api
from behoerde.env import BASE_DIR
from behoerde.kern import register
from behoerde.kern.actions.beispiel import KENNWORT, MENSCHEN
from behoerde.kern.forms import AnmeldeForm
from behoerde.kern.forms import CodeForm as FaktorForm
from behoerde.kern.rechte import RECHTE
from behoerde.kern.schutz.feld import SchutzField
from behoerde.kern.schutz.kontakt import CodeForm
from behoerde.kern.schutz.kontakt import KontaktForm as AdresseForm
from termine.angaben import Bedarf
from termine.enums import Frage
from termine.forms.absage import AbsageForm
from termine.forms.anfragen import AnfrageForm
from termine.forms.angaben import KontaktForm, KontaktOhneVormerkungForm, personen_formset
from termine.forms.ankunft import AusweisForm, SmsForm, ZiehenForm
from termine.forms.anliegen import AblehnungForm, AntwortForm, NachreichenForm, VorgangSuchenForm
from termine.forms.code import TerminSuchenForm
from termine.forms.heute import AbsageAmEmpfangForm, AuswahlForm, VerschiebenForm
from termine.forms.heute_buchen import AnliegenForm, KontaktAmEmpfangForm
from termine.forms.schalter import AbweisenForm, NotizForm, OhneTerminForm, ParkenForm, PlatzForm, WeiterreichenForm
from termine.forms.warteliste import FrueherForm
from termine.forms.zeit import SucheForm, VormerkenForm, ZeitForm
from termine.models import LeistungUnterlage, Unterlage
from termine.queries.zeitwahl import Suche
from tests.test_rechte import addresses

TEXT = (BASE_DIR / "docs" / "vertrag.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)


def section(heading: str) -> str:
    """Return what stands below ``heading`` up to the next heading."""
    _before, found, rest = TEXT.partition(f"\n{heading}\n")
    assert found, f"the contract has no section {heading!r}"
    return re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of every table row of ``text`` that begins with code."""
    cells = ([cell.strip() for cell in re.split(r" \|(?: |$)", line)] for line in ROW.findall(text))
    return [row for row in cells if row[0].startswith("`") and row[0] not in {"`make`", "`manage.py`"}]


def plain(route: str) -> str:
    """Return a route of Django or OpenAPI as the contract writes it."""
    return "/" + re.sub(r"[<{](?:\w+:)?(\w+)[>}]", r"<\1>", route).lstrip("/")


def test_every_address_stands_in_the_contract_with_who_may_open_it():
    written = {row[0].strip("`"): row[1] for row in rows(section("## Addresses"))}
    real = {plain(route): str(entry.callback.rechte_der_seite) for route, _name, entry in addresses(get_resolver())}
    assert written == real


class Ears(dict):
    """POST data that remembers which names a widget asks for."""

    def __init__(self):
        super().__init__()
        self.heard: set[str] = set()

    def get(self, name, default=None):
        self.heard.add(name)
        return default

    def getlist(self, name):
        self.heard.add(name)
        return []

    def __contains__(self, name):
        self.heard.add(name)
        return False


def names(*forms) -> set[str]:
    """Return the POST names that forms (classes or instances) read, persons counted as ``<n>``."""
    ears = Ears()
    for form in forms:
        as_class = isinstance(form, type)
        for name, field in (form.base_fields if as_class else form.fields).items():
            field.widget.value_from_datadict(ears, {}, name if as_class else form.add_prefix(name))
    return {re.sub(r"^person-0-", "person-<n>-", name) for name in ears.heard}


def vormerken(rf) -> VormerkenForm:
    return VormerkenForm(request=rf.get("/"), suche=Suche(1, "", None, None, Bedarf()))


def person():
    return personen_formset(1).forms[0]


def ohne_vormerkung(rf) -> KontaktOhneVormerkungForm:
    return KontaktOhneVormerkungForm(request=rf.get("/"), personen=personen_formset(1))


def anfrage(rf) -> AnfrageForm:
    return AnfrageForm(request=rf.get("/"), personen=personen_formset(1), leistung=EveryQuestion())


class EveryQuestion:
    """A Leistung that asks everything."""

    fragen = Frage.values

    class unterlagenliste:  # noqa: N801 - stands for a related manager
        @staticmethod
        def all() -> list:
            return [LeistungUnterlage(unterlage=Unterlage(key="pass", name="Pass"))]


BUCHUNG, MEIN = "/termine/buchung/<token>/", "/termine/mein/<token>/"
SCHALTER = "/termine/schalter/"
LEISTUNG, EMPFANG = "/termine/leistungen/<slug>/", "/termine/heute/"
FORMS = {
    f"GET `{LEISTUNG}buchen/`": lambda rf: names(SucheForm),
    f"POST `{LEISTUNG}buchen/`": lambda rf: names(vormerken(rf)),
    f"POST `{BUCHUNG}`": lambda rf: names(person(), KontaktForm, ZeitForm),
    f"POST `{BUCHUNG}zeit/`": lambda rf: names(ZeitForm),
    f"POST `{LEISTUNG}angaben/`": lambda rf: names(person(), ohne_vormerkung(rf)),
    f"POST `{LEISTUNG}anfragen/`": lambda rf: names(person(), anfrage(rf)) | {"anzahl", "dateien"},
    f"POST `{MEIN}antworten/`": lambda rf: names(AntwortForm) | {"dateien"},
    f"POST `{MEIN}unterlagen/`": lambda rf: names(NachreichenForm) | {"dateien"},
    f"POST `{MEIN}vorschlaege/`": lambda rf: names(AblehnungForm),
    "POST `/termine/mein/vorgang/`": lambda rf: names(VorgangSuchenForm),
    "POST `/termine/kontakt/<token>/zeit/`": lambda rf: names(ZeitForm),
    "POST `/termine/mein/`": lambda rf: names(TerminSuchenForm),
    f"POST `{MEIN}verschieben/`": lambda rf: names(ZeitForm),
    f"POST `{MEIN}frueher/`": lambda rf: names(FrueherForm),
    f"POST `{MEIN}absagen/`": lambda rf: names(AbsageForm),
    "POST `/code/<token>/`": lambda rf: names(CodeForm),
    "POST `/code/<token>/adresse/`": lambda rf: names(AdresseForm),
    "POST `/konto/login/`": lambda rf: names(AnmeldeForm()),
    "POST `/konto/2fa/authenticate/`": lambda rf: names(FaktorForm(user=None)),
    f"GET `{EMPFANG}`": lambda rf: names(AuswahlForm),
    f"POST `{EMPFANG}neu/`": lambda rf: names(AnliegenForm(leistung=None), person(), KontaktAmEmpfangForm, ZeitForm),
    f"POST `{EMPFANG}<pk>/verschieben/`": lambda rf: names(VerschiebenForm),
    f"POST `{EMPFANG}<pk>/absagen/`": lambda rf: names(AbsageAmEmpfangForm),
    "POST `/termine/ankunft/`": lambda rf: names(AusweisForm),
    "POST `/termine/ankunft/ohne-termin/`": lambda rf: names(ZiehenForm),
    "POST `/termine/ankunft/nummer/<token>/sms/`": lambda rf: names(SmsForm),
    f"POST `{SCHALTER}wahl/`": lambda rf: names(PlatzForm),
    f"POST `{SCHALTER}<pk>/ausweis/`": lambda rf: names(AbweisenForm),
    f"POST `{SCHALTER}<pk>/parken/`": lambda rf: names(ParkenForm),
    f"POST `{SCHALTER}<pk>/weiterreichen/`": lambda rf: names(WeiterreichenForm),
    f"POST `{SCHALTER}<pk>/notiz/`": lambda rf: names(NotizForm),
    f"POST `{SCHALTER}neu/`": lambda rf: names(OhneTerminForm),
}


@pytest.mark.parametrize("heading", FORMS)
def test_form_has_the_fields_of_the_contract(rf, heading):
    written = {row[0].strip("`") for row in rows(section(f"### {heading}")) if not row[1].startswith("Button")}
    assert written == FORMS[heading](rf)


def test_every_form_of_the_contract_is_compared():
    assert sorted(re.findall(r"^### ((?:GET|POST) `/(?!api).+`)$", TEXT, re.MULTILINE)) == sorted(FORMS)


def test_protected_forms_have_the_fields_of_the_contract():
    ears = Ears()
    SchutzField("probe").widget.value_from_datadict(ears, {}, "schutz")
    assert {row[0].strip("`") for row in rows(section("### Protected forms"))} == ears.heard


def test_buttons_of_the_contract_stand_in_templates():
    buttons = set(re.findall(r"^\| `(\w+)` \| Button", TEXT, re.MULTILINE))
    pages = "".join(path.read_text(encoding="utf-8") for path in (BASE_DIR / "templates").rglob("*.html"))
    assert {name for name in buttons if f'name="{name}"' not in pages} == set()
    assert buttons == {"laenger", "zeige", "aktion", "personen", "nehmen", "taste", "ablehnen", "beenden"}


def test_api_has_the_shapes_of_the_contract():
    described = api.get_openapi_schema()["components"]["schemas"]
    real = {(name, key) for name, shape in described.items() for key in shape.get("properties", {})}
    shapes = rows(section("### GET `/api/v1/leistungen/<slug>/freie-zeiten`"))
    assert {(row[0].strip("`"), row[1].strip("`")) for row in shapes} == real


def test_api_has_the_operations_of_the_contract():
    schema = api.get_openapi_schema()
    real = {f"{verb.upper()} `{plain(path)}`" for path, verbs in schema["paths"].items() for verb in verbs}
    assert set(re.findall(r"^### (.+`/api.+`)$", TEXT, re.MULTILINE)) == real


def test_commands_have_the_options_of_the_contract():
    written = {row[0].strip("`"): set(re.findall(r"--[a-z-]+", row[1])) for row in rows(section("### manage.py"))}
    assert written == {
        name: options(app, name)
        for name, app in get_commands().items()
        if app in {"behoerde.kern", "termine", "lotsen", "fallmanagement", "monitoring"}
    }


def options(app: str, name: str) -> set[str]:
    """Return the options a command adds to those that every command has."""
    common = argparse.ArgumentParser()
    command = load_command_class(app, name)
    command.create_parser("manage.py", name)
    command.add_arguments(common)
    return {option for action in common._actions for option in action.option_strings if option not in {"-h", "--help"}}


def test_make_has_the_targets_of_the_contract():
    targets = re.search(r"^TARGETS := (.+)$", (BASE_DIR / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    assert sorted(row[0].strip("`") for row in rows(section("### make"))) == sorted(targets)


def test_example_office_has_the_roles_of_the_contract():
    written = {row[0].strip("`"): set(re.findall(r"\w+", row[1])) for row in rows(section("## Example office"))}
    assert written == {rolle.value: {str(recht) for recht in RECHTE[rolle]} for rolle in MENSCHEN}
    assert f"`{KENNWORT}`" in section("## Example office")


def test_registry_of_personal_data_stands_in_the_guide_for_data_protection():
    guide = (BASE_DIR / "docs" / "datenschutz.md").read_text(encoding="utf-8")
    written = {tuple(re.sub(r" days?$", "", cell) for cell in row) for row in rows(guide)}
    entries = register.alle(register.Personenbezug)
    assert written == {(f"`{e.modell}`", ", ".join(e.felder), str(e.frist.days), e.ab_feld) for e in entries}
