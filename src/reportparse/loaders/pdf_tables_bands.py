"""Ruled tables whose rows are not ruled: yearbooks draw columns and header, and leave the rows to the eye."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.loaders.pdf_chars import PdfChar
from reportparse.loaders.pdf_tables_found import FoundCell, FoundTable, is_nothing
from reportparse.loaders.pdf_tables_lines import Line, Segment, is_one_line, lines_of
from reportparse.loaders.pdf_tables_rows import Column, Placed, grouped_rows, header_of, row_cells


def split_bands(chars: Sequence[PdfChar], table: FoundTable) -> FoundTable:
    """Rows that hold several lines of figures side by side become as many rows."""
    count = 1 + max(cell.row + cell.row_span - 1 for cell in table.cells)
    rows: list[list[FoundCell]] = [[] for _ in range(count)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    spanned = {r for cell in table.cells if cell.row_span > 1 for r in range(cell.row, cell.row + cell.row_span)}
    cells: list[FoundCell] = []
    added = 0
    for r, row in enumerate(rows):
        parts = _split(chars, row, table.columns) if r not in spanned and r >= table.header_rows else []
        if parts:
            cells.extend(cell._replace(row=cell.row + r + added) for cell in parts)
            added += max(cell.row for cell in parts)
        else:
            cells.extend(cell._replace(row=r + added) for cell in row)
    if not added:
        return table
    return table._replace(cells=tuple(sorted(cells)), header_rows=header_of(chars, cells, count + added))


def _split(chars: Sequence[PdfChar], row: Sequence[FoundCell], edges: Sequence[tuple[float, float]]) -> list[FoundCell]:
    """The cells of the rows that one band holds, rows counted from 0; none if it is a single row."""
    if all(is_one_line(chars, cell.chars) for cell in row if cell.column > 0):
        return []  # the one look that most rows need
    inside = [(cell, lines_of(chars, cell.chars)) for cell in row]
    figures = [lines for cell, lines in inside if cell.column > 0 and _all_figures(lines)]
    longest = max((len(lines) for lines in figures), default=0)
    if longest < 2 or (longest == 2 and sum(len(lines) == 2 for lines in figures) < 2):
        return []  # a figure with a remark below it in brackets is one cell
    columns = [Column(*edge, False) for edge in edges]
    for cell, lines in inside:
        words = [s for line in lines for s in line.segments]
        low, high = min((s.x0 for s in words), default=0.0), max((s.x1 for s in words), default=0.0)
        columns[cell.column] = Column(low, high, cell.column > 0 and _all_figures(lines))
    lines, placed = _across(inside)
    rows = grouped_rows(lines, placed, columns, [])
    return [cell for r, members in enumerate(rows) for cell in row_cells(r, [placed[m] for m in members])]


def _all_figures(lines: Sequence[Line]) -> bool:
    words = [s for line in lines for s in line.segments]
    return any(s.figure for s in words) and all(s.figure or is_nothing(s.text) for s in words)


def _across(inside: Sequence[tuple[FoundCell, Sequence[Line]]]) -> tuple[list[Line], list[list[Placed]]]:
    """The lines of all cells, those side by side as one."""
    single = sorted(
        ((line, cell.column) for cell, lines in inside for line in lines), key=lambda pair: (pair[0].middle, pair[1])
    )
    groups: list[list[tuple[Line, int]]] = []
    for line, column in single:
        near = groups and line.middle - groups[-1][0][0].middle < 0.36 * line.size
        if near and all(column != other for _, other in groups[-1]):
            groups[-1].append((line, column))
        else:
            groups.append([(line, column)])
    lines, placed = [], []
    for group in groups:
        group.sort(key=lambda pair: pair[1])
        segments: list[Segment] = [s for line, _ in group for s in line.segments]
        one = group[0][0]
        lines.append(one._replace(segments=tuple(segments), x1=max(s.x1 for s in segments)))
        placed.append([Placed(s, column, column) for line, column in group for s in line.segments])
    return lines, placed
