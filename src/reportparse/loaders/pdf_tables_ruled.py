"""Tables whose cells are ruled: the grid that crossing strokes make. A missing stroke is a merged cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.loaders.pdf_chars import PdfChar, Stroke
from reportparse.loaders.pdf_tables_found import FoundCell, FoundTable, bare, header_rows
from reportparse.loaders.pdf_tables_words import Word, held_by, words_of

SNAP = 2.0  # strokes that lie closer, in points, are one line: both edges of a thin rectangle, double borders
JOINT = 3.0  # a gap up to this is none: dashes, corners not quite closed
LEAST_CELL = 4.0  # no text fits into less
LEAST_LENGTH = 4.0
# A page of a yearbook has some thousand strokes; what has more is a map or a chart, and not worth the time.
MAX_STROKES = 30_000
MAX_RULES = 4_000
MAX_CROSSINGS = 60_000
MAX_CELLS = 20_000
MAX_GRIDS = 60  # the largest on a page


class Rule(NamedTuple):
    """A straight line: where it lies, from where to where it runs."""

    at: float
    low: float
    high: float


def rules_of(strokes: Sequence[Stroke]) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical lines, pieces of one line put together. Nothing at all for a drawing."""
    if len(strokes) > MAX_STROKES:
        return [], []
    across: list[Rule] = []
    down: list[Rule] = []
    for s in strokes:
        x0, x1, y0, y1 = min(s.x0, s.x1), max(s.x0, s.x1), min(s.y0, s.y1), max(s.y0, s.y1)
        if not all(-1e5 < value < 1e5 for value in (x0, x1, y0, y1)):
            continue
        if y1 - y0 <= LEAST_CELL and x1 - x0 >= y1 - y0:
            across.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= LEAST_CELL:
            down.append(Rule((x0 + x1) / 2, y0, y1))
    across, down = _merged(across), _merged(down)
    return (across, down) if len(across) + len(down) <= MAX_RULES else ([], [])


def ruled_tables(
    chars: Sequence[PdfChar], across: Sequence[Rule], down: Sequence[Rule], runs: Sequence[range] = ()
) -> tuple[list[FoundTable], list[Rule]]:
    """The tables, and the horizontal rules that belong to none of them. `runs`: see `find_tables`."""
    tables: list[FoundTable] = []
    free: set[int] = set(range(len(across)))
    taken: set[int] = set()
    parts = sorted(_crossing(across, down), key=lambda part: -_area(across, down, part))
    words: list[Word] = []
    if parts:
        zone = min(r.low for r in down) - JOINT, max(r.high for r in down) + JOINT
        words = words_of(chars, runs or [range(i, i + 1) for i in range(len(chars))], zone)
    for rows, columns in parts[:MAX_GRIDS]:
        grid = _Grid.of([across[i] for i in rows], [down[i] for i in columns])
        if grid is None:
            continue
        table = _table(chars, words, grid)
        if table is None:
            continue
        free -= set(rows)
        held = {i for cell in table.cells for i in cell.chars}
        if held & taken:  # a grid inside a cell of another: its text stays with the outer one
            continue
        taken |= held
        tables.append(table)
    inside = [t.box for t in tables]
    return tables, [
        r
        for i, r in enumerate(across)
        if i in free and not any(b[1] - 1 < r.at < b[3] + 1 and r.low > b[0] - 2 and r.high < b[2] + 2 for b in inside)
    ]


def _merged(rules: list[Rule]) -> list[Rule]:
    result: list[Rule] = []
    rules.sort()
    start = 0
    for end in range(1, len(rules) + 1):
        if end < len(rules) and rules[end].at - rules[start].at <= SNAP:
            continue
        group = sorted(rules[start:end], key=lambda r: r.low)
        at = sum(r.at for r in group) / len(group)
        low, high = group[0].low, group[0].high
        for rule in group[1:]:
            if rule.low - high > JOINT:
                result.append(Rule(at, low, high))
                low, high = rule.low, rule.high
            high = max(high, rule.high)
        result.append(Rule(at, low, high))
        start = end
    return [r for r in result if r.high - r.low >= LEAST_LENGTH]


def _crossing(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[int], list[int]]]:
    """Sets of lines that hang together by crossing or touching."""
    order = sorted(range(len(down)), key=lambda i: down[i].at)
    places = [down[i].at for i in order]
    parent = list(range(len(across) + len(down)))
    crossings = 0
    for i, rule in enumerate(across):
        for k in range(bisect_left(places, rule.low - JOINT), bisect_right(places, rule.high + JOINT)):
            crossings += 1
            if crossings > MAX_CROSSINGS:
                return []
            j = order[k]
            if down[j].low - JOINT <= rule.at <= down[j].high + JOINT:
                parent[find(parent, len(across) + j)] = find(parent, i)
    parts: dict[int, tuple[list[int], list[int]]] = {}
    for i in range(len(parent)):
        rows, columns = parts.setdefault(find(parent, i), ([], []))
        (rows if i < len(across) else columns).append(i if i < len(across) else i - len(across))
    return [(rows, columns) for rows, columns in parts.values() if len(rows) >= 2 and columns]


def find(parent: list[int], i: int) -> int:
    """The root of a set in a forest of sets."""
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _area(across: Sequence[Rule], down: Sequence[Rule], part: tuple[list[int], list[int]]) -> float:
    rows, columns = [across[i] for i in part[0]], [down[i] for i in part[1]]
    wide = max(r.high for r in rows) - min(r.low for r in rows)
    return wide * (max(r.high for r in columns) - min(r.low for r in columns))


class _Grid(NamedTuple):
    """The lines of a grid, and the cells that they leave: (row, column, row span, column span)."""

    ys: list[float]
    xs: list[float]
    cells: list[tuple[int, int, int, int]]

    @classmethod
    def of(cls, across: Sequence[Rule], down: Sequence[Rule]) -> _Grid | None:
        ys = _levels([r.at for r in across] + _ends(down, [r.at for r in across]))
        xs = _levels([r.at for r in down] + _ends(across, [r.at for r in down]))
        if len(ys) < 3 or len(xs) < 3 or (len(ys) - 1) * (len(xs) - 1) > MAX_CELLS:
            return None
        below = _walls(across, ys, xs)
        right = _walls(down, xs, ys)
        return cls(ys, xs, _cells(len(ys) - 1, len(xs) - 1, below, right))


def _levels(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] >= LEAST_CELL:
            result.append(value)
    return result


def _ends(rules: Sequence[Rule], crossed: Sequence[float]) -> list[float]:
    """Sides that no line closes: where several lines run on beyond the last one that they cross."""
    low, high = min(crossed), max(crossed)
    lows = sorted(r.low for r in rules if r.low < low - 2 * LEAST_CELL)
    highs = sorted(r.high for r in rules if r.high > high + 2 * LEAST_CELL)
    ends = [lows[len(lows) // 2]] if len(lows) >= 2 else []
    return ends + ([highs[len(highs) // 2]] if len(highs) >= 2 else [])


def _walls(rules: Sequence[Rule], levels: list[float], crossed: list[float]) -> list[list[bool]]:
    """wall[k][n]: whether level k is drawn along the n-th stretch between the levels that it crosses."""
    walls = [[k in (0, len(levels) - 1)] * (len(crossed) - 1) for k in range(len(levels))]
    for rule in rules:
        k = bisect_right(levels, rule.at - LEAST_CELL / 2)
        k = min((j for j in (k - 1, k) if 0 <= j < len(levels)), key=lambda j: abs(levels[j] - rule.at))
        for n in range(
            max(bisect_left(crossed, rule.low) - 1, 0), min(bisect_right(crossed, rule.high), len(crossed) - 1)
        ):
            third = (crossed[n + 1] - crossed[n]) / 3
            if rule.low <= crossed[n] + third and rule.high >= crossed[n + 1] - third:
                walls[k][n] = True
    return walls


def _cells(
    rows: int, columns: int, below: list[list[bool]], right: list[list[bool]]
) -> list[tuple[int, int, int, int]]:
    parent = list(range(rows * columns))
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not right[c + 1][r]:
                parent[find(parent, r * columns + c + 1)] = find(parent, r * columns + c)
            if r + 1 < rows and not below[r + 1][c]:
                parent[find(parent, (r + 1) * columns + c)] = find(parent, r * columns + c)
    groups: dict[int, list[tuple[int, int]]] = {}
    for i in range(rows * columns):
        groups.setdefault(find(parent, i), []).append(divmod(i, columns))
    cells: list[tuple[int, int, int, int]] = []
    for group in groups.values():
        r0, r1 = group[0][0], group[-1][0]
        c0, c1 = min(c for _, c in group), max(c for _, c in group)
        if (r1 - r0 + 1) * (c1 - c0 + 1) == len(group):
            cells.append((r0, c0, r1 - r0 + 1, c1 - c0 + 1))
        else:  # no rectangle: a stroke is missing; each run of a row is a cell then
            cells.extend(_runs(group))
    return sorted(cells)


def _runs(group: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    runs: list[list[int]] = []
    for r, c in sorted(group):
        if runs and runs[-1][0] == r and runs[-1][2] == c - 1:
            runs[-1][2] = c
        else:
            runs.append([r, c, c])
    return [(r, c0, 1, c1 - c0 + 1) for r, c0, c1 in runs]


def _table(chars: Sequence[PdfChar], words: Sequence[Word], grid: _Grid) -> FoundTable | None:
    ys, xs = grid.ys, grid.xs
    inside = held_by(chars, words, grid.cells, ys, xs)
    cells = [FoundCell(*place, members) for place, members in zip(grid.cells, inside, strict=True)]
    texts = [bare(chars, cell.chars) for cell in cells]
    filled = [cell for cell, text in zip(cells, texts, strict=True) if text]
    if len(filled) < 3 or len({c.row for c in filled}) < 2 or len({c.column for c in filled}) < 2:
        return None
    rows: list[list[tuple[int, int, str]]] = [[] for _ in range(len(ys) - 1)]
    for cell, text in zip(cells, texts, strict=True):
        rows[cell.row].append((cell.column, cell.column_span, text))
    corner = [cell.row_span for cell in cells if cell.row == 0 and cell.column == 0]
    return FoundTable(
        (xs[0], ys[0], xs[-1], ys[-1]),
        tuple(cells),
        header_rows(rows, corner),
        tuple(pairwise(xs)),
        ruled=True,
    )
