"""Forms of time that only text by itself needs: weeks, days told from today, decades, reigns, loose dates.

Each form is a pattern and a function from its match and the day "today" to days. Reports are read without them:
there 周 and 天 are mostly durations.
"""

from __future__ import annotations

import datetime as dt
import re

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import Span, shift_months
from reportparse.recognise.period_grammar import words
from reportparse.recognise.period_parts import Match, number, year_number

WEEKDAYS = (
    {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6} | {str(n): n - 1 for n in range(1, 7)}
)
DAYS_AWAY = {
    "今天": 0,
    "今日": 0,
    "本日": 0,
    "当天": 0,
    "当日": 0,
    "次日": 1,
    "翌日": 1,
    "全天": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
}
# 07年, 三三年: two digits up to this are of this century.
PIVOT = 30


def short_year(text: str) -> int:
    """07, 零七, 九零."""
    year = year_number("19" + text) % 100
    return year + (2000 if year <= PIVOT else 1900)


def said_year(text: str | None, today: dt.date) -> int:
    """The year of words such as 去年, 2020年, 20年, 零七年; today's where none is said."""
    if not text:
        return today.year
    text = text.replace(" ", "").removesuffix("的")
    if text in words().relative_years:
        return today.year + words().relative_years[text]
    digits = text.removesuffix("年")
    return year_number(digits) if len(digits) > 2 else short_year(digits)


def monday(there: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return there - dt.timedelta(days=there.weekday())


def _week(there: dt.date) -> Span:
    first = monday(there)
    return Span(first, first + dt.timedelta(days=6))


def week(m: Match, today: dt.date) -> Span | None:
    """上周, 下下周, 这个星期三, 上周末, 上周一到周五."""
    ways = m["ways"]
    there = monday(today) + dt.timedelta(weeks=ways.count("下") - ways.count("上"))
    if not m["weekday"]:
        return _week(there)
    if m["weekday"] == "末":
        return Span(there + dt.timedelta(days=5), there + dt.timedelta(days=6))
    day = there + dt.timedelta(days=WEEKDAYS[m["weekday"]])
    last = there + dt.timedelta(days=WEEKDAYS[m["until"]]) if m["until"] else day
    return Span(day, last)


def weekend(m: Match, today: dt.date) -> Span | None:
    """周末: of this week."""
    return Span(monday(today) + dt.timedelta(days=5), monday(today) + dt.timedelta(days=6))


def month_said(m: Match, today: dt.date) -> dt.date | None:
    """The first day of the month that a form names: 八月份, 去年十二月, 上月."""
    if m["month_near"]:
        near = m["month_near"]
        return shift_months(today.replace(day=1), near.count("下") - near.count("上"))
    which = number(m["month_said"])
    return dt.date(said_year(m["year_said"], today), which, 1) if 1 <= which <= 12 else None


def week_of_month(m: Match, today: dt.date) -> Span | None:
    """八月第一周 begins with the month's first Monday; 第一个周二 is its first Tuesday; 最后一个星期一."""
    first = month_said(m, today)
    if first is None:
        return None
    weekday = WEEKDAYS[m["weekday"]] if m["weekday"] else 0
    there = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
    if m["nth"]:
        there += dt.timedelta(weeks=number(m["nth"]) - 1)
    else:
        there = calendar.months(first.year, first.month, first.month).last or there
        there -= dt.timedelta(days=(there.weekday() - weekday) % 7)
    if not first <= there < shift_months(first, 1):
        return None
    return Span(there, there) if m["weekday"] else _week(there)


def week_of_year(m: Match, today: dt.date) -> Span | None:
    """2020年第52周: weeks are counted from the year's first Monday; 今年第一个星期二, 2020年最后一周."""
    first = dt.date(said_year(m["year_said"], today), 1, 1)
    weekday = WEEKDAYS[m["weekday"]] if m["weekday"] else 0
    if m["nth"]:
        there = first + dt.timedelta(days=(weekday - first.weekday()) % 7, weeks=number(m["nth"]) - 1)
    else:
        last = first.replace(month=12, day=31)
        there = last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return Span(there, there) if m["weekday"] else _week(there)


def near_month(m: Match, today: dt.date) -> Span | None:
    """上个月, 下月九号, 本月初, 这个月底."""
    first = month_said(m, today)
    if first is None:
        return None
    if day := m["day"] or m["day_alone"]:
        span = calendar.day(first.year, first.month, number(day))
        return span if span.last else None
    whole = calendar.months(first.year, first.month, first.month)
    if m["part"] in ("上旬", "中旬", "下旬"):
        return calendar.month_part(first.year, first.month, m["part"])
    if m["part"] == "初":
        return Span(first, first.replace(day=5))
    if m["part"] == "中":
        return Span(first.replace(day=10), first.replace(day=20))
    return Span(first.replace(day=25), whole.last) if m["part"] else whole


def near_day(m: Match, today: dt.date) -> Span | None:
    """今天, 大后天."""
    away = DAYS_AWAY[m["near_day"]]
    away += len(m["more"]) * (1 if away > 0 else -1)
    there = today + dt.timedelta(days=away)
    return Span(there, there)


def bare_day(m: Match, today: dt.date) -> Span | None:
    """30日: of this month."""
    span = calendar.day(today.year, today.month, number(m["day"]))
    return span if span.last else None


def ago(m: Match, today: dt.date) -> Span | None:
    """20天后, 4周前, 三个月后, 三年前, 七年半后, 半年前, 半个月后."""
    way, unit = (-1 if m["way"][-1] == "前" else 1), m["unit"] or "月"
    if m["count"] == "半":
        return _half_ago(unit, way, today)
    by = number(m["count"]) * way
    if unit in ("天", "日"):
        there = today + dt.timedelta(days=by)
        return Span(there, there)
    if unit == "年" and not m["and_half"]:
        return calendar.years(today.year + by, today.year + by)
    if unit in ("年", "月"):
        there = shift_months(today, by * 12 + 6 * way if unit == "年" else by)
        return calendar.months(there.year, there.month, there.month)
    return _week(today + dt.timedelta(weeks=by))


def _half_ago(unit: str, way: int, today: dt.date) -> Span | None:
    if unit == "年":
        there = shift_months(today, 6 * way)
        return calendar.months(there.year, there.month, there.month)
    if unit != "月":
        return None
    there = today + dt.timedelta(days=15 * way)
    return Span(there, there)


def vague_years(m: Match, today: dt.date) -> Span | None:
    """二十几年前, 20多年前, 几十年之后."""
    low, high = (number(m["tens"]), number(m["tens"]) + 10) if m["tens"] else (20, 100)
    if m["way"][-1] == "前":
        return calendar.years(today.year - high, today.year - low)
    return calendar.years(today.year + low, today.year + high)


def nth_year(m: Match, today: dt.date) -> Span | None:
    """第七年: this year is the first."""
    there = today.year + number(m["nth"]) - 1
    return calendar.years(there, there)


def rolling(m: Match, today: dt.date) -> Span | None:
    """近三年, 过去十年, 上2个月, 未来五天: back from today or on from it."""
    unit, one = m["unit"], dt.timedelta(days=1)
    way = 1 if m["way"] in ("未来", "今后", "接下来", "往后", "下", "后") else -1
    size = {"年": 12, "季": 3, "月": 1}.get(unit[0]) or (1 if unit in ("天", "日") else 7)
    by = way * (size // 2 if m["count"] == "半" else number(m["count"]) * size)
    there = shift_months(today, by) if unit[0] in "年季月" else today + dt.timedelta(days=by)
    return Span(there, today - one) if way < 0 else Span(today + one, there)


def near_year(m: Match, today: dt.date) -> Span | None:
    """上一年, 下一年: the calendar's year, not the twelve months before today."""
    return calendar.years(today.year + (1 if m["way"] == "下" else -1), today.year + (1 if m["way"] == "下" else -1))


def reign(m: Match, today: dt.date) -> Span | None:
    """民国三年, 康熙二十年九月."""
    year = words().eras[m["era"]] + number(m["year"]) - 1
    return calendar.months(year, number(m["month"]), number(m["month"])) if m["month"] else calendar.years(year, year)


def loose_date(m: Match, today: dt.date) -> Span | None:
    """2022 11 23, 1994.01-19."""
    span = calendar.day(int(m["year"]), int(m["month"]), int(m["day"]))
    return span if span.last else None


def day_first(m: Match, today: dt.date) -> Span | None:
    """10/7/2018: the day stands first."""
    return loose_date(m, today)


def dotted(m: Match, today: dt.date) -> Span | None:
    """6·30."""
    span = calendar.day(today.year, int(m["month"]), int(m["day"]))
    return span if span.last else None


def month_and_number(m: Match, today: dt.date) -> Span | None:
    """1月3 at the end of a clause."""
    span = calendar.day(said_year(m["year_said"], today), number(m["month"]), number(m["day"]))
    return span if span.last else None


def first_days(m: Match, today: dt.date) -> Span | None:
    """4月前4天, 三月后十天."""
    there = month_said(m, today)
    if there is None:
        return None
    whole = calendar.months(there.year, there.month, there.month)
    by = dt.timedelta(days=number(m["count"]) - 1)
    if whole.first is None or whole.last is None:
        return None
    return Span(whole.last - by, whole.last) if m["way"][-1] == "后" else Span(whole.first, whole.first + by)


def last_months(m: Match, today: dt.date) -> Span | None:
    """2021年后三个月."""
    return calendar.months(said_year(m["year_said"], today), 13 - number(m["count"]), 12)


def day_list(m: Match, today: dt.date) -> Span | None:
    """9月10号,11号,12号: from the first to the last."""
    year, month = said_year(m["year_said"], today), number(m["month"])
    last = re.split("[,、和]", m[0])[-1].rstrip("日号")
    first_day, last_day = calendar.day(year, month, number(m["day"])), calendar.day(year, month, number(last))
    return Span(first_day.first, last_day.last) if first_day.first and last_day.last else None


def year_range(m: Match, today: dt.date) -> Span | None:
    """2016-2018."""
    first, last = int(m["first"]), int(m["last"])
    return calendar.years(first, last) if first < last else None


def year_dawn(m: Match, today: dt.date) -> Span | None:
    """2022年伊始: its first month."""
    return calendar.months(said_year(m["year_said"], today), 1, 1)


def q_quarter(m: Match, today: dt.date) -> Span | None:
    """Q1, Q1季度, 2020年Q3."""
    which = int(m["quarter"])
    return calendar.months(said_year(m["year_said"], today), which * 3 - 2, which * 3)


def season(m: Match, today: dt.date) -> Span | None:
    """春天, 夏季: of this year; 16年夏天."""
    return calendar.months(said_year(m["year_said"], today), *calendar.SEASONS[m["season"]])
