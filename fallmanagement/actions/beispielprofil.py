"""Invented competence profiles for the cases of the example office; for DEBUG only."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from behoerde.kern import uhr
from fallmanagement.actions.beruf import load_probe
from fallmanagement.actions.profil import save_teil, set_keine, set_mobil, set_sprache
from fallmanagement.kompetenzen import Anerkennung, Arbeitszeit, Fertigkeit, Profilteil, Qualifikationsart, Sprachnachweis
from fallmanagement.models import Beruf, Berufserfahrung, Berufswunsch, Fallakte, Kompetenzprofil, Qualifikation

ALLE = dict.fromkeys(Fertigkeit.values, "B1")


def build(gross: bool = False) -> None:
    """Fill three profiles: one of a baker to be, one of a nurse, one of an engineer; running again changes nothing."""
    load_probe()
    if Kompetenzprofil.objects.exists():
        return
    for vorname, fill in (("Lamin", _baeckerei), ("Amina", _pflege), ("Olha", _technik)):
        akte = Fallakte.objects.filter(person__vorname=vorname).order_by("angelegt_am", "pk").first()
        if akte is not None:
            fill(akte)


def _beruf(code: str) -> Beruf | None:
    return Beruf.objects.filter(code=code).first()


def _day(days: int) -> date:
    return uhr.today() - timedelta(days=days)


def _baeckerei(akte: Fallakte) -> None:
    levels: dict[str, str] = ALLE | {"lesen": "A2", "schreiben": "A2"}
    set_sprache(akte, sprache="de", niveaus=levels, nachweis=Sprachnachweis.EINSTUFUNG, tag=_day(90))
    set_sprache(akte, sprache="en", niveaus={"sprechen": "C1"}, nachweis=Sprachnachweis.SELBST, tag=_day(90))
    set_mobil(akte, fuehrerscheine=[], wege=["oepnv", "rad"], hoechstens_km=20, arbeitszeit=Arbeitszeit.VOLLZEIT)
    save_teil(akte, Berufswunsch(bezeichnung="Bäcker", beruf=_beruf("29222")))
    set_keine(akte, Profilteil.ABSCHLUSS, keine=True)
    internship = DateRange(_day(200), _day(150))
    save_teil(akte, Berufserfahrung(bezeichnung="Praktikum in der Backstube", betrieb="Bäckerei Beispiel", zeitraum=internship))


def _pflege(akte: Fallakte) -> None:
    set_sprache(akte, sprache="de", niveaus=ALLE, nachweis=Sprachnachweis.ZERTIFIKAT, zertifikat="telc Deutsch B1", tag=_day(300))
    set_mobil(akte, fuehrerscheine=["B"], wege=["auto", "oepnv"], hoechstens_km=35, arbeitszeit=Arbeitszeit.TEILZEIT)
    save_teil(akte, Berufswunsch(bezeichnung="Pflegefachfrau", beruf=_beruf("81302")))
    degree = Qualifikation(
        art=Qualifikationsart.AUSBILDUNG, bezeichnung="Krankenpflege, drei Jahre", jahr=2013, anerkennung=Anerkennung.TEILWEISE
    )
    save_teil(akte, degree)
    work = DateRange(date(2013, 9, 1), date(2019, 7, 1))
    save_teil(
        akte,
        Berufserfahrung(bezeichnung="Krankenpflegerin", betrieb="Kreiskrankenhaus", zeitraum=work, beruf=_beruf("81302")),
    )


def _technik(akte: Fallakte) -> None:
    """Half asked only: nobody knows about licence and way yet."""
    set_sprache(akte, sprache="de", niveaus={"sprechen": "A2"}, nachweis=Sprachnachweis.GESPRAECH, tag=_day(20))
    degree = Qualifikation(
        art=Qualifikationsart.STUDIUM, bezeichnung="Diplom Bauingenieurwesen", jahr=2010, beruf=_beruf("31104")
    )
    save_teil(akte, degree)
