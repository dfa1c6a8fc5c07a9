"""Needs that somebody may name, by the codes of the kinds of services; they are facts like any other."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Empfindlichkeit, Tatsache, Typ

_WORTE = {
    "ankommen.anmeldung": _("Wohnung anmelden"),
    "ankommen.orientierung": _("sich in der Stadt zurechtfinden"),
    "ankommen.willkommen": _("willkommen geheißen werden"),
    "ankommen.fuehrerschein": _("mit dem Führerschein weiterfahren"),
    "ankommen.sprachmittlung": _("jemand, der dolmetscht"),
    "sprache.grundlagen": _("Deutsch von Grund auf lernen"),
    "sprache.pflicht": _("eine Pflicht zum Deutschkurs erfüllen"),
    "sprache.alphabetisierung": _("lesen und schreiben lernen, auch die lateinische Schrift"),
    "sprache.beruf": _("Deutsch für den Beruf"),
    "sprache.ergaenzend": _("Deutschkurs ohne Förderung"),
    "sprache.erstorientierung": _("erste Orientierung mit etwas Deutsch"),
    "sprache.ueben": _("Deutsch sprechen üben"),
    "arbeit.suche": _("Arbeit finden"),
    "arbeit.beratung": _("Rat zum Beruf"),
    "arbeit.ausbildung": _("Ausbildung finden"),
    "arbeit.gruendung": _("sich selbständig machen"),
    "arbeit.rechte": _("Rechte bei der Arbeit klären"),
    "bildung.uebergang": _("von der Schule in den Beruf"),
    "bildung.studium": _("studieren"),
    "anerkennung.beratung": _("Abschluss aus dem Ausland anerkennen lassen"),
    "anerkennung.handwerk": _("Handwerksabschluss anerkennen lassen"),
    "anerkennung.ihk": _("kaufmännischen oder technischen Abschluss anerkennen lassen"),
    "anerkennung.hochschule": _("Hochschulabschluss bewerten lassen"),
    "anerkennung.heilberufe": _("Abschluss in einem Gesundheitsberuf anerkennen lassen"),
    "finanzen.lebensunterhalt": _("Geld zum Leben"),
    "finanzen.ausbildung": _("Geld für Schule, Ausbildung oder Studium"),
    "finanzen.familie": _("Geld für Familien"),
    "finanzen.konto": _("ein Bankkonto"),
    "finanzen.schulden": _("Hilfe bei Schulden"),
    "finanzen.vertraege": _("Ärger mit einem Vertrag"),
    "wohnen.suche": _("eine Wohnung finden"),
    "wohnen.kosten": _("Zuschuss zur Miete"),
    "wohnen.notlage": _("die Wohnung ist weg oder in Gefahr"),
    "gesundheit.versicherung": _("eine Krankenversicherung"),
    "gesundheit.vorsorge": _("Vorsorge und Impfung"),
    "gesundheit.ohne_versicherung": _("Behandlung ohne Krankenversicherung"),
    "gesundheit.psyche": _("Hilfe bei seelischer Belastung"),
    "gesundheit.behinderung": _("Rat bei Behinderung"),
    "familie.schwangerschaft": _("Rat in der Schwangerschaft"),
    "familie.hilfen": _("Hilfe für Kinder, Jugendliche und Familie"),
    "familie.kita": _("Betreuung für ein Kind"),
    "familie.schule": _("Schule für ein Kind"),
    "familie.erziehung": _("Rat zur Erziehung"),
    "beratung.allgemein": _("Beratung zum Ankommen"),
    "recht.asyl": _("Rat im Asylverfahren"),
    "recht.allgemein": _("Rat bei einem Rechtsproblem"),
    "recht.diskriminierung": _("Rat nach einer Benachteiligung"),
    "schutz.gewalt": _("Schutz vor Gewalt"),
    "schutz.queer": _("Beratung für queere Menschen"),
    "einbuergerung.antrag": _("Deutsche oder Deutscher werden"),
    "einbuergerung.test": _("Einbürgerungstest ablegen"),
    "einbuergerung.begleitung": _("Begleitung auf dem Weg zur Einbürgerung"),
    "ehrenamt.engagement": _("sich ehrenamtlich engagieren"),
    "ehrenamt.patenschaft": _("eine Patin oder einen Paten finden"),
    "ehrenamt.gemeinschaft": _("Menschen mit ähnlicher Herkunft treffen"),
    "ehrenamt.freizeit": _("Sport, Musik und Freizeit"),
}
# Whoever names one of these says something about health, sexuality, belief or danger.
_BESONDERS = frozenset(
    {"gesundheit.ohne_versicherung", "gesundheit.psyche", "gesundheit.behinderung", "familie.schwangerschaft"}
    | {"familie.hilfen", "familie.erziehung", "recht.asyl", "recht.diskriminierung", "schutz.gewalt", "schutz.queer"}
)
_VERTRAULICH = frozenset({"finanzen.schulden", "recht.allgemein", "wohnen.notlage"})


def _empfindlichkeit(code: str) -> Empfindlichkeit:
    if code in _BESONDERS:
        return Empfindlichkeit.BESONDERS
    return Empfindlichkeit.VERTRAULICH if code in _VERTRAULICH else Empfindlichkeit.NORMAL


BEDARFE = {
    code: Tatsache(f"bedarf_{code.replace('.', '_')}", Typ.JANEIN, worte, empfindlichkeit=_empfindlichkeit(code))
    for code, worte in _WORTE.items()
}
