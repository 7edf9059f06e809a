"""Periods and dates: what this recogniser offers. The walk over a text is period_walk, the forms period_grammar."""

from __future__ import annotations

from reportparse.recognise.period_alone import stand_alone_periods
from reportparse.recognise.period_joined import report_periods
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_made import dateline
from reportparse.recognise.report_period import report_period

__all__ = ["Reference", "dateline", "find_periods", "report_period", "report_periods", "stand_alone_periods"]
