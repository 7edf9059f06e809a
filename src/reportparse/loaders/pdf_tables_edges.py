"""Where a table without a grid begins and ends: its header above, its wrapped last lines below, its caption outside."""

from __future__ import annotations

import re
from statistics import median

from reportparse.loaders.pdf_tables_found import FoundTable, is_nothing, is_period
from reportparse.loaders.pdf_tables_lines import Line, Segment, white
from reportparse.loaders.pdf_tables_rows import Column, column_of
from reportparse.loaders.pdf_tables_ruled import Rule

MAX_HEADER = 8  # lines
MAX_BETWEEN = 8  # so many lines of wrapped labels may stand between two rows with figures
CAPTION = re.compile(
    r"[（(]?(?:续|附)?[表图][\d一二三四五六七八九十.．\-—]{1,6}|[（(]?(?:计量|金额|数据)?单位[:：]|[（(]续表?[)）]|续表"
)
NOTE = re.compile(r"[（(]?(?:注|说明|备注|资料来源|数据来源|来源|填表)[\d一二三]?[:：]")
LEADERS = re.compile(r"[.．·…‥。_]{4,}|(?:[.．·…]\s?){5,}|…{2,}")
PROSE = re.compile(r"[。；！？]|，.{6,}，|[，：:]$")


def _value(segment: Segment) -> bool:
    return is_nothing(segment.text) or (segment.figure and not is_period(segment.text))


def body_begin(lines: list[Line], columns: list[Column], full: list[Rule], first: int, start: int) -> int:
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


def header_begin(lines: list[Line], columns: list[Column], full: list[Rule], first: int, start: int) -> int | None:
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


def table_end(lines: list[Line], columns: list[Column], full: list[Rule], seed: list[int]) -> int:
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
    crosses = line.x0 < columns[0].high and line.x1 > columns[1].low - 0.3 * line.size
    return all(column_of(s, columns) is not None for s in line.segments) and not (len(line.segments) == 1 and crosses)


def is_captioned(lines: list[Line], top: int, table: FoundTable) -> bool:
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
