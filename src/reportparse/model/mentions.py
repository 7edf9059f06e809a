"""What the recognisers find: light tuples over the folded reading, offsets in the reading, end exclusive."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from reportparse.model.record import record


class NumeralMention(NamedTuple):
    """A numeral by itself: value is exact (scales 万 and 亿 folded in), bound as its own words say (十余 -> at_least)."""

    start: int
    end: int
    value: Decimal
    bound: str = "exact"


class PlaceMention(NamedTuple):
    """A place named with figures: those from `start` to `reach` hold for it."""

    start: int
    end: int
    reach: int


@record
class QuantityMention:
    """A numeral with its unit.

    start..end covers numeral, unit and bound words inside (一万余份), not bound words around (约, 以上).
    `value` is exact in `unit`: money keeps its printed scale (unit 万元, 亿元), all else has 万 and 亿 folded in.
    `bound` takes in the words inside and around. `per` is set where the unit itself says so (元/人·月, 每人每月630元).
    `number_end` is where the bare numeral ends.
    """

    start: int
    end: int
    number_end: int
    value: Decimal
    unit: str
    measure: str
    bound: str = "exact"
    per: str | None = None
    rule: str = "quantity"


@record
class PeriodMention:
    """Words of time resolved to days.

    `first`..`last` are the days they span (a day of stock has first == None). `kind`: "flow" for a span of time,
    "as_of" where the words themselves name a day of stock (截至5月底, 年末, 3月末). `grain`: day, month, months,
    quarter, half, year, years, other. `relation`: "own" (the report's own time), "past" (去年同期, 上年, 2018年 seen
    from a 2019 report), "future" (下半年 of a first-half report, 明年), "since" (2016年以来). `upto`: 截至/截止/到…为止 stand before it.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    kind: str
    grain: str
    relation: str = "own"
    upto: bool = False
    rule: str = "period"


@record
class ProgramMention:
    """Words of the lexicon that name a program; `code` is a taxonomy code or "" for a field outside the taxonomy."""

    start: int
    end: int
    code: str
    word: str
