"""The words around a figure that may name what it counts: those before it, the noun behind it, what a change is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportparse.link import subject_kinds as kinds
from reportparse.link import subject_neighbours as beside
from reportparse.link import subject_topics as topics
from reportparse.link.answers import Choice, Part, Role
from reportparse.link.bare_words import BareDoing
from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import NAMED_BY_TIME
from reportparse.link.subject_words import (
    AGES_OF,
    GIVEN_OUT,
    IN_BRACKETS,
    ITEM,
    ITEM_SIGNS,
    LACKED,
    LONGEST_KIND,
    MANY_HAVE,
    NO_NOUN_AFTER,
    NO_NOUN_FIRST,
    NO_NOUN_SIGNS,
    NOUN_AFTER,
    OF_AGE,
    OPEN_BRACKET,
    OVER,
    PER_PEOPLE,
    SERVING,
    SHARE_OF_GOAL,
    TIME_ENDS,
    TIME_ONLY,
    UNITS_OF_GOODS,
    VERBAL,
    VERBAL_ENDS,
    YEAR_ONLY,
    trimmed,
)
from reportparse.link.words import RANGE_SIGNS

LAID_OUT = frozenset({"area", "length", "weight", "count"})
LONGEST_OWN = 10
COUNTED = frozenset({"count", "persons", "households"})

Cutter = Callable[[str], str]
"""Cuts a long stretch of open text to its last noun phrase."""


SPLIT = re.compile(r"\([^()。;]{0,30}\d[^()。;]{0,80}\)")
NOUN_REACH = 20
ADVERB = frozenset(
    {"及时", "全部", "统一", "按时", "足额", "按规定", "优先", "动态", "精准", "同步", "主动", "全员", "依规"}
)
SERVED_BY = frozenset("为给向对替")
RECOVERED = (
    "追回",
    "讨回",
    "挽回",
    "追讨",
    "补发",
    "清欠",
    "追索",
    "要回",
    "发放",
    "代缴",
    "减免",
    "落实",
    "办理",
    "兑现",
    "拨付",
    "支付",
    "缴纳",
    "补缴",
)
SHORTEST_DOING = 4
"""Characters of a verb with its object: 追回工资."""
DONE_WITH = re.compile(r"(?:纳入|列入|录入|划入|转入)[\u4e00-\u9fff]{2,8}(?=[,。;])")

AGED = re.compile(r"\d{1,3}[—~至-]\d{1,3}周?岁的?")


class Reach:
    """What is within reach of the figures of a text, named one after the other; `bases` are the nouns without the label put
    before them: 肢体残疾人 has 残疾人."""

    def __init__(
        self,
        scene: Scene,
        printed: str,
        roles: Sequence[Role],
        choices: Sequence[Choice],
        parts: Sequence[Part | None],
        cut: Cutter,
        doing: BareDoing,
    ) -> None:
        self.scene, self.printed, self.cut, self.doing = scene, printed, cut, doing
        self.roles, self.choices, self.parts = roles, choices, parts
        self.found: list[str] = []
        self.bases: list[str] = []
        self.taken: list[int] = []
        self.goals: set[int] = set()

    def add(self, subject: str, base: str | None = None) -> None:
        """The next figure's subject."""
        self.found.append(subject)
        self.bases.append(subject if base is None else base)

    def own_words(self, frame: Frame) -> tuple[str, int]:
        """The words of the figure's own clause before it, trimmed, and where they begin."""
        start, printed = frame.own_start, self.printed
        timed = bool(frame.times) and frame.times[-1].end > start
        if timed:
            start = self.after_time(frame)
        elif frame.previous is not None and start == frame.lead_start:
            start += beside.beyond_told(frame.lead, self.found[-1])
        item = ITEM.match(printed, start, frame.start) if printed[start] in ITEM_SIGNS else None
        own = printed[item.end() if item else start : frame.start]
        if not own and not timed:
            return "", start
        if ")" in own or "）" in own:
            closed = max(own.rfind(")"), own.rfind("）"))
            if not OPEN_BRACKET.search(own, 0, closed):
                own = own[closed + 1 :]  # 7家(含公建民营)、床位
            own = IN_BRACKETS.sub("", own) if own.find(")") > 0 or own.find("）") > 0 else own
        own = trimmed(own).removeprefix("任务已")
        if timed and 0 < len(own) <= 4:
            own = topics.split_by_time(own, trimmed(printed[frame.own_start : frame.times[-1].start]))
        own = MANY_HAVE.sub("", own) if "有" in own else own
        if not own and timed:  # 养老金自7月1日起由每人每月128元…: the noun stands before the time
            own = trimmed(printed[frame.own_start : frame.times[-1].start])
        if not own or own in RANGE_SIGNS or own == "/":
            return "", start
        if own[-1] in TIME_ENDS and TIME_ONLY.fullmatch(own):
            return "", start
        if own[0] in NO_NOUN_SIGNS and (own in SERVING or PER_PEOPLE.fullmatch(own) or YEAR_ONLY.fullmatch(own)):
            return "", start
        return own, start

    def of_kind(self, i: int, frame: Frame, own: str) -> str:
        """金牌4枚, 总长9.6公里, 解决9.8万人饮水困难: what figures of such kinds are of; "" for all others."""
        if frame.previous is None:
            return kinds.of_kind(self.scene, i, frame, own, "", "")
        return kinds.of_kind(self.scene, i, frame, own, self.bases[i - 1], self.found[i - 1])

    def after_time(self, frame: Frame) -> int:
        """Where the words begin behind the last word of time: 中秋节【慰问】…; 下拨春荒款 is named by its time."""
        time, printed = frame.times[-1], self.printed
        if time.rule == "festival" and printed.startswith(NAMED_BY_TIME, time.end):
            return max(frame.own_start, frame.times[-2].end if len(frame.times) > 1 else 0)
        return time.end + (time.rule == "festival" and printed.startswith("节", time.end))

    def limited(self, i: int, own: str) -> bool:
        """Whether the limit before a figure picks out what it counts: 60岁以上老年人有5860人, 0-17岁人口70142人."""
        frames = self.scene.frames
        if frames[i].quantity.measure == "age":
            return False
        of_age = frames[i - 1].quantity.measure == "age" and 1 < len(own) <= LONGEST_KIND
        return own.startswith((*OVER, "的")) or (of_age and "," not in frames[i].lead)

    def named_by(self, i: int, own: str) -> bool:
        """Whether the words are those that name the figure's program: 结婚登记, 直接经济损失."""
        words = self.choices[i].words
        return words is not None and self.printed[words[0] : words[1]] == own

    def changed(self, i: int, frame: Frame) -> int:
        """The place of what a change is told of: past what a bracket holds, and past a share of a goal."""
        frames, of = self.scene.frames, i - 1
        while of and frames[of - 1].sentence is frame.sentence:
            aside = frames[of].bracket not in (None, frame.bracket) or SHARE_OF_GOAL.search(frames[of].lead)
            if not aside:
                break
            of -= 1
        return of

    def noun_after(self, own: str, frame: Frame) -> str:
        """The noun right behind the unit, where the words before it are no noun: 完成1万名适龄妇女…筛查."""
        counted = frame.quantity.measure in COUNTED
        if (
            len(own) >= (4 if counted else 2)
            and frame.own[-1:] not in SERVED_BY
            and not (counted and own[-1] in VERBAL_ENDS and VERBAL.search(own))
        ):
            return ""
        return self.noun_behind(frame)

    def head_behind(self, own: str, frame: Frame) -> str:
        """The noun behind what is counted where the words before it tell who has it, or which: 敬老院有46名…, 考取高中的12名…."""
        said = frame.own
        end = said[-1:]
        if not (
            (end == "有" and beside.THERE_IS.search(said) and own)
            or (end == "的" and beside.HEAD_BEHIND.search(said) and len(own) > 1)
            or beside.listed_before(own)
        ):
            return ""
        noun = self.noun_behind(frame)
        if not noun or self.doing.words.match(noun):
            return ""
        return own + noun if end == "的" and len(noun) <= beside.SHORT_NOUN and len(own) <= LONGEST_OWN else noun

    def done_to(self, i: int, frame: Frame, own: str) -> str:
        """全年完成了1200亩的荒山造林任务: what a sentence that opens with a bare verb did it to; "" where it names nothing behind."""
        if own[-1] not in self.doing.ends or self.named_by(i, own) or not self.doing.words.fullmatch(own):
            return ""
        noun = self.noun_behind(frame)
        return noun.removesuffix("任务").removesuffix("工程") or noun

    def noun_behind(self, frame: Frame) -> str:
        """The noun right behind the unit; "" where none stands there."""
        frames = self.scene.frames
        j = len(self.found) + 1
        if j < len(frames) and frame.quantity.measure == "households" and not frame.tail.strip("、"):
            following = frames[j]
            if following.quantity.measure == "persons" and following.clause == frame.clause:
                frame = following  # 427户684名城市低保对象
        rest, age = frame.rest, ""
        if not rest:
            return ""
        if rest[0] == "(":
            rest = self.past_bracket(frame)
        elif rest[0].isdigit() and (aged := AGED.match(rest)):
            rest, age = rest[aged.end() :], aged[0]  # 为96名0-6岁残疾儿童提供康复训练
        after = NOUN_AFTER.match(rest) if rest[:1] not in NO_NOUN_FIRST else None
        if after is None or NO_NOUN_AFTER.match(rest) or rest[0] == ")":
            return ""
        noun = after[1]
        if frame.rest.endswith(rest):
            at = frame.clause[1] - len(rest)
            noun = self.printed[at + after.start(1) : at + after.end(1)]
        noun = noun.rstrip(")") if noun.endswith(")") and "(" not in noun else noun
        if noun in ADVERB:  # 26户71人及时纳入监测
            done = DONE_WITH.match(rest, after.end(1))
            return done[0] if done else ""
        return age + (LACKED.split(noun)[0] or noun)

    def without_served(self, i: int, frame: Frame, own: str) -> str:
        """为96名农民工追回工资86万元: money is named without those whom the figure before counts; "" where it is not so."""
        people, before = self.found[i - 1], self.scene.frames[i - 1]
        if before.clause != frame.clause or not people:
            return ""
        if len(own) < len(people) + SHORTEST_DOING or not own.startswith(people):
            return ""
        return own[len(people) :] if own.startswith(RECOVERED, len(people)) else ""

    def given_out(self, frame: Frame) -> bool:
        """发放夹克衫500件、单衣100件: whether goods are told, each by a name of its own."""
        if frame.quantity.unit not in UNITS_OF_GOODS:
            return False
        return GIVEN_OUT.search(self.scene.text, frame.clause[0], frame.start) is not None

    def past_bracket(self, frame: Frame) -> str:
        """24707名(小学17494名、初中7213名)学生: what stands behind a bracket of figures right behind the unit."""
        found = SPLIT.match(self.scene.text, frame.end)
        if found is None:
            return frame.rest
        return self.scene.text[found.end() : min(found.end() + NOUN_REACH, frame.sentence.end)]

    def of_age(self, frame: Frame) -> str:
        """65周岁及以上人口: an age limit is told with those it picks out."""
        people = OF_AGE.match(frame.rest)
        return self.printed[frame.start : frame.clause[1] - len(frame.rest) + people.end(1)] if people else ""

    def of_ages(self, i: int, frame: Frame) -> str:
        """救助0-6岁残疾儿童40名: either age of a span is told with those between them."""
        frames = self.scene.frames
        if i + 1 < len(frames) and frames[i + 1].lead in RANGE_SIGNS:
            first, last = frame, frames[i + 1]
        elif i and frame.lead in RANGE_SIGNS:
            first, last = frames[i - 1], frame
        else:
            return ""
        people = AGES_OF.match(last.rest)
        return self.printed[first.start : last.end] + people[0] if people else ""

    def of_age_behind(self, i: int, frame: Frame) -> str:
        """为42.8万名65岁以上老年人开展健康管理: who is counted is told with an age limit right behind."""
        frames = self.scene.frames
        following = frames[i + 1] if i + 1 < len(frames) and not frame.tail.strip(" 余多") else None
        return self.of_age(following) if following and following.quantity.measure == "age" else ""

    def named_before(self, i: int, frame: Frame) -> bool:
        """Whether words that name the figure's program tell more than whom it counts: before it, or what was done for them."""
        words = self.choices[i].words
        return words is not None and (words[0] < frame.start or frame.own[-1:] in SERVING)

    def told_before(self, i: int, frame: Frame) -> bool:
        """Whether words before the figure, or of what was done for those whom it counts, name its program."""
        if not self.named_before(i, frame):
            return False
        words, of_age = self.choices[i].words, self.of_age_behind(i, frame)
        return words is None or self.printed[words[0] : words[1]] not in of_age  # 35位60岁以上退役士兵

    def follows(self, i: int, frame: Frame) -> bool:
        """Whether the figure before stands in the same paragraph."""
        return i > 0 and self.scene.frames[i - 1].sentence.paragraph == frame.sentence.paragraph

    def total(self, i: int) -> int | None:
        """The place of the figure's total, where it has been named already."""
        part = self.parts[i]
        return part[0] if part is not None and part[0] < i else None
