"""Measures: their light, what is late, what a figure said before and says since."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern.datum import datum
from behoerde.kern.models import User
from behoerde.kern.rechte import Recht
from monitoring.models import Ampelsetzung, Meilenstein, Vorhaben, Ziel
from monitoring.strategie import AKTIV, LANGE_UEBERFAELLIG, OHNE, Ampel, Ampelstand, Grund, Setzung, Vorhabenstand, worst

V, A = Vorhabenstand, Ampelstand


def setting_of(rows: Iterable[Ampelsetzung], tag: date) -> Setzung | None:
    """Return the light that was set by hand and still counts on a day."""
    for row in rows:
        if row.aufgehoben_am is None and row.gilt_bis >= tag:
            return Setzung(row.pk, row.stand, row.grund, str(row.von), row.gilt_bis)
    return None


def light(vorhaben: Vorhaben, meilensteine: Sequence[Meilenstein], setzungen: Iterable[Ampelsetzung], tag: date) -> Ampel:
    """Return the light of a measure on a day, with the reasons."""
    gruende = tuple(_reasons(vorhaben, meilensteine, tag))
    gerechnet = worst([grund.stand for grund in gruende])
    setzung = setting_of(setzungen, tag) if vorhaben.status in AKTIV else None
    return Ampel(gerechnet, gruende, setzung)


def _reasons(vorhaben: Vorhaben, meilensteine: Sequence[Meilenstein], tag: date) -> Iterable[Grund]:
    match vorhaben.status:
        case V.LAUFEND:
            yield from _running(vorhaben, [row for row in meilensteine if row.offen], tag)
        case V.BESCHLOSSEN if vorhaben.von and vorhaben.von < tag:
            yield Grund(A.ACHTUNG, _("Sollte am %(tag)s beginnen, läuft aber noch nicht.") % {"tag": datum(vorhaben.von)})
        case V.BESCHLOSSEN:
            yield Grund(OHNE, _("Beschlossen, beginnt am %(tag)s.") % {"tag": datum(vorhaben.von or tag)})
        case V.ABGESCHLOSSEN:
            yield Grund(A.GUT, _("Abgeschlossen am %(tag)s.") % {"tag": datum(vorhaben.seit)})
        case V.GESTOPPT:
            yield Grund(OHNE, _("Gestoppt: %(grund)s") % {"grund": vorhaben.grund})
        case _:
            yield Grund(OHNE, _("Noch nicht beschlossen."))


def _running(vorhaben: Vorhaben, offen: Sequence[Meilenstein], tag: date) -> Iterable[Grund]:
    late = [row for row in offen if row.faellig_am < tag]
    for row in late:
        days = (tag - row.faellig_am).days
        words = ngettext(
            "Meilenstein „%(titel)s“ ist seit %(tage)s Tag überfällig.",
            "Meilenstein „%(titel)s“ ist seit %(tage)s Tagen überfällig.",
            days,
        )
        yield Grund(A.GEFAHR if days > LANGE_UEBERFAELLIG else A.ACHTUNG, words % {"titel": row.titel, "tage": days})
    if vorhaben.bis and vorhaben.bis < tag:
        yield Grund(A.GEFAHR, _("Sollte am %(tag)s fertig sein.") % {"tag": datum(vorhaben.bis)})
    elif not late and offen:
        angaben = {"titel": offen[0].titel, "tag": datum(offen[0].faellig_am)}
        yield Grund(A.GUT, _("Nichts ist überfällig. Nächster Meilenstein: „%(titel)s“ am %(tag)s.") % angaben)
    elif not late:
        yield Grund(A.GUT, _("Alle Meilensteine sind erledigt."))


def measures(*, ziel: Ziel | None = None) -> QuerySet[Vorhaben]:
    """Return measures with everything their light needs."""
    rows = Vorhaben.objects.select_related("einheit", "verantwortlich", "ziel")
    rows = rows.prefetch_related("meilensteine", "setzungen__von", "beteiligungen__einheit").order_by("titel", "pk")
    return rows if ziel is None else rows.filter(ziel=ziel)


def light_of(row: Vorhaben, tag: date) -> Ampel:
    """Return the light of a measure from ``measures``, without further queries."""
    return light(row, list(row.meilensteine.all()), row.setzungen.all(), tag)


def may_report(user: User, vorhaben: Vorhaben) -> bool:
    """Say whether ``user`` may tell how far a measure is: the lead, and whoever answers for it."""
    return user.hat_recht(Recht.STRATEGIE_BEARBEITEN) or vorhaben.verantwortlich_id == user.pk


# --- What has to be told ---
def overdue_milestones(tag: date) -> QuerySet[Meilenstein]:
    """Return open milestones of running measures whose day is over and for which somebody answers who still works here."""
    here = Q(vorhaben__verantwortlich__austritt_am=None) | Q(vorhaben__verantwortlich__austritt_am__gt=tag)
    rows = Meilenstein.objects.filter(here, erledigt_am=None, gestrichen_am=None, faellig_am__lt=tag, vorhaben__status=V.LAUFEND)
    return rows.select_related("vorhaben__verantwortlich").order_by("faellig_am", "pk")


def to_be_looked_at(tag: date) -> QuerySet[Vorhaben]:
    """Return measures whose day to look again has come; a week later nobody is reminded any more."""
    here = Q(verantwortlich__austritt_am=None) | Q(verantwortlich__austritt_am__gt=tag)
    rows = Vorhaben.objects.filter(here, wiedervorlage__lte=tag, wiedervorlage__gt=tag - timedelta(days=7))
    rows = rows.exclude(verantwortlich=None).exclude(status__in=(V.ABGESCHLOSSEN, V.GESTOPPT))
    return rows.select_related("verantwortlich").order_by("wiedervorlage", "pk")
