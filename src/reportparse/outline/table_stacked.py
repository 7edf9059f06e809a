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
from reportparse.outline.table_blanks import MARKED_GROUP, MOST_GROUPS, NUMBERS
from reportparse.outline.table_cells import NO_VALUE, VALUE, YEAR, Line, Row, Run
from reportparse.outline.table_codes import coded_runs
from reportparse.outline.table_glued import glued_runs

ALONE = re.compile(r"\n[ \t\u3000]*[+-]?\d[\d,.]*[%‰]?[ \t\u3000]*\n")
"""A bare value on a line: a text without one has no such table."""
STOPS = re.compile(r"[。;!?|]|,(?!\d)|:$")
"""What no cell has."""
LONGEST = 24
MOST_COLUMNS = 8
MOST_YEARS = 16
LEAST_ROWS = 2
FEWEST_SHORT = 2
TOTAL = re.compile(r"(?:合|总|共|小)\s{0,4}计")
ROWS_OF_PAIRS = 3
"""So many rows at least where each has one label and one value."""


def stacked_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables among lines of one cell each, and of those that end in a bar, are run together or have codes."""
    found = [*barred_runs(text, lines), *glued_runs(text, lines), *coded_runs(text, lines)]
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
    years = values > 1 and all(YEAR.fullmatch(line.text.strip()) for line in runs[at + 1][1])
    labels = labels_from(runs, at)
    width = labels + values
    stop = at + 2
    while stop + 1 < len(runs) and ends_in_labels(runs[stop][1], labels) and len(runs[stop + 1][1]) == values:
        stop += 2
    last = total_behind(runs, stop, labels, values) if stop > at + 2 else None
    count = (stop - at) // 2
    enough = count >= (ROWS_OF_PAIRS if labels == values == 1 else LEAST_ROWS)
    groups = 0 if years else groups_before(words[:-labels])
    if (
        not enough
        or width > (MOST_YEARS if years else MOST_COLUMNS)
        or len(words) < (labels if years else width + labels + groups)
    ):
        return (at + 2 if count < LEAST_ROWS else stop), None
    start = len(words) - (labels if years else width + labels + groups)
    head = words[start:] if years else words[start : start + width]
    rows: list[Row] = [] if years else [tuple(map(cell_of, head))]
    rows += rows_of([words[len(words) - labels - groups :], *(lines for _, lines in runs[at + 1 : stop])], labels)
    if last is not None:
        rows.append(last)
        stop += 2
    if any(
        NUMBERS.search(text, cell.start, cell.end) and not YEAR.fullmatch(text, cell.start, cell.end)
        for cell in rows[0]
    ):
        return stop, None
    return stop, Run(head[0].start, min(rows[-1][-1].end + 1, len(text)), rows)


def labels_from(runs: Sequence[tuple[bool, list[Line]]], at: int) -> int:
    """How many labels each row has: what stands between values but for the names of groups."""
    between = runs[at + 2][1] if at + 2 < len(runs) else []
    return max(len(between) - groups_before(between[:-1], first=True), 1)


def total_behind(runs: Sequence[tuple[bool, list[Line]]], at: int, labels: int, values: int) -> Row | None:
    """合计 behind rows of several labels: a row that has no more than one."""
    if labels < FEWEST_SHORT or at + 1 >= len(runs) or len(runs[at + 1][1]) < values:
        return None
    words = runs[at][1]
    if len(words) != 1 or not TOTAL.fullmatch(words[0].text.strip()) or len(runs[at + 1][1]) != values:
        return None
    label = cell_of(words[0])
    empty = [Cell(label.end, label.end)] * (labels - 1)
    return (label, *empty, *map(cell_of, runs[at + 1][1]))


def ends_in_labels(lines: Sequence[Line], labels: int) -> bool:
    """Whether the words between two rows are so many labels, behind none but names of groups."""
    more = len(lines) - labels
    return 0 <= more <= MOST_GROUPS and all(MARKED_GROUP.fullmatch(line.text.strip()) for line in lines[:more])


def groups_before(lines: Sequence[Line], *, first: bool = False) -> int:
    """How many names of groups the lines end with, or begin with."""
    ordered = lines if first else lines[::-1]
    marked = (MARKED_GROUP.fullmatch(line.text.strip()) is not None for line in ordered[:MOST_GROUPS])
    return next((n for n, is_group in enumerate(marked) if not is_group), min(MOST_GROUPS, len(lines)))


def rows_of(runs: Sequence[Sequence[Line]], labels: int) -> Iterator[Row]:
    """The rows of labels and values in turn; a name of a group is a row of its own."""
    for words, values in zip(runs[::2], runs[1::2], strict=True):
        yield from ((cell_of(line),) for line in words[:-labels])
        yield tuple(cell_of(line) for line in [*words[-labels:], *values])


def is_value(body: str) -> bool:
    """Whether a cell holds a value or stands for none."""
    return VALUE.fullmatch(body) is not None or NO_VALUE.fullmatch(body) is not None


def cell_of(line: Line) -> Cell:
    """The line's words without the blanks around them."""
    body = line.text.strip()
    start = line.start + line.text.index(body)
    return Cell(start, start + len(body))
