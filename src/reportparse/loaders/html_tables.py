"""Tables of web pages: the data tables to cells with spans, the layout tables told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reportparse.loaders.building import CellPiece, Piece
from reportparse.loaders.html_tree import Node

# No table of a report is wider.
MAX_COLUMNS = 1_024
# A cell that spans more means "all that there are": Excel's pages span 253 columns.
MAX_SPAN = 100
# Places of a table, empty ones too: a register of 20,000 rows by 20 columns fits in. Beyond it the rows are read as
# lines, since a grid of empty places costs memory and holds nothing.
MAX_PLACES = 1_000_000

# A cell with more signs than this, holding most of its table, is a page laid out with a table.
_LONG_CELL = 200
_LARGE_SHARE = 0.6
# Text cells of tables stay short; what a page is laid out with does not.
_LONG_MEAN = 60

_NUMBER = re.compile(r"[<(（约≈+\-－]?\s?[0-9０-９][0-9０-９,，.．]*\s?(?:[%％‰)）]|[一-鿿/]{1,4})?")
_BORDER = re.compile(r"border(?:-(?:top|left|right|bottom))?(?:-width)?:(?!none|0(?:px|pt)?(?:;|$)|medium)[^;]*[1-9]")


@dataclass(frozen=True, slots=True)
class Table:
    """A data table; `cells` hold only what lies within its rows and columns."""

    cells: tuple[CellPiece, ...]
    header_rows: int
    caption: str


def table_of(node: Node, plain: Callable[[Node], str], hidden: Callable[[Node], bool]) -> Table | None:
    """The table below `node`; None where it only lays out a page, or is too large for a grid."""
    rows = [row for row in _rows(node) if not hidden(row.node)]
    cells = [[cell for cell in _cells(row.node) if not hidden(cell)] for row in rows]
    texts = {id(cell): plain(cell) for row in cells for cell in row}
    if _lays_out(node, cells, texts):
        return None
    placed = _placed(cells, texts, _ends(rows))
    if placed is None:
        return None
    caption = next((child for child in _children(node) if child.tag == "caption"), None)
    height = max((cell.row + 1 for cell in placed), default=0)
    headers = min(_header_rows(rows, cells, texts), height)
    return Table(tuple(placed), headers, plain(caption) if caption is not None else "")


def cells_in_order(node: Node) -> Iterator[Node]:
    """The caption and cells of a table that is read as blocks, and whatever else stands in it."""
    for child in _children(node):
        if child.tag in ("thead", "tbody", "tfoot", "tr"):
            yield from cells_in_order(child)
        elif child.tag not in ("colgroup", "col"):
            yield child


def _children(node: Node) -> Iterator[Node]:
    return (child for child in node.children if isinstance(child, Node))


class _Row(NamedTuple):
    node: Node
    in_head: bool
    section: int
    """Which of the table's parts it stands in: no cell spans from one into the next."""


def _rows(table: Node) -> Iterator[_Row]:
    """The rows as a browser shows them: those of a <tfoot> last, though old pages write it before the body."""
    parts = sorted(enumerate(_children(table), 1), key=lambda part: part[1].tag == "tfoot")
    for section, child in parts:
        if child.tag == "tr":
            yield _Row(child, False, 0)
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in _children(child):
                if row.tag == "tr":
                    yield _Row(row, child.tag == "thead", section)


def _ends(rows: list[_Row]) -> list[int]:
    """For each row the first row after its part of the table."""
    ends = [len(rows)] * len(rows)
    for number in range(len(rows) - 2, -1, -1):
        ends[number] = ends[number + 1] if rows[number].section == rows[number + 1].section else number + 1
    return ends


def _cells(row: Node) -> Iterator[Node]:
    return (child for child in _children(row) if child.tag in ("td", "th"))


def _lays_out(table: Node, rows: list[list[Node]], texts: dict[int, str]) -> bool:
    filled = [texts[id(cell)] for row in rows for cell in row if texts[id(cell)].strip()]
    if len(filled) <= 1 or table.get("role") in ("presentation", "none"):
        return True
    total = sum(map(len, filled))
    nested = sum(len(texts[id(cell)]) for row in rows for cell in row if _holds_table(cell))
    longest = max(map(len, filled))
    if nested > total / 2 or (longest > _LONG_CELL and longest > _LARGE_SHARE * total):
        return True
    if any(cell.tag == "th" for row in rows for cell in row):
        return False
    numbers = sum(1 for text in filled if _NUMBER.fullmatch(text.strip()))
    if max(sum(1 for cell in row if texts[id(cell)].strip()) for row in rows) <= 1:
        return numbers == 0 or not _bordered(table, rows)
    if sum(1 for row in rows if any(texts[id(cell)].strip() for cell in row)) == 1:
        return numbers < 2
    return numbers == 0 and not _bordered(table, rows) and total / len(filled) > _LONG_MEAN


def _holds_table(cell: Node) -> bool:
    return any(node.tag == "table" for node in cell.nodes())


def _bordered(table: Node, rows: list[list[Node]]) -> bool:
    if table.get("border") not in ("", "0") or _BORDER.search(table.style()):
        return True
    return any(_BORDER.search(cell.style()) for row in rows[:3] for cell in row)


def _placed(rows: list[list[Node]], texts: dict[int, str], ends: list[int]) -> list[CellPiece] | None:
    """The cells in their places: spans claim places, later cells go around them. None where the grid is too large."""
    spans = [[_span(cell, "colspan") for cell in row] for row in rows]
    widest = max((sum(span if span <= MAX_SPAN else 1 for span in row) for row in spans), default=1)
    covered: dict[int, int] = {}  # column -> the first row that is free again
    placed: list[CellPiece] = []
    for number, row in enumerate(rows):
        column = 0
        for cell, span in zip(row, spans[number], strict=True):
            while covered.get(column, 0) > number:
                column += 1
            if column >= MAX_COLUMNS:
                return None
            wide = span if span <= MAX_SPAN else max(1, widest - column)
            free = next((w for w in range(1, wide) if covered.get(column + w, 0) > number), wide)
            high = _span(cell, "rowspan", zero=len(rows))
            high = max(1, min(high, ends[number] - number))
            if high > 1 or wide > 1:
                for place in range(column, column + free):
                    covered[place] = number + high
            placed.append(CellPiece(number, column, Piece(texts[id(cell)]), high, free))
            column += free
    return _trimmed(placed, len(rows))


def _trimmed(placed: list[CellPiece], rows: int) -> list[CellPiece] | None:
    """Without the empty columns at the right end; a title that spans all columns says nothing of how many there are."""
    filled = [cell for cell in placed if cell.piece.text.strip()]
    width = max((cell.column + 1 for cell in filled), default=0)
    height = max((cell.row + 1 for cell in filled), default=0)
    if width * height > MAX_PLACES:
        return None
    return [
        cell._replace(
            column_span=min(cell.column_span, width - cell.column), row_span=min(cell.row_span, height - cell.row)
        )
        for cell in placed
        if cell.column < width and cell.row < height
    ]


def _span(cell: Node, name: str, zero: int = 1) -> int:
    text = cell.get(name).strip()
    if not re.fullmatch(r"\d{1,6}", text):
        return 1
    return int(text) or zero


def _header_rows(rows: list[_Row], cells: list[list[Node]], texts: dict[int, str]) -> int:
    """Rows at the top in a <thead>, or all of whose cells are <th>."""
    count = 0
    for found, row in zip(rows, cells, strict=True):
        named = [cell for cell in row if texts[id(cell)].strip()]
        if not found.in_head and not (named and all(cell.tag == "th" for cell in row)):
            break
        count += 1
    return count if count < len(rows) else min(count, 1)
