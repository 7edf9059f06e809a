"""From a matched phrase to days: one small function a form, told the year that governs and the report's own time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import UNKNOWN, Span, shift_months, shift_years
from reportparse.recognise.period_grammar import words

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
DIGITS |= {"零": 0, "○": 0, "O": 0, "o": 0, "元": 1, "首": 1, "两": 2}
# 十一五 began in 2006, and each plan lasts five years.
PLAN_BASE, PLAN_YEARS = 2001, 5
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
    digits = "".join(char if char.isdecimal() else str(DIGITS.get(char, 0)) for char in text if char.isalnum() or char in "〇○")
    year = int(digits)
    if len(digits) > 2:
        return year
    base = pivot or 2000
    return min((base // CENTURY * CENTURY + shift + year for shift in (-CENTURY, 0, CENTURY)), key=lambda y: (abs(y - base), y))


@dataclass(slots=True)
class Frame:
    """What the walk knows where a phrase stands: the report's own days, and what the sentence has named so far."""

    start: dt.date | None
    end: dt.date | None
    today: dt.date | None = None
    year: int | None = None
    month: Span = UNKNOWN
    flow: Span = UNKNOWN

    @property
    def here(self) -> dt.date | None:
        """The day that 本月 and 目前 are told from: today for text by itself, else the report's last."""
        return self.today or self.end

    @property
    def own_year(self) -> int | None:
        """The year that 今年 means."""
        return self.end.year if self.end else None

    def year_for(self, month: int) -> int | None:
        """The year of a bare month: the sentence's, else the one that puts it inside the report's own time."""
        if self.year is not None or self.start is None or self.end is None:
            return self.year
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
    if over and year is None and there is not None and frame.end and (there + 1, last) > (frame.end.year, frame.end.month):
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


def month_list(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """1、2月份: months in a row. At the start of a line the first number may be a list marker, so it is left."""
    numbers = [number(part) for part in m["month_list"].rstrip("份").rstrip("月").split("、")]
    in_a_row = all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    if not in_a_row or (year is None and len(numbers) == 2 and _opens_line(m)):
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
        return Piece(Span(first.first, last.last), "day" if m["day"] else "other", "day" if m["day"] else "days", year=year)
    if m["month_part"]:
        return Piece(calendar.month_part(there, which, m["month_part"]), "other", "month_part", year=year)
    return Piece(calendar.months(there, which, which), "month", "month", edge=bool(m["month_edge"]), year=year)


def _quarters(year: int | None, first: int, last: int, grain: str, edge: bool, frame: Frame) -> Piece:
    there = year if year is not None else frame.year_for(last * 3)
    return Piece(calendar.months(there, first * 3 - 2, last * 3), grain, "quarter", edge=edge, year=year)


def quarters(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """一至三季度, 1、2季度."""
    first, last = number(m["quarter_from"]), number(m["quarter_to"])
    if year is None and "、" in m["quarters"] and _opens_line(m):
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


def half(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """上半年, 下半年."""
    first, last = (1, 6) if m["half"][0] in "上前" else (7, 12)
    there = year if year is not None else frame.year_for(last)
    return Piece(calendar.months(there, first, last), "half", "half", edge=bool(m["half_edge"]), year=year)


def season(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """2019年秋季: only after a year, for 秋季 alone is mostly a kind of goods."""
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
    if before in ("比", "较", "与", "跟", "和") or after in ("相比", "对比", "增长", "下降", "增加", "减少", "持平", "水平"):
        moved = Span(shift_years(span.first, -1), shift_years(span.last, -1))
        return Piece(moved, "other", "same_period", relation="past")
    return Piece(span, "other", "same_period")


def edge_of_year(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """年末, 年底, 2020年末; 年初 is its first day."""
    there = year if year is not None else (frame.year if frame.year is not None else frame.own_year)
    if m["edge_word"] == "初":
        return Piece(calendar.day(there, 1, 1), "day", "year_begin", edge=True, year=year)
    return Piece(calendar.years(there, there), "year", "year_end", edge=True, year=year)


def whole(m: Match, year: int | None, frame: Frame) -> Piece | None:
    """全年, 年内: the year to its end, even where the report ends before."""
    there = year if year is not None else (frame.year if frame.year is not None else frame.own_year)
    return Piece(calendar.years(there, there), "year", "whole_year", year=year)


PartRule = Callable[[Match, "int | None", Frame], "Piece | None"]
PARTS: dict[str, PartRule] = {
    "months": months,
    "month_list": month_list,
    "month": month,
    "quarters": quarters,
    "quarter": quarter,
    "first_quarters": first_quarters,
    "first_months": first_months,
    "half": half,
    "season": season,
    "same": same_period,
    "edge": edge_of_year,
    "whole": whole,
}


def plain_year(year: int | None, frame: Frame) -> Piece:
    """2020年, 今年: to the report's end where that comes before the year's."""
    span = calendar.years(year, year)
    if frame.end and span.last and span.last > frame.end and year == frame.end.year:
        span = Span(span.first, frame.end)
    return Piece(span, "year", "year", year=year)


def years(m: Match, frame: Frame) -> Piece | None:
    """2019—2021年, 2020-2021学年."""
    first, last = year_number(m["year_from"]), year_number(m["year_to"])
    if m["school"]:
        return Piece(calendar.months(first, 9, 20), "year", "school_year") if last == first + 1 else None
    return Piece(calendar.years(first, last), "years", "years") if first < last else None


def iso(m: Match, frame: Frame) -> Piece | None:
    """2024-07-22, 2024/7/22, 2024.07.22."""
    year, which, number_of_day = (int(part) for part in m["iso"].split(m["dash"]))
    span = calendar.day(year, which, number_of_day)
    return Piece(span, "day", "day", year=year) if span.last else None


def iso_month(m: Match, frame: Frame) -> Piece | None:
    """2024-07."""
    year, which = (int(part) for part in m["iso_month"].split("-"))
    return Piece(calendar.months(year, which, which), "month", "month", year=year)


def lasting(m: Match, frame: Frame) -> Piece | None:
    """五年来, 近三年, 一年来, 近年来: up to the report's end."""
    said = m["recent"] or m["count"]
    if said in ("近", "多", "几"):
        return Piece(Span(None, frame.end), "years", "lasting", relation="since")
    own = Span(frame.start, frame.end)
    if said in ("一", "1", "半") or frame.end is None:
        return Piece(own, "year" if said != "半" else "half", "lasting", relation="own")
    first = shift_years(frame.end, -number(said))
    return Piece(Span(first + dt.timedelta(days=1) if first else None, frame.end), "years", "lasting")


def plan(m: Match, frame: Frame) -> Piece | None:
    """十三五期间. Without a word of time after it the plan's name is meant (rule `plan_name`), and no days."""
    first = PLAN_BASE + PLAN_YEARS * number(m["plan_number"])
    span, part = calendar.years(first, first + PLAN_YEARS - 1), m["plan_part"]
    if part == "以来" and frame.end:
        return Piece(Span(span.first, max(frame.end, span.first or frame.end)), "years", "plan", relation="since")
    if part == "初":
        return Piece(calendar.day(first, 1, 1), "day", "plan", edge=True)
    return Piece(span, "years", "plan", edge=part == "末") if part else Piece(UNKNOWN, "years", "plan_name")


def now(m: Match, frame: Frame) -> Piece | None:
    """目前, 至今: the report's end."""
    return Piece(Span(frame.here, frame.here), "other", "now", edge=True, relation="own", upto=m["now"] in ("至今", "迄今"))


def this_quarter(m: Match, frame: Frame) -> Piece | None:
    """当季, 上季度末, 季末: the quarter in which the report ends, or its neighbour."""
    which = (m["which_quarter"] or "本")[0]
    edge = m["which_quarter"] is None or bool(m["this_quarter_edge"])
    relation = {"上": "past", "下": "future"}.get(which)
    if (here := frame.here) is None:
        return Piece(UNKNOWN, "quarter", "quarter", edge=edge, relation=relation)
    index = here.year * 4 + calendar.quarter_of(here) - 1 + {"上": -1, "下": 1}.get(which, 0)
    year, quarter_index = divmod(index, 4)
    span = calendar.months(year, quarter_index * 3 + 1, quarter_index * 3 + 3)
    return Piece(span, "quarter", "quarter", edge=edge, relation=relation)


def this_month(m: Match, frame: Frame) -> Piece | None:
    """当月, 月底: the month last named, else the report's where it has but one. 上月: the one before the report's last."""
    edge = bool(m["this_month_edge"]) or m["which_month"] is None
    if (which := (m["which_month"] or "本")[0]) in "上下":
        by, relation = (-1, "past") if which == "上" else (1, "future")
        there = frame.here and shift_months(frame.here, by)
        span = calendar.months(there.year, there.month, there.month) if there else UNKNOWN
        return Piece(span, "month", "month", edge=edge, relation=relation)
    span, here = frame.month, frame.here
    if span.last is None and frame.start and here and (edge or frame.today or frame.start.month == here.month):
        span = calendar.months(here.year, here.month, here.month)
    return Piece(span, "month", "month", edge=edge)


def winter(m: Match, frame: Frame) -> Piece | None:
    """今冬明春, 去冬今春, 去冬, 今春: winter is December to February."""
    year = frame.own_year
    if year is None:
        return Piece(UNKNOWN, "other", "season")
    if m["winter_year"] is None:
        first = year if m["winter"][0] == "今" else year - 1
        return Piece(calendar.months(first, 12, 17), "other", "season")
    there = year + {"去": -1, "今": 0, "明": 1}[m["winter_year"]]
    return Piece(calendar.months(there, *calendar.SEASONS[m["winter_season"]]), "other", "season")


def festival(m: Match, frame: Frame) -> Piece | None:
    """春节, “八一”: the report's own time, save a festival that comes only after the report's end."""
    name = m["day_name"] or m["festival"]
    first_digits = re.match("[0-9]+", name)
    which = int(first_digits[0]) if first_digits else words().festival_months.get(name)
    rule = "day_name" if m["day_name"] else "festival"
    if frame.end and which and which > frame.end.month:
        return Piece(calendar.months(frame.end.year, which, which), "other", rule, relation="future")
    return Piece(Span(frame.start, frame.end), "other", rule, relation="own")


SpecialRule = Callable[[Match, Frame], "Piece | None"]
SPECIALS: dict[str, SpecialRule] = {
    "years": years,
    "iso": iso,
    "iso_month": iso_month,
    "lasting": lasting,
    "plan": plan,
    "now": now,
    "this_quarter": this_quarter,
    "this_month": this_month,
    "winter": winter,
    "day_name": festival,
    "festival": festival,
}
