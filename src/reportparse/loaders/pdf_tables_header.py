"""The header of a table without a grid: which words stand over which columns, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportparse.loaders.pdf_tables_found import FoundCell
from reportparse.loaders.pdf_tables_lines import Line, Segment, overlap
from reportparse.loaders.pdf_tables_ruled import Rule

if TYPE_CHECKING:
    from reportparse.loaders.pdf_tables_rows import Column

MAX_COLUMNS = 30  # the search for spans tries all stretches of columns


class _Part:
    """Words over a stretch of columns, one or more lines of them."""

    def __init__(self, first: int, last: int, segment: Segment) -> None:
        self.first, self.last = first, last
        self.segments = [segment]


def header_cells(
    lines: Sequence[Line], columns: Sequence[Column], partial: Sequence[Rule]
) -> tuple[list[FoundCell], int]:
    """The cells of the header and its number of rows."""
    if not lines:
        return [], 0
    spans: list[list[tuple[int, int]]] = []
    walls: set[int] = set()  # columns that begin a stretch with words of its own over it; nothing below reaches across
    for n in range(len(lines)):
        spans.append(_spans(lines, n, columns, partial, walls))
        for first, last in spans[-1]:
            walls |= {first, last + 1} if last > first else set()
    chains = _chains(lines, spans, len(columns))
    depth = max(len(chain) for chain in chains)
    cells: list[FoundCell] = []
    seen: set[int] = set()
    for column, chain in enumerate(chains):
        for level, part in enumerate(chain):
            if id(part) in seen:
                continue
            seen.add(id(part))
            tall = depth - level if level == len(chain) - 1 else 1
            places = tuple(i for s in part.segments for i in s.chars)
            cells.append(FoundCell(level, column, tall, part.last - column + 1, places))
    return _without_clashes(cells), depth


def _chains(lines: Sequence[Line], spans: Sequence[Sequence[tuple[int, int]]], count: int) -> list[list[_Part]]:
    """For each column the words over it from the top down; the same words for all columns that they span."""
    chains: list[list[_Part]] = [[] for _ in range(count)]
    for line, stretches in zip(lines, spans, strict=True):
        for segment, (first, last) in zip(line.segments, stretches, strict=True):
            tails = [chains[k][-1] if chains[k] else None for k in range(first, last + 1)]
            tail = tails[0]
            if tail is not None and (tail.first, tail.last) == (first, last):
                tail.segments.append(segment)  # a second line of the same cell
                continue
            if any(t is not None and (t.first < first or t.last > last) and t.first > first for t in tails):
                first = last = (first + last) // 2
            part = _Part(first, last, segment)
            for k in range(first, last + 1):
                chains[k].append(part)
    return chains


def _spans(
    lines: Sequence[Line], at: int, columns: Sequence[Column], partial: Sequence[Rule], walls: set[int]
) -> list[tuple[int, int]]:
    """The first and last column under each segment of a line."""
    line = lines[at]
    ruled = [_under_rule(s, line, columns, partial) for s in line.segments]
    touched = [_touched(s, columns) for s in line.segments]
    if any(ruled) or len(columns) > MAX_COLUMNS:
        return [a or b for a, b in zip(ruled, touched, strict=True)]
    parents = [_has_words_below(c, lines, at) for c in columns]
    return _balanced(line, columns, touched, parents, walls)


def _has_words_below(column: Column, lines: Sequence[Line], at: int) -> bool:
    """Words in the lower part of the header stand over the column; a header of one level stands at half its height."""
    below = [
        (s.y0 + s.y1) / 2
        for line in lines[at + 1 :]
        for s in line.segments
        if overlap(s.x0, s.x1, column.low, column.high) > 0
    ]
    half = (lines[0].middle + lines[-1].middle) / 2
    return bool(below) and (min(below) + max(below)) / 2 > half + 0.15 * lines[at].size


def _under_rule(
    segment: Segment, line: Line, columns: Sequence[Column], partial: Sequence[Rule]
) -> tuple[int, int] | None:
    """A short rule right below gathers the columns that it runs over."""
    for rule in partial:
        close = 0 < rule.at - line.middle < 1.6 * line.size
        shared = sum(rule.low < (s.x0 + s.x1) / 2 < rule.high for s in line.segments) > 1
        if close and not shared and rule.low <= segment.x0 + 2 and rule.high >= segment.x1 - 2:
            under = [k for k, c in enumerate(columns) if rule.low < (c.low + c.high) / 2 < rule.high]
            if under:
                return under[0], under[-1]
    return None


def _touched(segment: Segment, columns: Sequence[Column]) -> tuple[int, int]:
    over = [k for k, c in enumerate(columns) if overlap(segment.x0, segment.x1, c.low, c.high) > 0]
    if over:
        return over[0], over[-1]
    middle = (segment.x0 + segment.x1) / 2
    near = min(range(len(columns)), key=lambda k: abs((columns[k].low + columns[k].high) / 2 - middle))
    return near, near


def _balanced(
    line: Line, columns: Sequence[Column], touched: list[tuple[int, int]], children: Sequence[bool], walls: set[int]
) -> list[tuple[int, int]]:
    """Stretches of columns whose middles lie under the segments, none shared: the best sharing-out of all.

    A segment spans columns only where other words stand below it over each of them (`children`), or where it is so
    long that it covers them itself. Columns left over cost a little: words in the middle over three columns are meant
    for all three.
    """
    skip = 0.5 * line.size
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {-1: (0.0, ())}
    for segment, (low, high) in zip(line.segments, touched, strict=True):
        states: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for first in range(len(columns)):
            for last in range(first, len(columns)):
                known = all(children[k] or low <= k <= high for k in range(first, last + 1))
                if last > first and (last in walls or not known):
                    break
                cost = _cost(segment, columns, first, last, line.size)
                for reached, (so_far, ways) in best.items():
                    total = so_far + cost + skip * sum(children[reached + 1 : first])
                    if reached < first and (last not in states or total < states[last][0]):
                        states[last] = (total, (*ways, (first, last)))
        if not states:
            return touched
        best = states
    return list(min(best.items(), key=lambda item: item[1][0] + skip * sum(children[item[0] + 1 :]))[1][1])


def _cost(segment: Segment, columns: Sequence[Column], first: int, last: int, size: float) -> float:
    low, high = columns[first].low, columns[last].high
    off = abs((segment.x0 + segment.x1) / 2 - (low + high) / 2)
    if first == last:  # words over one column stand in its middle or flush with one of its ends
        off = min(off, abs(segment.x0 - low) + 0.5 * size, abs(segment.x1 - high) + 0.5 * size)
    outside = max(0.0, -overlap(segment.x0, segment.x1, low, high))
    # The first column holds the labels: hardly ever do words span it and another one.
    labels = 2 * size if first == 0 and last > 0 else 0.0
    return off + 3 * outside + labels + 0.2 * size * (last - first)


def _without_clashes(cells: list[FoundCell]) -> list[FoundCell]:
    """No place is held twice: a later cell that would overlap is cut to one place, or joined to what is there."""
    taken: dict[tuple[int, int], int] = {}
    result: list[FoundCell] = []
    for cell in cells:
        places = [
            (r, c)
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.column, cell.column + cell.column_span)
        ]
        if any(place in taken for place in places):
            cell = cell._replace(row_span=1, column_span=1)
            places = [(cell.row, cell.column)]
        if places[0] in taken:
            at = taken[places[0]]
            result[at] = result[at]._replace(chars=result[at].chars + cell.chars)
            continue
        taken.update(dict.fromkeys(places, len(result)))
        result.append(cell)
    return result
