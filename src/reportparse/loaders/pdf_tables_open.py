"""Tables without a grid: where lines of a page share columns of figures, or stand between the rules of a three-line
table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median

from reportparse.loaders.pdf_chars import PdfChar
from reportparse.loaders.pdf_tables_edges import (
    CAPTION,
    LEADERS,
    MAX_BETWEEN,
    MAX_HEADER,
    NOTE,
    PROSE,
    body_begin,
    header_begin,
    is_captioned,
    table_end,
)
from reportparse.loaders.pdf_tables_found import FoundTable, is_nothing, is_period
from reportparse.loaders.pdf_tables_lines import Line, Segment, lines_of, overlap, white
from reportparse.loaders.pdf_tables_rows import Column, built
from reportparse.loaders.pdf_tables_ruled import Rule

MAX_CHARS = 20_000  # a page of the smallest print has half of it
MAX_LINES = 500
# The widest yearbook tables have thirty columns; a line of more pieces than this is a drawing made of signs.
MAX_COLUMNS = 60
MAX_PIECES = 120
# Rules that are part of no grid: a page of tables with a rule below each row has a hundred.
MAX_RULES = 400
MAX_BANDS = 40  # three-line tables tried on a page
LEAST_ROWS = 3  # so many rows with figures must follow one another where no rule and no header speak for a table

CHAPTER = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节篇部]|[（(]?[一二三四五六七八九十]+[)）、]|\d+(?:\.\d+)*[、.．]?\D"
)


def open_tables(
    chars: Sequence[PdfChar], places: Sequence[int], rules: Sequence[Rule], before: FoundTable | None
) -> list[FoundTable]:
    """All tables among the characters that no grid holds."""
    if len(places) > MAX_CHARS:
        return []
    lines = lines_of(chars, places)
    if len(lines) > MAX_LINES or any(len(line.segments) > MAX_PIECES for line in lines):
        return []
    if len(rules) > MAX_RULES:
        rules = []
    tables: list[FoundTable] = []
    end = 0
    for seed in _seeds(lines, rules, before):
        if seed[0] < end:
            seed = [i for i in seed if i >= end]
        found = _grown(chars, lines, rules, seed, end, before) if seed else None
        if found is not None:
            table, end = found
            tables.append(table)
    return tables


def _seeds(lines: list[Line], rules: Sequence[Rule], before: FoundTable | None) -> Iterator[list[int]]:
    """Runs of lines that hold figures in the same columns; those between rules, too, that hold only words."""
    runs: list[list[int]] = []
    run: list[int] = []
    for i, line in enumerate(lines):
        apart = run and (_breaks(lines, run, i) or (_is_row(line) and not _agrees(lines, run, line)))
        if apart or (run and i - run[-1] > MAX_BETWEEN):
            runs.append(run)
            run = []
        if (_is_row(line) and not run) or (run and _agrees(lines, run, line)):
            run.append(i)
    runs.append(run)
    good = [run for run in runs if _enough(lines, run, rules, before)]
    covered = [(run[0], run[-1]) for run in good]
    for words in islice(_between_rules(lines, rules), MAX_BANDS):
        if not any(first <= words[-1] and words[0] <= last for first, last in covered):
            good.append(words)
    return iter(sorted(good))


def _is_row(line: Line) -> bool:
    """A label and a figure, or several figures; no line of a table of contents."""
    if len(line.segments) < 2 or any(LEADERS.search(s.text) for s in line.segments):
        return False
    return any(s.figure and not is_period(s.text) for s in line.segments[1:])


def _breaks(lines: list[Line], run: list[int], i: int) -> bool:
    """A caption or a line of prose stands between the run and this line, or much white."""
    line, last = lines[i], lines[run[-1]]
    above = lines[i - 1]
    return _stops(last, line, lines, run) or white(above, line) > 3.0 * max(line.size, last.size)


def _stops(last: Line, line: Line, lines: list[Line], run: list[int]) -> bool:
    first = line.segments[0].text
    if CAPTION.match(first) or CAPTION.match(line.segments[-1].text) or NOTE.match(first):
        return True
    wide = max(lines[k].x1 for k in run) - min(lines[k].x0 for k in run)
    longest = 12 if len(line.segments) == 1 else 24
    prose = (
        PROSE.search(s.text) is not None or len(s.text) > longest for s in line.segments if s.x1 - s.x0 > 0.5 * wide
    )
    return any(prose) and not _is_row(line)


def _agrees(lines: list[Line], run: list[int], line: Line) -> bool:
    """Its figures stand under figures of the run."""
    figures = [s for s in line.segments if s.figure and not LEADERS.search(s.text)]
    if not figures or (len(figures) == len(line.segments) == 1 and figures[0].x0 < lines[run[-1]].segments[0].x1):
        return False
    known = [s for k in run[-4:] for s in lines[k].segments[1:] if s.figure or is_nothing(s.text)]
    known += [s for k in run[-4:] for s in lines[k].segments[:1] if s.figure]
    under = [s for s in figures if any(overlap(s.x0, s.x1, k.x0, k.x1) > 0 for k in known)]
    return 2 * len(under) >= len(figures) and any(s in under for s in figures[-1:] + figures[1:])


def _enough(lines: list[Line], run: list[int], rules: Sequence[Rule], before: FoundTable | None) -> bool:
    if len(run) >= LEAST_ROWS:
        return True
    if before is not None and run and run[0] <= MAX_HEADER:
        return all(_fits(s, before) for k in run for s in lines[k].segments)
    figures = min((sum(s.figure for s in lines[k].segments[1:]) for k in run), default=0)
    if len(run) == 2:
        return figures >= 3 or (figures >= 1 and len(_around(lines, run, rules)) >= 2)
    return len(run) == 1 and figures >= 2 and len(_around(lines, run, rules)) >= 3


def _fits(segment: Segment, table: FoundTable) -> bool:
    return sum(overlap(segment.x0, segment.x1, a, b) > 1.0 for a, b in table.columns) == 1


def _around(lines: list[Line], run: list[int], rules: Sequence[Rule]) -> list[Rule]:
    """The rules as wide as the lines, close above, between and below."""
    low, high = min(lines[k].x0 for k in run), max(lines[k].x1 for k in run)
    top = lines[max(0, run[0] - 4)].y0 - 4
    bottom = lines[min(len(lines) - 1, run[-1] + 2)].y1 + 4
    return [r for r in rules if top < r.at < bottom and overlap(r.low, r.high, low, high) > 0.9 * (high - low)]


def _between_rules(lines: list[Line], rules: Sequence[Rule]) -> Iterator[list[int]]:
    """Three rules of one width, a header of few lines between the first two, rows of several cells below."""
    for n, top in enumerate(rules):
        same = [r for r in rules[n + 1 :] if abs(r.low - top.low) < 6 and abs(r.high - top.high) < 6]
        if len(same) < 2:
            continue
        middle, bottom = same[0], same[1] if len(same) == 2 else same[-1]
        header = [i for i, line in enumerate(lines) if top.at < line.middle < middle.at]
        body = [i for i, line in enumerate(lines) if middle.at < line.middle < bottom.at]
        if not 1 <= len(header) <= MAX_HEADER or len(body) < 2 or NOTE.match(lines[body[0]].segments[0].text):
            continue
        if any(lines[i].x0 < top.low - 3 or lines[i].x1 > top.high + 3 for i in header + body):
            continue  # underlined words
        size = median(lines[i].size for i in body)
        heads = _covered(sorted((s for i in header for s in lines[i].segments), key=lambda s: s.x0), 0.25 * size, 0)
        columns = _covered(sorted((s for i in body for s in lines[i].segments), key=lambda s: s.x0), 0.25 * size, 0)
        if len(columns) >= 2 and len(heads) >= 2:
            yield body


def _grown(
    chars: Sequence[PdfChar],
    lines: list[Line],
    rules: Sequence[Rule],
    seed: list[int],
    start: int,
    before: FoundTable | None,
) -> tuple[FoundTable, int] | None:
    """The whole table around its rows, and the first line behind it."""
    columns = _columns(lines, seed, before)
    if not 2 <= len(columns) <= MAX_COLUMNS or not _like_a_table(lines, seed, columns, _around(lines, seed, rules)):
        return None
    left, right = columns[0].low, columns[-1].high
    full = [r for r in rules if r.low < left + 3 and r.high > right - 3]
    body = body_begin(lines, columns, full, seed[0], start)
    top = header_begin(lines, columns, full, body, start)
    if top is None:
        top = body
    end = table_end(lines, columns, full, seed)
    partial = [r for r in rules if r not in full]
    table = built(chars, lines, (top, body, end), columns, full, partial)
    goes_on = before is not None and len(seed) < LEAST_ROWS and seed[0] <= MAX_HEADER
    if not goes_on and all(cell.row == 0 for cell in table.cells):
        return None
    return table._replace(captioned=is_captioned(lines, top, table)), end


def _columns(lines: list[Line], seed: list[int], before: FoundTable | None) -> list[Column]:
    """Stretches that segments of the rows cover, with clear gaps between."""
    segments = sorted((s for k in seed for s in lines[k].segments if not is_nothing(s.text)), key=lambda s: s.x0)
    size = median(lines[k].size for k in seed)
    spread = _covered(segments, 0.25 * size, allowed=len(seed) // 12)
    if before is not None and len(seed) < LEAST_ROWS and seed[0] <= MAX_HEADER and len(spread) <= len(before.columns):
        spread = list(before.columns)
    else:
        spread = sorted([*spread, *_beside(lines, seed, spread, size)])
    columns = []
    for low, high in spread:
        members = [s for s in segments if overlap(s.x0, s.x1, low, high) > 0]
        figures = sum(s.figure or is_nothing(s.text) for s in members)
        columns.append(Column(low, high, bool(members) and 2 * figures > len(members)))
    return columns


def _beside(
    lines: list[Line], seed: list[int], spread: list[tuple[float, float]], size: float
) -> list[tuple[float, float]]:
    """Columns of words on lines between the rows: labels of two lines have their figures beside the gap between."""
    between = [lines[i] for i in range(seed[0] - 1 if seed[0] else 0, min(seed[-1] + 2, len(lines))) if i not in seed]
    words = [s for line in between for s in line.segments if len(line.segments) < len(spread)]
    words = [s for s in words if not is_nothing(s.text)]
    clear = [s for s in words if all(overlap(s.x0, s.x1, low, high) < -0.25 * size for low, high in spread)]
    found = _covered(sorted(clear, key=lambda s: s.x0), 0.25 * size, 0) if clear else []
    return [place for place in found if sum(overlap(s.x0, s.x1, *place) > 0 for s in clear) >= max(2, len(seed) // 2)]


def _covered(segments: list[Segment], least: float, allowed: int) -> list[tuple[float, float]]:
    """Where more than `allowed` segments lie over one another; narrower gaps than `least` are none."""
    events = sorted([(s.x0, 1) for s in segments] + [(s.x1, -1) for s in segments])
    result: list[tuple[float, float]] = []
    depth, begin = 0, 0.0
    for x, step in events:
        if depth <= allowed < depth + step:
            begin = x
        elif depth > allowed >= depth + step and x > begin:
            if result and begin - result[-1][1] < least:
                result[-1] = (result[-1][0], x)
            else:
                result.append((begin, x))
        depth += step
    return result


def _like_a_table(lines: list[Line], seed: list[int], columns: list[Column], around: list[Rule]) -> bool:
    if not any(c.figures for c in columns[1:]) and len(around) < 3:
        return False
    labels = [lines[k].segments[0].text for k in seed]
    last = [lines[k].segments[-1].text for k in seed]
    if len(columns) == 2 and all(t.isdecimal() and len(t) < 4 for t in last) and not around:
        pages = [int(t) for t in last]
        chapters = sum(CHAPTER.match(label) is not None for label in labels)
        if pages == sorted(pages) and 2 * chapters >= len(labels):
            return False  # a table of contents
    long = sum(len(s.text) > 15 and not s.figure for k in seed for s in lines[k].segments)
    return long * 2 <= len(seed) * (len(columns) - 1) or len(around) >= 3  # not two columns of prose
