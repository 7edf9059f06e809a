"""From a matched part of a year to days: one small function a form, told its year and the report's own time.

Forms that stand without a year of their own are period_words.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import UNKNOWN, Span, shift_years

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "元": 1,
    "首": 1,
    "两": 2,
}
CENTURY = 100


def number(text: str) -> int:
    """The small numerals of dates: 7, 07, 七, 十二, 二十一, 元."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.partition("十")
    if not ten:
        return DIGITS.get(text, 0)
    return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(units, 0) if units else 0)


def year_number(text: str, pivot: int | None = None) -> int:
    """2020, 二〇〇九; two digits are of the century that brings them nearest to `pivot`."""
    if len(text) == 4 and text.isascii() and text.isdecimal():
        return int(text)
    digits = "".join(
        char if char.isdecimal() else str(DIGITS.get(char, 0)) for char in text if char.isalnum() or char in "〇○"
    )
    year = int(digits)
    if len(digits) > 2:
        return year
    base = pivot or 2000
    return min(
        (base // CENTURY * CENTURY + shift + year for shift in (-CENTURY, 0, CENTURY)), key=lambda y: (abs(y - base), y)
    )


@dataclass(slots=True)
class Frame:
    """What the walk knows where a phrase stands: the report's own days, and what the text has named so far.

    `year` governs the sentence, `plan` the rest of the text under a heading such as 2021年工作计划; `begun` is the year in which
    the sentence lets something begin (2010年开始…,当年…).
    """

    start: dt.date | None
    end: dt.date | None
    today: dt.date | None = None
    year: int | None = None
    plan: int | None = None
    begun: int | None = None
    month: Span = UNKNOWN
    flow: Span = UNKNOWN
    made: dt.date | None = None

    @property
    def here(self) -> dt.date | None:
        """The day that 本月 and 目前 are told from: today for text by itself, else the report's last."""
        return self.today or self.end

    @property
    def own_year(self) -> int | None:
        """The year that 今年 means."""
        return self.end.year if self.end else None

    @property
    def bare_year(self) -> int | None:
        """The year of 年底 and 全年."""
        return next((year for year in (self.year, self.plan) if year is not None), self.own_year)

    def year_for(self, month: int) -> int | None:
        """The year of a bare month: the sentence's, else the one that puts it inside the report's own time."""
        if self.year is not None or self.plan is not None or self.start is None or self.end is None:
            return self.year if self.year is not None else self.plan
        for year in range(self.end.year, self.start.year - 1, -1):
            if (self.start.year, self.start.month) <= (year, month) <= (self.end.year, self.end.month):
                return year
        return self.end.year


class Piece(NamedTuple):
    """Days of a phrase. `edge`: its last day is meant, as a day of stock; `year`: the year its words named."""

    span: Span
    grain: str
    rule: str
    edge: bool = False
    year: int | None = None
    relation: str | None = None
    upto: bool = False


Match = re.Match[str]


def months(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """1-5月, 1月至6月30日; 11月至3月 runs over the year's end."""
    first, last = number(m["month_from"]), number(m["month_to"])
    over = last < first
    there = year if year is not None else frame.year_for(last)
    if (
        over
        and year is None
        and there is not None
        and frame.end
        and (there + 1, last) > (frame.end.year, frame.end.month)
    ):
        there -= 1
    span = calendar.months(there, first, last + 12 if over else last)
    if m["until_day"] and there is not None:
        until = calendar.day(there + over, last, number(m["until_day"]))
        span = Span(span.first, until.last or span.last)
    return Piece(span, "months", "months", year=year)


def _opens_line(m: Match) -> bool:
    """Whether a sentence begins here, so that a number before 、 may be a list marker."""
    before = m.string[max(0, m.start() - 2) : m.start()].rstrip(" ")
    return not before or before[-1] in "\n。;:"


COUNTED_MONTHS = re.compile("[两二三]个?月")


def month_list(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """1、2月份: months in a row. At the start of a line the first number may be a list marker, so it is left."""
    told = m["month_list"].split("、")
    numbers = [number(re.split(" ?[两二三]?个?月", part)[0]) for part in told]
    in_a_row = all(b - a == 1 for a, b in itertools.pairwise(numbers))
    counted = "月" in told[0] or COUNTED_MONTHS.search(told[-1]) is not None  # 六、七两月 says that it is no marker
    if not in_a_row or (year is None and len(numbers) == 2 and not counted and _opens_line(m)):
        return None
    there = year if year is not None else frame.year_for(numbers[-1])
    return Piece(calendar.months(there, numbers[0], numbers[-1]), "months", "months", year=year)


def month(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """6月, 三月份, 7月1日, 3月5日至12日, 7月下旬, 6月底."""
    which = number(m["month_number"])
    there = year if year is not None else frame.year_for(which)
    if m["day"] or m["day_from"]:
        first = calendar.day(there, which, number(m["day"] or m["day_from"]))
        last = calendar.day(there, which, number(m["day"] or m["day_to"]))
        if there is not None and (first.first is None or last.last is None or last.last < first.first):
            return None
        return Piece(
            Span(first.first, last.last), "day" if m["day"] else "other", "day" if m["day"] else "days", year=year
        )
    if m["month_part"]:
        return Piece(calendar.month_part(there, which, m["month_part"]), "other", "month_part", year=year)
    return Piece(calendar.months(there, which, which), "month", "month", edge=bool(m["month_edge"]), year=year)


def _quarters(year: int | None, first: int, last: int, grain: str, edge: bool, frame: Frame) -> Piece:
    there = year if year is not None else frame.year_for(last * 3)
    return Piece(calendar.months(there, first * 3 - 2, last * 3), grain, "quarter", edge=edge, year=year)


def quarters(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """一至三季度, 1、2季度."""
    first, last = number(m["quarter_from"]), number(m["quarter_to"])
    if year is None and "、" in m["quarters"] and not m["quarters"].startswith("第") and _opens_line(m):
        return None
    return _quarters(year, first, last, "months", bool(m["quarters_edge"]), frame) if first < last else None


def quarter(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """一季度, 第三季度, 四季度末; 四季度初 is its first month."""
    which = number(m["quarter_number"])
    if m["quarter_edge"] == "初":
        there = year if year is not None else frame.year_for(which * 3)
        return Piece(calendar.months(there, which * 3 - 2, which * 3 - 2), "other", "quarter", year=year)
    return _quarters(year, which, which, "quarter", bool(m["quarter_edge"]), frame)


def first_quarters(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """前三季度."""
    return _quarters(year, 1, number(m["quarter_count"]), "months", bool(m["first_edge"]), frame)


def first_months(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """前5个月."""
    last = number(m["month_count"])
    there = year if year is not None else frame.year_for(last)
    return Piece(calendar.months(there, 1, last), "months", "months", year=year) if 1 <= last <= 12 else None


def rest_months(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """后四个月, 后几个月: the last months of the year, from the end of the report on where they are not counted."""
    done = frame.end.month if frame.end else 12
    first = 13 - number(m["rest_count"]) if m["rest_count"] else done + 1
    there = year if year is not None else frame.year_for(12)
    return Piece(calendar.months(there, first, 12), "months", "months", year=year) if 1 < first <= 12 else None


def half(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """上半年, 下半年."""
    first, last = (1, 6) if m["half"][0] in "上前" else (7, 12)
    there = year if year is not None else frame.year_for(last)
    return Piece(calendar.months(there, first, last), "half", "half", edge=bool(m["half_edge"]), year=year)


TERMS = {"春": (2, 7), "秋": (9, 13)}
"""春季学期, 秋季学期: the months of a term of school."""


def season(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """2019年秋季: only after a year, for 秋季 alone is mostly a kind of goods."""
    if m["term"] and m["season_name"] in TERMS:
        return Piece(calendar.months(year, *TERMS[m["season_name"]]), "months", "school_year", year=year)
    return Piece(calendar.months(year, *calendar.SEASONS[m["season_name"]]), "other", "season", year=year)


def same_period(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """去年同期: the sentence's own span, else the report's, moved to that year. 同期 alone may be a comparison or not."""
    span = frame.flow if frame.flow.last else Span(frame.start, frame.end)
    if year is not None and span.last:
        by = year - span.last.year
        return Piece(Span(shift_years(span.first, by), shift_years(span.last, by)), "other", "same_period", year=year)
    if m["olden"]:
        return Piece(UNKNOWN, "other", "same_period", relation="past")
    before, after = m.string[max(0, m.start() - 1) : m.start()], m.string[m.end() : m.end() + 2]
    if before in ("比", "较", "与", "跟", "和") or after in (
        "相比",
        "对比",
        "增长",
        "下降",
        "增加",
        "减少",
        "持平",
        "水平",
    ):
        moved = Span(shift_years(span.first, -1), shift_years(span.last, -1))
        return Piece(moved, "other", "same_period", relation="past")
    return Piece(span, "other", "same_period")


def edge_of_year(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """年末, 年底, 2020年末; 年初 is its first day."""
    there = year if year is not None else frame.bare_year
    if m["edge_word"] == "初":
        return Piece(calendar.day(there, 1, 1), "day", "year_begin", edge=True, year=year)
    return Piece(calendar.years(there, there), "year", "year_end", edge=True, year=year)


def whole(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """全年, 年内: the year to its end, even where the report ends before."""
    there = year if year is not None else frame.bare_year
    return Piece(calendar.years(there, there), "year", "whole_year", year=year)


def plain_year(year: int | None, frame: Frame) -> Piece:
    """2020年, 今年: to the report's end where that comes before the year's."""
    span = calendar.years(year, year)
    if frame.end and span.last and span.last > frame.end and year == frame.end.year:
        span = Span(span.first, frame.end)
    return Piece(span, "year", "year", year=year)


PartRule = Callable[[Match, "int | None", Frame], "Piece | None"]
PARTS: dict[str, PartRule] = {
    "months": months,
    "month_list": month_list,
    "month": month,
    "quarters": quarters,
    "quarter": quarter,
    "first_quarters": first_quarters,
    "first_months": first_months,
    "rest_months": rest_months,
    "half": half,
    "season": season,
    "same": same_period,
    "edge": edge_of_year,
    "whole": whole,
}
