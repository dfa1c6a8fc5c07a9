"""Why a step is there: said in the language of the person, and nothing that somebody else should not read on a phone."""

import pytest
from django.utils import translation

from lotsen.beratung import Beurteilung
from lotsen.queries.begruendung import why
from tests.factories.lotsen import EmpfehlungFactory

pytestmark = pytest.mark.django_db


def reason(text: str, urteil: str = "ja", *, nicht: bool = False) -> dict:
    return {"text": text, "norm": "", "urteil": urteil, "nicht": nicht}


def kept(**fields):
    known = {"angebotsart": "integrationskurstraeger", "gruende": [reason("erstmals erteilt")]}
    return EmpfehlungFactory.create(**known | fields)


def test_reasons_and_rule_are_in_the_language_of_the_page():
    row = kept(gruende=[reason("erstmals erteilt"), reason("für mindestens ein Jahr erteilt"), reason("erstmals erteilt")])
    with translation.override("tr"):
        assert why(row) == ("Uyum kursu hakkı", row.norm, ["ilk kez verildi", "en az bir yıl için verildi"], False)


def test_only_what_speaks_for_it_is_said():
    row = kept(gruende=[reason("erstmals erteilt", "unbekannt"), reason("schon einmal teilgenommen", nicht=True)])
    assert why(row).gruende == []


def test_delicate_reasons_are_left_out():
    row = kept(regel="jobcenter", angebotsart="jobcenter", gruende=[reason("hilfebedürftig"), reason("unter der Altersgrenze")])
    assert why(row).gruende == ["unter der Altersgrenze"]


@pytest.mark.parametrize(
    "fields", [{"angebotsart": "gewaltschutz", "regel": "gewaltschutz"}, {"regel": "gibt_es_nicht"}, {"regel": ""}]
)
def test_delicate_kinds_and_rules_that_are_gone_say_nothing(fields):
    assert why(kept(**fields)) is None


def test_norm_that_nobody_read_is_not_shown_and_open_points_are_mentioned():
    row = kept(regel="mbe", angebotsart="mbe", norm="AufenthG § 45 S. 1", gruende=[], urteil=Beurteilung.UNBEKANNT)
    assert (why(row).norm, why(row).offen) == ("", True)
