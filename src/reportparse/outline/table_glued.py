"""Tables whose cells a page has run together: 指标名称单位数量 over 城市最低生活保障人数万人6.4.

Only under such a header; there every line is a label, a unit or none, and a value, or the name of a group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.model.outline import Cell
from reportparse.outline.table_blanks import MARKED_GROUP, RUN_HEAD
from reportparse.outline.table_cells import GROUP_LINE, Line, Row, Run

SIGN = "单位数"
"""What every such header has in it: the cheap look."""
UNIT = (
    r"(?:[万亿千]{1,2}(?:人次|户次|人|户|元|张|个|件|对|具|床|套|家|所|吨|平方米)?|人次|户次|(?<!老年)(?<![老病军工残疾])人|户|元|张|个|件|对|具|套"
    r"|平方米|吨|%|‰)(?:/[千万]?[人户床·、月年日]{1,4})?"
)
LABEL = r"(?:\d{1,2}[.、]|\(\d{1,2}\)|[A-H][.、])?[^\s\d。;!?|]{0,36}?[\u4e00-\u9fff)*]"
ROW = re.compile(rf"(?P<label>{LABEL})(?P<unit>{UNIT})?[ \u3000]*(?P<value>[+-]?\d[\d,]*(?:\.\d+)?)")
NO_VALUE = re.compile(rf"{LABEL}{UNIT}")
"""A row whose value the page does not give."""
LEAST_ROWS = 2


def glued_runs(text: str, lines: Sequence[Line]) -> list[Run]:
    """The tables under headers that are run together."""
    if SIGN not in text:
        return []
    found: list[Run] = []
    for n, line in enumerate(lines):
        if m := RUN_HEAD.fullmatch(line.text):
            head: Row = tuple(Cell(line.start + m.start(g), line.start + m.end(g)) for g in (1, 2, 3))
            rows = rows_under(lines, n)
            if sum(1 for row in rows if len(row) == len(head)) >= LEAST_ROWS:
                found.append(Run(head[0].start, min(rows[-1][-1].end + 1, len(text)), [head, *rows]))
    return found


def rows_under(lines: Sequence[Line], head: int) -> list[Row]:
    """The rows below a header, as far as its lines are rows, names of groups or blank; none where blanks part the cells."""
    rows: list[Row] = []
    valued = 0
    for line in lines[head + 1 :]:
        body = line.text.strip()
        start = line.start + line.text.index(body)
        if m := ROW.fullmatch(body):
            label, unit, value = m.span("label"), m.span("unit"), m.span("value")
            unit = (label[1], label[1]) if unit[0] < 0 else unit
            rows.append(tuple(Cell(start + a, start + b) for a, b in (label, unit, value)))
            valued = len(rows)
        elif not body or NO_VALUE.fullmatch(body):
            continue
        elif RUN_HEAD.fullmatch(body):
            break
        elif GROUP_LINE.fullmatch(body) or MARKED_GROUP.fullmatch(body):
            rows.append((Cell(start, start + len(body)),))
        else:
            break
    return rows[:valued]
