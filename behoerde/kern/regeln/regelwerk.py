"""All rules of an app with the facts they ask for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from behoerde.kern.regeln.bedingung import Facts
from behoerde.kern.regeln.regel import Regel, Regelergebnis, Vorgabe
from behoerde.kern.regeln.tatsache import Tatsachen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Regelwerk:
    """A named set of rules; ``betroffen(regel)`` says in words what hangs on one; ``asked``: people get the questions to read.

    Raises ValueError when a key stands twice or a rule asks for a fact that is not declared.
    """

    name: str
    titel: "StrOrPromise"
    tatsachen: Tatsachen
    regeln: tuple[Regel, ...]
    betroffen: Callable[[Regel], Sequence[str]] = field(default=lambda regel: regel.ziele, compare=False)
    asked: bool = True

    def __post_init__(self) -> None:
        if len(self.by_key) != len(self.regeln):
            raise ValueError(f"{self.name}: ein Schlüssel steht zweimal.")
        for regel in self.regeln:
            if unknown := sorted(regel.tatsachen() - set(self.tatsachen)):
                raise ValueError(f"{self.name}.{regel.schluessel} fragt nach nicht erklärten Tatsachen: {', '.join(unknown)}.")

    @cached_property
    def by_key(self) -> dict[str, Regel]:
        return {regel.schluessel: regel for regel in self.regeln}

    def __iter__(self) -> Iterator[Regel]:
        return iter(self.regeln)

    def judge(self, facts: Facts, tag: date, vorgaben: Mapping[str, Sequence[Vorgabe]] | None = None) -> list[Regelergebnis]:
        """Judge every rule, in the order in which they are written."""
        by_rule = vorgaben or {}
        return [regel.judge(facts, tag, by_rule.get(regel.schluessel, ())) for regel in self.regeln]
