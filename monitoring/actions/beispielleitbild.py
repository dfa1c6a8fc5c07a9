"""The example office: a published Leitbild of the office, and one of the city about which groups talk; for DEBUG only."""

from behoerde.kern import uhr
from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from monitoring.actions.beitrag import Worte, answer_beitrag, enter_werkstatt, give_beitrag, invite, release_beitrag
from monitoring.actions.leitbild import (
    Satz,
    begin_leitbild,
    move_leitbild,
    plan_phase,
    save_gruppe,
    translate_satz,
    write_fassung,
)
from monitoring.leitbildwerte import Beitragsweg, Gruppenart, Leitbildstand
from monitoring.models import Akteursgruppe, Beitrag, Leitbild, Leitbildeinladung, Leitbildfassung, Leitbildwerkstatt
from monitoring.oeffentlich_leitbildwerte import Beitragsart, Entscheidung

S, A = Leitbildstand, Beitragsart
Gruppen = dict[Gruppenart, Akteursgruppe]
ERSTE = (
    Satz("Verlässlich", "Wer zu uns kommt, bekommt einen Termin und eine Antwort."),
    Satz("Verständlich", "Wir erklären, was wir entscheiden."),
)
ENGLISCH = (
    ("Reliable", "Whoever comes to us leaves with a fixed appointment, a contact person and an answer on what happens next."),
    ("Easy to understand", "We explain what we decide in words that everybody understands, in the language of the person."),
    ("Welcoming", "We greet everybody in a friendly way and guide them to the places that help."),
)
GESAGT = (
    (Gruppenart.MIGRATION, A.AENDERUNG, "الرجاء أن تشرحوا القرارات بلغتنا أيضًا.", "ar"),
    (Gruppenart.WOHLFAHRT, A.AENDERUNG, "Ein Termin allein hilft nicht. Es braucht eine Ansprechperson.", "de"),
    (Gruppenart.WIRTSCHAFT, A.ZUSTIMMUNG, "", "de"),
)
STADT = (
    Satz("Eine Stadt für alle", "In unserer Stadt sollen alle ankommen und mitreden können."),
    Satz("Zusammen", "Ämter, Vereine und Betriebe arbeiten zusammen, damit Menschen nicht von Tür zu Tür geschickt werden."),
)


def build(gross: bool = False) -> None:
    """Build both; running again changes nothing."""
    user = User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=Rolle.LEITUNG).first()
    if user is None or Leitbild.objects.exists():
        return
    groups: Gruppen = {
        art: save_gruppe(Akteursgruppe(name=str(art.label), art=art)) for art in Gruppenart if art != Gruppenart.SONSTIGE
    }
    stadt = begin_leitbild(ebene="stadt", titel="Musterstadt: ankommen, bleiben, mitreden")
    fassung = _of_the_city(stadt, groups, user)
    _of_the_office(groups, user, fassung)


def _of_the_city(stadt: Leitbild, groups: Gruppen, user: User) -> Leitbildfassung:
    fassung = write_fassung(leitbild=stadt, saetze=STADT, gesehen=0, user=user)
    for step in (S.VORBEREITUNG, S.IDEENSAMMLUNG):
        stadt = move_leitbild(leitbild=stadt, nach=step)
    today = uhr.today()
    plan_phase(leitbild=stadt, phase=S.IDEENSAMMLUNG, von=today - 20 * uhr.DAY, bis=today + 40 * uhr.DAY)
    plan_phase(leitbild=stadt, phase=S.TEXTARBEIT, von=today + 41 * uhr.DAY, bis=today + 100 * uhr.DAY)
    say = Worte(A.BEDENKEN, "„Alle“ sagt zu wenig. Bitte nennen Sie auch Menschen mit kurzem Aufenthalt.")
    release_beitrag(give_beitrag(leitbild=stadt, gruppe=groups[Gruppenart.MIGRATION], worte=say, weg=Beitragsweg.LINK))
    say = Worte(A.AENDERUNG, "Die Gemeinden im Umland fehlen noch.")
    give_beitrag(leitbild=stadt, gruppe=groups[Gruppenart.GEMEINDEN], worte=say, weg=Beitragsweg.LINK)
    invite(
        Leitbildeinladung(
            leitbild=stadt,
            gruppe=groups[Gruppenart.WOHLFAHRT],
            organisation="Beispielverband Musterstadt",
            gueltig_bis=today + 60 * uhr.DAY,
            von=user,
        )
    )
    return fassung


def _of_the_office(groups: Gruppen, user: User, stadt: Leitbildfassung) -> None:
    amt = begin_leitbild(ebene="amt", titel="Ausländerbehörde – Ihr Partner!")
    first = write_fassung(leitbild=amt, saetze=ERSTE, gesehen=0, user=user)
    for step in (S.VORBEREITUNG, S.IDEENSAMMLUNG):
        amt = move_leitbild(leitbild=amt, nach=step)
    keys = list(first.texte.values_list("leitsatz", flat=True))
    for position, (art, kind, text, sprache) in enumerate(GESAGT):
        worte = Worte(kind, text, keys[(position + 1) % 2], sprache)
        release_beitrag(give_beitrag(leitbild=amt, gruppe=groups[art], worte=worte, weg=Beitragsweg.LINK))
    _workshop(amt, groups, user)
    amt = move_leitbild(leitbild=amt, nach=S.TEXTARBEIT)
    bezug = stadt.texte.values_list("leitsatz", flat=True)[0]
    saetze = (
        Satz(
            "Verlässlich",
            "Wer zu uns kommt, geht mit einem festen Termin, einer Ansprechperson und einer Antwort, wie es weitergeht.",
            keys[0],
        ),
        Satz(
            "Verständlich",
            "Wir erklären, was wir entscheiden, mit Worten, die alle verstehen, und in der Sprache der Menschen.",
            keys[1],
        ),
        Satz("Willkommen", "Wir begrüßen alle freundlich und zeigen den Weg zu den Stellen, die helfen.", None, bezug),
    )
    second = write_fassung(leitbild=amt, saetze=saetze, gesehen=1, user=user, anmerkung="Nach der Ideensammlung")
    for satz, (titel, text) in zip(second.texte.all(), ENGLISCH, strict=True):
        translate_satz(satz=satz, sprache="en", titel=titel, text=text)
    _publish(amt, user)


def _workshop(amt: Leitbild, groups: Gruppen, user: User) -> None:
    row = Leitbildwerkstatt(
        leitbild=amt,
        titel="Werkstatt der Beschäftigten",
        am=uhr.today() - 90 * uhr.DAY,
        ort="Rathaus",
        teilnehmende=14,
        niederschrift="Beispiel: Was gelingt gut, was soll anders werden? Drei Tische, je 30 Minuten.",
        von=user,
    )
    worte = [
        Worte(A.AENDERUNG, "Der erste Satz, den jemand hört, soll ein Gruß sein."),
        Worte(A.BEDENKEN, "Mehr Zeit für jedes Gespräch braucht mehr Personal."),
        Worte(A.ZUSTIMMUNG, "Verlässlichkeit hilft auch uns."),
    ]
    enter_werkstatt(row, [(groups[Gruppenart.BESCHAEFTIGTE], one) for one in worte])


def _publish(amt: Leitbild, user: User) -> None:
    amt = move_leitbild(leitbild=amt, nach=S.ABWAEGUNG)
    for beitrag in Beitrag.objects.unanswered().filter(leitbild=amt).order_by("nummer"):
        if beitrag.art == A.ZUSTIMMUNG:
            answer = (Entscheidung.KENNTNIS, "Danke, das bestärkt uns.")
        elif beitrag.art == A.BEDENKEN:
            answer = (Entscheidung.TEILWEISE, "Der Rat spricht im Haushalt darüber; im Leitbild steht das Ziel.")
        else:
            answer = (Entscheidung.UEBERNOMMEN, "Das steht jetzt in der zweiten Fassung.")
        answer_beitrag(beitrag=beitrag, entscheidung=answer[0], begruendung=answer[1], user=user)
    amt = move_leitbild(leitbild=amt, nach=S.BESCHLUSS, von="Rat der Stadt Musterstadt (Beispiel)", am=uhr.today() - 30 * uhr.DAY)
    move_leitbild(leitbild=amt, nach=S.VEROEFFENTLICHT)
