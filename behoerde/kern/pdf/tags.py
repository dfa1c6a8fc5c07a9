"""Walking the tag tree of a PDF."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object


def kids(element: Object) -> list[Object]:
    """Return what hangs directly below ``element``: elements, marks (numbers) and references to annotations."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def is_reference(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def is_kind(element: Object, *names: Name) -> bool:
    return is_element(element) and element.S in names


def walk(element: Object) -> Iterator[Object]:
    """Yield all elements below ``element`` in reading order."""
    for kid in kids(element):
        if is_element(kid):
            yield kid
            yield from walk(kid)


def remove(element: Object) -> None:
    """Take ``element`` out of the tree, and every element above that is empty without it."""
    parent = element.P
    parent.K = Array([kid for kid in kids(parent) if not (is_element(kid) and kid.objgen == element.objgen)])
    if not len(parent.K) and "/P" in parent:
        remove(parent)


def attributes(cell: Object) -> Object:
    return cell.get("/A", Dictionary())
