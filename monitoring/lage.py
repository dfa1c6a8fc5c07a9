"""What stands first for whom."""

from collections.abc import Iterable

from behoerde.kern.rechte import Rolle

SCHALTER = ("wartezeit-vor-ort-p50", "wartezeit-vor-ort-p90", "garantie-eingehalten", "nicht-erschienen", "arbeitsmenge")
ZUERST: dict[str, tuple[str, ...]] = {
    Rolle.EMPFANG: SCHALTER,
    Rolle.SACHBEARBEITUNG: (
        "angebot-fristgerecht",
        "rueckstand",
        "bearbeitungszeit-p50",
        "wartezeit-vor-ort-p50",
        "erstkontakt-geloest",
    ),
    Rolle.LOTSE: (
        "lotsen-annahme",
        "lotsen-zeit-bis-kontakt",
        "lotsen-teilnahme",
        "lotsen-ergebnis",
        "neuzuwanderer-erstberatung",
    ),
    Rolle.FALLMANAGEMENT: ("vermittlungen", "vermittlungsquote", "verbleib-6", "status-gesichert", "verbleib-12"),
    Rolle.SCHULUNG: ("schulung-abdeckung-abh", "schulung-abdeckung-ressorts", "kundenzufriedenheit-csat"),
}
LEITUNG = ("angebot-fristgerecht", "termin-vor-titelablauf", "wartezeit-vor-ort-p50", "rueckstand", "kundenzufriedenheit-csat")


def first_for(rollen: Iterable[str]) -> tuple[str, ...]:
    """Return the figures that stand first for somebody with these roles: those of the lead unless the role has its own."""
    return next((ZUERST[rolle] for rolle in rollen if rolle in ZUERST), LEITUNG)
