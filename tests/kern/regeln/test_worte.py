from behoerde.kern.regeln import Empfindlichkeit, Ist, Tatsache, Typ, Unter, Zeile, offene_gruende, zeilen
from tests.kern.regeln.hilfen import ALTER, GEDULDET

GEDULDETE, JUNGE = Ist(GEDULDET, True, text="geduldet", norm="§ 60a"), Unter(ALTER, 27, text="unter 27")


def test_chain_on_top_needs_no_line_of_its_own():
    assert list(zeilen(GEDULDETE & JUNGE)) == [Zeile(0, "geduldet", "§ 60a"), Zeile(0, "unter 27")]


def test_choice_is_led_in_and_denial_is_said():
    lines = [(zeile.tiefe, str(zeile.text), zeile.nicht) for zeile in zeilen(JUNGE & (GEDULDETE | ~JUNGE))]
    assert lines == [(0, "unter 27", False), (0, "eines davon:", False), (1, "geduldet", False), (1, "unter 27", True)]


def test_denied_chain_keeps_its_parts():
    lines = [(zeile.tiefe, str(zeile.text), zeile.nicht) for zeile in zeilen(~(GEDULDETE & JUNGE))]
    assert lines == [(0, "alles davon:", True), (1, "geduldet", False), (1, "unter 27", False)]


def test_reasons_that_others_may_see_are_neither_delicate_nor_denied():
    delicate = Ist(Tatsache("arm", Typ.JANEIN, "Arm?", empfindlichkeit=Empfindlichkeit.VERTRAULICH), True, text="arm")
    assert list(offene_gruende((GEDULDETE | delicate) & JUNGE & ~Unter(ALTER, 18, text="unter 18"))) == ["geduldet", "unter 27"]
