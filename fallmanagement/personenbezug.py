"""Personal fields of fallmanagement: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.register import OhnePersonenbezug, Personenbezug
from fallmanagement import personenbezug_profil as profil
from fallmanagement import personenbezug_zusammenarbeit as zusammenarbeit
from fallmanagement.enums import OFFEN
from fallmanagement.zusammenfuehrung import RUECKWEG

AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"
AKTE_BLEIBT = timedelta(days=1095)


def _case_ended() -> Q:
    """No part of a file goes before the file: a case may run for longer than its parts are kept, and may be taken up again."""
    return Q(fallakte__beendet_am__lt=uhr.today() - AKTE_BLEIBT)


def _placement_ended() -> Q:
    """Return what belongs to a placement of a case that ended long ago."""
    return Q(vermittlung__fallakte__beendet_am__lt=uhr.today() - AKTE_BLEIBT)


def _no_case_needs_it() -> Q:
    recent = Q(person__fallakten__beendet_am__gte=uhr.today() - AKTE_BLEIBT)
    return ~Q(person__fallakten__phase__in=OFFEN) & ~recent


EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "fallmanagement.Fallakte",
        ("person", "aktenzeichen", "phase", "grund", "zustaendig", "angelegt_von", "geht_auf_in"),
        zweck=_("Sie auf dem Weg zu Arbeit und einem sicheren Aufenthalt begleiten"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="beendet_am",
        sachfelder=("beendet_am", "naechste_frist"),
    ),
    Personenbezug(
        "fallmanagement.Zustaendigkeit",
        ("fallakte", "user", "von", "zeitraum"),
        zweck=_("Wissen, wer für Sie da ist und wer es vorher war"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="fallakte__person",
        erst_wenn=_case_ended,
    ),
    Personenbezug(
        "fallmanagement.Vertretung",
        ("user", "durch", "von", "zeitraum"),
        zweck=_("Wissen, wer sich um Sie kümmert, wenn jemand abwesend ist"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=365),
        ab_feld="angelegt_am",
        pfad_zur_person="",
    ),
    Personenbezug(
        "fallmanagement.Haushaltsmitglied",
        ("fallakte", "person", "verhaeltnis", "zeitraum"),
        zweck=_("Die ganze Familie sehen, wenn es um ihren Aufenthalt geht"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="person",
        erst_wenn=_case_ended,
    ),
    Personenbezug(
        "fallmanagement.Aufenthaltsstatus",
        ("person", "code", "zeitraum", "arbeit", "auflagen", "quelle"),
        zweck=_("Sehen, wie lange Ihr Aufenthalt noch sicher ist und wann etwas zu tun ist"),
        rechtsgrundlage=f"{AUFGABE}; § 86 AufenthG",
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        erst_wenn=_no_case_needs_it,
    ),
    Personenbezug(
        "fallmanagement.Frist",
        ("fallakte", "betreff", "rechtsquelle", "aufenthalt", "angelegt_von", "erledigt_von"),
        zweck=_("Nichts versäumen, was für Sie wichtig ist"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="fallakte__person",
        sachfelder=("faellig_am", "arbeitstag", "stufe_seit"),
        erst_wenn=_case_ended,
    ),
    Personenbezug(
        "fallmanagement.Perspektivpruefung",
        ("fallakte", "tatsachen", "ergebnis", "geprueft_von"),
        zweck=_("Herausfinden, welche Wege zu einem sicheren Aufenthalt Ihnen offenstehen"),
        rechtsgrundlage=f"{AUFGABE}; § 86 AufenthG",
        frist=timedelta(days=1095),
        ab_feld="geprueft_am",
        pfad_zur_person="fallakte__person",
        sachfelder=("tag", "fassung"),
        erst_wenn=_case_ended,
    ),
    Personenbezug(
        "fallmanagement.Vermerk",
        ("fallakte", "stufe", "text", "verfasst_von", "freigegeben_von"),
        zweck=_("Festhalten, was mit Ihnen besprochen wurde"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="verfasst_am",
        pfad_zur_person="fallakte__person",
        erst_wenn=_case_ended,
    ),
    *profil.eintraege(rechtsgrundlage=AUFGABE, frist=AKTE_BLEIBT, erst_wenn=_case_ended),
    # placements and the savings ledger
    Personenbezug(
        "fallmanagement.Vermittlung",
        ("fallakte", "arbeitgeber", "taetigkeit", "stunden", "stand", "grund", "beginn", "ende", "angelegt_von"),
        zweck=_("Ihnen Arbeit oder eine Ausbildung vermitteln und sehen, wie es weitergeht"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="fallakte__person",
        sachfelder=("art", "vorher", "stand_seit", "stellenangebot"),
        erst_wenn=_case_ended,
    ),
    Personenbezug(
        "fallmanagement.Nachbetreuung",
        ("vermittlung", "ergebnis", "kontakt", "problem", "erledigt_von"),
        zweck=_("Nach dem ersten Tag nachfragen, ob Sie Hilfe brauchen"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="faellig_am",
        pfad_zur_person="vermittlung__fallakte__person",
        sachfelder=("monat", "frist", "faellig_am"),
        erst_wenn=_placement_ended,
    ),
    Personenbezug(
        "fallmanagement.Ersparnismonat",
        (
            *("vermittlung", "brutto", "netto", "unterkunft", "werbungskosten", "stufe", "analog", "auszubildend"),
            *("leistung", "nachweis", "nachweis_am", "nachweis_von", "gemindert", "verlagert", "kontrafaktisch"),
            "abgeschlossen_von",
        ),
        zweck=_("Ehrlich ausrechnen, was Ihre Arbeit an Leistungen spart"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="vermittlung__fallakte__person",
        sachfelder=("ohne_betrag", "fassung", "monat"),
        erst_wenn=_placement_ended,
    ),
    OhnePersonenbezug(
        "fallmanagement.Annahme",
        "nennt eine Annahme, ihren Grund und die beiden Konten, die sie vorgeschlagen und freigegeben haben",
    ),
    Personenbezug(
        "fallmanagement.Aktenzusammenfuehrung",
        ("bleibt", "doppelt", "vorher", "von"),
        zweck=_("Zwei Akten über Sie wieder trennen können, wenn das Zusammenführen ein Irrtum war"),
        rechtsgrundlage=f"{AUFGABE}; Art. 5 Abs. 1 lit. d DSGVO",
        frist=RUECKWEG,
        ab_feld="gemacht_am",
        pfad_zur_person="doppelt__person",
    ),
    OhnePersonenbezug("fallmanagement.Aktenbewegung", "nennt Tabelle und Schlüssel einer Zeile, die umgezogen ist"),
    OhnePersonenbezug(
        "fallmanagement.Dublettenurteil",
        "nennt zwei Akten, einen Grund aus einer Liste und das Konto; geht mit der ersten der beiden Akten",
    ),
    *zusammenarbeit.eintraege(rechtsgrundlage=AUFGABE, frist=AKTE_BLEIBT, erst_wenn=_case_ended),
)
