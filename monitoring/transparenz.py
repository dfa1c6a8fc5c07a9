"""What is published, in which order, and how it is called for people who have never heard of an indicator."""

from typing import Any

from django.utils.translation import gettext_lazy as _

TAFELN: tuple[tuple[Any, dict[str, Any]], ...] = (
    (
        _("Was wir versprechen"),
        {
            "angebot-fristgerecht": _("Terminangebote bis zum zugesagten Tag"),
            "termin-vor-titelablauf": _("Termine, bevor der Aufenthaltstitel abläuft"),
            "garantie-eingehalten": _("Aufrufe höchstens 15 Minuten nach der vereinbarten Zeit"),
        },
    ),
    (
        _("Warten und Bearbeiten"),
        {
            "vorlauf-naechster-termin": _("Zeit bis zum nächsten freien Termin"),
            "wartezeit-vor-ort-p50": _("Wartezeit im Haus: Die Hälfte wartet höchstens so lange"),
            "wartezeit-vor-ort-p90": _("Wartezeit im Haus: Neun von zehn warten höchstens so lange"),
            "bearbeitungszeit-p50": _("Dauer bis zur Entscheidung: Die Hälfte dauert höchstens so lange"),
            "bearbeitungszeit-p90": _("Dauer bis zur Entscheidung: Neun von zehn dauern höchstens so lange"),
            "rueckstand": _("Anliegen, die noch offen sind"),
            "arbeitsmenge": _("Erledigte Anliegen"),
            "erstkontakt-geloest": _("Anliegen, die beim ersten Kontakt erledigt waren"),
            "absage-durch-behoerde": _("Termine, die wir abgesagt oder verschoben haben"),
            "digitalquote": _("Anliegen, die online begonnen haben"),
        },
    ),
    (
        _("Zufriedenheit"),
        {
            "kundenzufriedenheit-csat": _("Menschen, die mit uns zufrieden oder sehr zufrieden sind"),
            "kunden-freundlichkeit": _("Menschen, die sich freundlich behandelt fühlen"),
            "kunden-verstaendlichkeit": _("Menschen, die alles verstanden haben"),
            "mitarbeiterzufriedenheit": _("Zufriedenheit unserer Beschäftigten"),
        },
    ),
    (
        _("Begleitung und Arbeit"),
        {
            "lotsen-annahme": _("Vermittlungen an Beratungsstellen, die angenommen wurden"),
            "lotsen-teilnahme": _("Vermittlungen, bei denen das Gespräch stattfand"),
            "vermittlungen": _("Menschen, die durch uns Arbeit oder Ausbildung gefunden haben"),
            "verbleib-6": _("Menschen, die nach sechs Monaten noch in dieser Arbeit sind"),
            "verbleib-12": _("Menschen, die nach zwölf Monaten noch in dieser Arbeit sind"),
            "status-gesichert": _("Menschen, deren Aufenthalt jetzt gesichert ist"),
        },
    ),
    (
        _("Leitbild, Politik und Schulung"),
        {
            "leitbild-rueckmeldung": _("Beiträge zum Leitbild, die wir beantwortet haben"),
            "beschluesse-umgesetzt": _("Beschlüsse, die wir rechtzeitig umgesetzt haben"),
            "schulung-abdeckung-abh": _("Beschäftigte der Ausländerbehörde mit gültigen Schulungen"),
            "schulung-abdeckung-ressorts": _("Beschäftigte anderer Ämter mit gültigen Schulungen"),
        },
    ),
)
NAMEN: dict[str, Any] = {slug: name for _titel, names in TAFELN for slug, name in names.items()}
