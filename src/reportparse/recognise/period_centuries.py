"""Centuries and decades of free text: 18世纪, 上世纪90年代初, 九零年代, 80到90年代."""

from __future__ import annotations

import datetime as dt

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import Span
from reportparse.recognise.period_forms import PIVOT
from reportparse.recognise.period_parts import Match, number, year_number

# Years of a decade's parts: 九十年代初 is 1990 to 1992.
DECADE_PARTS = {"初": (0, 2), "早": (0, 2), "中": (3, 6), "末": (7, 9), "后": (7, 9), "晚": (7, 9)}


def century(m: Match, today: dt.date) -> Span | None:
    """18世纪, 上世纪90年代, 九十年代末期."""
    first = _century(m["century"], today)
    if m["decade"] is None:
        return _part_of_century(first, m["edge"]) if first is not None else None
    decade = int(m["decade"]) if m["decade"].isdecimal() else _decade(m["decade"])
    if decade % 10:
        return None
    if decade > 100 or first is None:
        first, decade = divmod(decade_year(m["decade"]), 100)
        first *= 100
    low, high = DECADE_PARTS[m["part"][0]] if m["part"] else (0, 9)
    return calendar.years(first + decade + low, first + decade + high)


def _decade(text: str) -> int:
    """九十, 九零, 零零, 一九八零."""
    return year_number(text) if len(text) == 4 else number(text[0]) * 10 if text[-1] in "〇零" else number(text)


def decade_year(text: str) -> int:
    """The first year of 80, 1980, 八十, 九零."""
    decade = int(text) if text.isdecimal() else _decade(text)
    if decade > 100:
        return decade
    return decade + (2000 if decade < PIVOT else 1900)


def _part_of_century(first: int, edge: str | None) -> Span:
    """本世纪初 is its first twenty years, 上世纪末 its last, 中叶 what lies between."""
    if edge is None:
        return calendar.years(first, first + 99)
    if edge[0] == "中":
        return calendar.years(first + 20, first + 79)
    return calendar.years(first, first + 19) if edge == "初" else calendar.years(first + 80, first + 99)


def _century(text: str | None, today: dt.date) -> int | None:
    if not text:
        return None
    if text[0] in "上本下这":
        return today.year // 100 * 100 + {"上": -100, "下": 100}.get(text[0], 0)
    return (number(text) - 1) * 100


def decades(m: Match, today: dt.date) -> Span | None:
    """80到90年代."""
    first, last = (decade_year(m[name]) for name in ("first", "last"))
    return calendar.years(first, last + 9) if first < last else None
