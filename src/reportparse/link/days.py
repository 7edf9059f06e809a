"""Periods and the days that they begin on."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from reportparse.model.report import Period, PeriodKind, ReportPeriod


@lru_cache(maxsize=4096)
def period_of(start: dt.date | None = None, end: dt.date | None = None, kind: PeriodKind = "none") -> Period:
    """A period; equal ones are one object, since a report has few."""
    return Period(start=start, end=end, kind=kind)


LONG = 800
"""Days: a report on more than two years."""


def is_long(report: ReportPeriod) -> bool:
    """Whether a report tells of several years."""
    return report.start is not None and report.end is not None and (report.end - report.start).days > LONG


def year_start(report: ReportPeriod, day: dt.date | None) -> dt.date | None:
    """Where a flow up to a day begins: the report's start when they share the year, else the year's."""
    if day is None:
        return None
    if report.start and report.start.year == day.year and report.start <= day:
        return report.start
    return dt.date(day.year, 1, 1)
