"""Tables that have come apart: every cell on a line of its own, row after row, as texts out of PDF and Word files have them.

Nothing parts rows from each other there, so much is asked: a header of words, and below it rows that all have as many
labels and as many values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportparse.model.outline import Cell
from reportparse.outline.table_bars import barred_runs
from reportparse.outline.table_blanks import NUMBERS
from reportparse.outline.table_cells import NO_VALUE, VALUE, YEAR, Line, Row, Run

ALONE = re.compile(r"\n[ \t\u3000]*[+-]?\d[\d,.]*[%‰]?[ \t\u3000]*\n")
"""A bare value on a line: a text without one has no such table."""
STOPS = re.compile(r"[。;!?|]|,(?!\d)|:$")
"""What no cell has."""
LONGEST = 24
MOST_COLUMNS = 8
LEAST_ROWS = 2
ROWS_OF_PAIRS = 3
"""So many rows at least where each has one label and one value."""


def stacked_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables among lines of one cell each, and of those that end in a bar."""
    found = barred_runs(text, lines)
    if not ALONE.search(text):
        return found
    block: list[Line] = []
    for line in [*lines, Line(len(text), len(text), "")]:
        body = line.text.strip()
        if not body and line.start < len(text):
            continue  # pages put a blank line between any two
        if body and len(body) <= LONGEST and not STOPS.search(body):
            block.append(line)
        elif block:
            found += tables_in(text, block)
            block = []
    return found


def tables_in(text: str, block: Sequence[Line]) -> Iterator[Run]:
    """The tables of lines that follow one another, each as far as its rows are alike."""
    runs = [(value, [*group]) for value, group in groupby(block, lambda line: is_value(line.text.strip()))]
    at = 0
    while at + 1 < len(runs):
        if runs[at][0]:
            at += 1
            continue
        stop, run = table_from(text, runs, at)
        if run is not None:
            yield run
        at = stop


def table_from(text: str, runs: Sequence[tuple[bool, list[Line]]], at: int) -> tuple[int, Run | None]:
    """The table whose header and first label are the words of this run, and the run behind it."""
    words, values = runs[at][1], len(runs[at + 1][1])
    labels = len(runs[at + 2][1]) if at + 2 < len(runs) else 1
    width = labels + values
    years = values > 1 and all(YEAR.fullmatch(line.text.strip()) for line in runs[at + 1][1])
    stop = at + 2
    while stop + 1 < len(runs) and len(runs[stop][1]) == labels and len(runs[stop + 1][1]) == values:
        stop += 2
    count = (stop - at) // 2
    enough = count >= (ROWS_OF_PAIRS if labels == values == 1 else LEAST_ROWS)
    if not enough or width > MOST_COLUMNS or len(words) < (labels if years else width + labels):
        return (at + 2 if count < LEAST_ROWS else stop), None
    lines = words[-labels if years else -width - labels :] + [
        line for _, group in runs[at + 1 : stop] for line in group
    ]
    cells = [cell_of(line) for line in lines]
    rows: list[Row] = [tuple(cells[n : n + width]) for n in range(0, len(cells), width)]
    if any(
        NUMBERS.search(text, cell.start, cell.end) and not YEAR.fullmatch(text, cell.start, cell.end)
        for cell in rows[0]
    ):
        return stop, None
    return stop, Run(lines[0].start, min(lines[-1].end + 1, len(text)), rows)


def is_value(body: str) -> bool:
    """Whether a cell holds a value or stands for none."""
    return VALUE.fullmatch(body) is not None or NO_VALUE.fullmatch(body) is not None


def cell_of(line: Line) -> Cell:
    """The line's words without the blanks around them."""
    body = line.text.strip()
    start = line.start + line.text.index(body)
    return Cell(start, start + len(body))
