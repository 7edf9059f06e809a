"""Tables without a grid: where lines of a page share columns of figures, or stand between the rules of a three-line
table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from reportparse.loaders.pdf_chars import PdfChar
from reportparse.loaders.pdf_tables_found import FoundTable, is_nothing, is_period
from reportparse.loaders.pdf_tables_lines import Line, Segment, lines_of, overlap, white
from reportparse.loaders.pdf_tables_rows import Column, built, column_of
from reportparse.loaders.pdf_tables_ruled import Rule

MAX_CHARS = 20_000  # a page of the smallest print has half of it
MAX_LINES = 500
LEAST_ROWS = 3  # so many rows with figures must follow one another where no rule and no header speak for a table
MAX_BETWEEN = 5  # so many lines of wrapped labels may stand between two rows with figures
MAX_HEADER = 8  # lines

CAPTION = re.compile(
    r"[（(]?(?:续|附)?[表图][\d一二三四五六七八九十.．\-—]{1,6}|[（(]?(?:计量|金额|数据)?单位[:：]|[（(]续表?[)）]|续表"
)
NOTE = re.compile(r"[（(]?(?:注|说明|备注|资料来源|数据来源|来源|填表)[\d一二三]?[:：]")
LEADERS = re.compile(r"[.．·…‥。_]{4,}|(?:[.．·…]\s?){5,}|…{2,}")
CHAPTER = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节篇部]|[（(]?[一二三四五六七八九十]+[)）、]|\d+(?:\.\d+)*[、.．]?\D"
)
PROSE = re.compile(r"[。；！？]|，.{6,}，|[，：:]$")


class Region(NamedTuple):
    """Lines of a table: where the header begins, the body begins, the table ends (first line behind it)."""

    top: int
    body: int
    end: int


def open_tables(
    chars: Sequence[PdfChar], places: Sequence[int], rules: Sequence[Rule], before: FoundTable | None
) -> list[FoundTable]:
    """All tables among the characters that no grid holds."""
    if len(places) > MAX_CHARS:
        return []
    lines = lines_of(chars, places)
    if len(lines) > MAX_LINES:
        return []
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
    for words in _between_rules(lines, rules):
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
    if len(columns) < 2 or not _like_a_table(lines, seed, columns, _around(lines, seed, rules)):
        return None
    left, right = columns[0].low, columns[-1].high
    full = [r for r in rules if r.low < left + 3 and r.high > right - 3]
    body = _body(lines, columns, full, seed[0], start)
    top = _top(lines, columns, full, body, start)
    if top is None:
        top = body
    end = _end(lines, columns, full, seed)
    region = Region(top, body, end)
    partial = [r for r in rules if r not in full]
    table = built(chars, lines, region.top, region.body, region.end, columns, full, partial)
    if table is None:
        return None
    return table._replace(captioned=_captioned(lines, top, table)), end


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


def _value(segment: Segment) -> bool:
    return is_nothing(segment.text) or (segment.figure and not is_period(segment.text))


def _body(lines: list[Line], columns: list[Column], full: list[Rule], first: int, start: int) -> int:
    """The first line of the body: its first rows may lack some figures, a label may begin above its figures."""
    for i in range(first - 1, max(start, first - MAX_BETWEEN) - 1, -1):
        if (
            _is_caption(lines[i])
            or not _in_columns(lines[i], columns)
            or white(lines[i], lines[i + 1]) > 2 * lines[i].size
        ):
            break
        at = [column_of(s, columns) for s in lines[i].segments if _value(s)]
        if any(k is not None and columns[k].figures for k in at):
            first = i
    while first > start:
        line, below = lines[first - 1], lines[first]
        gap = white(line, below)
        alone = len(line.segments) == 1 and column_of(line.segments[0], columns) == 0
        cut = any(line.middle < r.at < below.middle for r in full)
        filled = line.x1 > columns[0].high - 1.1 * line.size and len(line.segments[0].text) > 3
        if not alone or cut or _is_caption(line) or not (gap < 0 or (gap < 0.4 * line.size and filled)):
            break
        first -= 1
    return first


def _top(lines: list[Line], columns: list[Column], full: list[Rule], first: int, start: int) -> int | None:
    """The first line of the header, None without one."""
    top: int | None = None
    seen = 0  # full rules crossed on the way up
    last = lines[first]
    ruled_band = False
    for i in range(first - 1, max(start, first - MAX_HEADER) - 1, -1):
        line = lines[i]
        crossed = [r for r in full if line.middle < r.at < last.middle]
        seen += len(crossed)
        above = [r for r in full if r.at < line.middle and line.middle - r.at < MAX_HEADER * 2 * line.size]
        if (seen == 1 and top is not None and not ruled_band) or (
            seen >= 2 and not (above and _level(line, columns, last))
        ):
            break
        if seen == 1 and top is None:
            ruled_band = bool(above)
            if not ruled_band and white(line, last) > 2.0 * line.size:
                break
        if not ruled_band and not _header_line(line, columns, last):
            break
        if ruled_band and (white(line, last) > 3.0 * line.size or _is_caption(line)):
            break
        tight = white(line, last) < (0.35 if line.x0 > columns[0].high else 0.0) * line.size
        if ruled_band or tight or len(line.segments) > 1 or _parent(line, columns):
            top = i
        last = line
    return top


def _level(line: Line, columns: list[Column], below: Line) -> bool:
    """A level of the header that has rules above and below of its own."""
    return _header_line(line, columns, below) and (len(line.segments) > 1 or _parent(line, columns))


def _is_caption(line: Line) -> bool:
    return any(CAPTION.match(s.text) for s in line.segments)


def _header_line(line: Line, columns: list[Column], below: Line) -> bool:
    """Short words that stand over the columns, close above them."""
    if white(line, below) > 2.2 * max(line.size, below.size) or _is_caption(line):
        return False
    if any(PROSE.search(s.text) or len(s.text) > 24 or LEADERS.search(s.text) for s in line.segments):
        return False
    if line.x0 < columns[0].low - 4 * line.size or line.x1 > columns[-1].high + 8 * line.size:
        return False
    if len(line.segments) == 1:
        return _parent(line, columns) or column_of(line.segments[0], columns) is not None
    return True


def _parent(line: Line, columns: list[Column]) -> bool:
    """One segment in the middle over two or more columns that are not the first."""
    segment = line.segments[0]
    if len(line.segments) != 1 or segment.x0 <= columns[0].high:
        return False
    middle = (segment.x0 + segment.x1) / 2
    pitch = (columns[-1].high - columns[0].high) / max(1, len(columns) - 1)
    return any(
        abs(middle - (columns[a].low + columns[b].high) / 2) < max(line.size, 0.3 * pitch)
        for a in range(1, len(columns))
        for b in range(a + 1, len(columns))
    )


def _end(lines: list[Line], columns: list[Column], full: list[Rule], seed: list[int]) -> int:
    """The first line behind the table: wrapped words may follow the last figures, and rows without any."""
    end = seed[-1] + 1
    last = lines[seed[-1]]
    below = [r for r in full if r.at > last.middle]
    if below:
        inside = [i for i in range(end, len(lines)) if lines[i].middle < below[0].at]
        if len(inside) <= MAX_BETWEEN and all(_in_columns(lines[i], columns) and not _behind(lines[i]) for i in inside):
            return end + len(inside)
    pitch = [gap for k in seed[1:] if (gap := white(lines[k - 1], lines[k])) > 0]
    usual = median(pitch) if pitch else 0.0
    while end < len(lines) and end - seed[-1] <= 3:
        line = lines[end]
        gap = white(last, line)
        stops = (
            _is_caption(line) or NOTE.match(line.segments[0].text) or any(PROSE.search(s.text) for s in line.segments)
        )
        if stops or not _in_columns(line, columns):
            break
        wraps = gap < max(-0.2 * line.size, min(usual - 0.15 * line.size, 0.8 * line.size))
        row = len(line.segments) >= max(2, len(columns) - 1) and gap < usual + 0.5 * line.size
        if not wraps and not row:
            break
        last = line
        end += 1
    return end


def _behind(line: Line) -> bool:
    """A line that follows a table and is none of its rows: the next caption, a note, prose."""
    return bool(
        _is_caption(line) or NOTE.match(line.segments[0].text) or any(PROSE.search(s.text) for s in line.segments)
    )


def _in_columns(line: Line, columns: list[Column]) -> bool:
    return all(column_of(s, columns) is not None for s in line.segments) and not (
        len(line.segments) == 1 and line.segments[0].x1 > columns[0].high + line.size and line.x0 < columns[0].high
    )


def _captioned(lines: list[Line], top: int, table: FoundTable) -> bool:
    """Whether a caption, a unit or a short title in the middle stands right above."""
    if top == 0:
        return False
    line = lines[top - 1]
    if white(line, lines[top]) > 3.0 * line.size:
        return False
    middle = (table.box[0] + table.box[2]) / 2
    centred = abs((line.x0 + line.x1) / 2 - middle) < 2 * line.size and line.x1 - line.x0 < 0.8 * (
        table.box[2] - table.box[0]
    )
    return _is_caption(line) or (centred and not PROSE.search(line.segments[-1].text))
