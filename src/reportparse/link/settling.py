"""The days that words of time come to: those of a flow, or the day of a stock; the report's own where nothing is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reportparse.link import date_words as told
from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.days import is_long, period_of, year_start
from reportparse.link.frames import Scene
from reportparse.link.governing import Governing
from reportparse.link.spans import begun_before, ended_by
from reportparse.link.stocks import Stocks
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, ReportPeriod
from reportparse.rulebook import Rulebook


class Settling:
    """The periods of one text as far as they are found, and what the next one is settled by."""

    def __init__(
        self,
        scene: Scene,
        roles: Sequence[Role],
        choices: Sequence[Choice],
        parts: Sequence[Part | None],
        rules: Rulebook,
        report: ReportPeriod,
    ) -> None:
        self.scene, self.roles, self.choices, self.parts = scene, roles, choices, parts
        self.rules, self.report = rules, report
        self.own_day, self.own_days = period_of(None, report.end, "as_of"), period_of(report.start, report.end, "flow")
        self.found: list[Dated] = []
        self.stocks = Stocks(scene, roles, choices, rules, self.found)
        self.times = Governing(scene, roles, choices, rules, report)

    def settle(self, mention: PeriodMention | None, stock: bool) -> Period:
        """Days of a stock or a flow under these words of time, or under the report's own."""
        if mention is None:
            return self.own_day if stock else self.own_days
        if stock:
            return period_of(None, mention.last, "as_of")
        first = mention.first
        text, at = self.scene.text, mention.start
        paid = (
            first is not None and text[at - 1 : at] in ("到", "至") and told.PAID_UP_TO.search(text, max(0, at - 4), at)
        )
        if mention.kind == "as_of" or mention.upto or first is None or paid or self.dates_a_stock(mention):
            first = begun_before(self.scene, mention) or year_start(self.report, mention.last)
            if mention.last == self.report.end and is_long(self.report) and self.names_year(mention):
                first = self.report.start  # 截止2010年底, in a report on five years
            if first and self.times.up_to(mention) and self.of_a_quarter():
                first = first.replace(month=1, day=1)  # a quarter's report counts 截至9月30日 from the year's start
        last, end = ended_by(self.scene, mention) or self.times.told_up_to(mention), self.own_days.end
        counted = last != mention.last  # 截至7月16日,7月1日以来…
        if last and end and last < end and self.times.begins(mention) and not counted:
            last = end  # from that day on: 自秋季学期起
        return period_of(first, last, "flow")

    def names_year(self, mention: PeriodMention) -> bool:
        return told.YEAR_NAMED.match(self.scene.text, mention.start) is not None

    def of_a_quarter(self) -> bool:
        """Whether the report tells of a quarter that is not the first."""
        start, end = self.report.start, self.report.end
        return start is not None and end is not None and start.month in (4, 7, 10) and end.month == start.month + 2

    def flow_up_to(self, day: dt.date | None) -> Period:
        """What was done up to the day of a stock."""
        return period_of(year_start(self.report, day), day, "flow")

    def dates_a_stock(self, mention: PeriodMention) -> bool:
        """6月份在册…: a month that dates what is on the books says nothing of the money paid beside it."""
        return (
            mention.grain == "month" and told.ON_BOOKS.match(self.scene.text[mention.end : mention.end + 6]) is not None
        )
