"""What the header of a table says of its columns: time, role and unit; and where its labels end and its values begin."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.link.captions import IN_BRACKETS, UnitOf
from reportparse.model.mentions import PeriodMention
from reportparse.model.outline import Cell, Table
from reportparse.model.report import ReportPeriod

VALUE = re.compile(r"[+-]?\s?\d[\d,.\s]*(?:[%‰]|[\u4e00-\u9fff]{1,4})?")
UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
MONEY_HEAD = re.compile(r"投资|资金|金额|支出|收入|经费|款|销售额")
PRIOR_HEAD = re.compile(r"上年|去年|同期|基期|上期")
CHANGE_HEAD = re.compile(r"增长|增减|同比|增幅|比上年|较上年|±|环比|升降|变动")
TARGET_HEAD = re.compile(r"计划|目标|任务|预算")
RATE_HEAD = re.compile(r"完成率|占比|比重|比例|进度|率$|[%％]|占(?:预算|计划|年度)")
HAN = re.compile(r"[\u4e00-\u9fff]")
YEAR_HEAD = re.compile(r"(?:19|20)\d\d\s?年?")
YEAR_WORDS = re.compile(r"(?:19|20)\d\d\s?年")
LONGEST_STEP = 10
"""Years between two columns of bare years; numbers further apart are values."""
LABELS = 3
"""A table has so many columns of labels at most (学前教育 | 政府助学金)."""
SERIES = 3
"""From so many year columns on, a table is a series and every column is actual."""
INDEX_HEAD = re.compile(r"^(?:序 ?号|编 ?号|行 ?次|序次|No\.?)$", re.I)
"""A first column of running numbers: the labels stand in the second."""


class Column(NamedTuple):
    """What a column's header says of the values under it."""

    role: str
    period: PeriodMention | None
    unit: str | None
    rule: str
    money: bool = False


def header_rows(text: str, table: Table) -> int:
    """How many rows at the top hold no values."""
    for r, row in enumerate(table.rows):
        cells = [text[c.start : c.end] for c in row[1:]]
        if any(VALUE.fullmatch(c) and not YEAR_WORDS.match(c) for c in cells if c) and not are_years(cells):
            return r
        if r >= 2 or not any(cells):
            return r
    return 0


def are_years(cells: Sequence[str]) -> bool:
    """Whether a row's values are bare years in order, as only a header has them: 2002 2003 2004."""
    years = [int(c) for c in cells if c and not HAN.search(c) and c.isdecimal() and len(c) == 4]
    if len(years) < 2 or len(years) != sum(1 for c in cells if VALUE.fullmatch(c)):
        return False
    steps = {b - a for a, b in pairwise(years)}
    return min(years) >= 1900 and max(years) < 2100 and len(steps) == 1 and 0 < abs(steps.pop()) <= LONGEST_STEP


def last_label(text: str, table: Table, head: int, at: int, unit_column: int | None) -> int:
    """The last of the columns of labels on the left: those in which no row has a value."""
    last = at
    width = max(map(len, table.rows[head:]), default=0)
    while last + 1 < min(at + LABELS, width - 1) and last + 1 != unit_column:
        cells = [text[row[last + 1].start : row[last + 1].end] for row in table.rows[head:] if last + 1 < len(row)]
        if any(VALUE.fullmatch(words) for words in cells) or not any(HAN.search(words) for words in cells):
            break
        last += 1
    return last


def spread(text: str, row: Sequence[Cell]) -> list[str]:
    """The words over each column of an upper header row: an empty cell stands under the one to its left."""
    words: list[str] = []
    for c, cell in enumerate(row):
        own = text[cell.start : cell.end]
        words.append(own or (words[-1] if c > 1 else ""))
    return words


def columns_of(
    text: str, table: Table, head: int, periods: Sequence[PeriodMention], unit_of: UnitOf, report: ReportPeriod
) -> dict[int, Column]:
    """What each column's header cells say; of two years side by side the earlier is prior."""
    found: dict[int, Column] = {}
    for r in range(head):
        row = table.rows[r]
        under = table.rows[head - 1]
        over = spread(text, row) if r < head - 1 and len(row) >= len(under) - 1 else None
        missing = len(under) - len(row) if over else 0  # an empty cell at a line's end is not printed
        for c, cell in enumerate([*row, *[row[-1]] * missing]):
            words = over[min(c, len(row) - 1)] if over else text[cell.start : cell.end]
            if not words or c == 0:
                continue
            above = found.get(c, Column("actual", None, None, "table.column"))
            role, rule = head_role(words)
            if role == "actual":  # a year over two columns says nothing against 户数 under it
                role, rule = above.role, above.rule
            own = [p for p in periods if cell.start <= p.start < cell.end]
            if (year := YEAR_HEAD.match(words)) and (YEAR_HEAD.fullmatch(words) or (over and not own)):
                own = [whole_year(int(year[0][:4]), cell, report)]
            unit = m.group(1) if (m := IN_BRACKETS.search(words)) else "%" if "%" in words else None
            if unit is None and RATE_HEAD.search(words):
                unit = "%"
            money = above.money or MONEY_HEAD.search(words) is not None
            if role == "change" and own and own[-1].relation == "past":
                own = []  # 比上年: compared with then, but of now
            found[c] = Column(role, own[-1] if own else above.period, unit or above.unit, rule, money)
    years = {c: col.period.last for c, col in found.items() if col.period and col.period.last and col.role == "actual"}
    if len(set(years.values())) == SERIES - 1:
        first = min(v for v in years.values() if v)
        for c, last in years.items():
            if last == first:
                found[c] = found[c]._replace(role="prior", rule="table.earlier_year")
    return found


def whole_year(year: int, cell: Cell, report: ReportPeriod) -> PeriodMention:
    """The year that a header names by its bare number."""
    own = report.end is not None and report.end.year == year
    return PeriodMention(
        cell.start, cell.end, dt.date(year, 1, 1), dt.date(year, 12, 31), "flow", "year", "own" if own else "past"
    )


def head_role(words: str) -> tuple[str, str]:
    """The role that a header's words give its column."""
    if CHANGE_HEAD.search(words):
        return "change", "table.change_column"
    if PRIOR_HEAD.search(words):
        return "prior", "table.prior_column"
    if TARGET_HEAD.search(words) and not RATE_HEAD.search(words):
        return "target", "table.target_column"
    return "actual", "table.column"
