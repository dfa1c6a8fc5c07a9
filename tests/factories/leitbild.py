"""Test data of the Leitbild, by the actions that make it; build inside of ``als``."""

import factory

from monitoring.actions.beitrag import Worte, enter_werkstatt, give_beitrag, invite, release_beitrag
from monitoring.actions.leitbild import Satz, begin_leitbild, move_leitbild, write_fassung
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Akteursgruppe, Beitrag, Leitbild, Leitbildeinladung, Leitbildwerkstatt
from tests.factories.kern import UserFactory

S = Leitbildstand
WEG = (S.VORBEREITUNG, S.IDEENSAMMLUNG, S.TEXTARBEIT, S.ABWAEGUNG, S.BESCHLUSS, S.VEROEFFENTLICHT, S.EVALUATION)
SAETZE = (Satz("Verlässlich", "Wir halten, was wir sagen."), Satz("Verständlich", "Wir erklären."))


class AkteursgruppeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Akteursgruppe

    name = factory.Sequence(lambda n: f"Gruppe {n:03}")
    art = "wohlfahrt"


def leitbild_in(status: str, *, ebene: str = "amt") -> Leitbild:
    """Return a Leitbild with two sections that went its way until ``status``."""
    row = Leitbild.objects.filter(ebene=ebene).first() or begin_leitbild(ebene=ebene, titel="Unser Leitbild")
    if not row.fassungen.exists():
        write_fassung(leitbild=row, saetze=SAETZE, gesehen=0, user=UserFactory.create())
    for step in WEG if row.status != status else ():
        decided = {"von": "Rat", "am": "2026-11-01"} if step == S.BESCHLUSS else {}
        row = move_leitbild(leitbild=row, nach=step, **decided)
        if step == status:
            break
    return row


def beitrag_zu(leitbild: Leitbild, *, frei: bool = False, **fields) -> Beitrag:
    """Return a Beitrag of a group, released where wanted."""
    gruppe = fields.pop("gruppe", None) or AkteursgruppeFactory.create()
    worte = Worte(**{"art": "aenderung", "text": "Bitte auch auf Arabisch."} | fields)
    row = give_beitrag(leitbild=leitbild, gruppe=gruppe, worte=worte, weg="link")
    if frei:
        release_beitrag(row)
    return row


def einladung_zu(leitbild: Leitbild, **fields) -> Leitbildeinladung:
    values = {"organisation": "Beispielverband", "gueltig_bis": "2099-12-31", "gruppe": None} | fields
    values["gruppe"] = values["gruppe"] or AkteursgruppeFactory.create()
    row = Leitbildeinladung(leitbild=leitbild, von=UserFactory.create(), **values)
    row.clean_fields()
    return invite(row)


def werkstatt_zu(leitbild: Leitbild) -> Leitbildwerkstatt:
    row = Leitbildwerkstatt(
        leitbild=leitbild,
        titel="Werkstatt",
        am="2026-11-02",
        teilnehmende=9,
        niederschrift="Drei Tische.",
        von=UserFactory.create(),
    )
    return enter_werkstatt(row, [])
