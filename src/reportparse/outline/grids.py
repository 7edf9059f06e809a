"""Tables that the document's own format knows: their cells as places in the reading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from reportparse.model.document import Grid
from reportparse.model.outline import Cell, Section, Table
from reportparse.model.reading import Reading

VALUE = re.compile(r"[+-]?\d[\d,.\s]*%?")


def grid_tables(reading: Reading, sections: Sequence[Section]) -> tuple[Table, ...]:
    """Every table of the document. A head over several columns, and a label beside several rows, stands in all of its
    places; a figure stands once, and so does a line over the whole width, which is a caption or begins a group."""
    return tuple(table_of(reading, grid, sections) for grid in reading.contents.grids)


def table_of(reading: Reading, grid: Grid, sections: Sequence[Section]) -> Table:
    """One grid in the reading's offsets."""
    text = reading.folded
    start, end = reading.place(grid.start), reading.place(grid.end)
    rows = [[Cell(start, start)] * grid.columns for _ in range(grid.rows)]
    places = [(cell, Cell(reading.place(cell.start), reading.place(cell.end))) for cell in grid.cells]
    values = {own for _, own in places if VALUE.fullmatch(text[own.start : own.end])}
    body = min((cell.row for cell, own in places if cell.column and own in values), default=grid.rows)
    for cell, own in places:
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                repeated = column == cell.column or (row < body and cell.column_span < grid.columns)
                first = (row, column) == (cell.row, cell.column)
                rows[row][column] = own if first or (repeated and own not in values) else Cell(own.start, own.start)
    section = max((i for i, s in enumerate(sections) if s.start < start < s.stop), default=-1)
    return Table(start, end, tuple(map(tuple, rows)), caption_before(text, start), section)


def caption_before(text: str, start: int) -> tuple[int, int]:
    """The line above a table that has something in it."""
    stop = len(text[:start].rstrip())
    return (text.rfind("\n", 0, stop) + 1, stop) if stop else (start, start)


def outside(tables: Sequence[Table], grids: Sequence[Table]) -> list[Table]:
    """The tables found in running text that are none of the document's own."""
    starts = [g.start for g in grids]
    return [t for t in tables if not ((n := bisect_left(starts, t.end)) and grids[n - 1].end > t.start)]
