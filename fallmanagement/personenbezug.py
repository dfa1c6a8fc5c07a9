"""Personal fields of fallmanagement: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "fallmanagement.Fallakte",
        ("person", "aktenzeichen", "phase", "grund", "zustaendig", "angelegt_von"),
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
    ),
    Personenbezug(
        "fallmanagement.Aufenthaltsstatus",
        ("person", "code", "zeitraum", "arbeit", "auflagen", "quelle"),
        zweck=_("Sehen, wie lange Ihr Aufenthalt noch sicher ist und wann etwas zu tun ist"),
        rechtsgrundlage=f"{AUFGABE}; § 86 AufenthG",
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
    ),
    Personenbezug(
        "fallmanagement.Frist",
        ("fallakte", "betreff", "rechtsquelle", "aufenthalt", "angelegt_von", "erledigt_von"),
        zweck=_("Nichts versäumen, was für Sie wichtig ist"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="angelegt_am",
        pfad_zur_person="fallakte__person",
        sachfelder=("faellig_am", "arbeitstag"),
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
    ),
    Personenbezug(
        "fallmanagement.Vermerk",
        ("fallakte", "stufe", "text", "verfasst_von", "freigegeben_von"),
        zweck=_("Festhalten, was mit Ihnen besprochen wurde"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="verfasst_am",
        pfad_zur_person="fallakte__person",
    ),
)
