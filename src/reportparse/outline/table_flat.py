"""Tables that lost their lines: header and rows run on in one line, parted by single blanks, between sentences.

项目 单位 今年上半年 去年上半年 城市低保金 万元 496.8 521.3 农村低保金 万元 2514.6 2438.2: as many labels and values in every row, and a header
of as many words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.model.outline import Cell
from reportparse.outline.table_cells import NO_VALUE, VALUE, Line, Row, Run

HEAD = re.compile(
    r"[项县指名乡镇街地区单部学险年类](?<![^\s。:].)(?<=(?=(?:"
    r"项\s?目|县\((?:市、)?区\)|指标(?:名称)?|名称|乡镇|镇街|镇村|街道|县市区|县区|地区|区域|单位|部门|学校|学段|险种|年份|年度|类别|类型"
    r")(?=\s)).)"
)
"""Where the first word of a header begins. Its first character stands alone, so that the engine skips to those."""
WORD = re.compile(r"(?:19|20)\d\d年[^\s\d]{0,8}|[+-]?\d[\d,]*(?:\.\d+)?[%‰]?(?![.、])|[^\s\d]+|\S+")
"""A year, a value or a label: some blanks between them may be gone."""
LABEL = re.compile(r"(?:(?:19|20)\d\d年|[^\s\d。,;:!?|])(?:[^\s。,;:!?|]|:(?=[^\s\d])){0,18}")
LONGEST_HEAD = 12
"""Words of a header and the first row's labels."""
MOST_LABELS, MOST_GROUPS = 2, 2
LEAST_ROWS, LEAST_PAIRS = 2, 3
"""Rows, and rows of one label and one value."""
REACH = 1_200
"""Characters of a line in which one table is looked for."""

Span = tuple[int, int]


def flat_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables inside lines, in order."""
    found: list[Run] = []
    if HEAD.search(text) is None:
        return found  # the cheap look first: one for all lines
    for line in lines:
        at = line.start
        while head := HEAD.search(text, at, line.end):
            run = table_from(text, head.start(), min(line.end, head.start() + REACH))
            if run is not None:
                found.append(run)
            at = run.end if run is not None else head.end()
    return found


def table_from(text: str, start: int, stop: int) -> Run | None:
    """The table whose header begins here, or None where what follows is none."""
    words = [m.span() for m in WORD.finditer(text, start, stop)]
    groups = grouped(text, words)
    if len(groups) < LEAST_ROWS:
        return None
    first, values = groups[0]
    width = len(values)
    rows: list[tuple[list[Span], list[Span]]] = []
    labels = min(len(said) for said, _ in groups[1:])
    header, rest = first[: labels + width], first[labels + width :]
    for said, given in [(rest, values), *groups[1:]]:
        if not labels <= len(said) <= labels + MOST_GROUPS or len(given) != width:
            break
        rows.append((said, given))
    least = LEAST_PAIRS if width == 1 else LEAST_ROWS
    if not 1 <= labels <= MOST_LABELS or len(rows) < least:
        return None
    body: list[Row] = [tuple(Cell(a, b) for a, b in header)]
    for said, given in rows:
        body += [(Cell(a, b),) for a, b in said[:-labels]]  # 一、最低生活保障: the name of a group of rows
        body.append(tuple(Cell(a, b) for a, b in (*said[-labels:], *given)))
    return Run(start, body[-1][-1].end, body)


def grouped(text: str, words: Sequence[Span]) -> list[tuple[list[Span], list[Span]]]:
    """The words of a line as labels and the values behind them, again and again, as far as nothing else stands between."""
    groups: list[tuple[list[Span], list[Span]]] = []
    said: list[Span] = []
    given: list[Span] = []
    for a, b in words:
        if VALUE.fullmatch(text, a, b) or (given and NO_VALUE.fullmatch(text, a, b)):
            given.append((a, b))
            continue
        if given:
            groups.append((said, given))
            said, given = [], []
        if not LABEL.fullmatch(text, a, b) or len(said) == LONGEST_HEAD:
            return groups
        said.append((a, b))
    return [*groups, (said, given)] if said and given else groups
