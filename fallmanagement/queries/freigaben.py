"""What goes to partners: for the case, and what the partner sees."""

import json
from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import datum, uhr
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Recht, Rolle
from fallmanagement.enums_zusammenarbeit import Freigabefeld
from fallmanagement.models import Fallakte, Freigabe, Freigabekopie
from fallmanagement.queries.akten import household
from fallmanagement.queries.zeitleiste import zeitleiste

F = Freigabefeld


def of_akte(akte: Fallakte) -> QuerySet[Freigabe]:
    return akte.freigaben.select_related("empfaenger", "angelegt_von", "bestaetigt_von")


def partners() -> QuerySet[Organisationseinheit]:
    return Organisationseinheit.objects.filter(art=Organisationseinheit.Art.PARTNER)


def partner_accounts(einheit_id: int) -> list[User]:
    """Return who of a partner hears of a Freigabe."""
    today = uhr.today()
    here = Q(rollenzuweisungen__organisationseinheit=einheit_id, rollenzuweisungen__rolle=Rolle.PARTNER)
    still = Q(rollenzuweisungen__bis=None) | Q(rollenzuweisungen__bis__gte=today)
    rows = User.objects.filter(here & still).distinct().order_by("pk")
    return [account for account in rows if account.is_active]


def content(akte: Fallakte, felder: list[str]) -> dict[str, str]:
    """Return the value of each released field, in German; nothing else of the case is looked at."""
    with translation.override("de"):
        return {feld: _VALUES[feld](akte) or "–" for feld in F.values if feld in felder}


def _contact(akte: Fallakte) -> str:
    return ", ".join(filter(None, [akte.person.email, str(akte.person.mobil or "")]))


def _status(akte: Fallakte) -> str:
    now = zeitleiste(akte.person).jetzt
    if now is None:
        return _("zurzeit kein Status bekannt")
    last = now.letzter_tag
    until = _("bis %(tag)s") % {"tag": datum.datum(last)} if last else _("unbefristet")
    return f"{now.titel}, {until}"


def _work(akte: Fallakte) -> str:
    now = zeitleiste(akte.person).jetzt
    return now.get_arbeit_display() if now else _("zurzeit kein Status bekannt")


def _household(akte: Fallakte) -> str:
    number = household(akte).filter(zeitraum__endswith=None).count() + 1
    return ngettext("%(n)s Mensch", "%(n)s Menschen", number) % {"n": number}


_VALUES: dict[str, Callable[[Fallakte], str]] = {
    F.NAME: lambda akte: str(akte.person),
    F.GEBURTSDATUM: lambda akte: datum.datum(akte.person.geburtsdatum),
    F.KONTAKT: _contact,
    F.SPRACHE: lambda akte: akte.person.get_sprache_display(),
    F.AUFENTHALT: _status,
    F.ARBEIT: _work,
    F.PHASE: lambda akte: akte.get_phase_display(),
    F.ANSPRECHPERSON: lambda akte: f"{akte.zustaendig}, {akte.zustaendig.email}" if akte.zustaendig else "",
    F.HAUSHALT: _household,
}


# --- The partner's side: rows of its own organisation and nothing else ---
def kopien(user: User) -> QuerySet[Freigabekopie]:
    return Freigabekopie.objects.sichtbar_fuer(user)


def lines(kopie: Freigabekopie) -> list[tuple[str, str]]:
    """Return label and value of each released field."""
    held = json.loads(kopie.inhalt)
    return [(str(F(feld).label), held[feld]) for feld in F.values if feld in held]


def portal_context(request: HttpRequest) -> dict | None:
    """Return what the block on the partner page shows; None for whoever is no partner."""
    user = request.user
    if not isinstance(user, User) or not user.hat_recht(Recht.PARTNERPORTAL):
        return None
    return {"zahl": kopien(user).count()}
