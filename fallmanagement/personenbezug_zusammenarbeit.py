"""Personal fields of working together on cases: why they are kept, on which basis, until when."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.register import OhnePersonenbezug, Personenbezug

ZUSAMMEN = _("Mit einer anderen Stelle zusammenarbeiten, wenn Sie zugestimmt haben oder das Gesetz es erlaubt")
FREIGABE = "Art. 6 Abs. 1 lit. a und e DSGVO; § 90 Abs. 3 AufenthG, § 11 Abs. 3 AsylbLG"


def _ended(path: str, frist: timedelta) -> Q:
    return Q(**{f"{path}__beendet_am__lt": uhr.today() - frist})


def _closed(path: str) -> Q:
    return Q(**{f"{path}abgeschlossen_am__isnull": False})


def eintraege(
    *, rechtsgrundlage: str, frist: timedelta, erst_wenn: Callable[[], Q]
) -> tuple[Personenbezug | OhnePersonenbezug, ...]:
    """Return the entries; parts of a case go with it, a meeting once it is over."""
    of_case: dict[str, Any] = {"frist": frist, "pfad_zur_person": "fallakte__person", "erst_wenn": erst_wenn}
    return (
        Personenbezug(
            "fallmanagement.Zugriff",
            ("fallakte", "user", "grund", "erteilt_von", "bemerkung", "geprueft_von"),
            zweck=_("Prüfen, ob jemand aus einer anderen Stelle Ihre Akte mit gutem Grund gelesen hat"),
            rechtsgrundlage="Art. 6 Abs. 1 lit. c, Art. 32 DSGVO",
            ab_feld="angelegt_am",
            sachfelder=("zeitraum",),
            **of_case,
        ),
        Personenbezug(
            "fallmanagement.Freigabe",
            ("fallakte", "felder", "zweck", "norm", "wortlaut", "angelegt_von", "bestaetigt_von", "widerrufen_von"),
            zweck=ZUSAMMEN,
            rechtsgrundlage=FREIGABE,
            ab_feld="angelegt_am",
            sachfelder=("bis", "fassung", "wortlaut_hash", "ende"),
            **of_case,
        ),
        Personenbezug(
            "fallmanagement.Freigabekopie",
            ("freigabe", "inhalt", "zweck", "absender"),
            zweck=ZUSAMMEN,
            rechtsgrundlage=FREIGABE,
            frist=frist,
            ab_feld="stand_am",
            pfad_zur_person="freigabe__fallakte__person",
            sachfelder=("kennung", "grundlage", "bis"),
            erst_wenn=partial(_ended, "freigabe__fallakte", frist),
        ),
        Personenbezug(
            "fallmanagement.Fallkonferenz",
            ("titel", "ort", "tagesordnung", "angelegt_von"),
            zweck=ZUSAMMEN,
            rechtsgrundlage=rechtsgrundlage,
            frist=frist,
            ab_feld="angelegt_am",
            pfad_zur_person="",
            erst_wenn=partial(_closed, ""),
        ),
        Personenbezug(
            "fallmanagement.Konferenzteilnahme",
            ("name",),
            zweck=ZUSAMMEN,
            rechtsgrundlage=rechtsgrundlage,
            frist=frist,
            ab_feld="angelegt_am",
            pfad_zur_person="",
            erst_wenn=partial(_closed, "konferenz__"),
        ),
        Personenbezug(
            "fallmanagement.Konferenzfall",
            ("fallakte", "frage"),
            zweck=ZUSAMMEN,
            rechtsgrundlage=FREIGABE,
            ab_feld="angelegt_am",
            **of_case,
        ),
        Personenbezug(
            "fallmanagement.Konferenzbeschluss",
            ("fall", "text", "angelegt_von"),
            zweck=ZUSAMMEN,
            rechtsgrundlage=FREIGABE,
            frist=frist,
            ab_feld="angelegt_am",
            pfad_zur_person="fall__fallakte__person",
            erst_wenn=partial(_ended, "fall__fallakte", frist),
        ),
        Personenbezug(
            "fallmanagement.Brief",
            ("fallakte", "betreff", "text", "betreff_uebersetzt", "text_uebersetzt", "erstellt_von"),
            zweck=_("Ihnen Briefe schreiben und wissen, was darin stand"),
            rechtsgrundlage=rechtsgrundlage,
            ab_feld="erstellt_am",
            **of_case,
        ),
        OhnePersonenbezug("fallmanagement.Briefvorlage", "nennt Briefe einer Stelle"),
        OhnePersonenbezug("fallmanagement.Brieffassung", "Text für alle mit Platzhaltern und das Konto, das ihn geschrieben hat"),
        OhnePersonenbezug("fallmanagement.Pruefdurchgang", "Zahlen, Aktenzeichen ohne Namen und das Konto, das ihn begonnen hat"),
        OhnePersonenbezug("fallmanagement.Briefserie", "ein Filter, Zahlen und das Konto, das die Serie begonnen hat"),
    )
