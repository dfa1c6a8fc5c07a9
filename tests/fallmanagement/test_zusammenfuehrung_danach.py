"""After a merge: who answered for the closed file hears of it, and other apps know the person by both names."""

from datetime import date

import pytest
from django.core import mail

from behoerde.kern.actions.datei import release
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.terminvorschlag import propose_termin
from fallmanagement.actions.trennung import separate_akten
from fallmanagement.actions.zusammenfuehrung import merge_akten
from fallmanagement.queries.dokumente import quellen
from tests.factories.aktenpaar import paar
from tests.factories.datei import taken
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FristFactory, ZustaendigkeitFactory
from tests.factories.termine import LeistungFactory, TeamFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
GEWAEHLT = {"person.vorname": "bleibt"}


@pytest.fixture
def akten(einheit, fallmanagerin):
    """Two files of Amina and Ameena; a colleague answers for the second one."""
    first, second = paar(einheit, fallmanagerin, vorname="Ameena")
    ZustaendigkeitFactory.create(fallakte=first, user=fallmanagerin)
    ZustaendigkeitFactory.create(fallakte=second, user=staff_of(einheit, Rolle.FALLMANAGEMENT))
    for akte in (first, second):
        akte.refresh_from_db()
    return first, second


def told() -> list:
    return list(Nachricht.objects.filter(anlass="akten_zusammengefuehrt").values_list("empfaenger_id", flat=True))


def test_who_answered_for_the_closed_file_hears_once_and_without_a_name(akten, fallmanagerin):
    first, second = akten
    for _twice in range(2):
        merge_akten(first, second, gewaehlt=GEWAEHLT, user=fallmanagerin)
    assert (told(), deliver_due()) == ([second.zustaendig_id], 1)
    (message,) = mail.outbox
    assert message.subject == f"Ihre Akte {second.aktenzeichen} ist zusammengeführt"
    assert f"ist mit {first.aktenzeichen} zusammengeführt" in " ".join(message.body.split())
    assert not any(word in message.body + message.subject for word in ("Amina", "Ameena", "Haidari"))


def test_merge_that_was_taken_back_meanwhile_is_not_written_about(akten, fallmanagerin):
    merge_akten(*akten, gewaehlt=GEWAEHLT, user=fallmanagerin)
    separate_akten(*akten)
    deliver_due()
    assert mail.outbox == []


def test_who_merges_their_own_files_or_has_left_is_not_written_to(akten, fallmanagerin):
    first, second = akten
    merge_akten(first, second, gewaehlt=GEWAEHLT, user=second.zustaendig)
    separate_akten(first, second)
    second.zustaendig.austritt_am = date(2026, 11, 1)
    second.zustaendig.save(update_fields=["austritt_am"])
    merge_akten(first, second, gewaehlt=GEWAEHLT, user=fallmanagerin)
    assert told() == []


def concern(person, einheit, leistung):
    """A concern about ``person`` at the triage desk, with one scanned file."""
    from termine.models import Anliegen, Aufnahme

    row = Aufnahme.objects.create(leistung=leistung, kontakt=person, einheit=einheit, schluessel=f"probe-{person.pk}")
    Anliegen.objects.create(person=person, person_hash=person.person_hash, leistung=leistung, aufnahme=row)
    with als(System.KUNDE):
        datei = taken("pass.jpg", zweck="anliegen", objekt_id=row.pk)
    release(datei)
    return datei


def test_files_that_came_under_the_other_name_can_be_taken_over(akten, einheit, fallmanagerin):
    first, second = akten
    datei = concern(second.person, einheit, LeistungFactory.create(name="Verlängerung"))
    assert quellen(first, fallmanagerin) == []
    merge_akten(first, second, gewaehlt=GEWAEHLT, user=fallmanagerin)
    assert [quelle.datei for quelle in quellen(first, fallmanagerin)] == [datei]


def test_renewal_that_was_asked_for_under_the_other_name_is_not_asked_for_twice(akten, einheit, fallmanagerin):
    first, second = akten
    leistung = LeistungFactory.create(slug="duldung", zugang="sichtung", aktiv=True)
    TeamFactory.create(organisationseinheit=einheit, leistungen=[leistung])
    row = AufenthaltsstatusFactory.create(person=second.person)
    number = propose_termin(second, row, user=fallmanagerin)
    merge_akten(first, second, gewaehlt=GEWAEHLT, user=fallmanagerin)
    row.refresh_from_db()
    assert propose_termin(first, row, user=fallmanagerin) == number
    row.delete()
    later = AufenthaltsstatusFactory.create(person=first.person)
    with pytest.raises(DomainError) as refused:
        propose_termin(first, later, user=fallmanagerin)
    assert refused.value.code == "anliegen_besteht"


def next_of(*akten) -> list[date | None]:
    for akte in akten:
        akte.refresh_from_db()
    return [akte.naechste_frist for akte in akten]


def test_each_file_knows_its_next_deadline_after_the_merge_and_the_way_back(akten, fallmanagerin):
    first, second = akten
    own, other = date(2026, 12, 20), date(2026, 12, 4)
    FristFactory.create(fallakte=first, faellig_am=own)
    FristFactory.create(fallakte=second, faellig_am=other)
    merge_akten(first, second, gewaehlt=GEWAEHLT, user=fallmanagerin)
    assert next_of(first, second) == [other, None]
    separate_akten(first, second)
    assert next_of(first, second) == [own, other]
