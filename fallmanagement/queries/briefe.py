"""Letters: templates, letters of a case, who would get one of a run and who is left out."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern.models import User
from fallmanagement.enums import Fallphase
from fallmanagement.models import Brief, Brieffassung, Briefserie, Briefvorlage, Fallakte
from fallmanagement.platzhalter import WORTE, missing, used
from fallmanagement.queries.akten import ANSICHTEN, listed

HOECHSTENS = 300  # letters of one run


@dataclass(frozen=True)
class Briefplan:
    """Who gets a letter, who does not (with the reason), and whether there are more than one run may hold."""

    akten: list[Fallakte]
    ausgelassen: list[tuple[Fallakte, str]]
    zu_viele: bool = False


def templates(user: User) -> QuerySet[Briefvorlage]:
    return Briefvorlage.objects.sichtbar_fuer(user).select_related("einheit").annotate(zahl=Count("fassungen"))


def current(vorlage: Briefvorlage) -> Brieffassung | None:
    return vorlage.fassungen.select_related("vorlage__einheit", "angelegt_von").first()


def names_of(fassung: Brieffassung) -> set[str]:
    """Return every placeholder of a version, in any language."""
    texts = [part[name] for part in fassung.uebersetzungen.values() for name in ("betreff", "text")]
    return used(fassung.betreff, fassung.text, *texts)


def left_out(akte: Fallakte, names: set[str]) -> str:
    """Return why a case gets no such letter, "" when it does."""
    gaps = list(missing(akte, names))
    return _("nicht bekannt: %(was)s") % {"was": ", ".join(str(WORTE[name]) for name in gaps)} if gaps else ""


def selection(data: Any) -> dict[str, str]:
    """Return a filter of the case list with nothing in it that does not exist."""
    ansicht, phase = data.get("ansicht", ""), data.get("phase", "")
    return {"ansicht": ansicht if ansicht in ANSICHTEN else "meine", "phase": phase if phase in Fallphase.values else ""}


def addressed(user: User, fassung: Brieffassung, auswahl: dict[str, str], besides: Any = ()) -> Briefplan:
    """Return who of a filter that ``user`` sees would get a letter, whoever has this version already aside."""
    had = Brief.objects.filter(fassung=fassung).values("fallakte")
    rows = listed(user, **selection(auswahl)).select_related("einheit").exclude(pk__in=besides)
    rows = rows.order_by("aktenzeichen")[: HOECHSTENS + 1]
    again, names = set(had.values_list("fallakte", flat=True)), names_of(fassung)
    akten, left = [], []
    for akte in rows:
        reason = _("hat diesen Brief schon") if akte.pk in again else left_out(akte, names)
        if reason:
            left.append((akte, reason))
        else:
            akten.append(akte)
    return Briefplan(akten[:HOECHSTENS], left, len(akten) + len(left) > HOECHSTENS)


def of_akte(akte: Fallakte) -> QuerySet[Brief]:
    return akte.briefe.select_related("fassung__vorlage", "erstellt_von")


def runs(user: User) -> QuerySet[Briefserie]:
    rows = Briefserie.objects.filter(erstellt_von=user)
    return rows.select_related("fassung__vorlage", "erstellt_von")


def of_serie(serie: Briefserie) -> QuerySet[Brief]:
    """Return the letters of a run in the order of the file numbers."""
    return serie.briefe.select_related("fallakte__person").order_by("fallakte__aktenzeichen")


def waiting() -> list[Briefserie]:
    """Return runs that have not ended, the oldest first."""
    return list(Briefserie.objects.filter(beendet_am=None).select_related("erstellt_von").order_by("erstellt_am", "pk"))
