"""Tables whose rows are broken over lines at their bars, as pages leave them: every cell on a line that ends in a bar, or
every cell and every bar on a line of its own.

Where each bar ends one cell, the cells come one after the other, the empty ones too; what is left to find is how many
make a row: as many as lie between the words that stand behind a value or an empty cell, which begin one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportparse.model.outline import Cell
from reportparse.outline.table_cells import NO_VALUE, VALUE, Line, Row, Run, are_years

BROKEN = re.compile(r"\n[ \t]*\|[ \t]*\n|\n[ \t|]*[+-]?\d[\d,.]*[%‰]?[ \t]*\|[ \t]*(?:\n|\Z)")
"""A bar, or a value and its bar, on a line of its own: a text without either has no such table."""
HAN = re.compile(r"[\u4e00-\u9fff]")
INDEX = re.compile(r"[甲乙丙丁戊]|\d{1,2}")
"""The cells of a line that numbers the columns: 甲 乙 1 2."""
WITH_POINTS = re.compile(r"[+-]?\d[\d,.]*\([^()\d]{1,6}\)")
"""1.8(百分点)."""
LONGEST = 40
"""Characters of a cell: longer ones are prose."""
COLUMNS = range(2, 13)
LEAST_ROWS = 2
ROWS_OF_PAIRS = 3
"""So many rows of values at least where each has one label and one value."""


def barred_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables among lines that bars end."""
    if "|" not in text or not BROKEN.search(text):
        return []
    found: list[Run] = []
    block: list[Line] = []
    filled = [line for line in lines if line.text.strip()]
    for line, following in pairwise([*filled, Line(len(text), len(text), ""), Line(len(text), len(text), "")]):
        if "|" in line.text or (following.text.strip()[:1] == "|" and not following.text.strip(" \t\u3000|")):
            block.append(line)
        elif block:
            found += tables_in(text, cells_of_block(block))
            block = []
    return found


def cells_of_block(block: Sequence[Line]) -> list[Cell]:
    """All cells of a block in order. A bar before a line's first words begins a row and ends no cell."""
    cells: list[Cell] = []
    open_ = False  # whether the last cell waits for its bar on the next line
    for line in block:
        at, end = line.start, line.end
        body = line.text.strip()
        if body.startswith("|") and body.strip(" \t\u3000|"):
            at += line.text.index("|") + 1
        if not body.strip(" \t\u3000|") and open_:
            at += line.text.index("|") + 1
        open_ = "|" not in body
        pieces = line.text[at - line.start :].split("|")
        for n, piece in enumerate(pieces):
            words = piece.strip()
            if n < len(pieces) - 1 or words:
                start = at + (piece.index(words) if words else 0)
                cells.append(Cell(start, min(start + len(words), end)))
            at += len(piece) + 1
    return cells


def tables_in(text: str, cells: Sequence[Cell]) -> Iterator[Run]:
    """The tables in a stretch of cells: each as far as rows of the same width follow one another."""
    kinds = [kind_of(text[cell.start : cell.end]) for cell in cells]
    starts = [n for n in range(1, len(cells)) if kinds[n] == "word" and kinds[n - 1] != "word"]
    ends = [*starts, len(cells)]
    gaps = Counter(b - a for a, b in pairwise(ends))
    if not gaps:
        return
    width = max(gaps, key=lambda gap: (gaps[gap], -gap))
    if width not in COLUMNS:
        return
    full = [fits(kinds, start, ends[n + 1], width) for n, start in enumerate(starts)]
    done = 0
    for n in range(len(starts)):
        if n < done or not full[n]:
            continue
        done = next((k for k in range(n, len(starts)) if not full[k]), len(starts))
        if (run := table_of(text, cells, kinds, starts[n:done], width, after=ends[n - 1] if n else 0)) is not None:
            yield run


def fits(kinds: Sequence[str], start: int, stop: int, width: int) -> bool:
    """Whether the cells of a row are as many as the others have, but for empty ones at its end: bars to spare."""
    return stop - start >= width and all(kind == "empty" for kind in kinds[start + width : stop])


def table_of(
    text: str, cells: Sequence[Cell], kinds: Sequence[str], starts: Sequence[int], width: int, *, after: int
) -> Run | None:
    """The table of rows that start at these cells, with its header and the rows right below it, which words do not tell
    from the header; None where header and columns do not bear it out."""
    first = starts[0] - width
    while first >= 0 and not is_header(text, tuple(cells[first : first + width]), kinds[first : first + width]):
        first -= width
        if first < after - width or (first >= 0 and kinds[first] != "word"):
            return None
    if first < 0:
        return None
    begins = [*range(first, starts[0], width), *starts]
    rows: list[Row] = [tuple(cells[n : n + width]) for n in begins]
    body = [[kind_of(text[c.start : c.end]) for c in row] for row in rows[1:] if not is_index(text, row)]
    values = [row for row in body if "value" in row]
    columns = list(zip(*body, strict=True))
    mixed = any("value" in column and "word" in column for column in columns)
    if mixed or "value" in columns[0] or len(values) < (ROWS_OF_PAIRS if width == COLUMNS[0] else LEAST_ROWS):
        return None
    return Run(rows[0][0].start, min(rows[-1][-1].end + 1, len(text)), rows)


def kind_of(words: str) -> str:
    """Whether a cell is empty, a value, words, or something else, like a code."""
    if not words:
        return "empty"
    if VALUE.fullmatch(words) or WITH_POINTS.fullmatch(words):
        return "value"
    if NO_VALUE.fullmatch(words):
        return "none"
    return "word" if HAN.search(words) and len(words) <= LONGEST else "other"


def is_header(text: str, row: Row, kinds: Sequence[str]) -> bool:
    """Whether a row has words over every column, or years over all but the first, and does not number them."""
    if is_index(text, row):
        return False
    return all(kind == "word" for kind in kinds) or (
        kinds[0] == "word" and len(row) > COLUMNS[0] and are_years(text, row)
    )


def is_index(text: str, row: Row) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2."""
    words = [text[c.start : c.end] for c in row]
    return words[0] == "甲" and all(INDEX.fullmatch(w) for w in words if w)
