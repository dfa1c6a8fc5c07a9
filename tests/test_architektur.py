"""The house keeps its own rules."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.db import models

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = [name for name in ("behoerde", "termine", "lotsen", "fallmanagement", "monitoring") if (BASE_DIR / name).is_dir()]
PYTHON = [
    path for folder in (*APPS, "tests") for path in sorted((BASE_DIR / folder).rglob("*.py")) if "migrations" not in path.parts
]
PAKETE = packages_distributions()
IM_BETRIEB = {
    re.sub(r"[-_.]+", "-", line.split("==")[0].split("[")[0]).lower()
    for line in (BASE_DIR / "requirements/betrieb.lock").read_text(encoding="utf-8").splitlines()
    if "==" in line
}
TEMPLATES = sorted(path for path in (BASE_DIR / "templates").rglob("*") if path.suffix in {".html", ".txt"})
STATIC = [p for p in sorted((BASE_DIR / "static").rglob("*")) if p.suffix in {".css", ".js"} and "extern" not in p.parts]
EIGENE_MODELLE = [m for m in apps.get_models() if m._meta.app_label in {"kern", *APPS} and not hasattr(m, "pgh_tracked_model")]


def relative(path: Path) -> str:
    return path.relative_to(BASE_DIR).as_posix()


@pytest.mark.parametrize("path", [*PYTHON, *TEMPLATES, *STATIC], ids=relative)
def test_file_has_at_most_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_settings_have_at_most_300_lines():
    assert len((BASE_DIR / "behoerde/settings.py").read_text(encoding="utf-8").splitlines()) <= 300


def imported(tree: ast.AST) -> Iterator[str]:
    """Return the packages that a module imports when it runs, not those it only names for types."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).split(".")[0]
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from imported(node)


@pytest.mark.parametrize("path", [path for path in PYTHON if "tests" not in path.relative_to(BASE_DIR).parts], ids=relative)
def test_module_runs_without_the_packages_of_development(path):
    names = set(imported(ast.parse(path.read_text(encoding="utf-8")))) - sys.stdlib_module_names - set(APPS)
    known = {re.sub(r"[-_.]+", "-", dist).lower() for name in names for dist in PAKETE[name]}
    assert known - IM_BETRIEB == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_is_used(path):
    name = path.relative_to(BASE_DIR / "templates").as_posix()
    if name.startswith(("mail/", "account/", "mfa/", "usersessions/", "socialaccount/", "allauth/", "django/")):
        return  # named by a register entry, by allauth or by Django
    sources = [*PYTHON, *TEMPLATES, *(BASE_DIR / "behoerde/kern/templates").rglob("*.html")]
    assert any(name in other.read_text(encoding="utf-8") for other in sources if other != path)


def test_tasks_have_explicit_names():
    own = [name for name, task in current_app.tasks.items() if task.__module__.split(".")[0] in APPS]
    assert [name for name in own if name.count(".") != 1 or name.startswith("behoerde")] == []


GLOSSAR = (BASE_DIR / "docs/glossar.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", EIGENE_MODELLE, ids=lambda model: model._meta.label)
def test_model_name_stands_in_the_glossary(model):
    assert f"`{model.__name__}`" in GLOSSAR


@pytest.mark.parametrize("model", EIGENE_MODELLE, ids=lambda model: model._meta.label)
def test_status_fields_are_guarded_by_the_database(model):
    guarded = " ".join(str(constraint) + str(getattr(constraint, "condition", "")) for constraint in model._meta.constraints)
    chosen = [f for f in model._meta.get_fields() if isinstance(f, models.CharField) and f.choices]
    fields = [f.name for f in chosen if f.name in {"status", "art", "zugang"}]
    assert [name for name in fields if not re.search(rf"\b{name}(?:__|\b)", guarded)] == []
