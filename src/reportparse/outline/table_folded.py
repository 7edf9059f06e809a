"""Tables folded to save room: the same columns side by side two or three times, and pairs of label and value run on in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.model.outline import Cell
from reportparse.outline.table_cells import VALUE, YEAR, Line, Row, Run

INDEX = re.compile(r"序 ?号|编 ?号|行 ?次")
NO_HEAD = re.compile(r"\d[\d.,]*%?")
MOST_FOLDS = 4
UNIT_NAMED = "单位"
PAIR = re.compile(
    r"[ \u3000\t]*([^\d\s,。;:!?|()%年月日个户人元万亿名所家处件次张岁只起期多余][^\d\s,。;:!?|()%]{0,13})[ :\u3000\t]{0,4}(\d[\d,]{0,12}(?:\.\d{1,4})?)"
)
"""A label and its value; no label begins with a unit, or the value before had one."""
FEWEST_PAIRS = 3
LONGEST_LINE = 400


def unfolded(text: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with those of the right half below those of the left, where the header says the same of both:
    年份 | 火化数 | 年份 | 火化数."""
    width = folded_at(text, rows)
    if not width:
        return tuple(rows)
    out: list[Row] = [rows[0][:width]]
    for at in range(0, len(rows[0]), width):
        for row in rows[1:]:
            if len(row) == 1:
                out += [row] if at == 0 else []  # the name of a group
                continue
            part = row[at : at + width]
            if any(cell.start < cell.end for cell in part):
                out.append(part)
    return tuple(out)


def folded_at(text: str, rows: Sequence[Row]) -> int:
    """How many columns stand side by side again and again; 0 where none do."""
    words = ["".join(text[c.start : c.end].split()) for c in rows[0]]
    n = len(words)
    if n < 4 or not words[0] or any(NO_HEAD.fullmatch(word) for word in words if word):
        return 0
    for folds in range(2, MOST_FOLDS + 1):
        width = n // folds
        if n % folds or width < 2 or any(words[i] != words[i % width] for i in range(n)):
            continue
        labels = 1 if INDEX.fullmatch(words[0]) and width > 2 else 0
        if all(names(text, rows, at + labels) for at in range(0, n, width)):
            return width
    return 0


def names(text: str, rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds labels or years, and no values."""
    cells = [text[row[column].start : row[column].end] for row in rows[1:] if len(row) > column]
    said = [words for words in cells if words]
    return bool(said) and all(YEAR.fullmatch(words) or not VALUE.fullmatch(words) for words in said)


def pair_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables that run on in lines: 助医 512.3　助学 107.0　助困 340.8, right under a line that names the unit."""
    if UNIT_NAMED not in text:
        return []
    found: list[Run] = []
    run: list[Row] = []
    start = end = 0
    named = False
    for line in lines:
        pairs = pairs_of(line) if named else []
        if pairs:
            start = start if run else line.start
            run, end = [*run, *pairs], min(line.end + 1, len(text))
            continue
        if run:
            found.append(Run(start, end, run))
            run = []
        named = UNIT_NAMED in line.text if line.text.strip() else named
    return [*found, Run(start, end, run)] if run else found


def pairs_of(line: Line) -> list[Row]:
    """The labels and values of a line that is nothing else; [] where it is not."""
    body = line.text.rstrip(" \u3000\t")
    if len(body) > LONGEST_LINE:
        return []
    rows: list[Row] = []
    at = 0
    while at < len(body):
        m = PAIR.match(body, at)
        if m is None:
            return []
        rows.append(
            (Cell(line.start + m.start(1), line.start + m.end(1)), Cell(line.start + m.start(2), line.start + m.end(2)))
        )
        at = m.end()
    return rows if len(rows) >= FEWEST_PAIRS else []
