from lotsen.alltagsworte import ALLTAGSWORTE, subjects_called
from lotsen.angebotsarten import Uebergabe, angebotsarten


def test_every_kind_is_loaded():
    arten = angebotsarten()
    assert len(arten) == 56
    assert all(art.grundlagen and art.bedarfe for art in arten.values())


def test_confidential_kinds_take_no_personal_data():
    arten = angebotsarten()
    assert arten["gewaltschutz"].uebergabe == Uebergabe.BEGLEITBRIEF
    begleitet = {art.slug for art in arten.values() if art.uebergabe == Uebergabe.BEGLEITBRIEF}
    assert {slug for slug in begleitet if arten[slug].kategorie == "recht"} >= {"asylverfahrensberatung", "queere_beratung"}


def test_norms_that_nobody_read_say_so():
    grundlagen = angebotsarten()["sprachmittlung"].grundlagen
    assert [(grundlage.norm, grundlage.belegt) for grundlage in grundlagen] == [("örtliche Förderung", False)]


def test_everyday_words_stand_for_subjects_that_exist():
    assert set(ALLTAGSWORTE) <= {art.kategorie for art in angebotsarten().values()}


def test_short_words_must_be_whole_and_long_ones_may_be_a_beginning():
    assert [subjects_called(text) for text in ("job", "jo", "wohnungs", "kin", "nichts davon")] == [
        ["arbeit"],
        [],
        ["wohnen"],
        [],
        [],
    ]
