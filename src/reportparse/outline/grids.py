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
    """Every table of the document. A cell that spans several places is named in all of them, unless it is a bare value:
    a heading over two columns heads both, a figure stands once."""
    return tuple(table_of(reading, grid, sections) for grid in reading.contents.grids)


def table_of(reading: Reading, grid: Grid, sections: Sequence[Section]) -> Table:
    """One grid in the reading's offsets."""
    text = reading.folded
    start, end = reading.place(grid.start), reading.place(grid.end)
    rows = [[Cell(start, start)] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        at, stop = reading.place(cell.start), reading.place(cell.end)
        own = Cell(at, stop)
        covered = Cell(at, at) if VALUE.fullmatch(text[at:stop]) else own
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                rows[row][column] = own if (row, column) == (cell.row, cell.column) else covered
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
