from io import StringIO

from django.core.management import call_command

from behoerde.env import BASE_DIR
from behoerde.kern.regeldokument import render
from lotsen.regeln import REGELWERK


def test_document_is_up_to_date():
    assert (BASE_DIR / "docs" / "regeln.md").read_text(encoding="utf-8") == render()


def test_document_names_every_rule():
    text = render()
    assert [regel.schluessel for regel in REGELWERK if f"`{regel.schluessel}`" not in text] == []


def test_command_prints_the_document():
    out = StringIO()
    call_command("regeln", stdout=out)
    assert out.getvalue() == render()
