"""A concern as its person sees it: where it stands, what is asked, what is offered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum, datum_lang, uhrzeit
from behoerde.kern.models import Datei
from termine.enums import ANLIEGEN_OFFEN, ANLIEGEN_VOR_TERMIN, AnliegenStatus, Dateizweck, UnterlageStand, VorschlagStatus
from termine.models import (
    Anliegen,
    Aufnahme,
    AufnahmeUnterlage,
    Leistung,
    Rueckfrage,
    Serviceversprechen,
    Termin,
    Terminvorschlag,
)

_A = AnliegenStatus
GEPRUEFT = (_A.RUECKFRAGE, _A.ANGEBOTEN, _A.TERMINIERT, _A.ERLEDIGT, _A.BEANTWORTET, _A.WEITERGELEITET)
TERMIN_DA = (_A.TERMINIERT, _A.ERLEDIGT)


@dataclass(frozen=True)
class Station:
    """One station of the way; ``stand`` is fertig, jetzt, wartet or "" for what is still to come."""

    titel: str
    stand: str = ""
    text: str = ""


def own_aufnahme(pk: UUID) -> Aufnahme:
    """Return the concern with everything its pages show, in five queries; raises Aufnahme.DoesNotExist.

    Of a merged one that is the concern it went into: old links lead on.
    """
    questions = Rueckfrage.objects.filter(zurueckgenommen_am=None).prefetch_related("unterlagen")
    lines = AufnahmeUnterlage.objects.select_related("unterlage")
    found = Aufnahme.objects.select_related("leistung", "kontakt", "versprechen", "ansprechperson", "einheit").prefetch_related(
        Prefetch("rueckfragen", queryset=questions), Prefetch("unterlagen", queryset=lines), "doppelte"
    )
    aufnahme = found.get(pk=pk)
    return found.get(pk=aufnahme.geht_auf_in_id) if aufnahme.geht_auf_in_id else aufnahme


def open_question(aufnahme: Aufnahme) -> Rueckfrage | None:
    """Return what the person is to answer."""
    return next((frage for frage in aufnahme.rueckfragen.all() if frage.beantwortet_am is None), None)


def open_offers(aufnahme: Aufnahme) -> list[Terminvorschlag]:
    """Return the times that are held for the person and still lie ahead."""
    rows = Terminvorschlag.objects.filter(aufnahme=aufnahme, status=VorschlagStatus.OFFEN, starts_at__gt=uhr.now())
    return list(rows.select_related("standort"))


def termin_of(aufnahme: Aufnahme) -> Termin | None:
    """Return the visit of the concern, the newest one."""
    if aufnahme.stand not in TERMIN_DA:
        return None
    return Termin.objects.filter(anliegen__aufnahme=aufnahme).order_by("-starts_at").first()


def files_of(aufnahme: Aufnahme) -> list[Datei]:
    return list(Datei.objects.of(Dateizweck.ANLIEGEN, aufnahme.pk))


def missing(aufnahme: Aufnahme) -> list[AufnahmeUnterlage]:
    """Return the documents of the list that nobody has seen or announced yet."""
    return [line for line in aufnahme.unterlagen.all() if line.unterlage and line.stand == UnterlageStand.FEHLT]


def may_see_files(user, objekt_id: UUID) -> bool:
    """Say whether the files of a concern are open to ``user``."""
    return Aufnahme.objects.sichtbar_fuer(user).filter(pk=objekt_id).exists()


def with_files_in_use() -> QuerySet[Aufnahme]:
    """Return the keys of concerns whose files are still read: no visit is agreed yet."""
    return Aufnahme.objects.filter(stand__in=ANLIEGEN_VOR_TERMIN).values("pk")  # type: ignore[return-value]


def aufnahme_by_vorgang(nummer: int, geburtsdatum: date) -> Aufnahme | None:
    """Return the concern with this number and a person born on that day: the second way in, without the link.

    The number of a merged one leads to the concern it went into.
    """
    row = (
        Aufnahme.objects.filter(nummer=nummer, anliegen__person__geburtsdatum=geburtsdatum).select_related("geht_auf_in").first()
    )
    row = row and (row.geht_auf_in or row)
    return row if row and row.stand != _A.ZURUECKGEZOGEN else None


def promise_words(versprechen: Serviceversprechen, stand: str) -> dict[str, str]:
    """Return ``art`` (gut, achtung, gefahr) and ``text``: whether the office is in time with its first answer."""
    instant = uhr.now()
    if stand not in (_A.EINGEGANGEN, _A.IN_SICHTUNG, _A.RUECKFRAGE):
        return {}
    if versprechen.pausiert_seit:
        return {"art": "achtung", "text": _("Wir warten auf Ihre Antwort. Solange steht unsere Frist still.")}
    if versprechen.angebot_bis < instant:
        return {"art": "gefahr", "text": _("Wir sind zu spät. Das tut uns leid. Ihr Anliegen steht jetzt ganz oben.")}
    if uhr.local(versprechen.angebot_bis).date() == uhr.today():
        return {"art": "achtung", "text": _("Heute ist der letzte Tag. Wir arbeiten daran.")}
    return {"art": "gut", "text": _("Wir sind in der Zeit.")}


def stations(aufnahme: Aufnahme) -> list[Station]:
    """Return the way of the concern, from its receipt to the visit or the answer."""
    stand, way = aufnahme.stand, [Station(_("Ihr Anliegen ist da"), "fertig", datum(aufnahme.angelegt_am))]
    if stand == _A.ZURUECKGEZOGEN:
        return [*way, Station(_("Sie haben das Anliegen zurückgezogen"), "fertig")]
    way.append(Station(_("Wir prüfen Ihr Anliegen"), "fertig" if stand in GEPRUEFT else "jetzt"))
    for frage in aufnahme.rueckfragen.all():
        if frage.beantwortet_am:
            way.append(Station(_("Sie haben unsere Frage beantwortet"), "fertig", datum(frage.beantwortet_am)))
        else:
            way.append(Station(_("Wir haben eine Frage an Sie"), "jetzt"))
    if stand in (_A.BEANTWORTET, _A.WEITERGELEITET):
        words = {_A.BEANTWORTET: _("Wir haben Ihnen geantwortet"), _A.WEITERGELEITET: _("Wir haben Ihr Anliegen weitergeleitet")}
        return [*way, Station(words[AnliegenStatus(stand)], "fertig")]
    return way + _last(aufnahme)


def _last(aufnahme: Aufnahme) -> list[Station]:
    stand, bis = aufnahme.stand, aufnahme.versprechen.angebot_bis
    due = _("bis %(tag)s, %(uhrzeit)s") % {"tag": datum_lang(bis), "uhrzeit": uhrzeit(bis)}
    if stand in TERMIN_DA:
        return [
            Station(_("Sie haben eine Zeit gewählt"), "fertig"),
            Station(_("Ihr Termin"), "fertig" if stand == _A.ERLEDIGT else "jetzt"),
        ]
    if stand == _A.ANGEBOTEN:
        return [Station(_("Wählen Sie eine Zeit"), "jetzt"), Station(_("Ihr Termin"))]
    latest = aufnahme.versprechen.termin_bis
    return [
        Station(_("Sie bekommen Zeiten zur Auswahl"), text="" if stand == _A.RUECKFRAGE else due),
        Station(_("Ihr Termin"), text=_("spätestens am %(tag)s") % {"tag": datum(latest)} if latest else ""),
    ]


def receipt_of(pk: UUID) -> Aufnahme:
    """Return what a receipt says of a concern; raises Aufnahme.DoesNotExist."""
    return Aufnahme.objects.select_related("leistung", "versprechen").get(pk=pk)


def is_wanted(person_hashes: Collection[str], leistung: Leistung, *, besides: str) -> bool:
    """Tell whether a human being wants ``leistung`` already, otherwise than by the Aufnahme with the key ``besides``."""
    rows = Anliegen.objects.filter(person_hash__in=person_hashes, leistung=leistung, status__in=ANLIEGEN_OFFEN)
    return rows.exclude(aufnahme__schluessel=besides).exists()


def files_about(person_hashes: Collection[str], user) -> list[tuple[Aufnahme, list[Datei]]]:
    """Return the concerns about a human being that ``user`` may see and that have files, the newest first."""
    rows = Aufnahme.objects.sichtbar_fuer(user).filter(anliegen__person_hash__in=person_hashes).select_related("leistung")
    concerns = {row.pk: row for row in rows.order_by("-nummer")}  # of several people in it each gives the same row
    files: dict[UUID, list[Datei]] = {}
    for datei in Datei.objects.filter(zweck=Dateizweck.ANLIEGEN, objekt_id__in=concerns).order_by("angelegt_am", "pk"):
        files.setdefault(datei.objekt_id, []).append(datei)
    return [(row, files[pk]) for pk, row in concerns.items() if pk in files]
