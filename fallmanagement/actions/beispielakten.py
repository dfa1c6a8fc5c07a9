"""The example office: documents, checked paths and a run over them, what nobody did in time; for DEBUG only."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from behoerde.kern import uhr
from behoerde.kern.db import als
from behoerde.kern.models import Nachricht, User
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.aufenthalt import Angaben, add_status
from fallmanagement.actions.dokument import add_dokument, add_fassung
from fallmanagement.actions.frist import add_frist, escalate
from fallmanagement.actions.perspektive import check_paths
from fallmanagement.actions.pruefdurchgang import begin_durchgang, cancel_durchgang, check_part
from fallmanagement.dokumente import Ordner
from fallmanagement.enums import OFFEN, Fristart
from fallmanagement.models import Dokument, Fallakte
from fallmanagement.queries.perspektive import known_facts

VIELE = 600  # checked cases of the large example: more than one portion of a run
ANLAESSE = ("fristen_faellig", "wege_geaendert")
# First name of the case, folder, title, and one line for each version.
DOKUMENTE = (
    ("Lamin", Ordner.ARBEIT, "Ausbildungsvertrag", ("Entwurf ohne Vergütung", "Fassung mit Vergütung")),
    ("Lamin", Ordner.AUFENTHALT, "Reisepass", ("Seite mit dem Bild",)),
    ("Amina", Ordner.ANERKENNUNG, "Diplom Krankenpflege", ("Übersetzung",)),
    ("Amina", Ordner.SPRACHE, "Zertifikat B1", ("Vorderseite",)),
    ("Olga", Ordner.SONSTIGES, "Anmeldung zum Infotag", ("Vom Infotag",)),
)
# What staff found out by asking; the rest of the facts stand in the cases.
ANGABEN: dict[str, dict[str, Any]] = {
    "Lamin": {"asylverfahren": "abgelehnt", "pass_gueltig": True, "straftat_ueber_grenze": False, "deutsch_muendlich": "B1"},
    "Amina": {"asylverfahren": "anerkannt", "pass_gueltig": True, "deutsch_gesamt": "B1"},
    "Olha": {"asylverfahren": "keiner", "abschluss_anerkannt": False},
    "Emrah": {"asylverfahren": "abgelehnt", "wochenstunden": 40, "deutsch_muendlich": "B1"},
    "Yusuf": {},  # asked before his status was known: the run finds another answer
}


def build(gross: bool = False) -> None:
    """Build it upon the first cases; running again changes nothing."""
    user = User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=Rolle.FALLMANAGEMENT).first()
    if user is None or Dokument.objects.exists() or not Fallakte.objects.filter(person__vorname="Lamin").exists():
        return
    begun = uhr.now()
    with als(user):
        for vorname, ordner, titel, fassungen in DOKUMENTE:
            _file(_akte(vorname), ordner, titel, fassungen, user)
    for vorname, angaben in ANGABEN.items():
        _check(_akte(vorname), angaben, user)
    if gross:
        _check_many(user)
    _run(user)
    tag = uhr.today() - timedelta(days=14)
    add_frist(_akte("Selam"), art=Fristart.WIEDERVORLAGE, betreff="Kursende beim Träger erfragen", faellig_am=tag, user=user)
    escalate()
    told = Nachricht.objects.filter(anlass__in=ANLAESSE, angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    told.update(status=Nachricht.Status.HINFAELLIG, adresse="")  # nobody of the example office gets mail about what was made up


def _akte(vorname: str) -> Fallakte:
    return Fallakte.objects.filter(person__vorname=vorname).select_related("person").order_by("pk")[0]


def _file(akte: Fallakte, ordner: str, titel: str, fassungen: tuple[str, ...], user: User) -> None:
    pages = [SimpleUploadedFile(f"{titel}.png", _page(titel, text), "image/png") for text in fassungen]
    row = add_dokument(akte, ordner=ordner, titel=titel, upload=pages[0], user=user)
    for page in pages[1:]:
        add_fassung(row, upload=page)


def _page(titel: str, text: str) -> bytes:
    """Draw a page that nobody takes for a real document."""
    image, out = Image.new("L", (620, 877), 255), BytesIO()
    draw = ImageDraw.Draw(image)
    for line, (words, size) in enumerate((("BEISPIEL", 44), (titel, 36), (text, 24))):
        draw.text((60, 80 + 70 * line), words, fill=0, font=ImageFont.load_default(size))
    image.save(out, "PNG")
    return out.getvalue()


def _check(akte: Fallakte, angaben: dict[str, Any], user: User) -> None:
    check_paths(akte, tatsachen=known_facts(akte) | angaben, user=user)


def _check_many(user: User) -> None:
    cases = Fallakte.objects.filter(person__vorname__startswith="Beispiel", phase__in=OFFEN).select_related("person")
    for akte in cases.order_by("angelegt_am", "pk")[:VIELE]:
        _check(akte, {"asylverfahren": "abgelehnt"}, user)


def _run(user: User) -> None:
    """One run was cancelled; the next one finds what the status entered since makes of the paths of one person."""
    akte, today = _akte("Yusuf"), uhr.today()
    cancel_durchgang(begin_durchgang(akte.einheit, user=user).pk)
    status = Angaben("aufenthaltsgestattung", today - timedelta(days=150), today + timedelta(days=30), "Ausländerakte")
    add_status(akte, status, user=user)
    row = begin_durchgang(akte.einheit, user=user)
    while check_part(row.pk):
        pass
