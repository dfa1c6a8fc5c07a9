"""The document that ``manage.py regeln`` writes."""

from collections.abc import Iterator

from behoerde.kern import register
from behoerde.kern.regeln import Bedingung, Regel, Regelwerk, zeilen

KOPF = """# Rules of law

Written by `manage.py regeln --schreiben` from the rules themselves; a test fails when it is out of date. The texts are German, as staff read them on `/verwaltung/regeln/`. A rule says "kommt in Frage", "kommt nicht in Frage" or "bitte klären"; it decides nothing.

*Belegt* means: the cited text was read for this rule in the version named with it. *Nicht belegt* means: a programme, a law of a Land or an older wording that nobody read for it. What one does not know about an exclusion is asked, it never counts as "no".
"""  # noqa: E501 - one paragraph is one line


def render() -> str:
    """Return the document in the active language."""
    return "\n".join([KOPF, *(line for werk in register.alle(Regelwerk) for line in _werk(werk))]).rstrip("\n") + "\n"


def _werk(werk: Regelwerk) -> Iterator[str]:
    verified = sum(regel.belegt for regel in werk)
    yield f"## {werk.titel}\n"
    yield f"{len(werk.regeln)} rules, {verified} of them belegt; {len(werk.tatsachen)} facts.\n"
    for regel in werk:
        yield from _regel(werk, regel)


def _regel(werk: Regelwerk, regel: Regel) -> Iterator[str]:
    yield f"### {regel.titel}\n"
    since = f"ab {regel.ab:%d.%m.%Y}" if regel.ab else ""
    until = f"bis {regel.bis:%d.%m.%Y}" if regel.bis else ""
    checked = "belegt" if regel.belegt else "nicht belegt"
    facts = [f"`{regel.schluessel}`", f"**{regel.norm}**", regel.bindung.label, *filter(None, (since, until)), checked]
    yield " · ".join(map(str, facts)) + f" · geprüft {regel.geprueft_am:%d.%m.%Y}, Text vom {regel.stand:%d.%m.%Y}\n"
    yield from _parts("Voraussetzungen", regel.bedingung)
    yield from _parts("Ausschlüsse", regel.ausschluss)
    for frist in regel.fristen:
        yield f"Frist: {frist.text} ({frist.norm})\n"
    if regel.hinweis:
        yield f"Hinweis: {regel.hinweis}\n"
    if names := werk.betroffen(regel):
        yield f"Betrifft: {', '.join(names)}\n"


def _parts(heading: str, bedingung: Bedingung) -> Iterator[str]:
    if not bedingung.tatsachen():
        return
    yield f"{heading}:\n"
    for zeile in zeilen(bedingung):
        norm = f" ({zeile.norm})" if zeile.norm else ""
        yield f"{'  ' * zeile.tiefe}- {'nicht: ' if zeile.nicht else ''}{zeile.text}{norm}"
    yield ""
