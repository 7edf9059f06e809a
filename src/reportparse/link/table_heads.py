"""What the header of a table says of its columns: time, role and unit; and where its labels end and its values begin."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from reportparse.link.captions import UnitOf
from reportparse.link.table_units import IN_BRACKETS, Unit, named_unit, unit_said
from reportparse.model.mentions import PeriodMention
from reportparse.model.outline import Cell, Table
from reportparse.model.report import ReportPeriod

VALUE = re.compile(r"[+-]?\s?\d[\d,.\s]*(?:[%‰]|[\u4e00-\u9fff]{1,4})?")
MONEY_IN_CELL = re.compile(r"\d[\d,.]*\s?[万亿]?元")
UNIT_HEAD = re.compile(r"^(?:计量)?单 ?位$")
MONEY_HEAD = re.compile(r"投资|资金|金额|支出|收入|经费|款|销售额")
STANDARD_HEAD = re.compile(r"标准|保障线")
PRIOR_HEAD = re.compile(r"上年|去年|同期|基期|上期|上月|上季|期初|年初")
CHANGE_HEAD = re.compile(r"增长|增减|同比|增幅|降幅|比上年|较上年|比去年|较去年|比年初|较年初|±|环比|升降|变动|净增")
GROWTH_HEAD = re.compile(r"增长(?!额|数|量|人)|[增降升涨]幅|(?:同|环)比$|±$")
TARGET_HEAD = re.compile(r"计划|目标|任务|预算")
RATE_HEAD = re.compile(r"完成率|占比|比重|比例|进度|率$|[%％‰]|占(?:预算|计划|年度)")
PART_HEAD = re.compile(r"^(?:其中|#)\s*:?")
TOTAL_HEAD = re.compile(r"^(?:合\s{0,4}计|总\s{0,4}计|小\s{0,4}计|共\s{0,4}计|总数|全[市县区省州镇乡](?:合计)?)$")
HAN = re.compile(r"[\u4e00-\u9fff]")
YEAR_HEAD = re.compile(r"(?:19|20)\d\d\s?年?")
TIME_WORDS = re.compile(r"(?:19|20)\d\d\s?年|\d{1,2}(?:[-—–~至]\d{1,2})?月")
MONTH_HEAD = re.compile(r"(\d{1,2})月份?")
REMARK_HEAD = re.compile(r"^(?:备 ?注|说 ?明|附 ?注)$")
LONGEST_STEP = 10
"""Years between two columns of bare years; numbers further apart are values."""
LABELS = 3
"""A table has so many columns of labels at most (学前教育 | 政府助学金)."""
HEADER_ROWS = 3
MONTHS = range(1, 13)
PIECES = frozenset({"month", "months", "quarter", "half"})
SERIES = 3
"""From so many year columns on, a table is a series and every column is actual."""
INDEX_HEAD = re.compile(r"^(?:序 ?号|编 ?号|行 ?次|序次|No\.?)$", re.I)
"""A first column of running numbers: the labels stand in the second."""


INDEX_CELL = re.compile(r"[甲乙丙丁戊]|\d{1,2}")
CODE = re.compile(r"[A-Z]{2,}[A-Z\d]{4,}")


class Column(NamedTuple):
    """What a column's header says of the values under it: `words` from the top down, each once, `whole` the column that it
    is a part of, `basis` the one that it is a change, a share or a goal of."""

    role: str = "actual"
    period: PeriodMention | None = None
    unit: Unit | None = None
    rule: str = "table.column"
    words: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    unit_words: str = ""
    whole: int | None = None
    basis: int | None = None

    @property
    def head(self) -> str:
        """All that is said over the column."""
        return " ".join(self.words)

    @property
    def rate(self) -> bool:
        """Whether the column tells shares or rates."""
        return self.unit is not None and self.unit[1] == "rate"

    @property
    def total(self) -> bool:
        """Whether the column adds up others."""
        return any(TOTAL_HEAD.match(w) for w in self.words)


def header_rows(text: str, table: Table) -> int:
    """How many rows at the top hold no values."""
    for r, row in enumerate(table.rows):
        cells = [text[c.start : c.end] for c in row[1:]]
        if r and numbers_columns(text, row):
            continue
        if r and not any(c for c in cells if not CODE.fullmatch(c)):
            return r  # a group of rows: its name, and its code at most
        if any(VALUE.fullmatch(c) and not TIME_WORDS.match(c) for c in cells if c) and not are_years(cells):
            return r
        if r >= HEADER_ROWS or not any(cells):
            return r
    return 0


def numbers_columns(text: str, row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2."""
    words = [text[c.start : c.end] for c in row]
    return words[0] == "甲" and all(INDEX_CELL.fullmatch(w) for w in words if w)


def are_years(cells: Sequence[str]) -> bool:
    """Whether a row's values are bare years in order, as only a header has them: 2002 2003 2004."""
    years = [int(c) for c in cells if c and not HAN.search(c) and c.isdecimal() and len(c) == 4]
    if len(years) < 2 or len(years) != sum(1 for c in cells if VALUE.fullmatch(c)):
        return False
    steps = {b - a for a, b in pairwise(years)}
    return min(years) >= 1900 and max(years) < 2100 and len(steps) == 1 and 0 < abs(steps.pop()) <= LONGEST_STEP


def last_label(text: str, table: Table, head: int, at: int, unit_column: int | None) -> int:
    """The last of the columns of labels on the left: those in which no row has a value, or sums of money in words."""
    last = at
    width = max(map(len, table.rows[head:]), default=0)
    while last + 1 < min(at + LABELS, width - 1) and last + 1 != unit_column:
        cells = [text[row[last + 1].start : row[last + 1].end] for row in table.rows[head:] if last + 1 < len(row)]
        if any((VALUE.fullmatch(words) and "岁" not in words) or MONEY_IN_CELL.search(words) for words in cells):
            break
        if not any(HAN.search(words) for words in cells):
            break
        last += 1
    return last


def spread(text: str, row: Sequence[Cell]) -> list[Cell]:
    """The cell over each column of an upper header row: an empty cell stands under the one to its left."""
    over: list[Cell] = []
    for c, cell in enumerate(row):
        over.append(cell if text[cell.start : cell.end] or c < 2 else over[-1])
    return over


def header_cells(text: str, table: Table, head: int) -> dict[int, list[Cell]]:
    """The cells over every column but the first, from the top down, each once."""
    found: dict[int, list[Cell]] = {}
    rows = [row for row in table.rows[:head] if not numbers_columns(text, row)]
    for r, found_row in enumerate(rows):
        row: Sequence[Cell] = found_row
        under = rows[-1]
        if r < len(rows) - 1 and len(row) >= len(under) - 1:
            row = spread(text, [*row, *[Cell(row[-1].end, row[-1].end)] * (len(under) - len(row))])
        for c, cell in enumerate(row):
            words = text[cell.start : cell.end]
            if c and words and words not in [text[a.start : a.end] for a in found.get(c, [])]:
                found.setdefault(c, []).append(cell)
    return found


def columns_of(
    text: str, table: Table, head: int, periods: Sequence[PeriodMention], unit_of: UnitOf, report: ReportPeriod
) -> dict[int, Column]:
    """What each column's header cells say; of two years side by side the earlier is prior."""
    found: dict[int, Column] = {}
    for c, cells in sorted(header_cells(text, table, head).items()):
        column = Column()
        for cell in cells:
            column = with_words(text, column, cell, periods, unit_of, report)
        found[c] = column
    found = with_earlier_year(found, report)
    first = min(found, default=0)
    for c in sorted(found):
        found[c] = related(found, c, first)
    return found


def with_words(
    text: str, above: Column, cell: Cell, periods: Sequence[PeriodMention], unit_of: UnitOf, report: ReportPeriod
) -> Column:
    """A column with what one more cell of its header says."""
    words = text[cell.start : cell.end]
    role, rule = head_role(words)
    if role == "actual":  # a year over two columns says nothing against 户数 under it
        role, rule = above.role, above.rule
    own = [p for p in periods if cell.start <= p.start < cell.end]
    if (year := YEAR_HEAD.match(words)) and (YEAR_HEAD.fullmatch(words) or not own):
        own = [whole_year(int(year[0][:4]), cell, report)]
    if (month := MONTH_HEAD.fullmatch(words)) and report.end is not None:
        own = whole_month(report.end.year, int(month[1]), cell) or own
    if role == "change" and own and own[-1].relation == "past":
        own = []  # 比上年: compared with then, but of now
    unit = unit_said(words, unit_of)
    if unit is None and (RATE_HEAD.search(words) or (role == "change" and GROWTH_HEAD.search(words))):
        unit = ("‰", "rate") if "‰" in words else ("%", "rate")
    brackets = m.group(1) if (m := IN_BRACKETS.search(words)) else ""
    return Column(
        role,
        own[-1] if own else above.period,
        unit or above.unit,
        rule,
        (*above.words, words),
        (*above.cells, cell),
        brackets if named_unit(brackets, unit_of) else above.unit_words,
    )


def related(columns: Mapping[int, Column], c: int, first: int) -> Column:
    """A column with those to its left that it is a part, a change or the year before of."""
    column = columns[c]
    left = [n for n in range(c - 1, first - 1, -1) if n in columns and not UNIT_HEAD.match(columns[n].head)]
    actual = [n for n in left if columns[n].role == "actual"]
    if any(PART_HEAD.match(w) for w in column.words):
        whole = [n for n in left if not any(PART_HEAD.match(w) for w in columns[n].words)]
        whole = [n for n in whole if columns[n].role == column.role and not columns[n].rate]
        column = column._replace(whole=whole[0] if whole else None)
    if column.role == "change":
        column = column._replace(basis=actual[0] if actual else None)
    elif column.role == "target":
        reached = [n for n in columns if n >= first and columns[n].role == "actual" and not columns[n].rate]
        column = column._replace(basis=min(reached, key=lambda n: (abs(n - c), n < c), default=None))
    elif column.rate:
        counts = [n for n in actual if not columns[n].rate]
        column = column._replace(basis=counts[0] if counts else None)
    elif column.role == "prior" and "同期" in column.head and actual:
        column = column._replace(period=year_before(columns[actual[0]].period) or column.period)
    return column


def with_earlier_year(columns: Mapping[int, Column], report: ReportPeriod) -> dict[int, Column]:
    """Of two years side by side the earlier is prior; quarters and months of the report's own time are not."""
    found = dict(columns)
    ends = {c: col.period.last for c, col in found.items() if col.period and col.period.last and col.role == "actual"}
    if len(set(ends.values())) == SERIES - 1:
        first = min(v for v in ends.values() if v)
        for c, last in ends.items():
            if last == first and not piece_of(found[c].period, report):
                found[c] = found[c]._replace(role="prior", rule="table.earlier_year")
    return found


def piece_of(mention: PeriodMention | None, report: ReportPeriod) -> bool:
    """Whether a column tells of a piece of the report's time: 一季度 of half a year."""
    return (
        mention is not None
        and mention.grain in PIECES
        and mention.first is not None
        and report.start is not None
        and mention.first >= report.start
    )


def whole_year(year: int, cell: Cell, report: ReportPeriod) -> PeriodMention:
    """The year that a header names by its bare number."""
    own = report.end is not None and report.end.year == year
    return PeriodMention(
        cell.start, cell.end, dt.date(year, 1, 1), dt.date(year, 12, 31), "flow", "year", "own" if own else "past"
    )


def whole_month(year: int, month: int, cell: Cell) -> list[PeriodMention]:
    """The month that a header names by its bare number: of the report's year."""
    if not 1 <= month <= len(MONTHS):
        return []
    first = dt.date(year, month, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return [PeriodMention(cell.start, cell.end, first, last, "flow", "month")]


def year_before(mention: PeriodMention | None) -> PeriodMention | None:
    """The same days a year earlier."""
    if mention is None or mention.last is None:
        return None
    first = day_a_year_before(mention.first) if mention.first else None
    return replace(mention, first=first, last=day_a_year_before(mention.last), relation="past")


def day_a_year_before(day: dt.date) -> dt.date:
    """The same day of the year before; the last of February stays the last."""
    after = day + dt.timedelta(days=1)
    if after.day == 1:
        return after.replace(year=after.year - 1) - dt.timedelta(days=1)
    return day.replace(year=day.year - 1)


def head_role(words: str) -> tuple[str, str]:
    """The role that a header's words give its column."""
    if CHANGE_HEAD.search(words):
        return "change", "table.change_column"
    if TARGET_HEAD.search(words) and not RATE_HEAD.search(words):
        return "target", "table.target_column"
    if PRIOR_HEAD.search(words):
        return "prior", "table.prior_column"
    return "actual", "table.column"
