"""The time of what is planned: things to do over the plan's time, levels to be reached at its end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from reportparse.link import date_words as told
from reportparse.link.answers import Dated, Role
from reportparse.link.days import period_of, year_start
from reportparse.link.forecasts import title_plans
from reportparse.link.frames import Frame, Scene
from reportparse.link.governing import Governing
from reportparse.link.governing_words import a_year_on
from reportparse.link.words import STANDARD
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import ReportPeriod

EACH_BEFORE = re.compile(r"(?:提高|调整|增加|提|调|上调)[到至为]每[人户](?:每[月年])?$")
"""从明年1月起将补贴提高到每人每月200元: in force from that day."""


class PlannedTimes:
    """Settles the periods of targets; `found` is what the calendar has settled so far."""

    def __init__(
        self,
        scene: Scene,
        roles: Sequence[Role],
        report: ReportPeriod,
        found: Sequence[Dated],
        times: Governing,
    ) -> None:
        self.scene, self.roles, self.report = scene, roles, report
        self.found, self.times = found, times

    def dated(self, i: int, frame: Frame, role: Role, mention: PeriodMention | None, rule: str) -> Dated:
        """Targets: things to do are flows of the plan's time, levels to reach are as of its end; no date, no period."""
        if role.rule == "role.goal" and told.YEARLY_GOAL.search(self.scene.text[frame.clause[0] : frame.start]):
            end = self.report.end
            ahead = next((p for p in frame.times if end and p.last and p.last.year > end.year), None)
            if ahead is None:
                return self.goal(i, frame, role)
            mention = ahead  # 2022年,全年募集目标4500万元, in a report on 2021
        if role.rule == "role.goal" and self.report.end and told.YEARS_GOAL_BEHIND.match(frame.rest):
            begin, end = dt.date(self.report.end.year, 1, 1), dt.date(self.report.end.year, 12, 31)
            level = self.is_level(i, frame)
            return Dated(period_of(None if level else begin, end, "as_of" if level else "flow"), "period.goal_year")
        mention = self.ahead(frame, mention)
        if mention is not None and self.scene.text.endswith("年初", 0, mention.end):
            mention = None  # 年初计划修建150户: set at its beginning, for the year
        given = rule in told.GIVEN_FROM_ABOVE and role.rule in ("role.goal", "role.planned")
        if mention is None or (given and mention.relation != "future"):
            return self.goal(i, frame, role)
        q = frame.quantity
        if (
            q.measure == "amount"
            and mention.first
            and self.times.begins(mention)
            and (self.of_a_standard(frame, mention) or EACH_BEFORE.search(frame.own))
        ):
            return Dated(period_of(None, mention.first, "as_of"), rule)  # 2022年7月起,低保标准提高到720元
        if self.is_level(i, frame):
            return Dated(period_of(None, mention.last, "as_of"), rule)
        if mention.grain == "year" and mention.last and self.yearly_by(mention, frame):
            return Dated(period_of(dt.date(mention.last.year, 1, 1), mention.last, "flow"), rule)
        first, mention = mention.first, self.to_year_end(mention)
        if mention.relation == "future" and self.scene.text.startswith("目标", mention.end):
            first = None  # 锚定2025年目标:…: from now until then
        if mention.last and self.report.end and self.report.end < mention.last and self.says_within(mention):
            first = self.report.end + dt.timedelta(days=1)  # 年内, said at mid-year: in what is left of it
        if first is None and mention.last is not None:
            done = self.report.end if self.report.end and self.report.end < mention.last else None
            first = done + dt.timedelta(days=1) if done else year_start(self.report, mention.last)
            bare = not told.YEAR_SAID.search(self.scene.text, mention.start, mention.end)
            if bare and done and done.year < mention.last.year and self.of_year_told(frame, mention.last.year):
                first = dt.date(mention.last.year, 1, 1)  # 2022年新建…,6月底前建成…, in a report up to November 2021
        return Dated(period_of(first, mention.last, "flow"), rule)

    def is_level(self, i: int, frame: Frame) -> bool:
        """Whether a target is a level to be reached or kept, and nothing to be done: also the next of a list of such."""
        q = frame.quantity
        if q.measure == "points" or (q.measure == "rate" and not told.CHECKED_RATE.search(frame.own)):
            return True
        if q.measure == "amount":
            reached = told.RATE_REACHED.search(frame.own)
            return bool(reached or told.RATE_GOAL.search(self.scene.text, frame.clause[0], frame.start))
        if frame.previous == i - 1 >= 0 and self.roles[i - 1].rule == "role.from_to":
            return True  # 走访由每季度1次提高到每月1次
        if q.measure not in told.STANDING_THINGS:
            return False
        if told.LEVEL_GOAL.search(frame.own):
            return True
        if frame.own.endswith("实现") and "全覆盖" in frame.rest:
            return True  # 实现84个镇街全覆盖
        if frame.previous is None or frame.previous != i - 1 or frame.lead not in told.PAIRED:
            return False
        alike = self.scene.frames[i - 1].quantity.unit == q.unit and self.roles[i - 1].role == "target"
        return alike and self.found[i - 1].period.kind == "as_of"

    def yearly_by(self, mention: PeriodMention, frame: Frame) -> bool:
        """到2026年,地区生产总值突破230亿元: what a year brings, set for that year; growth is of all the years until then."""
        by = self.scene.text.endswith("到", 0, mention.start)
        return by and frame.quantity.measure == "amount" and told.YEARLY_VALUE.search(frame.own) is not None

    def of_year_told(self, frame: Frame, year: int) -> bool:
        """Whether the sentence or its heading has named this year, as that of the plan."""
        above = self.times.headings.above(frame)
        told_of = [*frame.times, above] if above is not None else frame.times
        return any(p.grain == "year" and p.last is not None and p.last.year == year for p in told_of)

    def of_a_standard(self, frame: Frame, mention: PeriodMention) -> bool:
        """从1月1日起,低保标准由180元提高到200元: what is in force from that day on."""
        return STANDARD.search(self.scene.text[max(mention.end, frame.clause[0]) : frame.start]) is not None

    def says_within(self, mention: PeriodMention) -> bool:
        text = self.scene.text
        return text.startswith("年内", mention.start) or (
            text[mention.end - 1] == "年" and text.startswith("内", mention.end)
        )

    def to_year_end(self, mention: PeriodMention) -> PeriodMention:
        """今年计划改造14所, said at mid-year: by the end of the year."""
        words = self.scene.text[mention.start : mention.end]
        named = mention.grain == "year" and mention.relation == "own" and words[:1].isdigit()
        if mention.last is None or not (named or words in told.THIS_YEAR):
            return mention
        return replace(mention, last=mention.last.replace(month=12, day=31))

    def ahead(self, frame: Frame, mention: PeriodMention | None) -> PeriodMention | None:
        """Under 2025年计划 a bare 3月底 is of that year, whatever year the report tells of; a feast past is the plan's time."""
        plan = self.times.headings.above(frame) or self.times.line_opening(frame)
        plan = plan or next((p for p in frame.times if p.relation == "future"), None)
        if plan is None and mention is not None and mention.relation == "own" and self.times.headings.held_after:
            said = told.YEAR_SAID.search(self.scene.text, mention.start, mention.end)
            if mention.last is not None and not said:  # a speech of February: 全年, 年底前 are of the year now begun
                first = mention.first and a_year_on(mention.first)
                return replace(mention, first=first, last=a_year_on(mention.last), relation="future")
        if mention is None or plan is None or plan.relation != "future" or plan.last is None or mention.last is None:
            return mention
        if mention.relation == "future" or told.YEAR_SAID.search(self.scene.text, mention.start, mention.end):
            return mention
        years = plan.last.year - mention.last.year
        if years != 1:
            return plan if years == 0 and self.report.end and mention.last <= self.report.end else mention
        first = mention.first and a_year_on(mention.first)
        return replace(mention, first=first, last=a_year_on(mention.last), relation="future")

    def goal(self, i: int, frame: Frame, role: Role) -> Dated:
        """A year's task (完成全年任务4亿元) holds for the report's year; other plans without a date have none."""
        year_task = role.rule in ("role.goal", "role.planned") and (
            told.YEAR_TASK.search(self.scene.text, frame.part[0], frame.start) or self.of_the_year(i, frame)
        )
        if year_task and self.report.end is None:
            return Dated(period_of(None, None, "flow"), "period.goal_year")  # 20xx年下达任务860户: of a hidden year
        if year_task and self.report.end:
            first, last = dt.date(self.report.end.year, 1, 1), dt.date(self.report.end.year, 12, 31)
            of_goal = frame.quantity.measure == "rate" and told.GOAL_APART.search(frame.own)
            if of_goal or (role.rule == "role.planned" and self.is_level(i, frame)):
                return Dated(period_of(None, last, "as_of"), "period.goal_year")
            return Dated(period_of(first, last, "flow"), "period.goal_year")
        year = title_plans(self.scene.outline.title or "") if role.rule == "role.plan_section" else None
        if year is not None and self.report.end and year == self.report.end.year + 1:
            first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)  # 2014年工作总结及2015年工作打算
            return Dated(
                period_of(None, last, "as_of") if self.is_level(i, frame) else period_of(first, last, "flow"),
                "period.heading",
            )
        if year is not None:
            return Dated(period_of(self.report.start, self.report.end, "flow"), "period.report")
        return Dated(period_of(), "period.none")

    def of_the_year(self, i: int, frame: Frame) -> bool:
        """Whether the sentence has told a task of the year before: 全年任务为…;新增…."""
        for j in range(i - 1, -1, -1):
            if self.scene.frames[j].sentence is not frame.sentence:
                return False
            if self.found[j].rule == "period.goal_year":
                return True
        return False
