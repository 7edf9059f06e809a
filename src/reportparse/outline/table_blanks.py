"""Tables whose cells single blanks part: lines of as many words each, bare values at the end of all but the header.

Prose has blanks too, so much is asked: no stop or comma, a label before the values, as many values in every line, and a
header or enough lines of enough values.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportparse.model.outline import Cell
from reportparse.outline.table_cells import GROUP_LINE, SINGLE, VALUE, YEAR, Line, Row, Run, are_years, trailing
from reportparse.outline.table_shape import WORD, filled, headed

PROSE = re.compile(r"[。;!?,:](?:(?<=[。;!?])|(?<=,)(?!\d)|(?<=:)(?:$|(?<!中:)))")
"""Its first character stands alone, so that the engine skips to those."""
LABEL = re.compile(r"[\u4e00-\u9fff]")
RUNNING = re.compile(r"\d{1,2}[.、]?")
NUMBERS = re.compile(r"电话|号码|编号|邮编|代码|账号|日期|时间|文号|身份证")
"""Heads over numbers that count nothing."""
RUN_HEAD = re.compile(r"\s*((?:指标|项目)(?:名称)?)\s*((?:计量)?单\s?位)\s*(数[量值])\s*")
"""A header that was set wide, without its blanks."""
MARKED_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]|\(\d{1,2}\))[^\s\d,。;:!?|]{2,20}"
)
MOST_GROUPS = 3
"""So many names of groups may follow one another: 二、社会工作, (一)儿童福利, 1.孤儿."""
UNIT_SIGNS = frozenset("人户个件张对台辆部套元所家处册吨")
"""A unit of one sign, before its value, is a cell of its own."""
SCALES = frozenset("亿万千百")
LONGEST_LINE = 120
MOST_LABELS = 3

LINES_OF_PAIRS = 3
"""So many lines at least where each has one label and one value."""
LINES_WITHOUT_HEAD = 3
VALUES_WITHOUT_HEAD = 2
LINES_WITH_HEAD = 2


def single_blank_runs(text: str, lines: Sequence[Line], taken: Sequence[tuple[int, int]]) -> list[Run]:
    """The tables by single blanks outside those that were found by their edges; a blank line may stand between rows."""
    starts = [start for start, _ in taken]
    found: list[Run] = []
    block: list[tuple[Line, Row]] = []
    parted = False  # whether any line of the block has more than one word
    apart = False  # whether the line before was blank
    for line in [*lines, Line(len(text), len(text), "")]:
        n = bisect_right(starts, line.start)
        row = () if n and line.start < taken[n - 1][1] else words_of(line)
        if row:
            block.append((line, row))
            parted = parted or len(row) > 1
            apart = False
        elif block:
            if not apart and line.start < len(text) and not line.text.strip():
                apart = True
                continue
            found += tables_in(text, block) if parted else ()
            block, parted, apart = [], False, False
    return found


def words_of(line: Line) -> Row:
    """The words of a line that may be a row; () where it reads like prose. 合 计, set apart, is one word."""
    if len(line.text) > LONGEST_LINE or not line.text.strip() or PROSE.search(line.text):
        return ()
    if m := RUN_HEAD.fullmatch(line.text):
        return tuple(Cell(line.start + m.start(n), line.start + m.end(n)) for n in (1, 2, 3))
    words: list[tuple[int, int]] = []
    alone: list[tuple[int, int]] = []
    for m in WORD.finditer(line.text):
        if SINGLE.fullmatch(m[0]):
            alone.append(m.span())
            continue
        if alone:
            words += joined(line.text, alone, value=VALUE.fullmatch(m[0]) is not None)
            alone = []
        words.append(m.span())
    words += joined(line.text, alone, value=False)
    return tuple(Cell(line.start + a, line.start + b) for a, b in words)


def joined(line: str, alone: Sequence[tuple[int, int]], *, value: bool) -> Iterator[tuple[int, int]]:
    """Signs that stand alone as words: before a `value` all are its label, but for a unit; elsewhere two make one."""
    if value and len(alone) > 1:
        last = line[alone[-1][0]]
        unit = last in UNIT_SIGNS and line[alone[-2][0]] not in SCALES
        yield alone[0][0], alone[-2 if unit else -1][1]
        if unit:
            yield alone[-1]
        return
    for n in range(0, len(alone), 2):
        yield alone[n][0], alone[min(n + 1, len(alone) - 1)][1]


def tables_in(text: str, block: Sequence[tuple[Line, Row]]) -> Iterator[Run]:
    """The tables among lines that follow one another: as far as the lines have the same number of values."""
    at = 0
    while at < len(block):
        stop, tail = values_from(text, block, at)
        if tail:
            run = table_of(text, block, at, stop, tail)
            if run is not None:
                yield run
        at = max(stop, at + 1)


def values_from(text: str, block: Sequence[tuple[Line, Row]], at: int) -> tuple[int, int]:
    """How far lines of as many values as this one reach, and how many values that is (0: the line has none)."""
    tail = values_of(text, block[at][1])
    if not tail:
        return at, 0
    stop = at + 1
    while stop < len(block):
        row = block[stop][1]
        if values_of(text, row) == tail and labels_alike(block[at][1], row, tail):
            stop += 1
        else:
            groups = groups_from(text, block, stop)
            if not groups or stop + groups >= len(block) or values_of(text, block[stop + groups][1]) != tail:
                break
            stop += groups
    return stop, tail


def groups_from(text: str, block: Sequence[tuple[Line, Row]], at: int) -> int:
    """How many lines from one on name groups of rows."""
    most = min(MOST_GROUPS, len(block) - at)
    return next((n for n in range(most) if not is_group(text, block[at + n][1])), most)


def labels_alike(first: Row, row: Row, tail: int) -> bool:
    """合计 may have lost the empty cells of the other labels; more labels than the first line has no row."""
    return 1 <= len(row) - tail <= max(len(first) - tail, 1)


def values_of(text: str, row: Row) -> int:
    """How many values end a row that begins with a label: Chinese words behind a running number or none, or a year."""
    if len(row) < len(("label", "value")):
        return 0
    head = text[row[0].start : row[0].end]
    if RUNNING.fullmatch(head) and len(row) > len(("label", "value")) and LABEL.search(text, row[1].start, row[1].end):
        return trailing(text, row)
    if not LABEL.search(head) and not YEAR.fullmatch(head):
        return 0
    return trailing(text, row)


def table_of(text: str, block: Sequence[tuple[Line, Row]], at: int, stop: int, tail: int) -> Run | None:
    """The table of these lines and the header above them, or None where too little speaks for one."""
    rows = [row for _, row in block[at:stop]]
    width = max(map(len, rows))
    labels = width - tail
    first = at
    heads: list[Row] = []
    if are_years(text, rows[0]):
        heads, rows = [rows[0]], rows[1:]
    else:
        groups: list[Row] = []
        while at > len(groups) and len(groups) < MOST_GROUPS and is_group(text, block[at - 1 - len(groups)][1]):
            groups.insert(0, block[at - 1 - len(groups)][1])
        above = at - 1 - len(groups)
        if above >= 0 and header_fits(text, block[above][1], labels, tail):
            first, heads, rows = above, [block[above][1]], [*groups, *rows]
            if len(heads[0]) == tail and above and not values_of(text, block[above - 1][1]):
                first, heads = above - 1, [block[above - 1][1], *heads]
    count = sum(1 for row in rows if values_of(text, row))
    first_word = text[rows[-1][0].start : rows[-1][0].end] if rows else ""
    if labels > MOST_LABELS or not enough(text, heads, first_word, count, labels, tail):
        return None
    even = [filled(text, row, width, tail) for row in rows]
    end = min(block[stop - 1][0].end + 1, len(text))
    return Run(block[first][0].start, end, [*headed(text, heads, width, tail), *even])


def is_group(text: str, row: Row) -> bool:
    """Whether a line may name the group of the rows below it."""
    if len(row) != 1:
        return False
    words = text[row[0].start : row[0].end]
    return GROUP_LINE.fullmatch(words) is not None or MARKED_GROUP.fullmatch(words) is not None


def header_fits(text: str, row: Row, labels: int, tail: int) -> bool:
    """Whether a line has a word for every column (or all but the labels'), none a value."""
    if any(VALUE.fullmatch(text[c.start : c.end]) for c in row):
        return False
    return len(row) == labels + tail or (len(row) == tail and tail > 1)


def enough(text: str, heads: Sequence[Row], first: str, lines: int, labels: int, tail: int) -> bool:
    """Whether header, lines and values together make a table."""
    if any(NUMBERS.search(text[c.start : c.end]) for row in heads for c in row):
        return False
    if not heads:
        if RUNNING.fullmatch(first):
            return False
        return lines >= LINES_WITHOUT_HEAD and tail >= VALUES_WITHOUT_HEAD
    return lines >= (LINES_OF_PAIRS if labels == tail == 1 else LINES_WITH_HEAD)
