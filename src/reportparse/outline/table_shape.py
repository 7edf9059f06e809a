"""Rows aligned by blanks, made even: blanks show no empty cell, so what a short row is without is worked out."""

from __future__ import annotations

import re
from collections import Counter

from reportparse.model.outline import Cell
from reportparse.outline.table_cells import VALUE, Row, Run, are_years, ruled, trailing

WORD = re.compile(r"[^ \u3000]+")
NO_HEAD = re.compile(r"[。;!?]|单位:|^ *附?表 ?[\d一二三四五六七八九十]")
GROUPED = 2
"""A word of an upper header line stands over so many columns at least."""


def shaped(text: str, run: Run) -> Run:
    """The run with its short rows filled up and its header found, where blanks part its cells."""
    if any(len(row) > 1 and ruled(text, row) for row in run.rows):
        return run
    tails = [(len(row), trailing(text, row)) for row in run.rows]
    full = Counter(pair for pair in tails if pair[1])
    if not full:
        return run
    width, tail = max(full, key=lambda pair: (full[pair], pair))
    first = next(n for n, pair in enumerate(tails) if pair[1] and not are_years(text, run.rows[n]))
    rows = [filled(text, row, width, tail) for row in run.rows[first:]]
    heads = [row if len(row) in (width, tail) else by_words(text, row, width) for row in run.rows[:first]]
    while len(heads) > 1 and len(heads[-1]) == 1:  # the name of the first group of rows
        rows.insert(0, heads.pop())
    start = run.start
    if not heads and (above := header_above(text, run.start, width)):
        heads, start = [above], above[0].start
    return Run(start, run.end, [*headed(text, heads, width, tail), *rows])


def filled(text: str, row: Row, width: int, tail: int) -> Row:
    """A row of values with its cells in their columns: 城乡居民养老保险 12,345  456 has lost the edge behind its long label,
    合计  6,207  4,862 the empty cells of the other labels."""
    if trailing(text, row) and len(row) < width:
        row = by_words(text, row, width)
    count = trailing(text, row)
    if not count or len(row) >= width:
        return row
    if count < tail and len(row) == width - 1:
        label = row[-count - 1]
        at = text.rfind(" ", label.start, label.end)
        if at > label.start and VALUE.fullmatch(text[at + 1 : label.end]):
            cut = (Cell(label.start, at), Cell(at + 1, label.end))
            return (*row[: -count - 1], *cut, *row[len(row) - count :])
    if count == tail:
        labels = row[:-count]
        empty = Cell(labels[-1].end, labels[-1].end)
        return (*labels, *[empty] * (width - len(row)), *row[len(row) - count :])
    return row


def by_words(text: str, row: Row, width: int) -> Row:
    """A row parted by every blank in it, where that gives as many cells as the other rows have."""
    start = row[0].start
    words = tuple(Cell(start + m.start(), start + m.end()) for m in WORD.finditer(text[start : row[-1].end]))
    return words if len(words) == width else row


def header_above(text: str, start: int, width: int) -> Row:
    """The line right above, where it falls by any blanks into as many words as the rows have cells, none a value."""
    if not start:
        return ()
    begin = text.rfind("\n", 0, start - 1) + 1
    line = text[begin : start - 1]
    if NO_HEAD.search(line):
        return ()
    row = tuple(Cell(begin + m.start(), begin + m.end()) for m in WORD.finditer(line))
    if len(row) != width or any(VALUE.fullmatch(text[c.start : c.end]) for c in row):
        return ()
    return row


def headed(text: str, heads: list[Row], width: int, tail: int) -> list[Row]:
    """Header lines with their cells over their columns: the lowest may lack the corner, one above stands over groups."""
    if not heads:
        return []
    labels = width - tail
    lowest = heads[-1]
    first_value = columns_before(text, lowest[0 if len(lowest) == tail else min(labels, len(lowest) - 1)].start)
    cornered = len(lowest) == tail < width
    if cornered:
        lowest = (*[Cell(lowest[0].start, lowest[0].start)] * labels, *lowest)
    upper: list[Row] = []
    for row in heads[:-1]:
        corner = cornered or columns_before(text, row[0].start) < first_value
        upper.append(over_groups(row, labels, tail, labels if corner else 0))
    return [*upper, lowest]


def columns_before(text: str, at: int) -> int:
    """How far from its line's start a place stands, a Chinese character two columns wide."""
    return sum(1 if sign.isascii() else 2 for sign in text[text.rfind("\n", 0, at) + 1 : at])


def over_groups(row: Row, labels: int, tail: int, lead: int) -> Row:
    """An upper header line, each of its words over as many columns as the others; `lead` of them stand over labels."""
    groups = row[lead:]
    if len(row) >= labels + tail or not groups or tail % len(groups) or tail // len(groups) < GROUPED:
        return row
    before = row[:lead] or (Cell(row[0].start, row[0].start),) * labels
    spread = [cell for g in groups for cell in (g, *[Cell(g.end, g.end)] * (tail // len(groups) - 1))]
    return (*before, *spread)
