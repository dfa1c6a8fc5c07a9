"""What WeasyPrint leaves open for PDF/UA-1 (ISO 14289-1), repaired in the finished file.

- Page counters and running heads have marks but stand outside the tag tree: they become pagination artifacts.
- Pictures without alternative text are decoration: they become artifacts.
- Header cells carry no scope.
- Terms and values of a description list hang in a group no list may hold: each group becomes one item with its label.
- Every element inside a link is a second link annotation of its own; link annotations lack the Print flag.
- The box of a figure is given in pixels from the top of the page instead of points from its bottom.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

PRINT = 4  # bit of the annotation flag F, ISO 32000-1 table 165
POINTS = 0.75  # one CSS pixel

Mark = tuple[int, int]  # page, marked-content id
Key = tuple[int, int]  # object number and generation


def repair(data: bytes) -> bytes:
    """Return the tagged PDF ``data`` as PDF/UA-1; equal input gives equal bytes."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        _drop_decoration(pdf)
        elements = list(_walk(pdf.Root.StructTreeRoot))
        _mark_artifacts(pdf, {element.objgen for element in elements})
        _scope_headers(elements)
        _pair_terms(elements)
        _place_figures(elements)
        _clean_links(pdf, elements)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _walk(element: Object) -> Iterator[Object]:
    """Yield all structure elements below ``element`` in reading order."""
    for kid in _kids(element):
        if _is_element(kid):
            yield kid
            yield from _walk(kid)


def _drop_decoration(pdf: Pdf) -> None:
    """Take pictures without alternative text out of the tag tree; their marks are then outside of it."""
    for element in list(_walk(pdf.Root.StructTreeRoot)):
        kids = [kid for kid in _kids(element) if not (_is_element(kid) and kid.S == Name.Figure and "/Alt" not in kid)]
        if len(kids) != len(_kids(element)):
            element.K = Array(kids)


def _mark_artifacts(pdf: Pdf, tagged: set[Key]) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        owners = parents[int(page.StructParents)]
        loose = {mark for mark, owner in enumerate(owners) if owner.objgen not in tagged}
        if loose:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(_relabel(page, loose)))
            for mark in loose:
                owners[mark] = None


def _relabel(page: Page, loose: set[int]) -> Iterator[ContentStreamInstruction]:
    artifact = [Name.Artifact, Dictionary(Type=Name.Pagination)]
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if operator == Operator("BDC") and int(operands[1].get("/MCID", -1)) in loose:
            yield ContentStreamInstruction(artifact, operator)
        else:
            yield instruction


def _scope_headers(elements: list[Object]) -> None:
    """Give each header cell its scope: a row header is named by data cells of its own row, all others head a column."""
    for row in elements:
        if row.S != Name.TR:
            continue
        cells = [cell for cell in _kids(row) if _is_element(cell)]
        named = {bytes(name) for cell in cells for name in _attributes(cell).get("/Headers", [])}
        for cell in cells:
            if cell.S == Name.TH:
                _attributes(cell).Scope = Name.Row if bytes(cell.get("/ID", b"")) in named else Name.Column


def _attributes(cell: Object) -> Object:
    return cell.get("/A", Dictionary())


def _pair_terms(elements: list[Object]) -> None:
    for group in elements:
        if group.S != Name.Div or group.P.S != Name.L:
            continue
        parts = [part for item in _kids(group) for part in _kids(item)]
        for part in parts:
            part.P = group
        if len(parts) > 1:
            parts[0].S = Name.Lbl
        group.S, group.K = Name.LI, Array(parts)


def _place_figures(elements: list[Object]) -> None:
    for element in elements:
        if element.S == Name.Figure:
            height = float(element.Pg.MediaBox[3])
            left, top, right, bottom = (float(value) * POINTS for value in element.A.BBox)
            element.A.BBox = Array([round(value, 2) for value in (left, height - bottom, right, height - top)])


def _clean_links(pdf: Pdf, elements: list[Object]) -> None:
    doubled = set()
    for link in elements:
        if link.S == Name.Link:
            for inner in _walk(link):
                doubled |= {kid.Obj.objgen for kid in _kids(inner) if _is_reference(kid)}
                inner.K = Array([kid for kid in _kids(inner) if not _is_reference(kid)])
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = Array([annotation for annotation in page.Annots if annotation.objgen not in doubled])
            for annotation in page.Annots:
                annotation.F = int(annotation.get("/F", 0)) | PRINT


def _is_reference(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
