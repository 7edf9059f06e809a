"""Tables of OpenDocument: rows and cells with their spans; repeats are counted, never unrolled beyond a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.building import CellPiece, Piece
from reportparse.loaders.odt_package import attribute, local, whole

# Places of one table, filled or not; the largest tables of reports have some 5,000.
MAX_PLACES = 200_000
# Rows and columns of the largest spreadsheets.
MAX_REPEAT = 1_048_576
# A filled cell repeated: more is a forgery.
_MAX_FILLED_REPEAT = 1_000


class TableTooLarge(Exception):
    """A table with more places than can be written out."""


class TableRow(NamedTuple):
    """A row as the file has it, and how often it is repeated."""

    element: etree._Element
    repeated: int
    is_header: bool
    is_hidden: bool


def rows_of(table: etree._Element, *, is_header: bool = False) -> Iterator[TableRow]:
    """The rows of a table, through the groups that hold them."""
    for child in table:
        kind = local(child)
        if kind == "table-row":
            repeated = max(1, whole(attribute(child, "number-rows-repeated"), 1, MAX_REPEAT))
            hidden = attribute(child, "visibility") in ("collapse", "filter")
            yield TableRow(child, repeated, is_header, hidden)
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from rows_of(child, is_header=is_header or kind == "table-header-rows")


def cells_of(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row that are not covered by others: first column, how often repeated, element."""
    column = 0
    for child in row:
        kind = local(child)
        if kind not in ("table-cell", "covered-table-cell"):
            continue
        repeated = max(1, whole(attribute(child, "number-columns-repeated"), 1, MAX_REPEAT))
        if kind == "table-cell":
            yield column, repeated, child
        column += repeated


def spans_of(cell: etree._Element) -> tuple[int, int]:
    """How many rows and columns a cell spans."""
    rows = max(1, whole(attribute(cell, "number-rows-spanned"), 1, MAX_REPEAT))
    return rows, max(1, whole(attribute(cell, "number-columns-spanned"), 1, MAX_REPEAT))


def read_table(table: etree._Element, text_of: Callable[[etree._Element], str]) -> tuple[list[CellPiece], int]:
    """The cells of a table in a text, and how many rows the file marks as its header."""
    found: list[CellPiece] = []
    row = header_rows = right = 0
    for line in rows_of(table):
        if line.is_hidden:
            continue
        filled = False
        for column, repeated, cell in cells_of(line.element):
            text = text_of(cell)
            down, across = spans_of(cell)
            if not text.strip():
                continue
            filled = True
            right = max(right, column + min(repeated, _MAX_FILLED_REPEAT))
            for index in range(min(repeated, _MAX_FILLED_REPEAT)):
                found.append(CellPiece(row, column + index, Piece(text), down, across))
            if len(found) > MAX_PLACES or (row + 1) * right > MAX_PLACES:
                raise TableTooLarge
        header_rows = row + line.repeated if line.is_header else header_rows
        # A row with text in it stands once; so does an empty one that fills up a sheet.
        row += 1 if filled else min(line.repeated, 2)
    bottom = max((cell.row for cell in found), default=-1) + 1
    if bottom * right > MAX_PLACES:
        raise TableTooLarge
    clipped = [
        c._replace(row_span=min(c.row_span, bottom - c.row), column_span=min(c.column_span, max(1, right - c.column)))
        for c in found
    ]
    return clipped, min(header_rows, bottom)
