"""The style sheets keep what no browser would complain about."""

import re
from pathlib import Path

import pytest

from behoerde.oberflaeche import BUENDEL, ROOT

CSS = ROOT / "static" / "css"
PHYSICAL = re.compile(r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|float)\s*:")


def declarations(selector: str) -> list[str]:
    text = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    body = text.split(selector + " {", 1)[1].split("}", 1)[0]
    return [" ".join(part.split()) for part in body.split(";") if part.strip() and "color-scheme" not in part]


def sheets() -> list[Path]:
    return sorted(CSS.rglob("*.css"))


def test_dark_by_choice_equals_dark_by_system():
    assert declarations('[data-kern-theme="dark"]') == declarations(':root:not([data-kern-theme="light"])')


@pytest.mark.parametrize("sheet", sheets(), ids=lambda path: path.relative_to(CSS).as_posix())
def test_sheet_has_logical_properties_only(sheet):
    assert PHYSICAL.findall(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sheet", sheets(), ids=lambda path: path.relative_to(CSS).as_posix())
def test_sheet_asks_no_other_server(sheet):
    assert re.findall(r"https?:|@import", sheet.read_text(encoding="utf-8")) == []


def test_every_folder_of_components_is_bundled():
    assert sorted(path.name for path in CSS.iterdir() if path.is_dir()) == sorted(BUENDEL)


def test_tokens_that_sheets_use_exist():
    text = "".join(path.read_text(encoding="utf-8") for path in sheets())
    defined = set(re.findall(r"(--[a-z0-9-]+)\s*:", text))
    used = {name for name in re.findall(r"var\((--[a-z0-9-]+)", text) if not name.startswith("--kern-")}
    assert used - defined == set()
