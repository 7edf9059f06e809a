"""Periods of a text by itself, told from a day: more forms than reports need."""

from __future__ import annotations

import datetime as dt

from reportparse.model.folding import fold
from reportparse.model.report import Period, PeriodHit
from reportparse.recognise.period_walk import Reference, find_periods


def stand_alone_periods(text: str, reference: dt.date | None) -> list[PeriodHit]:
    """All periods and dates of a text, resolved to days from the reference day."""
    return [
        PeriodHit(
            start=m.start, end=m.end, text=text[m.start : m.end], period=Period(start=m.first, end=m.last, kind="as_of" if m.kind == "as_of" else "flow")
        )
        for m in find_periods(fold(text), Reference(today=reference))
    ]
