"""Spans of days: months, quarters, halves, seasons, ten-day parts. Pure calendar, no words."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """Days first..last, both included; both None where the year is unknown."""

    first: dt.date | None
    last: dt.date | None


UNKNOWN = Span(None, None)

# Months of the seasons; winter runs into the next year.
SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
# The ten-day parts of a month; the last day is cut to the month's own.
MONTH_PARTS = {
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "初": (1, 10),
}


@lru_cache(maxsize=1024)
def day(year: int | None, month: int, number: int) -> Span:
    """One day; UNKNOWN for a day that no calendar has."""
    if year is None or not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return UNKNOWN
    there = dt.date(year, month, number)
    return Span(there, there)


@lru_cache(maxsize=1024)
def months(year: int | None, first: int, last: int) -> Span:
    """From the first day of month `first` to the last of `last`; months above 12 are of the years after."""
    if year is None or not 1 <= year <= 9998 or first < 1 or last < first:
        return UNKNOWN
    start_year, start_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if end_year > 9998:
        return UNKNOWN
    end = dt.date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Span(dt.date(start_year, start_month, 1), end)


@lru_cache(maxsize=256)
def years(first: int | None, last: int | None) -> Span:
    """Whole years, first..last."""
    if first is None or last is None or last < first or not (first >= 1 and last <= 9998):
        return UNKNOWN
    return Span(dt.date(first, 1, 1), dt.date(last, 12, 31))


def month_part(year: int | None, month: int, part: str) -> Span:
    """上旬, 中旬, 下旬 or 初 of a month."""
    whole = months(year, month, month)
    if whole.first is None or whole.last is None:
        return UNKNOWN
    first, last = MONTH_PARTS[part]
    return Span(whole.first.replace(day=first), whole.last.replace(day=min(last, whole.last.day)))


def quarter_of(there: dt.date) -> int:
    """1..4."""
    return (there.month + 2) // 3


def shift_years(there: dt.date | None, by: int) -> dt.date | None:
    """The same day of another year; 29 February becomes the 28th, a month's last day stays so."""
    if there is None or not 1 <= there.year + by <= 9998:
        return None
    length = monthrange(there.year + by, there.month)[1]
    at_end = there.day == monthrange(there.year, there.month)[1]
    return there.replace(year=there.year + by, day=length if at_end else min(there.day, length))


def shift_months(there: dt.date, by: int) -> dt.date:
    """The same day of another month, cut to that month's length."""
    index = there.year * 12 + there.month - 1 + by
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(there.day, monthrange(year, month + 1)[1]))


DAYS_OF_YEAR, DAYS_OF_MONTH = 365, 31


def term_start(start: dt.date | None, end: dt.date, count: int) -> dt.date | None:
    """The first day of a report's own time, where that is so many years long: 五年来, in a report on a term of five years."""
    if start is None:
        return None
    off = (end - start).days - count * DAYS_OF_YEAR
    return start if abs(off) < DAYS_OF_MONTH else None
