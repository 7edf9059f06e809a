"""The time a figure holds for: the words of time that govern it, and whether it is a flow or a stock."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.lists import CUE, CUE_SIGNS, run_after
from reportparse.link.stocks import STATE_RATE, Stocks
from reportparse.link.words import QUOTED, STANDARD
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, PeriodKind, ReportPeriod
from reportparse.rulebook import Rulebook

COMPARING = re.compile(r"(?:比|较|与|同|同比|相比)[^,。;]{0,3}$")
OF_NOUN = re.compile(
    r"^(?:的)?(?:冬季|秋季|春季|夏秋季|冬|秋|春)?(?:退役|退伍|复员|入伍|新兵|毕业|转业|符合|应届|招生|入学|申报|立项|结转|建成的|新申报|中央|省级|冬季|秋季|在建)"
)
OLD_SIDE = re.compile(r"的?[\d一二两三四五六七八九十百]")
"""由年初的12630户调整为…: this time dates the old side alone."""
GOAL_AFTER = re.compile(r"(?:的)?(?:年度)?(?:目标|任务|指标|预算|计划(?:任务|目标|的|数|[,。;\d]))")
ON_BOOKS = re.compile(r"^,?(?:我[区县市]|全[区县市])?(?:在册|共有|现有|实有|末)")
YEARLY_GOAL = re.compile(r"全年|年度|民生实事")
NET = re.compile(r"净(?:增|减)")

PAID_BY = re.compile(r"(?:^|[,、(])按照?[^,。;]*$")
PAID_OUT = re.compile(r"(?:/[人户]|[、和][^,。;]{0,8}\d[\d.]*元)?的?(?:标准|额度)?[^,。;]{0,4}(?:发放|兑付|兑现|拨付|资助|补助|补贴|给予|支付|代缴)[^,。;\d]{0,10}\d")
"""按每人每月800元兑付补贴…: money paid at a rate, in the time that it was paid."""

LEVEL_GOAL = re.compile(r"(?:提到|降到|降至|升至|达到?|保持在?|稳定在|控制在|提高到|上升到|不低于|达|在)[^,。;]{0,6}$")


SHORT_SPAN = 26
"""Days: a shorter span is an event's, told in its own sentence."""

LINE_OPENING = 12
"""Characters from a line's start in which its own time is named."""


LEAST_YEARS = 2
YEAR_IN_LIST = re.compile(r"((?:19|20)\d\d)(?=\s?年|[、,和及至到—-])")
RANGE_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?年?\s?(?:至|到|[-—~]{1,2})\s?(?:19|20)\d\d\s?年")

GIVEN_FROM_ABOVE = frozenset({"period.paragraph", "period.heading", "period.report"})


@lru_cache(maxsize=4096)
def period_of(start: dt.date | None = None, end: dt.date | None = None, kind: PeriodKind = "none") -> Period:
    """A period; equal ones are one object, since a report has few."""
    return Period(start=start, end=end, kind=kind)


def years_handed_out(scene: Scene) -> dict[int, int]:
    """2011年至2015年支出分别为A、B、C、D、E: as many years before 分别 as figures after it, one for each."""
    found: dict[int, int] = {}
    for i, frame in enumerate(scene.frames):
        cue = CUE.search(frame.lead) if frame.times and not CUE_SIGNS.isdisjoint(frame.lead) else None
        members = run_after(scene.frames, i) if cue else []
        if cue is None or len(members) < LEAST_YEARS:
            continue
        words = scene.text[max(frame.part[0], frame.lead_start) : frame.lead_start + cue.start()]
        years = [int(year) for year in YEAR_IN_LIST.findall(words)]
        if len(years) == 2 and len(members) == years[1] - years[0] + 1 and RANGE_OF_YEARS.search(words):
            years = list(range(years[0], years[1] + 1))
        if len(years) == len(members) and len(set(years)) == len(years):
            found.update(zip(members, years, strict=True))
    return found


class Calendar:
    """Settles periods figure by figure, left to right."""

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
        self.found: list[Dated] = []
        self.stocks = Stocks(scene, roles, choices, rules, self.found)
        self.governing_words: dict[int, bool] = {}
        self.carried: tuple[int, PeriodMention, str | None] | None = None
        self.handed = years_handed_out(scene)
        self.starts = [frame.start for frame in scene.frames]
        self.plans = {
            i: p for i, s in enumerate(scene.outline.sections) if (p := self.heading_period(s.title_start, s.title_end))
        }

    def run(self) -> list[Dated]:
        """The period of every figure. Parts printed before their total (合计) are dated like the others."""
        for i, frame in enumerate(self.scene.frames):
            self.found.append(self.date(i, frame))
        return self.found

    def heading_period(self, start: int, end: int) -> PeriodMention | None:
        """The time a heading names (四季度打算, 2022年工作安排)."""
        mentions = self.scene.periods_in(start, end)
        return mentions[-1] if mentions else None

    def date(self, i: int, frame: Frame) -> Dated:
        role = self.roles[i]
        if i in self.handed and role.role in ("actual", "target", "standard"):
            year = self.handed[i]
            stock, kind = self.stocks.is_stock(i, frame, None)
            first = None if stock else dt.date(year, 1, 1)
            return Dated(period_of(first, dt.date(year, 12, 31), "as_of" if stock else "flow"), "period.distributed", kind)
        if role.rule == "role.quoted_past" or (role.rule == "role.from_to" and self.named_past(frame)):
            return self.quoted(i, frame)
        if role.role == "threshold" or role.rule == "role.from_to":
            return Dated(period_of(), "period.none")
        if role.role == "change":
            return self.like_changed(i, frame)
        mention, rule = self.governing(i, frame)
        if role.role == "target":
            return self.planned(frame, role, mention, rule)
        if role.role == "standard":
            return self.in_force(frame, role, mention, rule)
        part = self.parts[i]
        if (
            part is not None
            and part[0] < i
            and rule != "period.sentence_own"
            and not self.stocks.being_in_flow(frame, part[0])
        ):
            total = self.found[part[0]]
            if total.period.kind != "none" and self.roles[part[0]].role == "actual":
                return Dated(total.period, "period.of_total")
        stock, kind = self.stocks.is_stock(i, frame, mention)
        return Dated(self.settle(mention, stock), rule, kind)

    def governing(self, i: int, frame: Frame) -> tuple[PeriodMention | None, str]:
        """The words of time that govern a figure, nearest first: clause, sentence, paragraph, heading."""
        sentence = frame.sentence
        for mention in reversed(frame.times):
            if not (self.governs(mention) and self.reaches(mention, frame)):
                continue
            self.carried = (sentence.paragraph, mention, self.choices[i].code)
            return mention, "period.sentence_own" if mention.start >= frame.lead_start else "period.sentence"
        target = self.roles[i].role == "target"
        stop = self.scene.text.find("(", frame.end, frame.clause[1]) if frame.later else -1
        for p in frame.later:
            if p.start >= frame.clause[1]:
                break
            if (stop < 0 or p.start < stop) and p.start >= frame.end and self.governs(p) and (target or p.relation != "future"):
                return p, "period.clause_after"
        if self.carried and self.carried[0] == sentence.paragraph and self.lasts(self.carried[1]):
            _, mention, program = self.carried
            mine = self.choices[i].code
            if mention.relation not in ("past", "future") and (
                program is None
                or mine is None
                or self.rules.is_under(mine, program)
                or self.rules.is_under(program, mine)
            ):
                return mention, "period.paragraph"
        if target and (ahead := self.line_opening(frame)):
            return ahead, "period.line"
        at = sentence.section
        while at >= 0:
            if at in self.plans:
                return self.plans[at], "period.heading"
            at = self.scene.outline.sections[at].parent
        return None, "period.report"

    @staticmethod
    def lasts(p: PeriodMention) -> bool:
        """Whether words of time reach on into the next sentence: not a day or a few."""
        if p.grain == "day":
            return False
        return p.first is None or p.last is None or (p.last - p.first).days >= SHORT_SPAN

    def line_opening(self, frame: Frame) -> PeriodMention | None:
        """The time ahead that a paragraph of plans opens with: 二〇〇四年,打算这样着手:一是…."""
        for start, stop in self.scene.plans:
            if start <= frame.start < stop:
                ahead = self.scene.periods_in(start, start + LINE_OPENING)
                return ahead[0] if ahead and ahead[0].relation == "future" else None
        return None

    def governs(self, p: PeriodMention) -> bool:
        """Whether the mention dates what follows: not 比上年…, not 2019年秋季退役士兵. Asked of each figure after it."""
        said = self.governing_words.get(p.start)
        if said is None:
            said = self.governing_words[p.start] = self.dates_what_follows(p)
        return said

    def dates_what_follows(self, p: PeriodMention) -> bool:
        """The answer to `governs`, from the words around the mention."""
        text = self.scene.text
        if p.end - p.start == 2 and text.startswith("同期", p.start):  # 同期认定…: the time said before still holds
            return False
        if COMPARING.search(text[max(0, p.start - 5) : p.start]) and p.relation in ("past", "own"):
            return p.upto
        if p.first is None and p.last is None:
            return False
        if OLD_SIDE.match(text[p.end : p.end + 4]) and text[max(0, p.start - 1) : p.start] in ("由", "从"):
            return False
        if OF_NOUN.match(text[p.end : p.end + 8]) and p.grain in ("year", "half", "other", "quarter", "months"):
            return False
        if GOAL_AFTER.match(text[p.end : p.end + 6]):
            return False
        return not (p.relation == "past" and QUOTED.fullmatch(text[p.end : p.end + 4].rstrip("0123456789.")))

    def reaches(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether words of time still govern at a figure: 从…起 to its part's end, a bracket's inside it only."""
        if p.relation == "since":
            return p.start >= frame.part[0]
        if p.grain == "day" and p.start < frame.part[0]:  # what happened on a day is told before the next semicolon
            return False
        if p.start < frame.clause[0] and self.closes_clause(p, frame):
            return False
        between = self.scene.text[p.end : frame.start]
        if p.start and self.scene.text[p.start - 1] == "(" and between.startswith(")"):
            return p.start >= frame.part[0]
        if ")" in between and between.find(")") < (between.find("(") if "(" in between else len(between)):
            return False
        return not (p.relation == "past" and p.start < frame.part[0])

    def settle(self, mention: PeriodMention | None, stock: bool) -> Period:
        """Days of a stock or a flow under these words of time, or under the report's own."""
        if mention is None:
            if stock:
                return period_of(None, self.report.end, "as_of")
            return period_of(self.report.start, self.report.end, "flow")
        if stock:
            return period_of(None, mention.last, "as_of")
        first = mention.first
        if mention.kind == "as_of" or mention.upto or first is None or self.dates_a_stock(mention):
            first = self.year_start(mention.last)
        return period_of(first, mention.last, "flow")

    def dates_a_stock(self, mention: PeriodMention) -> bool:
        """6月份在册…: a month that dates what is on the books says nothing of the money paid beside it."""
        return mention.grain == "month" and ON_BOOKS.match(self.scene.text[mention.end : mention.end + 6]) is not None

    def year_start(self, day: dt.date | None) -> dt.date | None:
        """Where a flow up to a day begins: the report's start when they share the year, else the year's."""
        if day is None:
            return None
        if self.report.start and self.report.start.year == day.year and self.report.start <= day:
            return self.report.start
        return dt.date(day.year, 1, 1)

    def closes_clause(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether a figure stands before these words in their own clause: they date that one, not what follows."""
        first = frame.sentence.start
        start = max(first, *(self.scene.text.rfind(stop, first, p.start) + 1 for stop in ",;:"))
        return bisect_left(self.starts, p.start) > bisect_left(self.starts, start)

    def named_past(self, frame: Frame) -> bool:
        """由2021年的99.2%升至…: the old side with its own time."""
        return any(
            p.relation == "past" and QUOTED.fullmatch(self.scene.text[p.end : frame.start])
            for p in frame.times_since(frame.lead_start)
        )

    def quoted(self, i: int, frame: Frame) -> Dated:
        """Last year's value: the days of the past words before it; 同期 is the report's span a year back."""
        for p in reversed(frame.times):
            if p.relation == "past":
                changed = self.like_changed(i, frame, any_role=True)
                stock = changed.period.kind == "as_of"
                return Dated(self.settle(p._replace(upto=False), stock), "period.quoted_past")
        if i and self.roles[i - 1].role == "prior":
            return self.found[i - 1]
        return Dated(period_of(), "period.none")

    def like_changed(self, i: int, frame: Frame, *, any_role: bool = False) -> Dated:
        """A change holds for the time of the figure that changed: the last actual one of its program in reach."""
        own = any(self.governs(p) for p in frame.times_since(frame.lead_start))
        for j in range(i - 1, max(-1, i - 6), -1):
            other = self.scene.frames[j]
            if other.sentence.paragraph != frame.sentence.paragraph:
                break
            if self.roles[j].role in ("actual", "standard") and self.choices[j].code == self.choices[i].code:
                if other.sentence is not frame.sentence and own:
                    break
                return Dated(self.found[j].period, "period.of_changed")
            if other.sentence is not frame.sentence:
                break
        if not any_role and (ahead := self.changed_ahead(i, frame)):
            return ahead
        mention, rule = self.governing(i, frame)
        if "标准" in frame.own and not any_role and (mention is None or mention.relation != "since"):
            return Dated(period_of(None, self.report.end, "as_of"), "period.report")
        if any_role:
            stock, kind = self.stocks.is_stock(i, frame, mention)
            return Dated(self.settle(mention, stock), rule, kind)
        if mention is not None and mention.first and self.begins(mention) and STANDARD.search(frame.lead):
            return Dated(period_of(None, mention.first, "as_of"), rule)
        stock, kind = mention is not None and mention.kind == "as_of", ""
        if NET.search(frame.lead):
            stock, kind = self.stocks.is_stock(i, frame, mention)
        return Dated(self.settle(mention, stock), rule, kind)

    def changed_ahead(self, i: int, frame: Frame) -> Dated | None:
        """较上年增加41家,年末总数478家: the change is told before the figure that it changes."""
        if i + 1 >= len(self.scene.frames) or (frame.previous is not None and frame.lead_start >= frame.part[0]):
            return None
        other = self.scene.frames[i + 1]
        same = other.part == frame.part and self.roles[i + 1].role == "actual"
        if not same or not (other.quantity.unit == frame.quantity.unit or frame.quantity.measure in ("rate", "points")):
            return None
        return Dated(self.date(i + 1, other).period, "period.of_changed")

    def planned(self, frame: Frame, role: Role, mention: PeriodMention | None, rule: str) -> Dated:
        """Targets: things to do are flows of the plan's time, levels to reach are as of its end; no date, no period."""
        if role.rule == "role.goal" and YEARLY_GOAL.search(self.scene.text[frame.clause[0] : frame.start]):
            return self.goal(frame, role)
        given = rule in GIVEN_FROM_ABOVE and role.rule in ("role.goal", "role.planned")
        if mention is None or (given and mention.relation != "future"):
            return self.goal(frame, role)
        level = frame.quantity.measure == "rate" and (
            LEVEL_GOAL.search(frame.lead) is not None or STATE_RATE.search(frame.lead) is not None
        )
        if level or (mention.kind == "as_of" and frame.quantity.measure == "rate"):
            return Dated(period_of(None, mention.last, "as_of"), rule)
        first = mention.first
        if first is None and mention.last is not None:
            done = self.report.end if self.report.end and self.report.end < mention.last else None
            first = done + dt.timedelta(days=1) if done else self.year_start(mention.last)
        return Dated(period_of(first, mention.last, "flow"), rule)

    def begins(self, p: PeriodMention) -> bool:
        """Whether the words name the day from which something is in force: 从1月1日起, even the report's own first day."""
        return p.relation == "since" or self.scene.text[p.start : p.end].endswith(("起", "开始"))

    def goal(self, frame: Frame, role: Role) -> Dated:
        """A year's task (完成全年任务4亿元) holds for the report's year; other plans without a date have none."""
        if (
            role.rule in ("role.goal", "role.planned")
            and self.report.end
            and re.search("任务|目标|实事|年度", self.scene.text[frame.part[0] : frame.start])
        ):
            year = self.report.end.year
            return Dated(period_of(dt.date(year, 1, 1), dt.date(year, 12, 31), "flow"), "period.goal_year")
        return Dated(period_of(), "period.none")

    def in_force(self, frame: Frame, role: Role, mention: PeriodMention | None, rule: str) -> Dated:
        """Standards: rates by month or year are in force as of their start or the report's end; one-off payments are flows."""
        per = role.per or ""
        lasting = (
            per.endswith(("month", "year", "day", "meal"))
            and "学年" not in self.scene.text[frame.clause[0] : frame.start]
        )
        lasting = lasting or role.level or (not per and role.rule != "role.per")
        if PAID_BY.search(frame.own) and PAID_OUT.match(frame.rest):
            return Dated(self.settle(mention, False), rule)
        if not lasting:
            return Dated(self.settle(mention, False), rule)
        if mention is not None and mention.first and self.begins(mention):
            return Dated(period_of(None, mention.first, "as_of"), rule)
        if mention is not None and (mention.kind == "as_of" or mention.upto):
            return Dated(period_of(None, mention.last, "as_of"), rule)
        return Dated(period_of(None, self.report.end, "as_of"), "period.report")
