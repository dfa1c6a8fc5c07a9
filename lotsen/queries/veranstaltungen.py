"""Veranstaltungen as staff work with them: what comes first, and who comes."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import User
from lotsen.models import Anmeldung, Antwortzahl, Veranstaltung
from lotsen.models.veranstaltung import VeranstaltungQuerySet
from lotsen.veranstaltung import AnmeldungStatus, Hilfreich, VeranstaltungStatus
from lotsen.zahlen import AB

VORBEI = (VeranstaltungStatus.ABGESAGT, VeranstaltungStatus.BEENDET)
STAENDE = [
    ("", _("angemeldet und wartend")),
    ("gekommen", _("gekommen")),
    ("fehlt", _("noch nicht gekommen")),
    (AnmeldungStatus.WARTELISTE.value, _("auf der Warteliste")),
    (AnmeldungStatus.ABGEMELDET.value, _("abgemeldet")),
]


def listed(user: User, *, ansicht: str = "", art: str = "", q: str = "") -> QuerySet[Veranstaltung]:
    """Return those of the own units, what comes next first; of those that are over the last one first."""
    rows: VeranstaltungQuerySet = Veranstaltung.objects.sichtbar_fuer(user).with_numbers()
    over = Q(status__in=VORBEI) | Q(endet_am__lte=uhr.now())
    if ansicht == "vorbei":
        rows = rows.filter(over)
    elif ansicht != "alle":
        rows = rows.exclude(over)
    if art:
        rows = rows.filter(art=art)
    if text := q.replace("\0", " ").strip():
        rows = rows.filter(titel__icontains=text)
    return rows.select_related("standort").order_by("-beginnt_am" if ansicht else "beginnt_am", "id")


def visible(user: User) -> QuerySet[Veranstaltung]:
    return Veranstaltung.objects.sichtbar_fuer(user).with_numbers().select_related("standort", "einheit", "angelegt_von")


def upcoming(user: User) -> QuerySet[Veranstaltung]:
    """Return what is announced and still to come."""
    rows = Veranstaltung.objects.sichtbar_fuer(user)
    return rows.filter(status=VeranstaltungStatus.FREIGEGEBEN, endet_am__gt=uhr.now())


def people(veranstaltung: Veranstaltung, *, stand: str = "", q: str = "") -> QuerySet[Anmeldung]:
    """Return who registered, by name; ``q`` is part of a name or a code."""
    rows = veranstaltung.anmeldungen.all()
    if stand in {"gekommen", "fehlt"}:
        rows = rows.taking().filter(gekommen_am__isnull=stand == "fehlt")
    elif stand:
        rows = rows.filter(status=stand)
    else:
        rows = rows.exclude(status=AnmeldungStatus.ABGEMELDET)
    if text := q.replace("\0", " ").strip():
        rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
    return rows.order_by("name", "id")


def read_code(text: str) -> str:
    """Return a code as it is kept, however it was typed or scanned; the address of a QR code holds it at its end."""
    plain = "".join(character for character in text.rpartition("code=")[2].upper() if character.isalnum())
    return f"{plain[:3]}-{plain[3:]}"


def announced_context(request: HttpRequest) -> dict | None:
    """Return the next announced Veranstaltung for the start page, None when there is none."""
    row = Veranstaltung.objects.announced(uhr.now()).first()
    return {"veranstaltung": row} if row else None


def what_helped(veranstaltung: Veranstaltung) -> list[tuple[str, int]]:
    """Return each answer with its number, the most frequent first; nothing below AB answers in all."""
    rows = dict(Antwortzahl.objects.filter(veranstaltung=veranstaltung).values_list("antwort", "anzahl"))
    if sum(rows.values()) < AB:
        return []
    return sorted(((str(Hilfreich(key).label), number) for key, number in rows.items() if number), key=lambda row: -row[1])
