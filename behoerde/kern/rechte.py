"""Who may do what: rights are code, roles are sets of rights, every address declares its own."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import TextChoices
from django.http import Http404
from django.utils.translation import activate, get_language
from django.utils.translation import gettext_lazy as _


class Rolle(TextChoices):
    EMPFANG = "empfang", _("Empfang")
    SACHBEARBEITUNG = "sachbearbeitung", _("Sachbearbeitung")
    LOTSE = "lotse", _("Lotsin oder Lotse")
    FALLMANAGEMENT = "fallmanagement", _("Fallmanagement")
    LEITUNG = "leitung", _("Leitung")
    RESSORT = "ressort", _("Anderes Ressort")
    SCHULUNG = "schulung", _("Schulungskoordination")
    PARTNER = "partner", _("Partner")
    DATENSCHUTZ = "datenschutz", _("Datenschutz")
    VERWALTUNG = "verwaltung", _("Verwaltung")


class Recht(StrEnum):
    """One thing a person may do; the value is stored nowhere, so it may be renamed."""

    ARBEITSPLATZ = "arbeitsplatz"  # the own start page and account
    TERMINE_SEHEN = "termine_sehen"  # day list and visits of the own units
    TERMINE_BEARBEITEN = "termine_bearbeiten"  # book, move and cancel for somebody
    SCHALTER_BEDIENEN = "schalter_bedienen"  # call, serve, send on at a counter of the own units
    ANLIEGEN_SEHEN = "anliegen_sehen"  # concerns of the own units, and who answers for what
    ANLIEGEN_SICHTEN = "anliegen_sichten"  # triage: ask back, offer times, answer, forward
    DIENSTPLAN_SEHEN = "dienstplan_sehen"
    DIENSTPLAN_BEARBEITEN = "dienstplan_bearbeiten"  # hours, closures, counters, teams, houses
    KATALOG_BEARBEITEN = "katalog_bearbeiten"  # Leistungen, their facts and texts
    BUCHUNGSPARTNER_VERWALTEN = "buchungspartner_verwalten"  # organisations that book for many, and their quotas
    NACHRICHTEN_BETREUEN = "nachrichten_betreuen"  # dead letters: retry, discard
    KONTEN_VERWALTEN = "konten_verwalten"  # users, roles, units
    SCHNITTSTELLEN_VERWALTEN = "schnittstellen_verwalten"  # keys of programs that book
    GERAETE_VERWALTEN = "geraete_verwalten"  # check-in terminals and call displays
    REGELN_SEHEN = "regeln_sehen"  # rules of law, with their source and the instructions of the office about them
    REGELN_BEARBEITEN = "regeln_bearbeiten"  # give and end such instructions
    VERWEISE_BEARBEITEN = "verweise_bearbeiten"  # send people to partners and see what became of it; named in policies
    PARTNERPORTAL = "partnerportal"  # referrals to the own organisation and its places; named in policies
    ERSTBERATUNG = "erstberatung"  # talk with people of the own units about what comes into question for them
    VERANSTALTUNGEN = "veranstaltungen"  # plan events, invite, let people in
    VERZEICHNIS_BEARBEITEN = "verzeichnis_bearbeiten"  # Träger, places and Angebote of the public directory
    HAUS_PFLEGEN = "haus_pflegen"  # what waits for people in a house, and whether it is as welcoming as it should be
    FALLAKTEN = "fallakten"  # case files of the own units and those below; named in policies
    FALLAKTEN_LEITEN = "fallakten_leiten"  # who answers for which case, cover, approvals; named in policies
    BETRIEBE = "betriebe"  # register of employers and vacancies, links for employers
    FALLZUGRIFF = "fallzugriff"  # read a case of another unit for a while: in an emergency, or because its lead allowed it
    SCHULUNGEN = "schulungen"  # own courses: what somebody needs, has, and registers for
    SCHULUNG_KOORDINIEREN = "schulung_koordinieren"  # courses, dates, duties, evidence of everybody
    SCHULUNG_LEITEN = "schulung_leiten"  # names and coverage of the people of the own units, talks with them
    SCHULUNG_RESSORT = "schulung_ressort"  # register people of the own department or Gemeinde
    GREMIEN = "gremien"  # decisions of Gremien, what the Gemeinden are asked, whom they named
    STELLENSTAND = "stellenstand"  # report heads, full-time equivalents and budget each month
    UMFRAGEN_SEHEN = "umfragen_sehen"  # what clients and staff said; paper sheets, complaints
    UMFRAGEN_BEARBEITEN = "umfragen_bearbeiten"  # staff surveys, and what the office did about what people said
    PROTOKOLL_LESEN = "protokoll_lesen"  # read log
    LOESCHFRISTEN = "loeschfristen"  # how long data is kept: propose another period, release what somebody else proposed
    LEITBILD_MITREDEN = "leitbild_mitreden"  # read the Leitbild on its way and say something about it, for all of the city
    LEITBILD_BEARBEITEN = "leitbild_bearbeiten"  # its process: versions, groups, answers, publication
    DATENSCHUTZ = "datenschutz"  # access and erasure of one person's data, Löschsperren, what the erasure would do
    STRATEGIE_BEARBEITEN = "strategie_bearbeiten"  # goals, measures, lights set by hand, what is learned from other offices
    KENNZAHLEN = "kennzahlen"  # figures of the office, their definition and course
    KENNZAHLEN_PFLEGEN = "kennzahlen_pflegen"  # targets, comparison, breaks of method, statistics to be imported


_ALLE = {Recht.ARBEITSPLATZ, Recht.KENNZAHLEN, Recht.SCHULUNGEN, Recht.LEITBILD_MITREDEN}
_DESK = frozenset(
    _ALLE
    | {Recht.TERMINE_SEHEN, Recht.TERMINE_BEARBEITEN, Recht.ANLIEGEN_SEHEN, Recht.ANLIEGEN_SICHTEN}
    | {Recht.SCHALTER_BEDIENEN, Recht.DIENSTPLAN_SEHEN, Recht.UMFRAGEN_SEHEN}
)
RECHTE: dict[str, frozenset[Recht]] = {
    Rolle.EMPFANG: _DESK,
    Rolle.SACHBEARBEITUNG: _DESK | {Recht.REGELN_SEHEN, Recht.FALLZUGRIFF},
    Rolle.LOTSE: frozenset(
        _ALLE
        | {Recht.TERMINE_SEHEN, Recht.REGELN_SEHEN, Recht.ERSTBERATUNG, Recht.VERWEISE_BEARBEITEN, Recht.VERANSTALTUNGEN}
        | {Recht.VERZEICHNIS_BEARBEITEN, Recht.HAUS_PFLEGEN, Recht.FALLZUGRIFF}
        | {Recht.UMFRAGEN_SEHEN}
    ),
    Rolle.FALLMANAGEMENT: frozenset(
        _ALLE
        | {Recht.TERMINE_SEHEN, Recht.REGELN_SEHEN, Recht.ERSTBERATUNG, Recht.FALLAKTEN, Recht.BETRIEBE}
        | {Recht.FALLZUGRIFF, Recht.UMFRAGEN_SEHEN}
    ),
    Rolle.LEITUNG: frozenset(
        _ALLE
        | {
            Recht.TERMINE_SEHEN,
            Recht.ANLIEGEN_SEHEN,
            Recht.DIENSTPLAN_SEHEN,
            Recht.NACHRICHTEN_BETREUEN,
            Recht.BUCHUNGSPARTNER_VERWALTEN,
            Recht.REGELN_SEHEN,
            Recht.HAUS_PFLEGEN,
            Recht.FALLAKTEN,
            Recht.FALLAKTEN_LEITEN,
            Recht.KENNZAHLEN_PFLEGEN,
            Recht.BETRIEBE,
            Recht.LEITBILD_BEARBEITEN,
            Recht.FALLZUGRIFF,
            Recht.SCHULUNG_LEITEN,
            Recht.GREMIEN,
            Recht.STRATEGIE_BEARBEITEN,
            Recht.STELLENSTAND,
            Recht.UMFRAGEN_SEHEN,
            Recht.UMFRAGEN_BEARBEITEN,
        }
    ),
    Rolle.RESSORT: frozenset(_ALLE | {Recht.SCHULUNG_RESSORT, Recht.STELLENSTAND}),
    Rolle.SCHULUNG: frozenset(_ALLE | {Recht.SCHULUNG_KOORDINIEREN, Recht.SCHULUNG_LEITEN}),
    Rolle.PARTNER: frozenset({Recht.ARBEITSPLATZ, Recht.PARTNERPORTAL}),
    Rolle.DATENSCHUTZ: frozenset(_ALLE | {Recht.PROTOKOLL_LESEN, Recht.LOESCHFRISTEN, Recht.DATENSCHUTZ}),
    Rolle.VERWALTUNG: frozenset(
        _ALLE
        | {
            Recht.KONTEN_VERWALTEN,
            Recht.KENNZAHLEN_PFLEGEN,
            Recht.LOESCHFRISTEN,
            Recht.GERAETE_VERWALTEN,
            Recht.SCHNITTSTELLEN_VERWALTEN,
            Recht.NACHRICHTEN_BETREUEN,
            Recht.DIENSTPLAN_SEHEN,
            Recht.DIENSTPLAN_BEARBEITEN,
            Recht.KATALOG_BEARBEITEN,
            Recht.BUCHUNGSPARTNER_VERWALTEN,
            Recht.REGELN_SEHEN,
            Recht.REGELN_BEARBEITEN,
            Recht.VERANSTALTUNGEN,
            Recht.VERZEICHNIS_BEARBEITEN,
            Recht.HAUS_PFLEGEN,
            Recht.UMFRAGEN_SEHEN,
            Recht.UMFRAGEN_BEARBEITEN,
        }
    ),
}
OEFFENTLICH = "öffentlich"
GERAET = "gerät"  # a device that was set up, see behoerde.kern.geraet


def rollen_mit(recht: Recht) -> frozenset[str]:
    """Return the roles that hold ``recht``."""
    return frozenset(rolle for rolle, rechte in RECHTE.items() if recht in rechte)


def oeffentlich(view: Callable) -> Callable:
    """Declare that anybody may open this address."""
    view = login_not_required(view)
    view.rechte_der_seite = OEFFENTLICH
    return view


def recht_required(recht: Recht) -> Callable[[Callable], Callable]:
    """Declare the right an address needs; without it the page does not exist (404, not 403)."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.hat_recht(recht):
                raise Http404
            if get_language() not in settings.LANGUAGES_PERSONAL:  # chosen for a client on the same device
                activate(request.user.sprache)
            return view(request, *args, **kwargs)

        guarded.rechte_der_seite = recht
        return guarded

    return decorate


class Oeffentlich:
    """Class view that anybody may open."""

    @classmethod
    def as_view(cls, **initkwargs):
        return oeffentlich(super().as_view(**initkwargs))


class RechtRequired:
    """Class view that needs ``recht``."""

    recht: Recht

    @classmethod
    def as_view(cls, **initkwargs):
        return recht_required(cls.recht)(super().as_view(**initkwargs))
