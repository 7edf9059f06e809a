"""Tables by single blanks with a column of codes (JZH011000000), which tells labels and units from values in every row.

Blanks show no empty cell: a row with fewer values than columns is read only where it is plain which of them it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportparse.model.outline import Cell
from reportparse.outline.table_cells import VALUE, Line, Row, Run
from reportparse.outline.table_shape import WORD

CODE = re.compile(r"[A-Z]{2,4}\d{6,14}")
CODE_HEAD = re.compile(r"(?:指标)?代码|编码")
UNIT_HEAD = re.compile(r"(?:计量)?单 ?位")
GROWTH_HEAD = re.compile(r"[环同]比|增长|[增升]幅")
LONGEST_UNIT = 8
LEAST_ROWS = 2
NEAR = Decimal("0.02")
"""So far a growth may lie from that of the two values before it: it is rounded."""


def coded_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables under headers that name a column of codes."""
    if "代码" not in text and "编码" not in text:
        return []
    found: list[Run] = []
    for n, line in enumerate(lines):
        if "代码" not in line.text and "编码" not in line.text:
            continue
        head = words_of(line)
        at = next((k for k, cell in enumerate(head) if CODE_HEAD.fullmatch(text, cell.start, cell.end)), 0)
        if not at or "|" in line.text or "\t" in line.text or len(head) == at + 1:
            continue
        rows = rows_under(text, lines, n, head, at)
        if sum(1 for row in rows if row[-len(head) + at + 1].end > row[-len(head) + at + 1].start) >= LEAST_ROWS:
            found.append(Run(line.start, min(rows[-1][-1].end + 1, len(text)), [head, *rows]))
    return found


def words_of(line: Line) -> Row:
    """The words of a line."""
    return tuple(Cell(line.start + m.start(), line.start + m.end()) for m in WORD.finditer(line.text))


def rows_under(text: str, lines: Sequence[Line], head: int, heads: Row, at: int) -> list[Row]:
    """The rows below a header whose codes stand in column `at`, as far as every line has one; those that number the
    columns, and those whose values have no plain place, are left out."""
    units = at > 1 and UNIT_HEAD.fullmatch(text, heads[at - 1].start, heads[at - 1].end) is not None
    growth = [GROWTH_HEAD.search(text, c.start, c.end) is not None for c in heads[at + 1 :]]
    rows: list[Row] = []
    for line in lines[head + 1 :]:
        words = words_of(line)
        code = next((k for k, c in enumerate(words) if k and CODE.fullmatch(text, c.start, c.end)), 0)
        if not code:
            if words and (rows or not all(VALUE.fullmatch(text, c.start, c.end) for c in words)):
                break
            continue
        values = words[code + 1 :]
        if not all(VALUE.fullmatch(text, c.start, c.end) for c in values):
            break
        unit = words[code - 1] if units and code > 1 and len_of(words[code - 1]) <= LONGEST_UNIT else None
        label = Cell(words[0].start, words[code - (1 if unit is None else 2)].end)
        between = [label, *[Cell(label.end, label.end)] * (at - 1)]
        if unit is not None:
            between[-1] = unit
        if placed(text, values, growth):
            empty = Cell(words[-1].end, words[-1].end)
            rows.append((*between, words[code], *values, *[empty] * (len(growth) - len(values))))
    return rows


def len_of(cell: Cell) -> int:
    """How many characters a cell has."""
    return cell.end - cell.start


def placed(text: str, values: Row, growth: Sequence[bool]) -> bool:
    """Whether the values are those of the first columns: all have one, none has, or a growth bears it out: the growth
    printed is that of the two before it, or there is none as they are the same."""
    if len(values) in (0, len(growth)):
        return True
    if len(values) > len(growth) or growth[:3] != [False, False, True]:
        return False
    if len(values) == 1:
        return False
    now, before, *more = (number_of(text[c.start : c.end]) for c in values[:3])
    if not more:
        return now == before
    return before != 0 and abs((now / before - 1) * 100 - more[0]) <= NEAR


def number_of(words: str) -> Decimal:
    """The number of a cell."""
    return Decimal("".join(sign for sign in words if sign in "+-.0123456789"))
