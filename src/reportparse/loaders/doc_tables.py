"""Tables of a Word file: paragraphs to rows and cells, and from the edges of the cells to the columns they span."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.loaders.building import CellPiece, Piece
from reportparse.loaders.doc_file import u16
from reportparse.loaders.doc_formatting import Paragraph
from reportparse.loaders.doc_sprms import (
    T_DEFINE,
    T_DELETE,
    T_HEADER,
    T_INSERT,
    T_MERGE,
    T_SPLIT,
    T_VERTICAL,
)
from reportparse.loaders.list_labels import joined
from reportparse.loaders.table_edges import columns_of

# Word allows 63 columns; some more come together where rows of different cuts lie under each other.
_MAX_CELLS = 64
_MAX_COLUMNS = 512
# Places of one table, rows times columns: 500 pages of a dense table. Beyond, it is given as lines.
MAX_PLACES = 400_000
# Edges closer than this (in twentieths of a point) are meant to be one: a millimetre, drawn by hand.
_SAME_EDGE = 56
_MERGED_ABOVE = 1


class Line(NamedTuple):
    """A paragraph of the text: its printed text with its number, its end mark, its place, its formatting."""

    text: str
    number: str
    mark: str
    start: int
    end: int
    look: Paragraph

    @property
    def full(self) -> str:
        """Number and text."""
        return join_number(self.number, self.text)


class _Cut(NamedTuple):
    """How a row is cut: the edges of its cells, and how each is merged with its neighbours."""

    edges: tuple[int, ...]
    left: tuple[int, ...]
    above: tuple[int, ...]
    header: bool


class Row(NamedTuple):
    """A row: the lines in each of its cells, and the modifiers of its end mark."""

    cells: list[list[Line]]
    look: Paragraph


def join_number(number: str, text: str) -> str:
    """Number and text as one would type them; what Word prints between them ends the number."""
    label = number.rstrip("\t ")
    return joined(label, text, gap=label != number)


def rows_of(lines: Sequence[Line], depth: int = 1) -> list[Row]:
    """The rows of a table that stands in depth - 1 others. Deeper lines stay in the cell they are in."""
    rows: list[Row] = []
    cells: list[list[Line]] = []
    cell: list[Line] = []
    for line in lines:
        if _depth(line) > depth:
            cell.append(line)
        elif line.look.row_end:
            if cell and any(o.text.strip() for o in cell):
                cells.append(cell)
            rows.append(Row(cells, line.look))
            cells, cell = [], []
        else:
            cell.append(line)
            if line.mark == "\x07" or (depth > 1 and line.look.inner_cell):
                cells.append(cell)
                cell = []
    if cell:
        cells.append(cell)
    if cells:
        rows += _unmarked(cells)
    return [r for r in rows if r.cells]


def _depth(line: Line) -> int:
    return max(line.look.depth, 1)


def _unmarked(cells: list[list[Line]]) -> list[Row]:
    """Cells without row ends, as in a file whose formatting is lost: there a row ends with one more, empty cell."""
    empty = [not any(o.text.strip() for o in c) for c in cells]
    for width in range(1, min(len(cells), _MAX_CELLS)):
        step = width + 1
        if len(cells) % step == 0 and all(empty[i] for i in range(width, len(cells), step)):
            return [Row(cells[i : i + width], Paragraph()) for i in range(0, len(cells), step)]
    return [Row(cells, Paragraph())]


class Cells(NamedTuple):
    """The cells of a table with what they span, and how many rows at the top the file marks as header.

    `uncut`: some row has more cells than it says, as when the end of a row is lost and two stand as one.
    """

    cells: list[CellPiece]
    header: int
    uncut: bool


def cells_of(rows: Sequence[Row], depth: int) -> Cells:
    """The rows of a table as the cells of a grid."""
    cuts = [_cut(row) for row in rows]
    uncut = any(len(cut.edges) <= len(row.cells) for cut, row in zip(cuts, rows, strict=True))
    if uncut:
        # At least one row does not say how it is cut: all are counted cell by cell.
        cuts = [_even(len(row.cells), cut.header) for cut, row in zip(cuts, rows, strict=True)]
    columns = columns_of([cut.edges for cut in cuts], _SAME_EDGE)
    if len(columns) > _MAX_COLUMNS:
        cuts = [_even(len(row.cells), cut.header) for cut, row in zip(cuts, rows, strict=True)]
        columns = columns_of([cut.edges for cut in cuts], _SAME_EDGE)
    out: list[CellPiece] = []
    open_above: dict[int, int] = {}  # by first column, the cell (by its place in `out`) that others merge into
    for number, (row, cut) in enumerate(zip(rows, cuts, strict=True)):
        reached: dict[int, int] = {}
        for first, last, i in _merged_left(cut, len(row.cells)):
            column = columns[cut.edges[first]]
            span = max(columns[cut.edges[last + 1]] - column, 1)
            text = cell_text([o for j in range(first, last + 1) for o in row.cells[j]], depth)
            above = open_above.get(column)
            if cut.above[i] == _MERGED_ABOVE and above is not None and out[above].column_span == span:
                cell = out[above]
                out[above] = cell._replace(row_span=number - cell.row + 1)
                reached[column] = above
                continue
            out.append(CellPiece(number, column, Piece(text), 1, span))
            reached[column] = len(out) - 1
        open_above = reached
    header = 0
    while header < len(cuts) and cuts[header].header:
        header += 1
    return Cells(out, header, uncut)


def places(cells: Sequence[CellPiece]) -> int:
    """How many places the grid of these cells has."""
    rows = max((c.row + c.row_span for c in cells), default=0)
    return rows * max((c.column + c.column_span for c in cells), default=0)


def cell_text(lines: Sequence[Line], depth: int) -> str:
    """The text of a cell without the tables within it. A number stands alone in it where a column counts the rows."""
    return "\n".join(t for t in (line.full for line in lines if _depth(line) == depth) if t.strip())


def _merged_left(cut: _Cut, cells: int) -> list[tuple[int, int, int]]:
    """First and last cell of each cell as merged sideways, and the first again as the one that counts.

    Of a run of cells marked as merged the first opens; those marked as it open again, the others belong to it. (The
    published descriptions disagree on which mark is which.)
    """
    out: list[tuple[int, int, int]] = []
    opener = 0
    for i in range(cells):
        mark = cut.left[i]
        if mark and opener and mark != opener and out:
            out[-1] = (out[-1][0], i, out[-1][2])
            continue
        opener = mark
        out.append((i, i, i))
    return out


def _even(cells: int, header: bool) -> _Cut:
    edges = tuple(1000 * i for i in range(cells + 1))
    return _Cut(edges, (0,) * cells, (0,) * cells, header)


def _cut(row: Row) -> _Cut:
    """How a row is cut, by the modifiers of its end mark in their order."""
    edges: list[int] = []
    flags: list[int] = []
    header = False
    for code, operand in row.look.row:
        if code == T_DEFINE:
            edges, flags = _defined(operand)
        elif code == T_HEADER:
            header = bool(operand[0])
        elif code == T_MERGE and len(operand) > 1:
            for i in range(operand[0], min(operand[1], len(flags))):
                flags[i] = flags[i] & ~3 | (1 if i == operand[0] else 2)
        elif code == T_SPLIT and len(operand) > 1:
            for i in range(operand[0], min(operand[1], len(flags))):
                flags[i] &= ~3
        elif code == T_VERTICAL and len(operand) > 2 and operand[1] < len(flags):
            flags[operand[1]] = flags[operand[1]] & ~0x60 | (operand[2] & 3) << 5
        elif code == T_INSERT and len(operand) > 3:
            _insert(edges, flags, operand[0], min(operand[1], _MAX_CELLS), u16(operand, 2))
        elif code == T_DELETE and len(operand) > 1:
            del flags[operand[0] : operand[1]]
            _drop_edges(edges, operand[0], operand[1])
    return _Cut(tuple(edges), tuple(f & 3 for f in flags), tuple(f >> 5 & 3 for f in flags), header)


def _defined(operand: bytes) -> tuple[list[int], list[int]]:
    """The edges and merge flags of a row's definition; cells for which it says nothing are not merged."""
    count = min(operand[2], _MAX_CELLS) if len(operand) > 2 else 0
    edges = [int.from_bytes(operand[3 + 2 * i : 5 + 2 * i], "little", signed=True) for i in range(count + 1)]
    at = 3 + 2 * (count + 1)
    flags = [u16(operand, at + 20 * i) for i in range(count)]
    # Edges that go back would make cells of negative width: nothing can be said of them.
    return (edges, flags) if all(a <= b for a, b in pairwise(edges)) else ([], [])


def _insert(edges: list[int], flags: list[int], at: int, count: int, width: int) -> None:
    if at >= len(edges) or len(flags) + count > _MAX_CELLS:
        return
    left = edges[at]
    edges[at + 1 :] = [left + width * (i + 1) for i in range(count)] + [e + width * count for e in edges[at + 1 :]]
    flags[at:at] = [0] * count


def _drop_edges(edges: list[int], first: int, last: int) -> None:
    if first < last < len(edges):
        gone = edges[last] - edges[first]
        edges[first + 1 :] = [e - gone for e in edges[last + 1 :]]
