"""Tables of a .docx: rows and cells to places in a grid, merged ones once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportparse.loaders.building import CellPiece, Piece
from reportparse.loaders.docx_names import (
    ALTERNATE,
    CHOICE,
    CUSTOM_XML,
    DEL,
    FALLBACK,
    INS,
    MOVE_TO,
    SDT,
    SDT_CONTENT,
    SMART_TAG,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    W,
    child,
    switched,
    value,
    whole,
)

# Word itself allows 63 columns; other programs write more, but a span beyond this is hostile.
MAX_SPAN = 1_000
# Places of one table, rows times columns: 500 pages of a dense table. Beyond, it is given as lines.
MAX_PLACES = 400_000

WRAPPERS = {SDT_CONTENT, CUSTOM_XML, INS, MOVE_TO, SMART_TAG}
OPENED = {*WRAPPERS, SDT, ALTERNATE}
GRID_SPAN, V_MERGE, H_MERGE, CELL_DEL = W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"


class Table(NamedTuple):
    """A table with its cells in their places; `header_rows`: how many at the top are marked as header."""

    cells: tuple[CellPiece, ...]
    header_rows: int


class RawCell(NamedTuple):
    """A cell as the file has it. `down`, `across`: whether it goes on with the cell above or before it; None: whether
    it may be gone on with is not said."""

    element: Element
    span: int = 1
    down: str | None = None
    across: str | None = None


class RawRow(NamedTuple):
    """A row as the file has it, without its deleted cells; `before`: how many columns it leaves out at its start."""

    cells: list[RawCell]
    before: int = 0
    header: bool = False


class _Cell(NamedTuple):
    row: int
    start: int
    span: int
    row_span: int
    text: str


def unwrapped(parent: Element) -> list[Element]:
    """The children of an element, those in content controls, tracked insertions and the like among them."""
    children = list(parent)
    for element in children:
        if element.tag in OPENED:
            return list(_opened(parent))
    return children


def _opened(parent: Element) -> Iterator[Element]:
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in WRAPPERS:
            stack.append(iter(element))
        elif element.tag == SDT:
            inside = child(element, SDT_CONTENT)
            if inside is not None:
                stack.append(iter(inside))
        elif element.tag == ALTERNATE:
            one = next((c for c in element.iterchildren(CHOICE, FALLBACK) if len(c)), None)
            if one is not None:
                stack.append(iter(one))
        else:
            yield element


def rows_of(table: Element) -> list[RawRow]:
    """The rows that are printed, neither deleted nor hidden, and have cells."""
    rows = []
    for row in unwrapped(table):
        if row.tag == TR:
            properties = child(row, TRPR)
            if child(properties, DEL) is None and not switched(properties, W + "hidden"):
                cells = [cell for cell in map(_raw_cell, unwrapped(row)) if cell is not None]
                if cells:
                    before = whole(value(properties, W + "gridBefore"), highest=MAX_SPAN) or 0
                    rows.append(RawRow(cells, before, bool(switched(properties, W + "tblHeader"))))
    return rows


def _raw_cell(element: Element) -> RawCell | None:
    if element.tag != TC:
        return None
    properties = child(element, TCPR)
    if properties is None:
        return RawCell(element)
    span, down, across = 1, None, None
    for one in properties.iterchildren(GRID_SPAN, V_MERGE, H_MERGE, CELL_DEL):
        tag = one.tag
        if tag == CELL_DEL:
            return None
        if tag == GRID_SPAN:
            span = whole(one.get(VAL), 1, MAX_SPAN) or 1
        elif tag == V_MERGE:
            down = one.get(VAL, "continue")
        else:
            across = one.get(VAL, "continue")
    return RawCell(element, span, down, across)


def read_table(rows: list[RawRow], text_of: Callable[[Element], str]) -> Table | list[str]:
    """The table of these rows; its lines where it is too large for a grid."""
    cells: list[_Cell] = []
    open_above: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows):
        open_above = _read_row(row, number, cells, open_above, text_of)
    header_rows = next((number for number, row in enumerate(rows) if not row.header), len(rows))
    return _placed(cells, len(rows), header_rows)


def _read_row(
    row: RawRow,
    number: int,
    cells: list[_Cell],
    open_above: dict[tuple[int, int], int],
    text_of: Callable[[Element], str],
) -> dict[tuple[int, int], int]:
    """Adds the cells of a row; which of them, by start and span, a cell below may go on with."""
    column = row.before
    open_here: dict[tuple[int, int], int] = {}
    for element, span, down, across in row.cells:
        start = column
        column += span
        if down is not None and down != "restart" and (start, span) in open_above:
            # What such a cell holds is not printed.
            at = open_here[start, span] = open_above[start, span]
            cells[at] = cells[at]._replace(row_span=number - cells[at].row + 1)
        elif across is not None and across != "restart" and cells and cells[-1].row == number:
            cells[-1] = cells[-1]._replace(span=cells[-1].span + span)
        else:
            if down is not None:
                open_here[start, span] = len(cells)
            cells.append(_Cell(number, start, span, 1, text_of(element)))
    return open_here


def _placed(cells: list[_Cell], rows: int, header_rows: int) -> Table | list[str]:
    # Columns that no cell begins or ends at are left out: files span a cell over three where the table has one.
    edges = sorted({edge for c in cells for edge in (c.start, c.start + c.span)})
    if rows * len(edges) > MAX_PLACES:
        lines: dict[int, list[str]] = {}
        for cell in cells:
            lines.setdefault(cell.row, []).append(cell.text.replace("\n", " "))
        return [" | ".join(line) for line in lines.values()]
    at = {edge: i for i, edge in enumerate(edges)}
    return Table(
        tuple(
            CellPiece(c.row, at[c.start], Piece(c.text), c.row_span, at[c.start + c.span] - at[c.start]) for c in cells
        ),
        header_rows,
    )
