"""What WeasyPrint leaves open for PDF/UA-1 (ISO 14289-1), repaired in the finished file.

- Page counters and running heads have marks but stand outside the tag tree: they become pagination artifacts.
- Pictures without alternative text are decoration: they become artifacts.
- A table that runs over several pages is a table per page: the parts become one, their repeated heads artifacts.
- Header cells carry no scope.
- Terms and values of a description list hang in a group no list may hold: each group becomes one item with its label.
- Every element inside a link is a second link annotation of its own; link annotations lack the Print flag.
- The box of a figure is given in pixels from the top of the page instead of points from its bottom.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

from behoerde.kern.pdf.tables import join_tables
from behoerde.kern.pdf.tags import attributes, is_element, is_kind, is_reference, kids, remove, walk

PRINT = 4  # bit of the annotation flag F, ISO 32000-1 table 165
POINTS = 0.75  # one CSS pixel

Mark = tuple[int, int]  # page, marked-content id
Key = tuple[int, int]  # object number and generation


def repair(data: bytes) -> bytes:
    """Return the tagged PDF ``data`` as PDF/UA-1; equal input gives equal bytes."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        _drop_decoration(pdf)
        join_tables(pdf)
        elements = list(walk(pdf.Root.StructTreeRoot))
        _mark_artifacts(pdf, {element.objgen for element in elements})
        _scope_headers(elements)
        _pair_terms(elements)
        _place_figures(elements)
        _clean_links(pdf, elements)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _drop_decoration(pdf: Pdf) -> None:
    """Take pictures without alternative text out of the tag tree; their marks are then outside of it."""
    for element in list(walk(pdf.Root.StructTreeRoot)):
        if is_kind(element, Name.Figure) and "/Alt" not in element:
            remove(element)


def _mark_artifacts(pdf: Pdf, tagged: set[Key]) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        owners = parents[int(page.StructParents)]
        loose = {mark for mark, owner in enumerate(owners) if owner.objgen not in tagged}
        if loose:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_relabel(page, loose))))
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
        if not is_kind(row, Name.TR):
            continue
        cells = [cell for cell in kids(row) if is_element(cell)]
        named = {bytes(name) for cell in cells for name in attributes(cell).get("/Headers", [])}
        for cell in cells:
            if is_kind(cell, Name.TH):
                attributes(cell).Scope = Name.Row if bytes(cell.get("/ID", b"")) in named else Name.Column


def _pair_terms(elements: list[Object]) -> None:
    for group in elements:
        if not (is_kind(group, Name.Div) and is_kind(group.P, Name.L)):
            continue
        parts = [part for item in kids(group) for part in kids(item)]
        for part in parts:
            part.P = group
        if len(parts) > 1:
            parts[0].S = Name.Lbl
        group.S, group.K = Name.LI, Array(parts)


def _place_figures(elements: list[Object]) -> None:
    for element in elements:
        if is_kind(element, Name.Figure):
            height = float(element.Pg.MediaBox[3])
            left, top, right, bottom = (float(value) * POINTS for value in element.A.BBox)
            element.A.BBox = Array([round(value, 2) for value in (left, height - bottom, right, height - top)])


def _clean_links(pdf: Pdf, elements: list[Object]) -> None:
    doubled = set()
    for link in elements:
        if is_kind(link, Name.Link):
            for inner in walk(link):
                doubled |= {kid.Obj.objgen for kid in kids(inner) if is_reference(kid)}
                inner.K = Array([kid for kid in kids(inner) if not is_reference(kid)])
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = Array([annotation for annotation in page.Annots if annotation.objgen not in doubled])
            for annotation in page.Annots:
                annotation.F = int(annotation.get("/F", 0)) | PRINT
