"""Which words of time govern a figure: those of its clause, its sentence, its paragraph, its heading, nearest first."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from reportparse.link.answers import Choice, Role
from reportparse.link.dating import dates_what_follows
from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import (
    ARREARS,
    DEADLINE,
    DONE_SINCE_BEGIN,
    FAR,
    GIVEN,
    LEFT_OVER,
    LINE_OPENING,
    NAMES_MONEY,
    NEAR,
    STANDS_NOW,
    THIS_DISASTER,
    THIS_YEAR,
    WIDE,
    WITHIN_A_TOTAL,
)
from reportparse.link.ground import FIELD, FIELD_REACH
from reportparse.link.happenings import Happenings
from reportparse.link.heading_periods import HeadingPeriods
from reportparse.link.spans_before import span_before, years_before
from reportparse.link.time_reach import counted_since, is_deadline
from reportparse.link.told_ahead import due_behind, only_begun
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import ReportPeriod
from reportparse.rulebook import Rulebook

PARTS_OF_YEAR = frozenset({"half", "months"})
BY_WORDS = frozenset({"program.named", "program.object", "program.beside"})


class Governing(Happenings):
    """Answers for one figure at a time, left to right: what its paragraph said before is carried on."""

    def __init__(
        self,
        scene: Scene,
        roles: Sequence[Role],
        choices: Sequence[Choice],
        rules: Rulebook,
        report: ReportPeriod,
    ) -> None:
        super().__init__(scene, report)
        self.roles, self.choices, self.rules = roles, choices, rules
        self.governing_words: dict[int, bool] = {}
        self.deadlines: dict[int, bool] = {}
        self.closing: dict[int, bool] = {}
        self.beginnings: dict[int, bool] = {}
        self.carried: tuple[int, PeriodMention, str | None] | None = None
        self.struck: PeriodMention | None = None
        self.headings = HeadingPeriods(scene, report)
        self.undated = report.end is None
        rules_told = {p.rule for p in scene.periods}
        self.of_spans = "begun_and_ended" in rules_told
        self.of_years = "lasting" in rules_told and any(
            p.rule == "lasting" and p.grain == "years" for p in scene.periods
        )
        self.starts = [frame.start for frame in scene.frames]

    def of(self, i: int, frame: Frame) -> tuple[PeriodMention | None, str]:
        """The words of time that govern a figure, nearest first: clause, sentence, paragraph, heading."""
        sentence, role, part_start = frame.sentence, self.roles[i].role, frame.part[0]
        target = role == "target"
        told_after = role == "actual" and frame.previous is not None
        if target and frame.later and (ahead := self.due(frame) or due_behind(self.scene, frame)):
            return ahead, "period.clause_after"
        for mention in reversed(frame.times):
            if not (self.governs(mention) and self.reaches(mention, frame)):
                continue
            if mention.start < part_start:
                alone = self.scene.text[mention.end : mention.end + 1] not in (",", ":", ";", "。")
                own_time = mention.grain not in WIDE and (alone or is_deadline(self.scene.text, mention))
                if target and (own_time or (alone and mention.grain == "half")):
                    continue  # (1)6月底前新增…;(2)再创建…; 上半年建成18个;资金支出…: each item has its own
                if self.of_another_field(mention, frame):
                    continue  # 在助学方面,8月份发放…;在助医方面,救助…
            # 2月5日前,…发放春节一次性补贴; 4月,下拨春荒款1.9万元
            if mention.rule == "festival" and (self.modifies(mention, frame) or self.names_money(mention, frame)):
                continue
            if told_after and (
                mention.relation == "future"
                or (
                    mention.rule == "year_begin"
                    and mention.start < frame.lead_start
                    and not self.opens_with(mention, frame)
                )
            ):
                continue  # 全年计划240张,已建成150张: the plan's time is not that of what was done; 年初下达180户,完成216户
            if (spoken := self.headings.as_spoken(mention, frame, target=target)) is not mention:
                return spoken, "period.heading"
            self.carried = (sentence.paragraph, mention, self.choices[i].code)
            if self.of_disasters and self.is_disaster(mention):
                self.struck = mention
            return mention, "period.sentence_own" if mention.start >= frame.lead_start else "period.sentence"
        if frame.later and frame.later[0].start < frame.clause[1] and (p := self.behind(frame, target)) is not None:
            return p, "period.clause_after"
        if self.of_disasters and self.struck and THIS_DISASTER.match(self.scene.text, sentence.start):
            return self.struck, "period.paragraph"
        if self.carried is not None and self.carried[0] == sentence.paragraph:
            if not self.undated and (gone_on := self.gone_on(i, frame, *self.carried[1:])) is not None:
                return gone_on, "period.paragraph"
        elif self.of_disasters and (struck := self.struck_before(frame)):
            return struck, "period.paragraph"
        if self.of_spans and (span := span_before(self.scene, self.starts, frame)):
            return span, "period.paragraph"
        if self.of_years and (span := years_before(self.scene, self.starts, frame)):
            return span, "period.paragraph"
        if self.undated and (named := self.named_in_paragraph(frame)):
            return named, "period.paragraph"
        heading = self.headings.above(frame)
        if target and (ahead := self.line_opening(frame)) and not (heading and lies_within(heading, ahead)):
            return ahead, "period.line"
        if heading is not None and (target or heading.relation != "future"):
            return heading, "period.heading"
        return None, "period.report"

    def behind(self, frame: Frame, target: bool) -> PeriodMention | None:
        """The words of time behind a figure in its clause that date it."""
        if frame.quantity.measure == "amount" and frame.rest.startswith("的"):
            return None  # 投资1.7亿元的中心10月开业
        stop = self.scene.text.find("(", frame.end, frame.clause[1])
        for p in frame.later:
            if p.start >= frame.clause[1]:
                break
            if (
                (stop < 0 or p.start < stop)
                and p.start >= frame.end
                and self.governs(p)
                and (target or p.relation != "future")
                and not only_begun(self.scene.text, p, frame)
            ):
                return p
        return None

    def gone_on(self, i: int, frame: Frame, mention: PeriodMention, program: str | None) -> PeriodMention | None:
        """The words of time told before in the paragraph, where they hold for a figure of this program too."""
        if mention.relation in ("past", "future"):
            return None
        mine, text, start = self.choices[i].code, self.scene.text, frame.sentence.start
        holds = (
            (self.lasts(mention) and not self.turns_to_another(i, mention))
            or (self.up_to(mention) and "累计" in text[start : frame.start])  # 截止5月底,…59人。累计救助306人次
            or (self.is_disaster(mention) and not self.tells_of_aid(frame))
            or text.startswith("其中", start)  # 12月份救助24户77人。其中青石镇6户20人;…
        )
        if not holds:
            return None
        of_it = (
            program is None or mine is None or self.rules.is_under(mine, program) or self.rules.is_under(program, mine)
        )
        return mention if of_it else None

    def names_money(self, p: PeriodMention, frame: Frame) -> bool:
        """春荒款: whether a season only names what was given, and its sentence has told the time."""
        earlier = [x for x in frame.times if x.start < p.start and x.start >= frame.part[0]]
        if not earlier or not NAMES_MONEY.match(self.scene.text, p.end):
            return False
        return any(self.governs(x) and self.reaches(x, frame) for x in earlier)

    def of_another_field(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether words of time inside one field of a sentence are asked to date another field of it."""
        text, start = self.scene.text, frame.part[0]
        if text.find("方面", start, start + FIELD_REACH) < 0 or FIELD.match(text, start) is None:
            return False
        return text.find("方面", frame.sentence.start, p.start) >= 0

    def turns_to_another(self, i: int, p: PeriodMention) -> bool:
        """1-10月,培训421人次。为75名退役军人办理贷款…, in a year's report: what names a thing of its own is of the year again."""
        if not self.of_a_year or p.grain not in PARTS_OF_YEAR:
            return False
        frames, j = self.scene.frames, i
        while j >= 0 and frames[j].sentence is frames[i].sentence:
            if self.choices[j].rule in BY_WORDS:
                return True
            j -= 1
        return False

    def named_in_paragraph(self, frame: Frame) -> PeriodMention | None:
        """In annals the time that the paragraph named last holds for the sentences after it, but for what stands now."""
        text, at = self.scene.text, frame.sentence.start
        if STANDS_NOW.search(text, at, frame.end):
            return None
        start = max(text.rfind("\n", 0, at) + 1, at - FAR)
        for p in reversed(self.scene.periods_in(start, at)):
            if p.last is None and p.relation == "own":
                return None
            if p.last is not None and p.grain != "day" and p.relation != "since" and self.governs(p):
                return p
        return None

    def opens_with(self, p: PeriodMention, frame: Frame) -> bool:
        """2020年初,贫困户1371户4869人,贫困发生率2.3%: a named year's beginning, of all that is told as standing."""
        text = self.scene.text
        if p.start != frame.sentence.start or not text[p.start].isdigit():
            return False
        return DONE_SINCE_BEGIN.search(text, p.end, frame.start) is None

    def modifies(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether the name of a feast behind other words of its clause says what was paid, where a time was told before it."""
        told = frame.times and frame.times[0].start < p.start and frame.times[0].rule != "festival"
        return bool(told) and self.scene.text[p.start - 1 : p.start] in GIVEN and p.start > frame.sentence.start

    def due(self, frame: Frame) -> PeriodMention | None:
        """The deadline behind a thing to be done: 余下的17座散葬墓9月底前迁完."""
        p = frame.later[0]
        if p.start < frame.end or p.start >= frame.tail_end or p.start >= frame.clause[1] or not self.governs(p):
            return None
        if "(" in self.scene.text[frame.end : p.start]:
            return None  # 打算征收150万元(今年实收118.6万元)
        return p if p.start >= frame.own_start and not any(x.start >= frame.own_start for x in frame.times) else None

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
            said = self.governing_words[p.start] = dates_what_follows(self.scene.text, p)
        return said

    def begins(self, p: PeriodMention) -> bool:
        """Whether the words name the day from which something is in force: 从1月1日起, even the report's own first day."""
        if p.relation == "since" and p.rule != "lasting":
            return True  # 五年来 is a span
        said = self.beginnings.get(p.start)
        if said is None:
            text = self.scene.text
            said = text.startswith("起", p.end) or text.endswith(("起", "开始"), p.start, p.end)
            self.beginnings[p.start] = said
        return said

    def told_up_to(self, p: PeriodMention) -> dt.date | None:
        """截止11月底…,其中今年新办5872名: this year as far as the sentence counts it."""
        since = p.grain == "day" and p.relation == "since"  # 截至7月16日,7月1日以来…
        if not since and self.scene.text[p.start : p.end] not in THIS_YEAR:
            return p.last
        before = [x for x in self.scene.periods_in(max(0, p.start - NEAR), p.start) if x.last and self.up_to(x)]
        same = before and p.last and before[-1].last and before[-1].last.year == p.last.year
        between = self.scene.text[before[-1].end : p.start] if same else "。"
        unbroken = "。" not in between and ";" not in between
        return before[-1].last if unbroken else p.last

    def ends_a_thing(self, p: PeriodMention) -> bool:
        """Whether these words say when one thing ends; asked of each figure after them."""
        if p.rule == "begun_and_ended":
            return False  # 3月启动,5月底完成换届,选出…: from when to when
        said = self.deadlines.get(p.start)
        if said is None:
            said = self.deadlines[p.start] = DEADLINE.match(self.scene.text, p.end) is not None
        return said

    def reaches(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether words of time still govern at a figure: 从…起 to its part's end, a bracket's inside it only."""
        if self.begins(p):
            return (
                p.start >= frame.part[0]
                or (self.is_disaster(p) and not self.tells_of_aid(frame))
                or counted_since(self.scene, p, frame)
            )
        if (
            p.grain == "day"
            and p.start < frame.part[0]
            and not self.up_to(p)
            and (not self.is_disaster(p) or self.tells_of_aid(frame))
        ):
            return False  # what happened on a day is told before the next semicolon
        text = self.scene.text
        if p.start < frame.clause[0]:
            if p.start < frame.part[0] and text[max(0, p.start - 6) : p.start].rstrip(" ").endswith(WITHIN_A_TOTAL):
                return False  # 2847对,其中10至12月1036对;离婚登记418对
            if ARREARS.search(text, max(0, p.start - 8), p.start):
                return False
            if self.closes_clause(p, frame) or self.ends_a_thing(p):
                return False
        between = text[p.end : frame.start]
        if p.start and text[p.start - 1] == "(" and between.startswith(")"):
            return p.start >= frame.part[0]
        if ")" in between and between.find(")") < (between.find("(") if "(" in between else len(between)):
            return False
        if p.relation == "past" and p.start < frame.lead_start and LEFT_OVER.match(text, p.end):
            return False  # 上年结余2156万元、调入…
        return not (p.relation == "past" and p.start < frame.part[0])

    def closes_clause(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether a figure stands before these words in their own clause: they date that one, not what follows."""
        said = self.closing.get(p.start)
        if said is None:
            text, first, at = self.scene.text, frame.sentence.start, p.start
            comma, semicolon, colon = text.rfind(",", first, at), text.rfind(";", first, at), text.rfind(":", first, at)
            start = max(first, comma + 1, semicolon + 1, colon + 1)
            said = self.closing[at] = bisect_left(self.starts, at) > bisect_left(self.starts, start)
        return said


def lies_within(heading: PeriodMention, line: PeriodMention) -> bool:
    """Under 下半年工作打算 a line that opens with 全年 plans for the half."""
    if heading.relation != "future" or not (heading.first and heading.last and line.first and line.last):
        return False
    if (line.first, line.last) == (heading.first, heading.last):
        return False
    return line.first <= heading.first and heading.last <= line.last
