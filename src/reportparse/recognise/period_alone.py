"""Periods and dates of a text by itself, told from a day.

The walk of reports finds most; period_forms adds what only free text has; then phrases that a dash or 至 joins become
one. Edges are read wide here (年底: its last two months), for there is no report whose stock they could date.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from reportparse.model.folding import fold
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, PeriodHit
from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import Span
from reportparse.recognise.period_centuries import decades
from reportparse.recognise.period_everyday import (
    day_to_day,
    days_of_month,
    short_years,
    weekdays,
    years_between,
)
from reportparse.recognise.period_form_table import forms, short_year_alone
from reportparse.recognise.period_forms import short_year, year_range
from reportparse.recognise.period_grammar import JOIN, JOINER, tail
from reportparse.recognise.period_lunar import MARK, lunar
from reportparse.recognise.period_parts import PARTS, Frame
from reportparse.recognise.period_walk import Reference, find_periods

# Names of days without days of their own, and "now", are no periods of a text by itself.
UNSAID = ("festival", "day_name", "plan_name", "recurring", "now", "same_period", "coming")
RANGES = ("range", "years", "months", "days", "since_now")
RANGE_FORMS = (year_range, years_between, short_years, day_to_day, days_of_month, decades, weekdays)
LUNAR = re.compile(f"{MARK}|大年(?=初|三十)|正月|腊月|闰(?=[一二三四五六七八九十])")
LUNAR_REACH = 8
AND = re.compile(" ?[与和] ?")
A_MONTH = re.compile("[0-9一二三四五六七八九十]{1,2} ?月")
NOW = re.compile(f"(?:起|开始)?(?:{JOIN}(?:现在|目前|如今|当前)|(?:一直)?(?:至|到)今(?![年天日后春夏秋冬早晚晨]))")
BETWEEN = ("之间", "间")
BEFORE_OR_AFTER = ("以前", "之前", "以后", "之后")
OPEN_SIDE = re.compile("[以之]([前后]) *")
MONTH_END, MONTH_BEGIN, YEAR_BEGIN, YEAR_END = 25, 5, 2, 11


class _Hit(NamedTuple):
    start: int
    end: int
    span: Span
    as_of: bool = False
    ranged: bool = False
    lunar: bool = False


def stand_alone_periods(text: str, reference: dt.date | None) -> list[PeriodHit]:
    """All periods and dates of a text as days, told from `reference`; `kind` is as_of after 截至 and the like."""
    folded = fold(text)
    hits = [*_formed(folded, reference), *_short_years(folded, reference)]
    mentions = find_periods(folded, Reference(today=reference))
    hits += [_from_mention(folded, m, reference) for m in mentions if m.rule not in UNSAID]
    found = _until_now(folded, _joined(folded, _longest(_solar(folded, hits))), reference)
    return [
        PeriodHit(
            start=hit.start,
            end=hit.end,
            text=text[hit.start : hit.end],
            period=Period(
                start=None if hit.as_of else hit.span.first, end=hit.span.last, kind="as_of" if hit.as_of else "flow"
            ),
        )
        for hit in _whole(folded, found, reference)
    ]


def _whole(folded: str, hits: list[_Hit], today: dt.date | None) -> list[_Hit]:
    """A text that is nothing but 2018年以前 or 2018年以后 is open on that side; in a sentence such words stand outside."""
    if len(hits) != 1 or hits[0].start or not (side := OPEN_SIDE.fullmatch(folded, hits[0].end)):
        return hits
    first, last = hits[0].span
    if side[1] == "前":
        span = Span(None, last)
    else:
        span = Span(first, today if today and first and first <= today else None)
    return [hits[0]._replace(end=side.end(1), span=span, as_of=False)]


def _formed(folded: str, reference: dt.date | None) -> list[_Hit]:
    """What the forms of free text find."""
    if reference is None:
        return []
    found = []
    for form in forms():
        if form.hint and not form.hint.search(folded):
            continue
        for m in form.pattern.finditer(folded):
            try:
                span = form.rule(m, reference)
            except (ValueError, OverflowError):  # days beyond the calendar: 第9999世纪
                continue
            if span is not None and span.first and span.last and span.first <= span.last:
                found.append(_Hit(m.start(), m.end(), span, ranged=form.rule in RANGE_FORMS, lunar=form.rule is lunar))
    return found


def _short_years(folded: str, reference: dt.date | None) -> list[_Hit]:
    """零七年八月二十九号, 07年."""
    found = []
    for m in short_year_alone().finditer(folded):
        year = short_year(m["short"])
        frame = Frame(dt.date(year, 1, 1), dt.date(year, 12, 31), reference)
        part = tail().match(folded, m.end())
        piece = PARTS[part.lastgroup or ""](part, year, frame) if part else None
        if part and piece:
            found.append(_Hit(m.start(), part.end(), piece.span))
        else:
            found.append(_Hit(m.start(), m.end(), calendar.years(year, year)))
    return found


def _from_mention(folded: str, m: PeriodMention, today: dt.date | None) -> _Hit:
    """A mention of the walk: edges become spans, 起 and 以来 stand outside and run up to today."""
    ranged = m.rule in RANGES
    first, last = m.first, m.last
    open_ended = m.rule == "since" or (m.rule == "lasting" and first is None)
    if open_ended and today and last and (first or today) <= today < last:
        last = today
    if folded.startswith(BEFORE_OR_AFTER, m.end) and (named := _named(m)):
        return _Hit(m.start, m.end, named)
    if m.rule == "since":
        return _Hit(m.start, m.end, Span(first, last))
    if m.kind == "as_of" and not m.upto and last is not None:
        return _Hit(m.start, m.end, _widened(m, last))
    if m.rule == "month_part" and folded[m.end - 1] == "初" and first is not None:
        return _Hit(m.start, m.end, Span(first, first.replace(day=MONTH_BEGIN)))
    return _Hit(m.start, m.end, Span(first, last), m.kind == "as_of" and not ranged, ranged)


def _named(m: PeriodMention) -> Span | None:
    """The year, month or day that stands before 以前 or 以后: which side of it is meant, the words behind it say."""
    there = m.first or m.last
    if there is None or m.rule not in ("since", "year", "month", "day", "date", "iso"):
        return None
    if m.grain == "year":
        return calendar.years(there.year, there.year)
    if m.grain == "month":
        return calendar.months(there.year, there.month, there.month)
    return Span(there, there) if m.grain == "day" else None


def _widened(m: PeriodMention, last: dt.date) -> Span:
    """月底 from the 25th, 季末 its last month, 年底 its last two, 年初 its first two."""
    if m.rule == "year_begin":
        return calendar.months(last.year, 1, YEAR_BEGIN)
    if m.rule == "year_end":
        return Span(dt.date(last.year, YEAR_END, 1), last)
    return Span(last.replace(day=MONTH_END if m.grain == "month" else 1), last)


def _solar(folded: str, hits: list[_Hit]) -> list[_Hit]:
    """Dates of the Chinese calendar that were not understood are left alone, and so is what overlaps those that were:
    their days are not those of the months they name."""
    lunar_hits = [hit for hit in hits if hit.lunar]
    marks = [
        m for m in LUNAR.finditer(folded) if not any(h.start <= m.start() and m.end() <= h.end for h in lunar_hits)
    ]

    def stands(hit: _Hit) -> bool:
        near = any(m.start() < hit.end + LUNAR_REACH and hit.start - LUNAR_REACH < m.end() for m in marks)
        return not near and not any(h.start < hit.end and hit.start < h.end for h in lunar_hits)

    return [hit for hit in hits if hit.lunar or stands(hit)]


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Of overlapping hits the longest, then the first found."""
    kept: list[_Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: h.start - h.end):
        places = range(hit.start, hit.end)
        if taken.isdisjoint(places):
            kept.append(hit)
            taken.update(places)
    return sorted(kept, key=lambda h: h.start)


def _joined(folded: str, hits: list[_Hit]) -> list[_Hit]:
    """Two hits with a dash, 至 or 与…间 between are one; 从 before and 止 after a range belong to it."""
    joined: list[_Hit] = []
    for hit in hits:
        if joined and (both := _range(folded, joined[-1], hit)):
            joined[-1] = both
        else:
            joined.append(hit)
    return [_framed(folded, hit) if hit.ranged else hit for hit in joined]


def _range(folded: str, first: _Hit, last: _Hit) -> _Hit | None:
    between = folded[first.end : last.start]
    joins = JOINER.fullmatch(between) or (AND.fullmatch(between) and folded.startswith(BETWEEN, last.end))
    if not joins or first.ranged or not first.span.first or not last.span.last:
        return None
    end: dt.date | None = last.span.last
    if last.span.last < first.span.first and all(A_MONTH.match(folded, hit.start) for hit in (first, last)):
        end = calendar.shift_years(end, 1)  # 12月1日~1月5日
    if end is None or end < first.span.first:
        return None
    return _Hit(first.start, last.end, Span(first.span.first, end), ranged=True)


def _until_now(folded: str, hits: list[_Hit], today: dt.date | None) -> list[_Hit]:
    """从去年五月到现在, 2019年至今: from then to today."""
    if today is None:
        return hits
    done = []
    for hit in hits:
        match = NOW.match(folded, hit.end)
        if match and not hit.ranged and not hit.as_of and hit.span.first and hit.span.first <= today:
            start = hit.start - 1 if hit.start and folded[hit.start - 1] in "从自" else hit.start
            hit = _Hit(start, match.end(), Span(hit.span.first, today), ranged=True)
        done.append(hit)
    return done


def _framed(folded: str, hit: _Hit) -> _Hit:
    start = hit.start - 1 if hit.start and folded[hit.start - 1] in "从自" else hit.start
    end = next((hit.end + len(word) for word in ("止", "结束", *BETWEEN) if folded.startswith(word, hit.end)), hit.end)
    return hit._replace(start=start, end=end, as_of=False)
