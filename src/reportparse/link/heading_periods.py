"""The times that headings name, and what 今年 and 去年 mean in an address that is held in the year after its own."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import SPOKEN, THIS_YEAR, a_year_on, held_after
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import ReportPeriod

PUBLISHED = re.compile(
    r"[\s(\[【]*(?:(?:发布|更新|发稿|上传|成文|公开|发文|制发|录入|编辑|生成|刊发|推送)(?:日期|时间)|日期|时间|来源|信息来源|作者|编辑)[:\s]"
)
"""发布日期:2017年2月10日: a line of the page, no heading."""

SUMMED_UP = re.compile(r"[^,。;:\n]{0,14}(?:总结|回顾|小结|完成情况|开展情况)")
"""一、2020年民政各项工作总结, in a report whose title names the year before: told as past, whatever the title says."""


class HeadingPeriods:
    """The time of every heading that names one, by the place of its section."""

    def __init__(self, scene: Scene, report: ReportPeriod) -> None:
        self.scene, self.report = scene, report
        self.held_after = held_after(scene, report)
        self.plans = {
            i: p for i, s in enumerate(scene.outline.sections) if (p := self.heading_period(s.title_start, s.title_end))
        }

    def heading_period(self, start: int, end: int) -> PeriodMention | None:
        """The time a heading names (四季度打算, 2022年工作安排); of 2020年和“十三五”时期工作回顾 the report's own."""
        told = self.scene.periods_in(start, end)
        if not told or PUBLISHED.match(self.scene.text, start):
            return None
        mentions = [self.this_year_held(p) for p in told if p.rule != "plan_name"]
        if len(mentions) > 1 and mentions[-1].rule == "plan":
            own = [p for p in mentions if p.first == self.report.start and p.last == self.report.end]
            mentions = own or mentions
        if not mentions:
            return None
        last = mentions[-1]
        if last.relation == "future" and len(mentions) > 1 and not SUMMED_UP.match(self.scene.text, last.end):
            # 三季度工作小结及四季度怎么干, told again under the title: what follows is the summary
            last = next((p for p in mentions if SUMMED_UP.match(self.scene.text, p.end)), last)
        if last.relation == "future" and last.grain == "year" and SUMMED_UP.match(self.scene.text, last.end):
            return replace(last, relation="own")
        return last

    def this_year_held(self, p: PeriodMention) -> PeriodMention:
        """今年 in an address of January: the year that has just begun; 去年 of its headings is the one that it tells of."""
        words = self.scene.text[p.start : p.end]
        if not self.held_after or not p.first or not p.last:
            return p
        if words in ("去年", "过去一年") and p.last < (self.report.start or p.last):
            return replace(p, first=a_year_on(p.first), last=a_year_on(p.last), relation="own")
        if words not in THIS_YEAR:
            return p
        return replace(p, first=a_year_on(p.first), last=a_year_on(p.last), relation="future")

    def above(self, frame: Frame) -> PeriodMention | None:
        """The time of the nearest heading above that names one."""
        at = frame.sentence.section if self.plans else -1
        while at >= 0:
            if at in self.plans:
                return self.plans[at]
            at = self.scene.outline.sections[at].parent
        return None

    def as_spoken(self, mention: PeriodMention, frame: Frame, *, target: bool) -> PeriodMention:
        """An address held in January says 去年 of the year it looks back on and 今年 of the one it plans: the heading knows."""
        words, told = self.scene.text[mention.start : mention.end], self.report.start
        if (
            mention.rule == "whole_year"
            and self.held_after
            and mention.last
            and told
            and mention.last.year == told.year - 1
        ):
            return replace(mention, first=mention.first and a_year_on(mention.first), last=a_year_on(mention.last))
        if target and (held := self.this_year_held(mention)) is not mention:
            return held
        if words not in SPOKEN:
            if words.startswith("去年") and mention.last and (self.held_after or self.looks_back()):
                first = mention.first and a_year_on(mention.first)
                return replace(mention, first=first, last=a_year_on(mention.last), relation="own")
            return mention
        at = frame.sentence.section
        while at >= 0 and at not in self.plans:
            at = self.scene.outline.sections[at].parent
        heading = self.plans.get(at)
        if heading is None or heading.grain != "year":
            return self.said_a_year_on(mention, words)
        if words == "今年":
            return heading if heading.relation == "future" else mention
        if heading.relation == "own" and (self.held_after or self.looks_back()):
            return heading
        return self.said_a_year_on(mention, words)

    def said_a_year_on(self, mention: PeriodMention, words: str) -> PeriodMention:
        """A speech of February that tells of the year before: its 去年 is that year."""
        if words == "今年" or mention.last is None or mention.first is None or not self.held_after:
            return mention
        return replace(mention, first=a_year_on(mention.first), last=a_year_on(mention.last))

    def looks_back(self) -> bool:
        """Whether the report is told from the year after: one heading is of its own year, another of the next."""
        return {"own", "future"} <= {p.relation for p in self.plans.values() if p.grain == "year"}
