"""What the cells of a line are: how lines fall into cells, and which cells are values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.model.outline import Cell

Row = tuple[Cell, ...]


class Line(NamedTuple):
    """A line of the reading, without its end."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
    """Lines that make one table: where they stand, and their rows."""

    start: int
    end: int
    rows: list[Row]


BAR = re.compile(r"[|│┃]")
TAB = re.compile(r"[ \u3000]*\t[ \u3000]*")
"""Every tab is an edge: two in a row hold an empty cell."""

GAP = re.compile(r" {2,}|\u3000+")
PARTING = ("|", "│", "┃", "\t", "  ", "\u3000")
"""What no line of a table is without, unless single blanks part its cells."""

SINGLE = re.compile(r"[\u4e00-\u9fff]")
VALUE = re.compile(r"[+-]?\d[\d,.\s]*[%‰]?")
WITH_UNIT = re.compile(r"[+-]?\d[\d,.]*(?:[%‰]|[万亿]?[\u4e00-\u9fff]{0,4})")
NO_VALUE = re.compile(r"[—–\-…·./*]{1,6}|无")
YEAR = re.compile(r"(?:19|20)\d\d\s?(?:年(?:度|末|底)?)?")
GROUP_LINE = re.compile(
    r"(?!附?表|附[件注:]|[(（]?单位|注|说明|备注|数据|资料|以上)(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]\))?"
    r"[^\s\d,。;:!?|、]{2,14}"
)
"""A line of its own between rows that may name the group of those below: 城市低保, 二、养老服务."""


def has_bar(line: str) -> bool:
    """Whether a bar stands in a line: BAR finds it there."""
    return "|" in line or "│" in line or "┃" in line


def cells_of(text: str, start: int, end: int, *, inside: bool = False) -> Row:
    """The cells of one line; empty where the line is no table row. `inside` a table a tab at its start is an empty cell."""
    line = text[start:end]
    parting = BAR if has_bar(line) else TAB if "\t" in line.strip(" \u3000" if inside else None) else GAP
    if parting is not BAR:
        body = line.strip(" \u3000" if inside and parting is TAB else None)
        start += line.index(body) if body else 0
        line = body
    if parting is GAP and "  " not in line and "\u3000" not in line:
        return ()
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


def with_group(text: str, rows: Sequence[Row], cells: Row) -> Row:
    """按城乡分  城镇  1453.7: the word for a group of rows, set before the first of them, is part of its label."""
    if not rows or len(cells) != len(rows[0]) + 1 or len(cells) <= len(("label", "value")):
        return cells
    one, two = (text[c.start : c.end] for c in cells[:2])
    if text[cells[0].end : cells[1].start].strip(" \u3000"):
        return cells  # where tabs or bars part the columns, every cell has its own
    if not one or not two or one[0].isdigit() or VALUE.fullmatch(two):
        return cells
    return (cells[1], *cells[2:])


def ruled(text: str, row: Row) -> bool:
    """Whether bars or tabs part a row's cells, so that each stands in its own place."""
    between = text[row[0].end : row[-1].start]
    return "\t" in between or has_bar(between)


def holds_values(text: str, rows: Sequence[Row]) -> bool:
    """Whether rows hold values in columns: some cell besides the first of a row is one. Between bars and tabs it may
    have its unit behind it; where only blanks part the words, that would take prose for a table."""
    for row in rows:
        pattern = WITH_UNIT if len(row) > 1 and ruled(text, row) else VALUE
        if any(pattern.fullmatch(text[c.start : c.end]) for c in row[1:]):
            return True
    return False


def trailing(text: str, row: Row) -> int:
    """How many cells at the end of a row are values or stand for none; 0 where none is a value. The first is a label."""
    count, seen = 0, False
    for cell in reversed(row[1:]):
        words = text[cell.start : cell.end]
        if VALUE.fullmatch(words):
            seen = True
        elif not NO_VALUE.fullmatch(words):
            break
        count += 1
    return count if seen else 0


def are_years(text: str, row: Row) -> bool:
    """Whether the values of a row are years, as in a header."""
    words = [text[c.start : c.end] for c in row[1:]]
    return bool(words) and all(YEAR.fullmatch(w) for w in words)
