"""A table that runs over several pages is one table, and its repeated head is decoration."""

from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
from pikepdf import Array, Name, Object, Operator, Pdf

from behoerde.kern.pdf.tags import attributes, is_element, is_kind, kids, remove, walk

Key = tuple[int, int]  # object number and generation of a page

SHOWING = {Operator("Tj"), Operator("TJ")}


def join_tables(pdf: Pdf) -> None:
    """Move the rows of each continued table into the first part; the head it repeats leaves the tag tree.

    A part continues the one before when nothing is read between them, a page ends there and both heads show the same.
    """
    pages = {page.obj.objgen: page for page in pdf.pages}
    texts = cache(lambda key: _texts(pages[key]))
    target = target_head = page = None
    for block in list(_blocks(pdf.Root.StructTreeRoot)):
        head = [_shown(element, texts) for element in _head(block)] if is_kind(block, Name.Table) else None
        if target is not None and head and head == target_head and block.Pg.objgen != page:
            _append(target, block)
        else:
            target, target_head = block, head
        page = block.Pg.objgen


def _blocks(element: Object) -> Iterator[Object]:
    """Yield tables and every other element that holds content itself, in reading order."""
    for kid in kids(element):
        if is_kind(kid, Name.Table):
            yield kid
        elif is_element(kid):
            if not all(is_element(inner) for inner in kids(kid)):
                yield kid
            yield from _blocks(kid)


def _head(table: Object) -> list[Object]:
    return [element for part in kids(table) if is_kind(part, Name.THead) for element in walk(part)]


def _append(target: Object, part: Object) -> None:
    gone = {bytes(cell.ID) for cell in _head(part) if "/ID" in cell}
    bodies = [kid for kid in kids(part) if not is_kind(kid, Name.THead)]
    for body in bodies:
        body.P = target
        for cell in walk(body):
            if "/Headers" in attributes(cell):
                cell.A.Headers = Array([name for name in cell.A.Headers if bytes(name) not in gone])
    target.K = Array([*kids(target), *bodies])
    part.K = Array()
    remove(part)


def _shown(element: Object, texts: Callable[[Key], dict[int, list[bytes]]]) -> list[bytes]:
    """Return the glyphs of the marks directly in ``element``."""
    marks = [int(kid) for kid in kids(element) if not isinstance(kid, Object)]
    return [text for mark in marks for text in texts(element.Pg.objgen).get(mark, [])]


def _texts(page: pikepdf.Page) -> dict[int, list[bytes]]:
    """Return the strings of glyphs that a page shows, by mark."""
    found: dict[int, list[bytes]] = {}
    stack: list[int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if operator == Operator("BDC"):
            stack.append(int(operands[1].get("/MCID", -1)))
        elif operator == Operator("BMC"):
            stack.append(-1)
        elif operator == Operator("EMC"):
            stack.pop()
        elif operator in SHOWING and stack:
            strings = operands[0] if isinstance(operands[0], Array) else [operands[0]]
            found.setdefault(stack[-1], []).extend(bytes(text) for text in strings if isinstance(text, pikepdf.String))
    return found
