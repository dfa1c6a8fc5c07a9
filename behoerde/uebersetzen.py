"""Message catalogues: collect what the sources say, compile what was translated, name what is missing.

Sentences of packages about wrong inputs stand in our German in ``FREMDE_SAETZE``; a language whose package leaves one of them
out has it in its own catalogue.

``python -m behoerde.uebersetzen sammeln | kompilieren | pruefen``. German is the source text. Works without gettext.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

BASE_DIR = Path(__file__).resolve().parent.parent
LOCALE = BASE_DIR / "locale"
FREMDE_SAETZE = "de/LC_MESSAGES/django.po"
QUELLEN = ("behoerde", "termine", "lotsen", "fallmanagement", "monitoring")
KUNDENSPRACHEN = {"de_Simple": "de", "en": "en", "uk": "uk", "ar": "ar", "tr": "tr"}  # folder: whose plural rule
PERSONALSPRACHEN = {"en"}
# Python modules whose sentences only staff read; templates are told apart by their frame.
PERSONALMODULE = re.compile(
    r"/models/|empfang|heute|ausfall|sichtung|zusammenfuehrung|schalter|dienstplan|verwaltung|verlauf|abweichung|management/commands|kern/middleware\.py"
    r"|termine/((actions|templatetags)/kette|queries/kette_personal)\.py|termine/apps\.py|kern/(rechte|apps|checks|befunde|queries|forms|anmeldung|dateien/befunde)\.py"
    r"|kern/actions/(konto|nachricht|beispiel)\.py|kern/views/(anmeldung|arbeitsplatz|konten|einheiten|nachrichten|schnittstellen|postfach|sicherheit)"
    r"|termine/actions/ruecknahme\.py|kern/(actions|views)/geraete?\.py"
    r"|kern/((forms_|views/)ansichten|actions/ansicht|forms_datenschutz|views/(datenschutz(_adresse)?|leseprotokoll)|actions/(antrag|loeschfrist))\.py"
    r"|termine/(actions/(pruefung|beispielangaben|ortspflege|katalogpflege)|uhrzeiten)\.py|(termine/actions/(eskalation|rueckweg)|termine/queries/zustaendigkeit)\.py|kern/(geschichte|zeilenfeld|beispielnachrichten|brief|views/texte)\.py"
    r"|lotsen/(verweis_tabelle|nachrichten_partner|partnerweg|templatetags/verweise|actions/(partner|verweis|begleitbrief)|(forms|views|queries)/(partner|verweis)\w*)\.py"
    r"|kern/(regeln/(regel|worte)|actions/vorgabe|views/(regeln|partner))\.py|lotsen/(apps|angebotsarten|beratung|regeln/\w+|((forms|views|actions)/(erstberatung|gespraech|empfehlung|naehe|link)|actions/(antwort|beispielberatungen))|urls_erstberatung)\.py"
    r"|lotsen/(einladung|queries/einladungen|actions/(veranstaltung\w*|einladung)|(forms|queries|views)/veranstaltungen\w*|views/einlass)\.py"
    r"|lotsen/(fassungen|(queries/)?angebotsliste|forms/(felder|sprechzeiten|uebernahme)|hsds_datei|hsds_ausgabe|actions/(verzeichnis|empfaenger)|[\w/]*pflege\w*)\.py"
    r"|fallmanagement/(?!personenbezug|klient|stellenwerte|(\w+/)?betriebslink)"
    r"|monitoring/(?!personenbezug|darstellung|(\w+/)?(oeffentlich|transparenz|umfragelink))"
    r"|lotsen/(views/abschiedsblatt|actions/abschied)\.py"
    r"|lotsen/((forms|views|actions|queries)/willkommenscheck|(forms|views|actions)/haus|pruefliste)\.py"
)
PERSONALVORLAGEN = re.compile(
    r"templates/((account|mfa|usersessions|socialaccount|allauth)/|termine/_?(empfang|heute|schalter|dienstplan|verwaltung|tag)|lotsen/_?(pflege|haus|beratung|gespraech|empfehlung|link\.)|fallmanagement/(?!klient|_?betriebslink)|monitoring/(?!_?(oeffentlich|transparenz|umfragelink))|mail/(monitoring/(?!umfragelink)|kern/konto|termine/(versprechen|auffaellig)|fallmanagement/(?!klient))"
    r"|kern/_?(regel|vorgabe|von_bis|konto|konten|einheit|nachricht|postfach|schnittstellen|arbeitsplatz|muster|baustein)"
    r"|kern/(_?datenschutz_|ansichten)|_bausteine/ansichten"
    r"|kern/geraet(e|_neu|_einrichten)?\.html|lotsen/_?(partner|verweis|veranstaltung_stand)|kern/partner|mail/lotsen/(pflege|verweis_(neu|erinnerung|zurueckgezogen|weiter)|verweise_faellig))"
)
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip


@dataclass
class Meldung:
    """One source text, where it stands and whether clients read it."""

    text: str
    plural: str = ""
    context: str = ""
    stellen: list[str] = field(default_factory=list)
    fuer_kunden: bool = False


def sammeln() -> dict[tuple[str, str], Meldung]:
    """Return every source text of the own Python files and templates by (context, text)."""
    found: dict[tuple[str, str], Meldung] = {}
    for path, personal, text, plural, context in [*_from_python(), *_from_templates()]:
        entry = found.setdefault((context, text), Meldung(text, plural, context))
        entry.plural = entry.plural or plural
        entry.fuer_kunden |= not personal
        if path not in entry.stellen:
            entry.stellen.append(path)
    for name in _public_names():
        found["", name].fuer_kunden = True
    for words in _rule_words():
        if ("", words) in found:  # names of residence titles come from a data file
            found["", words].fuer_kunden = True
    return found


def _public_names() -> set[str]:
    """Return the German names of models that the privacy page lists for everybody."""
    from django.apps import apps  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    from behoerde.kern import register  # noqa: PLC0415

    with translation.override("de"):
        return {str(apps.get_model(entry.modell)._meta.verbose_name) for entry in register.alle(register.Personenbezug)}


def _rule_words() -> Iterator[str]:
    """Yield what rules of law ask people, the answers to choose from, what they give as reasons, and which periods end."""
    from django.utils import translation  # noqa: PLC0415

    from behoerde.kern import register  # noqa: PLC0415
    from behoerde.kern.regeln import Regelwerk, offene_gruende  # noqa: PLC0415

    with translation.override("de"):
        for werk in register.alle(Regelwerk):
            for tatsache in werk.tatsachen.values() if werk.asked else ():
                yield from (str(tatsache.frage), *(str(label) for _value, label in tatsache.auswahl))
            for regel in werk:
                yield str(regel.titel)
                yield from map(str, offene_gruende(regel.bedingung))
                yield from (str(frist.text) for frist in regel.fristen)
                if schritt := getattr(regel, "schritt", ""):
                    yield str(schritt)


def _from_python() -> Iterator[tuple[str, bool, str, str, str]]:
    from babel.messages.extract import extract_from_file  # noqa: PLC0415 - a development dependency

    for app in QUELLEN:
        for file in sorted((BASE_DIR / app).rglob("*.py")):
            path = file.relative_to(BASE_DIR).as_posix()
            if "/migrations/" in path or path == "behoerde/uebersetzen.py":
                continue
            for _line, message, _comments, context in extract_from_file("python", str(file), keywords=KEYWORDS):
                text, plural = message if isinstance(message, tuple) else (message, "")
                if text:
                    yield path, bool(PERSONALMODULE.search(path)), text, plural or "", context or ""


def _from_templates() -> Iterator[tuple[str, bool, str, str, str]]:
    from django.template import Engine  # noqa: PLC0415 - compiling catalogues must not need Django

    engine = Engine.get_default()
    for folder in [BASE_DIR / "templates", BASE_DIR / "behoerde" / "kern" / "templates"]:
        for file in sorted(file for file in folder.rglob("*") if file.suffix in {".html", ".txt"}):
            path = file.relative_to(BASE_DIR).as_posix()
            template = engine.from_string(file.read_text(encoding="utf-8"))
            personal = bool(PERSONALVORLAGEN.search(path)) or "base_werkbank.html" in file.read_text(encoding="utf-8")[:300]
            for text, plural, context in _walk(template.nodelist):
                yield path, personal, text, plural, context


def _walk(nodelist) -> Iterator[tuple[str, str, str]]:
    """Yield (text, plural, context) of every message below ``nodelist``."""
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode  # noqa: PLC0415

    for node in nodelist:
        if isinstance(node, TranslateNode):
            literal = getattr(node.filter_expression.var, "literal", node.filter_expression.var)
            if isinstance(literal, str) and literal:
                yield str(literal), "", _context(node)
        elif isinstance(node, BlockTranslateNode):
            plural = node.render_token_list(node.plural)[0] if node.plural else ""
            yield node.render_token_list(node.singular)[0], plural, _context(node)
        else:
            for name, value in vars(node).items():
                if name not in {"origin", "token", "parent"}:
                    yield from _inside(value)


def _context(node) -> str:
    return str(node.message_context.var) if node.message_context else ""


def _inside(value) -> Iterator[tuple[str, str, str]]:
    """Look for nodes and for _("…") in whatever a tag keeps."""
    from django.template.base import FilterExpression, Node, NodeList, Variable  # noqa: PLC0415
    from django.utils.functional import Promise  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    if isinstance(value, FilterExpression):
        for candidate in [value.var, *(arg for _func, args in value.filters for _lookup, arg in args)]:
            if isinstance(candidate, Promise):  # Django has already turned _("…") into a lazy text
                with override(None):
                    text = str(candidate)
                yield text, "", ""
            elif isinstance(candidate, Variable) and candidate.translate and isinstance(candidate.literal, str):
                yield str(candidate.literal), "", ""
    elif isinstance(value, Node | NodeList):
        yield from _walk([value] if isinstance(value, Node) else value)
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inside(item)


def catalogue(folder: str) -> polib.POFile:
    """Return the catalogue of one language, empty when there is none yet."""
    path = LOCALE / folder / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    path.parent.mkdir(parents=True, exist_ok=True)
    po = polib.POFile(wrapwidth=110)
    po.fpath = str(path)
    po.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": folder,
        "Plural-Forms": _plural_rule(KUNDENSPRACHEN[folder]),
        "X-Geprueft": "nein",
    }
    return po


def _plural_rule(language: str) -> str:
    import django.conf  # noqa: PLC0415

    path = Path(django.conf.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)).metadata["Plural-Forms"]


def schreiben() -> None:
    """Bring each catalogue up to date: new texts are added empty, texts nobody uses are dropped, translations stay."""
    found = sammeln()
    foreign = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(LOCALE / FREMDE_SAETZE))}
    for folder in KUNDENSPRACHEN:
        po = catalogue(folder)
        old = {(entry.msgctxt or "", entry.msgid): entry for entry in po}
        po.clear()
        for key, meldung in sorted(found.items(), key=lambda item: (item[1].stellen[0], item[0])):
            if not meldung.fuer_kunden and folder not in PERSONALSPRACHEN:
                continue
            entry = old.get(key) or polib.POEntry(msgid=meldung.text, msgctxt=meldung.context or None)
            entry.occurrences = [(stelle, "") for stelle in meldung.stellen]
            if meldung.plural and not entry.msgid_plural:
                entry.msgid_plural, entry.msgstr = meldung.plural, ""
                entry.msgstr_plural = dict.fromkeys(range(int(po.metadata["Plural-Forms"].split("=")[1][0])), "")
            po.append(entry)
        po.extend(entry for key, entry in old.items() if key in foreign and key not in found)
        po.save()


def fehlend() -> list[str]:
    """Return "language: text" for every text that a reader of that language would see in German, or stale."""
    found = sammeln()
    missing = []
    for folder in KUNDENSPRACHEN:
        done = {(entry.msgctxt or "", entry.msgid) for entry in catalogue(folder) if entry.translated()}
        for key, meldung in found.items():
            if (meldung.fuer_kunden or folder in PERSONALSPRACHEN) and key not in done:
                missing.append(f"{folder}: {meldung.text} ({meldung.stellen[0]})")
    return missing


def kompilieren() -> None:
    """Write the .mo file beside every .po file that is newer."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def main(command: str) -> int:
    if command == "kompilieren":
        kompilieren()
        return 0
    import django  # noqa: PLC0415

    django.setup()
    if command == "sammeln":
        schreiben()
    missing = fehlend()
    sys.stdout.write("".join(f"{line}\n" for line in missing) + f"{len(missing)} untranslated\n")
    return int(command == "pruefen" and bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
