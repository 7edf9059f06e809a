"""Tables in plain text: lines of cells parted by |, by tabs, or by two and more blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.model.outline import Cell, Section, Table

LEAST_ROWS, LEAST_CELLS = 2, 2

BAR = re.compile(r"[|│┃]")
TAB = re.compile(r"[ \u3000]*\t[ \u3000]*")
"""Every tab is an edge: two in a row hold an empty cell."""

GAP = re.compile(r" {2,}|\u3000+")
PARTED = re.compile(r"[|│┃\t\u3000 ](?:(?<! )|(?= ))")
"""What no line of a table is without."""

RULE = re.compile(r"[\s|+\-=─━┼├┤│:]*")
TABLE_NAME = re.compile(r"[ \t\u3000]*附?表 ?[0-9一二三四五六七八九十]{1,3}[ \u3000:.、]")
CAPTION = re.compile(r"单位:")
SINGLE = re.compile(r"[\u4e00-\u9fff]")
VALUE = re.compile(r"[+-]?\d[\d,.\s]*%?")


def cells_of(text: str, start: int, end: int, *, inside: bool = False) -> tuple[Cell, ...]:
    """The cells of one line; empty where the line is no table row. `inside` a table a tab at its start is an empty cell."""
    line = text[start:end]
    parting = BAR if BAR.search(line) else TAB if "\t" in line.strip() else GAP
    if parting is not BAR:
        body = line.strip(" \u3000" if inside and parting is TAB else None)
        start += line.index(body) if body else 0
        line = body
    edges = [(m.start(), m.end()) for m in parting.finditer(line)]
    if not edges:
        return ()
    spans: list[tuple[int, int]] = []
    at = 0
    for a, b in edges:
        spans.append((at, a))
        at = b
    spans.append((at, len(line)))
    if parting is GAP:
        spans = rejoined(line, spans)
    if parting is BAR:
        spans = spans[1:] if not line[: edges[0][0]].strip() else spans
        spans = spans[:-1] if spans and not line[edges[-1][1] :].strip() else spans
    cells = []
    for a, b in spans:
        cell = line[a:b]
        body = cell.strip()
        offset = start + a + (cell.index(body) if body else 0)
        cells.append(Cell(offset, offset + len(body)))
    return tuple(cells)


def rejoined(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """项  目, set apart to fill its column, is one cell: neighbours of a single Chinese character each."""
    out: list[tuple[int, int]] = []
    for a, b in spans:
        if out and SINGLE.fullmatch(line[a:b].strip()) and SINGLE.fullmatch(line[out[-1][0] : out[-1][1]].strip()):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def with_group(text: str, rows: Sequence[Sequence[Cell]], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """按城乡分  城镇  1453.7: the word for a group of rows, set before the first of them, is part of its label."""
    if not rows or len(cells) != len(rows[0]) + 1 or len(cells) <= LEAST_CELLS:
        return cells
    one, two = (text[c.start : c.end] for c in cells[:2])
    if text[cells[0].end : cells[1].start].strip(" \u3000"):
        return cells  # where tabs or bars part the columns, every cell has its own
    if not one or not two or one[0].isdigit() or VALUE.fullmatch(two):
        return cells
    return (cells[1], *cells[2:])


def looks_tabular(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the lines hold values in columns: some cell besides the first of a row is a bare value."""
    return any(VALUE.fullmatch(text[c.start : c.end]) for row in rows for c in row[1:])


def find_tables(text: str, sections: Sequence[Section]) -> tuple[Table, ...]:
    """Runs of table lines. Ruling lines (|---|) belong to the table and give no row."""
    parted = PARTED.search
    if parted(text) is None:
        return ()
    lines = text.split("\n")
    if len([line for line in lines if parted(line)]) < LEAST_ROWS:
        return ()
    found: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    first = at = 0
    above: tuple[int, int] | None = None  # the last line before the rows that has something in it
    for line in [*lines, ""]:
        end = at + len(line)
        ruling = bool(rows) and bool(line.strip()) and RULE.fullmatch(line) is not None
        cells = cells_of(text, at, end, inside=bool(rows)) if not ruling and parted(line) else ()
        if len(rows) == 1 and (TABLE_NAME.match(text, first) or (BAR.search(line) and not BAR.search(text, first, at))):
            above = (first, at - 1)  # 表1  建设进度: blanks in a caption make no row
            rows = []
        if len(cells) >= LEAST_CELLS and (rows or not CAPTION.search(line)):
            if not rows:
                first = at
            rows.append(with_group(text, rows, cells))
        elif not ruling:
            if len(rows) >= LEAST_ROWS and looks_tabular(text, rows):
                section = max((i for i, s in enumerate(sections) if s.start < first < s.stop), default=-1)
                found.append(Table(first, at, tuple(rows), above or (first, first), section))
            rows = []
            if line.strip():
                above = (at, end)
        at = end + 1
    return tuple(found)
