"""What words of time tell of: the few days of something that happened, those of a disaster, or a span that goes on."""

from __future__ import annotations

import datetime as dt

from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import AID_AFTER, DISASTER, EMERGENCY, NEAR, SHORT_SPAN, STRUCK_SO, UP_TO
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import ReportPeriod

DAYS_OF_YEAR = 364


def of_a_year(first: dt.date, last: dt.date) -> bool:
    """Whether a report tells of a whole year."""
    return DAYS_OF_YEAR <= (last - first).days <= DAYS_OF_YEAR + 1


class Happenings:
    """The words of time of one text, asked whether they are the days of something that happened."""

    def __init__(self, scene: Scene, report: ReportPeriod) -> None:
        self.scene, self.report = scene, report
        self.of_a_year = report.start is not None and report.end is not None and of_a_year(report.start, report.end)
        self.disasters: dict[int, bool] = {}
        self.of_disasters = DISASTER.search(scene.text) is not None

    def is_event(self, p: PeriodMention) -> bool:
        """Whether these are the few days of something that happened."""
        if p.kind != "flow" or p.upto or p.first is None or p.last is None:
            return False
        return (p.last - p.first).days < SHORT_SPAN and not self.up_to(p)

    def lasts(self, p: PeriodMention) -> bool:
        """Whether words of time reach on into the next sentence: not a day or a few, no start, nothing in brackets."""
        if p.grain == "month" and self.scene.text.startswith("是", p.end):
            return True  # 10月份是敬老月,…。…
        if (
            p.grain in ("day", "month")
            or p.rule == "begun_and_ended"
            or (p.grain == "months" and not self.opens_the_report(p))
            or (p.relation == "since" and (p.rule != "lasting" or p.first is None))
            or self.scene.text[max(0, p.start - 1) : p.start] == "("
        ):
            return False
        return p.first is None or p.last is None or (p.last - p.first).days >= SHORT_SPAN

    def is_disaster(self, p: PeriodMention) -> bool:
        """Whether these days are told as those of a disaster."""
        if not (p.grain == "day" or self.is_event(p)) or p.upto or p.kind != "flow":
            return False
        said = self.disasters.get(p.start)
        if said is None:
            stop = self.scene.text.find("。", p.end)
            said = DISASTER.search(self.scene.text, p.end, stop if stop >= 0 else len(self.scene.text)) is not None
            self.disasters[p.start] = said
        return said

    def struck_before(self, frame: Frame) -> PeriodMention | None:
        """6月9日至11日,我县遭受强降雨。灾害造成…: the days that the sentence before gives the disaster, though it counts nothing."""
        start = frame.sentence.start
        said = self.scene.periods_in(max(0, start - NEAR), start)
        if not said or "\n" in self.scene.text[said[-1].end : start] or not STRUCK_SO.match(self.scene.text, start):
            return None
        return said[-1] if self.is_disaster(said[-1]) and not self.tells_of_aid(frame) else None

    def tells_of_aid(self, frame: Frame) -> bool:
        """Whether the sentence tells of what came after the disaster, which has no day."""
        text, start, end = self.scene.text, frame.sentence.start, frame.clause[1]
        return AID_AFTER.search(text, start, end) is not None and EMERGENCY.search(text, start, end) is None

    def opens_the_report(self, p: PeriodMention) -> bool:
        """1-11月 of a year's report goes on; 2月至3月 is the time of what happened then."""
        return p.first is None or p.first == self.report.start or p.relation != "own"

    def up_to(self, p: PeriodMention) -> bool:
        """截至6月25日: the day that all the sentence's figures are told at."""
        return (
            self.scene.text.startswith(("截", "至", "到"), p.start) or self.scene.text[p.start - 1 : p.start] in UP_TO
        )
