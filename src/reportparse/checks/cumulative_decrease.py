"""What has been counted up to June cannot be more than what was counted up to December."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise

from reportparse.checks.intervals import NO_END
from reportparse.checks.outcome import Outcome, figure, finding, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, Key, alike, the_one
from reportparse.model.report import Finding

ADDING_UP = frozenset({"person_times", "household_times", "persons", "households", "amount", "count"})


def cumulative_decrease(archive: Archive) -> Outcome:
    """A longer period has a smaller total than a shorter one that begins on the same day.

    Meaning: 1-5月 against 1-12月, 上半年 against 全年, in one report or in two of the same year.
    Tolerance: printed precision. Uncheckable: a report prints several values for one of the periods.
    """
    groups: dict[tuple[Key, dt.date], list[Row]] = defaultdict(list)
    for series in archive.series:
        for row in series.rows:
            period = row.statistic.period
            if period.kind == "flow" and period.start and row.statistic.measure in ADDING_UP and not row.statistic.per:
                key = series.key._replace(span=(None, (12, 31)), kind="")
                groups[key, period.start].append(row)
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in groups.values():
        ends = sorted({r.statistic.period.end for r in rows if r.statistic.period.end})
        values = [the_one([r for r in rows if r.statistic.period.end == end]) for end in ends]
        for short, long in pairwise(values):
            if short is None or long is None or not same_thing(short, long, archive):
                uncheckable += 1
                continue
            checked += 1
            if short.value.lo > long.value.hi:
                findings.append(decrease(short, long))
    return Outcome(tuple(findings), checked, uncheckable)


def same_thing(short: Row, long: Row, archive: Archive) -> bool:
    """Whether both count the same: a program that pays out one thing, or the same words."""
    decisive = short.program in archive.names.decisive or short.rest == long.rest
    # A part is no total of another time, and parts of one total may be slices of its time.
    parts = short.total is not None or long.total is not None
    if parts and (short.document == long.document or short.total is None or long.total is None):
        return False
    return decisive and alike(short, long, archive.names)


def decrease(short: Row, long: Row) -> Finding:
    """The finding for two totals of which the longer is smaller."""
    zh = f"{subject(short)}{span(short)}累计{figure(short)}({short.name}),大于{span(long)}累计{figure(long)}({long.name})"
    en = f"{subject(short)}: {figure(short)} for {days(short)} ({short.name}) exceeds {figure(long)} for {days(long)} ({long.name})"
    assert long.value.hi != NO_END
    return finding(
        "cumulative_decrease", "error", (long, short), zh, en, expected=f">={figure(short)}", found=figure(long)
    )


def span(row: Row) -> str:
    """2019年1-6月."""
    start, end = row.statistic.period.start, row.statistic.period.end
    assert start and end
    return f"{end.year}年{start.month}-{end.month}月" if start.year == end.year else f"{start}至{end}"


def days(row: Row) -> str:
    """2019-01-01 to 2019-06-30."""
    return f"{row.statistic.period.start} to {row.statistic.period.end}"
