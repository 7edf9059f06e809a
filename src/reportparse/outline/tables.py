"""Tables in plain text: lines of cells parted by |, by tabs, by two and more blanks, and lines parted by single ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportparse.model.outline import Cell, Section, Table
from reportparse.outline.table_blanks import single_blank_runs
from reportparse.outline.table_cells import (
    BAR,
    GROUP_LINE,
    PARTING,
    VALUE,
    YEAR,
    Line,
    Row,
    Run,
    cells_of,
    has_bar,
    holds_values,
    with_group,
)
from reportparse.outline.table_flat import flat_runs
from reportparse.outline.table_folded import pair_runs, unfolded
from reportparse.outline.table_shape import shaped

LEAST_ROWS, LEAST_CELLS = 2, 2

RULE = re.compile(r"[\s|+\-=─━┼├┤│:]*")
TABLE_NAME = re.compile(r"[ \t\u3000]*附?表 ?[0-9一二三四五六七八九十]{1,3}[ \u3000:.、]")
CAPTION = re.compile(r"单位:")


def find_tables(
    text: str, sections: Sequence[Section], lines: Sequence[Line], stacked: Sequence[Run]
) -> tuple[Table, ...]:
    """Every table of the text, its caption the nearest line above it that belongs to none."""
    present = [sign for sign in PARTING if sign in text]
    runs = parted_runs(text, lines, present) if present else []
    stacked = [*stacked, *pair_runs(text, lines), *flat_runs(text, lines)]
    runs = [run for run in runs if not any(run.start < s.end and s.start < run.end for s in stacked)] + [*stacked]
    runs.sort(key=lambda run: run.start)
    runs += single_blank_runs(text, lines, [(run.start, run.end) for run in runs])
    if not runs:
        return ()
    runs.sort(key=lambda run: run.start)
    starts = [run.start for run in runs]
    free = [
        line
        for line in lines
        if line.text.strip() and not ((n := bisect_right(starts, line.start)) and line.start < runs[n - 1].end)
    ]
    free_starts = [line.start for line in free]
    found: list[Table] = []
    for run in runs:
        n = bisect_right(free_starts, run.start)
        caption = (free[n - 1].start, free[n - 1].end) if n else (run.start, run.start)
        if caption[0] < run.start <= caption[1]:  # inside a line: what stands before it, behind the last sentence
            caption = (max(text.rfind("。", caption[0], run.start) + 1, caption[0]), run.start)
        section = max((i for i, s in enumerate(sections) if s.start < run.start < s.stop), default=-1)
        found.append(Table(run.start, run.end, unfolded(text, run.rows), caption, section))
    return tuple(found)


def lines_of(text: str) -> list[Line]:
    """The lines with their places."""
    found: list[Line] = []
    at = 0
    new = tuple.__new__  # past the constructor in Python: a text has many lines
    for line in text.split("\n"):
        end = at + len(line)
        found.append(new(Line, (at, end, line)))
        at = end + 1
    return found


def parted_runs(text: str, lines: Sequence[Line], present: Sequence[str]) -> list[Run]:
    """Runs of lines with an edge between cells. Ruling lines (|---|) belong to the table and give no row."""
    finder = Finder(text)
    for line in lines:
        parted = any(sign in line.text for sign in present)
        if not (parted or finder.rows or finder.waiting):
            continue  # nearly all lines: no row, and no table for it to end
        ruling = bool(finder.rows) and bool(line.text.strip()) and RULE.fullmatch(line.text) is not None
        if ruling:
            finder.ruling()
            continue
        finder.line(line, cells_of(text, line.start, line.end, inside=bool(finder.rows)) if parted else ())
    finder.close()
    return finder.found


class Finder:
    """Gathers rows line by line; `waiting` is what stands between the last row and the next: a blank line, or the name
    of a group of rows, which belong to the table only where it goes on behind them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Run] = []
        self.rows: list[Row] = []
        self.start = self.end = 0
        self.waiting: list[Line] = []

    def line(self, line: Line, cells: Row) -> None:
        """One line, as the cells it falls into (none: no row)."""
        bars = has_bar(line.text)
        if len(self.rows) == 1 and (
            TABLE_NAME.match(self.text, self.start) or (bars and not BAR.search(self.text, self.start, line.start))
        ):
            self.rows = []  # 表1  建设进度: blanks in a caption make no row
        if len(self.rows) == 1 and heads(self.text, cells) and is_caption(self.rows[0]):
            self.rows = []  # 社会救助资金使用情况 | | | |: a caption in the first row
        least = 1 if bars and self.rows else LEAST_CELLS
        if len(cells) < least or (not self.rows and CAPTION.search(line.text)):
            self.between(line)
            return
        if self.waiting and not self.goes_on(cells):
            self.close()
        for group in self.waiting:
            if body := group.text.strip():
                at = group.start + group.text.index(body)
                self.rows.append((Cell(at, at + len(body)),))
        self.waiting = []
        if not self.rows:
            self.start = line.start
        self.rows.append(with_group(self.text, self.rows, cells))
        self.end = min(line.end + 1, len(self.text))

    def ruling(self) -> None:
        """A line of rules ends no table."""
        self.waiting = [line for line in self.waiting if line.text.strip()]

    def between(self, line: Line) -> None:
        """A line that is no row: one blank line, or one short line without a figure, may stand within a table."""
        blank = not line.text.strip()
        group = GROUP_LINE.fullmatch(line.text.strip()) is not None
        one_of_each = all(bool(other.text.strip()) == blank for other in self.waiting)
        if self.rows and (blank or group) and one_of_each:
            self.waiting.append(line)
        else:
            self.close()

    def goes_on(self, cells: Row) -> bool:
        """Whether a row behind something else is one of the table so far: as many cells, and values in them."""
        widths = {len(row) for row in self.rows if len(row) > 1}
        return len(cells) in widths and holds_values(self.text, [cells])

    def close(self) -> None:
        """The table, where it is one."""
        if len(self.rows) >= LEAST_ROWS and holds_values(self.text, self.rows):
            rows = with_corner(self.text, self.rows)
            self.found.append(shaped(self.text, Run(self.start, self.end, rows)))
        self.rows, self.waiting = [], []


FEWEST_HEADS = 3


def is_caption(row: Row) -> bool:
    """Whether only the first of several cells holds anything."""
    return len(row) > 1 and row[0].end > row[0].start and all(cell.start == cell.end for cell in row[1:])


def heads(text: str, row: Row) -> bool:
    """Whether a row is one of words alone, or of years: the heads of columns."""
    said = [text[cell.start : cell.end] for cell in row if cell.start < cell.end]
    return len(said) >= FEWEST_HEADS and not any(VALUE.fullmatch(x) and not YEAR.fullmatch(x) for x in said)


def with_corner(text: str, rows: list[Row]) -> list[Row]:
    """The rows, the header with its empty corner where only its line begins with a bar: | 户数 | 资金 | over 青石镇 | 32 | 8 |."""
    begins = [text[text.rfind("\n", 0, row[0].start) + 1 : row[0].start].strip()[:1] == "|" for row in rows]
    width = max(len(row) for row in rows[1:])
    if begins[0] and not any(begins[1:]) and len(rows[0]) == width - 1:
        at = text.rfind("\n", 0, rows[0][0].start) + 1
        return [(Cell(at, at), *rows[0]), *rows[1:]]
    return rows
