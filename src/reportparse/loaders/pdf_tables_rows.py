"""The rows and the header of a table without a grid: wrapped lines put back into their cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportparse.loaders.pdf_chars import PdfChar
from reportparse.loaders.pdf_tables_found import FoundCell, FoundTable, bare, header_rows, is_nothing
from reportparse.loaders.pdf_tables_header import header_cells
from reportparse.loaders.pdf_tables_lines import Line, Segment, overlap, white
from reportparse.loaders.pdf_tables_ruled import Rule, find


class Column(NamedTuple):
    """A column from the left end of its widest text to the right one, and whether figures fill it."""

    low: float
    high: float
    figures: bool


class Placed(NamedTuple):
    """A segment in the column that it belongs to; `last`: the last column that it reaches."""

    segment: Segment
    column: int
    last: int


def column_of(segment: Segment, columns: Sequence[Column], taken: Sequence[int] = ()) -> int | None:
    """The column that a segment lies over most; None where it lies over none.

    A short word in a gap (a dash to the left of where the figures stand) belongs to the nearest column that no other
    segment of its line has taken.
    """
    shares = [overlap(segment.x0, segment.x1, c.low, c.high) for c in columns]
    best = max(range(len(columns)), key=lambda k: shares[k])
    if shares[best] > 0:
        return best
    left = sum(c.high < segment.x0 for c in columns) - 1
    near = [k for k in (left, left + 1) if 0 <= k < len(columns)]
    free = [k for k in near if k not in taken] or near
    best = max(free, key=lambda k: shares[k])
    between = len(near) == 2 or is_nothing(segment.text)
    return best if between or shares[best] > -2.0 * (segment.y1 - segment.y0) else None


def built(
    chars: Sequence[PdfChar],
    lines: Sequence[Line],
    parts: tuple[int, int, int],
    columns: Sequence[Column],
    full: Sequence[Rule],
    partial: Sequence[Rule],
) -> FoundTable:
    """The table of some lines; `parts`: where its header begins, its body begins, it ends (first line behind it)."""
    top, body, end = parts
    columns = _with_header_columns(lines[top:body], list(columns))
    placed = [_placed(line, columns) for line in lines[body:end]]
    rows = grouped_rows(lines[body:end], placed, columns, full)
    head, depth = header_cells(lines[top:body], columns, partial)
    cells = list(head)
    for r, members in enumerate(rows):
        cells.extend(row_cells(depth + r, [placed[m] for m in members]))
    marked = depth or header_of(chars, cells, len(rows))
    box = (
        min(columns[0].low, *(line.x0 for line in lines[top:end])),
        lines[top].y0,
        max(columns[-1].high, *(line.x1 for line in lines[top:end])),
        max(line.y1 for line in lines[top:end]),
    )
    return FoundTable(box, tuple(sorted(cells)), marked, tuple((c.low, c.high) for c in columns))


def _with_header_columns(header: Sequence[Line], columns: list[Column]) -> list[Column]:
    """A column that only the header knows, because its cells are empty in all rows; and columns as wide as their header.

    Words that stand beside all columns are the header of a neighbour, where figures are set to the right, unless both
    neighbours have words of their own.
    """
    segments = [s for line in header if len(line.segments) > 1 for s in line.segments]
    for line in header:
        for s in line.segments if len(line.segments) > 1 else ():
            if s.x0 <= columns[0].high or any(overlap(s.x0, s.x1, c.low, c.high) > -0.3 * line.size for c in columns):
                continue
            left = max(k for k, c in enumerate(columns) if c.high < s.x0)
            near = columns[left : left + 2]
            others = [o for o in segments if o is not s]
            bare = [c for c in near if not any(overlap(o.x0, o.x1, c.low, c.high) > 0 for o in others)]
            if not bare and not _over_gap(s, columns, line.size):
                columns = sorted([*columns, Column(s.x0, s.x1, False)])
    return _widened(header, columns)


def _widened(header: Sequence[Line], columns: list[Column]) -> list[Column]:
    """Columns as wide as the lowest words that stand over each alone, where this makes none of them touch another."""
    wide = list(columns)
    done: set[int] = set()
    for line in reversed(header):
        held = {k for s in line.segments for k, c in enumerate(columns) if overlap(s.x0, s.x1, c.low, c.high) > 0}
        for s in line.segments:
            over = [k for k, c in enumerate(columns) if overlap(s.x0, s.x1, c.low, c.high) > 0]
            if not over:  # beside the figures, which stand to the right or to the left in the column
                left = sum(c.high < s.x0 for c in columns) - 1
                over = [k for k in (left + 1, left) if 0 <= k < len(columns) and k not in held][:1]
            if len(over) != 1 or over[0] in done:
                continue
            k = over[0]
            low, high = min(wide[k].low, s.x0), max(wide[k].high, s.x1)
            if (k == 0 or wide[k - 1].high < low) and (k + 1 == len(wide) or high < wide[k + 1].low):
                wide[k] = wide[k]._replace(low=low, high=high)
                done.add(k)
    return wide


def _over_gap(segment: Segment, columns: Sequence[Column], size: float) -> bool:
    """It stands in the middle over the gap between two columns: a common header of both."""
    middle = (segment.x0 + segment.x1) / 2
    return any(
        abs(middle - (columns[a].low + columns[b].high) / 2) < size
        for a in range(1, len(columns))
        for b in range(a + 1, len(columns))
    )


def _placed(line: Line, columns: Sequence[Column]) -> list[Placed]:
    result = []
    taken = [
        k
        for s in line.segments
        for k, c in enumerate(columns)
        if overlap(s.x0, s.x1, c.low, c.high) > 0  # sure of their place
    ]
    for s in line.segments:
        column = column_of(s, columns, taken) or 0
        taken.append(column)
        over = [k for k, c in enumerate(columns) if overlap(s.x0, s.x1, c.low, c.high) > 0.5 * line.size]
        alone = len(line.segments) == 1 and len(over) > 1
        result.append(Placed(s, over[0] if alone else column, over[-1] if alone else column))
    return result


def grouped_rows(
    lines: Sequence[Line], placed: list[list[Placed]], columns: Sequence[Column], full: Sequence[Rule]
) -> list[list[int]]:
    """Lines put into rows: each row has one line with figures, and the wrapped lines of its cells around it."""
    anchors = [_is_anchor(row, columns) for row in placed]
    parent = list(range(len(lines)))
    held = {i for i, anchor in enumerate(anchors) if anchor}

    def join(i: int, j: int) -> None:
        a, b = find(parent, i), find(parent, j)
        if a != b and not (a in held and b in held):
            root, other = (a, b) if a in held else (b, a)
            parent[other] = root

    bands = _bands(lines, full)
    for _, i, j in sorted(_ties(lines, placed, anchors, columns)):
        if bands[i] == bands[j]:
            join(i, j)
    if len(set(bands)) > 2:  # a rule below each row: what stands between two of them is one row
        for i in range(len(lines) - 1):
            if bands[i] == bands[i + 1]:
                join(i, i + 1)
    rows: dict[int, list[int]] = {}
    for i in range(len(lines)):
        rows.setdefault(find(parent, i), []).append(i)
    return sorted(rows.values(), key=lambda members: median(lines[m].middle for m in members))


def _is_anchor(row: list[Placed], columns: Sequence[Column]) -> bool:
    values = (p.segment.figure or is_nothing(p.segment.text) for p in row if columns[p.column].figures and p.column > 0)
    return any(values) or (len(row) >= 2 and 2 * len(row) > len(columns) and row[0].column == 0)


def _bands(lines: Sequence[Line], full: Sequence[Rule]) -> list[int]:
    """Between which rules each line stands."""
    return [sum(r.at < line.middle for r in full) for line in lines]


def _ties(
    lines: Sequence[Line], placed: list[list[Placed]], anchors: list[bool], columns: Sequence[Column]
) -> list[tuple[float, int, int]]:
    """Pairs of lines that are likely one row, the likeliest first."""
    gaps = [white(a, b) for a, b in pairwise(lines)]
    plain = [gap for gap, one, two in zip(gaps, anchors, anchors[1:], strict=False) if one and two]
    ties: list[tuple[float, int, int]] = []
    for i, gap in enumerate(gaps):
        size = max(lines[i].size, lines[i + 1].size)
        if anchors[i] and anchors[i + 1]:
            continue
        usual = median(plain) if plain else 0.7 * size
        tight = gap < usual - 0.15 * size or (not plain and gap < usual)
        if tight or (gap < usual + 0.3 * size and _runs_on(placed[i], placed[i + 1], columns, size)):
            ties.append((gap, i, i + 1))
    return ties


def _runs_on(upper: list[Placed], lower: list[Placed], columns: Sequence[Column], size: float) -> bool:
    """By the words: a cell filled to its edge, or with an open bracket, goes on in the next line."""
    if len(lower) != 1 or lower[0].column != lower[0].last:
        return False
    above = [p for p in upper if p.column == lower[0].column]
    if not above:
        return False
    text, next_text = above[-1].segment.text, lower[0].segment.text
    if text.count("（") + text.count("(") > text.count("）") + text.count(")"):
        return True
    right = columns[lower[0].column].high
    full = above[-1].segment.x1 > right - 1.1 * size and len(text) > 3
    return (
        full and not text.endswith(("：", ":")) and not next_text.startswith(("其中", "（", "(", "#", "合计", "总计"))
    )


def row_cells(row: int, lines: Sequence[list[Placed]]) -> list[FoundCell]:
    """The cells of one row, put together from its lines."""
    parts: dict[int, list[Placed]] = {}
    for line in lines:
        for p in line:
            parts.setdefault(p.column, []).append(p)
    cells = []
    for column, pieces in sorted(parts.items()):
        span = max(p.last for p in pieces) - column + 1
        clear = all(other <= column or other >= column + span for other in parts)
        cells.append(FoundCell(row, column, 1, span if clear else 1, tuple(i for p in pieces for i in p.segment.chars)))
    return cells


def header_of(chars: Sequence[PdfChar], cells: Sequence[FoundCell], count: int) -> int:
    """How many rows of a table of so many rows are header."""
    rows: list[list[tuple[int, int, str]]] = [[] for _ in range(count)]
    for cell in cells:
        if cell.row < count:
            rows[cell.row].append((cell.column, cell.column_span, bare(chars, cell.chars)))
    return header_rows(rows, [cell.row_span for cell in cells if cell.row == cell.column == 0])
