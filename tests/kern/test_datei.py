"""A file gets in once, clean and encrypted; what was deleted is gone, what is orphaned is swept."""

import hashlib
import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern import uhr
from behoerde.kern.actions import datei as aktionen
from behoerde.kern.actions.datei import adopt_entwurf, clean_name, drop_entwuerfe, reject, release, sweep_orphans, take_file
from behoerde.kern.dateien import ablage
from behoerde.kern.dateien.reinigung import clean
from behoerde.kern.db import System, als
from behoerde.kern.enums import Dateigrund
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import ENTWURF, Datei, InhaltFehlt, Protokolleintrag
from behoerde.kern.signals import datei_abgewiesen, datei_frei
from tests.factories.datei import taken, upload
from tests.factories.kern import UserFactory
from tests.kern import evil
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
alle_in_ablage = lambda: {name for name, _changed in ablage.stored()}  # noqa: E731


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    """Clean uploads here, which is faster; that it happens in a process of its own is tested by ``shielded`` and elsewhere."""
    if "shielded" not in request.fixturenames:
        monkeypatch.setattr(aktionen, "clean_shielded", clean)


@pytest.fixture
def shielded():
    """Clean uploads as the portal does."""


def refused(content: bytes, name: str = "pass.jpg") -> str:
    with pytest.raises(DomainError) as error:
        taken(name, content)
    return error.value.code


def test_file_is_kept_clean_and_encrypted(shielded):
    datei = taken("C:\\Bilder\\Mein Pass.JPEG")
    wanted = clean(evil.jpeg())
    on_disk = (project.DATEIEN / datei.ablage).read_bytes()
    assert (datei.name, datei.medientyp, datei.seiten, datei.status) == ("Mein Pass.jpg", "image/jpeg", None, "quarantaene")
    assert (datei.read(), datei.groesse, datei.pruefsumme) == (
        wanted.inhalt,
        len(wanted.inhalt),
        hashlib.sha256(wanted.inhalt).hexdigest(),
    )
    assert (on_disk[:6], wanted.inhalt[:200] in on_disk) == (b"gAAAAA", False)


def test_name_stands_encrypted_in_the_database():
    datei = taken("Olena Pass.jpg")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM kern_datei WHERE id = %s", [datei.pk])
        assert "Olena" not in cursor.fetchone()[0]


def test_content_can_only_be_read_by_its_owner_on_the_disk():
    path = project.DATEIEN / taken().ablage
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_pages_of_a_document_are_counted():
    assert taken("vertrag.pdf", evil.pdf(evil.javascript_on_open, pages=3)).seiten == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "leer"), (b"MZ", "art"), (bytes(10 * 1024**2 + 1), "zu_gross"), (evil.pdf()[:99], "kaputt")],
    ids=["empty", "program", "large", "broken"],
)
def test_file_that_is_refused_leaves_nothing(content, code):
    before = alle_in_ablage()
    assert (refused(content), Datei.objects.count(), alle_in_ablage() - before) == (code, 0, set())


def test_who_uploaded_is_kept():
    user = UserFactory.create()
    with als(System.KUNDE):
        of_client = taken()
    with als(user):
        of_staff = taken()
    assert [(d.user_id, d.system) for d in (of_client, of_staff)] == [(None, "kunde"), (user.pk, "")]


def test_taking_is_recorded():
    datei = taken()
    with als(System.AUFGABE):
        assert Protokolleintrag.objects.filter(vorgang="datei_angenommen", objekt_id=str(datei.pk)).count() == 1


def test_same_content_twice_is_one_file():
    where = {"zweck": "probe", "objekt_id": uuid4()}
    before = alle_in_ablage()
    assert taken("eins.jpg", **where).pk == taken("zwei.jpg", **where).pk
    assert (Datei.objects.count(), len(alle_in_ablage() - before)) == (1, 1)


def test_same_content_for_two_people_is_two_files():
    assert taken().ablage != taken().ablage


@pytest.mark.django_db(transaction=True)
def test_same_form_sent_five_times_at_once_keeps_one_file():
    objekt_id, before = uuid4(), alle_in_ablage()

    def send():
        with als(System.KUNDE):
            return take_file(upload=upload(), zweck="probe", objekt_id=objekt_id).pk

    answers = run_together([send] * 5)
    with als(System.AUFGABE):
        rows = Datei.objects.values_list("pk", "ablage")
        assert ({*answers}, alle_in_ablage() - before) == ({rows[0][0]}, {rows[0][1]})
        assert len(rows) == 1


def test_full_disk_says_so(monkeypatch):
    monkeypatch.setattr(ablage, "FREE_BYTES", 2**80)
    assert refused(evil.jpeg()) == "kein_platz"


def test_folder_that_cannot_be_written_says_so(settings, tmp_path):
    blocked = tmp_path / "datei"
    blocked.write_text("kein Ordner")
    settings.DATEIEN = blocked / "ordner"
    assert refused(evil.jpeg()) == "kein_platz"


# --- Names ---
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("Vertrag\u202efdp.exe", "Vertrag fdp.exe.pdf"),
        ("a\nb\x00c.PDF", "a b c.pdf"),
        ("rechnung.pdf.pdf", "rechnung.pdf"),
        ("foto.jpg", "foto.pdf"),
        (".pdf", "datei.pdf"),
        ("", "datei.pdf"),
        ("جواز السفر.pdf", "جواز السفر.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_clean_name(name, wanted):
    assert clean_name(name, "application/pdf") == wanted


@given(st.text(max_size=200))
def test_clean_name_is_one_visible_line_whatever_comes(name):
    cleaned = clean_name(name, "image/png")
    assert (cleaned.isprintable(), "/" in cleaned, "\\" in cleaned, cleaned.endswith(".png")) == (True, False, False, True)


# --- Release and reject ---
def test_released_file_can_be_seen():
    datei, seen = taken(), []
    datei_frei.connect(lambda sender, datei, **_: seen.append(datei.pk), weak=False, dispatch_uid="probe")
    release(datei)
    release(datei)
    datei_frei.disconnect(dispatch_uid="probe")
    assert (datei.status, datei.geprueft_am is not None, seen) == ("frei", True, [datei.pk])


def test_rejected_file_loses_its_content_and_keeps_the_reason(django_capture_on_commit_callbacks):
    datei, told = taken(), []
    name = datei.ablage
    datei_abgewiesen.connect(lambda sender, datei, **_: told.append(datei.warum), weak=False, dispatch_uid="probe")
    with django_capture_on_commit_callbacks(execute=True):
        reject(datei, grund=Dateigrund.SCHADSOFTWARE, befund="Eicar")
        assert name in alle_in_ablage()  # not before the commit
        reject(datei, grund=Dateigrund.SCHADSOFTWARE, befund="Eicar")
    datei_abgewiesen.disconnect(dispatch_uid="probe")
    assert (datei.status, datei.befund, datei.ablage, name in alle_in_ablage()) == ("abgewiesen", "Eicar", "", False)
    assert told == [str(Dateigrund.SCHADSOFTWARE.label)]


def test_rejected_file_that_is_sent_again_is_refused():
    datei = taken(zweck="probe", objekt_id=(objekt := uuid4()))
    reject(datei, grund=Dateigrund.SCHADSOFTWARE)
    with pytest.raises(DomainError) as error:
        taken(zweck="probe", objekt_id=objekt)
    assert error.value.code == "schadsoftware"


def test_rejected_file_stays_rejected():
    datei = taken()
    reject(datei, grund=Dateigrund.SCHADSOFTWARE)
    release(datei)
    assert datei.status == "abgewiesen"
    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        Datei.objects.filter(pk=datei.pk).update(status="frei", grund="", ablage="aa/" + "a" * 32)


@pytest.mark.parametrize(
    "change",
    [
        {"status": "abgewiesen"},
        {"grund": "schadsoftware"},
        {"ablage": "../../etc/passwd"},
        {"ablage": ""},
        {"pruefsumme": "x"},
        {"groesse": 0},
        {"groesse": 10 * 1024**2 + 1},
        {"seiten": 3},
        {"medientyp": "text/html"},
        {"medientyp": "application/pdf"},
        {"system": ""},
        {"user_id": "0190c5a0-0000-7000-8000-000000000000"},
        {"zweck": ENTWURF},
    ],
)
def test_database_refuses_what_cannot_be(change):
    datei = taken()
    with pytest.raises(IntegrityError), transaction.atomic():
        Datei.objects.filter(pk=datei.pk).update(**change)


# --- Drafts ---
def in_entwurf(entwurf, name="pass.jpg", content=None) -> Datei:
    return taken(name, content, zweck=ENTWURF, objekt_id=entwurf)


def test_adopted_files_belong_to_the_object():
    entwurf, objekt = uuid4(), uuid4()
    first, second = in_entwurf(entwurf), in_entwurf(entwurf, "vertrag.pdf", evil.pdf())
    in_entwurf(uuid4())
    adopt_entwurf(entwurf, zweck="anliegen", objekt_id=objekt)
    adopt_entwurf(entwurf, zweck="anliegen", objekt_id=objekt)
    assert list(Datei.objects.of("anliegen", objekt)) == [first, second]
    assert Datei.objects.filter(entwurf=entwurf).count() == 2


def test_same_form_sent_twice_adopts_its_file_once():
    entwurf, objekt = uuid4(), uuid4()
    first = in_entwurf(entwurf)
    adopt_entwurf(entwurf, zweck="anliegen", objekt_id=objekt)
    in_entwurf(entwurf)
    adopt_entwurf(entwurf, zweck="anliegen", objekt_id=objekt)
    assert list(Datei.objects.all()) == [first]


def test_files_of_a_form_nobody_sent_off_are_dropped_after_a_day(django_capture_on_commit_callbacks):
    old, fresh = in_entwurf(uuid4()), in_entwurf(uuid4())
    adopted = in_entwurf(uuid4())
    adopt_entwurf(adopted.entwurf, zweck="anliegen", objekt_id=uuid4())
    Datei.objects.exclude(pk=fresh.pk).update(angelegt_am=uhr.now() - timedelta(hours=24, seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        drop_entwuerfe()
    assert {*Datei.objects.all()} == {fresh, adopted}
    assert {old.ablage, fresh.ablage, adopted.ablage} & alle_in_ablage() == {fresh.ablage, adopted.ablage}


# --- Nothing stays, nothing is lost ---
@pytest.mark.parametrize("delete", [lambda d: d.delete(), lambda d: Datei.objects.filter(pk=d.pk).delete()], ids=["row", "rows"])
def test_deleted_row_takes_its_content_along_after_the_commit(delete, django_capture_on_commit_callbacks):
    datei = taken()
    with django_capture_on_commit_callbacks(execute=True):
        delete(datei)
        assert datei.ablage in alle_in_ablage()
    assert datei.ablage not in alle_in_ablage()


def aged(name: str) -> None:
    long_ago = (uhr.now() - timedelta(hours=25)).timestamp()
    os.utime(project.DATEIEN / name, (long_ago, long_ago))


@pytest.mark.django_db(transaction=True)
def test_crash_between_content_and_row_leaves_an_orphan_that_is_swept():
    def crash():
        with als(System.KUNDE):
            names.append(taken().ablage)
            raise ConnectionError

    names: list[str] = []
    with pytest.raises(ConnectionError):
        crash()
    with als(System.AUFGABE):
        kept = taken()
        assert (names[0] in alle_in_ablage(), sweep_orphans()) == (True, 0)  # its transaction might still be open
        for name in (names[0], kept.ablage):
            aged(name)
        assert (sweep_orphans(), names[0] in alle_in_ablage(), kept.ablage in alle_in_ablage()) == (1, False, True)


def test_crash_between_row_and_content_leaves_an_orphan_that_is_swept(monkeypatch, django_capture_on_commit_callbacks):
    datei = taken()
    datei.delete()  # the callbacks of this transaction never run
    aged(datei.ablage)
    assert (sweep_orphans(), datei.ablage in alle_in_ablage()) == (1, False)


def test_unfinished_content_is_swept():
    (project.DATEIEN / "aa").mkdir(exist_ok=True)
    (project.DATEIEN / "aa" / "abc.1234").write_bytes(b"halb")
    aged("aa/abc.1234")
    assert (sweep_orphans(), (project.DATEIEN / "aa" / "abc.1234").exists()) == (1, False)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"gAAAAA" + bytes(80))])
def test_content_that_is_gone_or_was_changed_is_not_handed_out(damage):
    datei = taken()
    damage(project.DATEIEN / datei.ablage)
    with pytest.raises(InhaltFehlt):
        datei.read()


def test_content_of_another_file_is_not_handed_out():
    datei, other = taken(), taken("vertrag.pdf", evil.pdf())
    (project.DATEIEN / datei.ablage).write_bytes((project.DATEIEN / other.ablage).read_bytes())
    with pytest.raises(InhaltFehlt):
        datei.read()


def test_worker_is_woken_after_the_commit(monkeypatch, django_capture_on_commit_callbacks):
    woken: list[str] = []
    monkeypatch.setattr(aktionen, "wake", woken.append)
    with django_capture_on_commit_callbacks(execute=True):
        taken()
        assert woken == []
    assert woken == ["kern.dateien_pruefen"]
