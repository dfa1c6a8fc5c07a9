"""What lotsen and fallmanagement count stands in the contract, under the names of the code."""

import ast
import re
from collections.abc import Iterator

from behoerde.env import BASE_DIR
from tests.test_vertrag import rows, section


def names(node: ast.expr) -> Iterator[str]:
    """Yield the names that the first argument of ``melde`` may have; what is filled in becomes ``<>``."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "<>" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from names(node.body)
        yield from names(node.orelse)


def counted() -> set[str]:
    found = set()
    for path in sorted(path for app in ("lotsen", "fallmanagement") for path in (BASE_DIR / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "melde":
                found.update(names(node.args[0]))
    return found


def test_every_event_of_both_stands_in_the_contract():
    written = {re.sub(r"<\w+>", "<>", name) for row in rows(section("## Events")) for name in re.findall(r"`([^`]+)`", row[0])}
    assert written == counted()
