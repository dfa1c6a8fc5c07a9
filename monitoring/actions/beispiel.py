"""Figures of the example office: everything that happened there is counted, a year of it is drawn by chance, targets are examples."""

from datetime import date

from monitoring.actions.beispielereignisse import fill_year
from monitoring.actions.kennzahl import set_target
from monitoring.actions.messen import measure
from monitoring.actions.verdichten import backfill
from monitoring.katalog import indikator, indikatoren

ZIELE = {"angebot-fristgerecht": 95.0, "termin-vor-titelablauf": 98.0, "garantie-eingehalten": 90.0, "rueckstand": 200.0}


def build(gross: bool) -> None:
    """Write a year of events, count them all, ask every figure of the night, set a few targets."""
    fill_year(gross)
    for _done in backfill():
        pass
    for one in indikatoren().values():
        measure(one)
    for slug, wert in ZIELE.items():
        set_target(indikator(slug), ab=date(2026, 1, 1), wert=wert, beleg="Beispiel, kein Beschluss")
