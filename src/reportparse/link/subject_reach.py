"""The words around a figure that may name what it counts: those before it, the noun behind it, what a change is of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportparse.link import subject_topics as topics
from reportparse.link.answers import Choice, Part, Role
from reportparse.link.bare_words import BareDoing
from reportparse.link.frames import Frame, Scene
from reportparse.link.subject_words import (
    AGE,
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
    VERBAL,
    VERBAL_ENDS,
    YEAR_ONLY,
    trimmed,
)

Cutter = Callable[[str], str]
"""Cuts a long stretch of open text to its last noun phrase."""


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
        if frame.times and frame.times[-1].end > start:
            start = frame.times[-1].end
        item = ITEM.match(printed, start, frame.start) if printed[start] in ITEM_SIGNS else None
        own = printed[item.end() if item else start : frame.start]
        if (closed := max(own.rfind(")"), own.rfind("）"))) >= 0 and not OPEN_BRACKET.search(own, 0, closed):
            own = own[closed + 1 :]  # 7家(含公建民营)、床位
        own = trimmed(IN_BRACKETS.sub("", own) if own.find(")") > 0 or own.find("）") > 0 else own)
        if start > frame.own_start and 0 < len(own) <= 4:
            own = topics.split_by_time(own, trimmed(printed[frame.own_start : frame.times[-1].start]))
        own = MANY_HAVE.sub("", own) if "有" in own else own
        if not own and start > frame.own_start:  # 养老金自7月1日起由每人每月128元…: the noun stands before the time
            own = trimmed(printed[frame.own_start : frame.times[-1].start])
        if own[-1:] in TIME_ENDS and TIME_ONLY.fullmatch(own):
            return "", start
        if own[:1] in NO_NOUN_SIGNS and (own in SERVING or PER_PEOPLE.fullmatch(own) or YEAR_ONLY.fullmatch(own)):
            return "", start
        return own, start

    def aged(self, i: int, own: str) -> bool:
        """65周岁及以上48.9万人: the words before the figure belong to the age limit before it."""
        return self.scene.frames[i - 1].quantity.measure == "age" and AGE.fullmatch(own) is not None

    def limited(self, i: int, own: str) -> bool:
        """Whether the limit before a figure picks out what it counts: 60岁以上老年人有5860人, 0-17岁人口70142人."""
        frames = self.scene.frames
        if frames[i].quantity.measure == "age":
            return False
        of_age = frames[i - 1].quantity.measure == "age" and 1 < len(own) <= LONGEST_KIND
        return own.startswith(OVER) or (of_age and "," not in frames[i].lead)

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
        counted = frame.quantity.measure in ("count", "persons", "households")
        served = frame.own[-1:] in ("为", "向", "给", "对", "替")
        if (
            len(own) >= (4 if counted else 2)
            and not served
            and not (counted and own[-1] in VERBAL_ENDS and VERBAL.search(own))
        ):
            return ""
        return self.noun_behind(frame)

    def noun_behind(self, frame: Frame) -> str:
        """The noun right behind the unit; "" where none stands there."""
        frames = self.scene.frames
        j = len(self.found) + 1
        if j < len(frames) and frame.quantity.measure == "households" and not frame.tail.strip("、"):
            following = frames[j]
            if following.quantity.measure == "persons" and following.clause == frame.clause:
                frame = following  # 427户684名城市低保对象
        after = NOUN_AFTER.match(frame.rest) if frame.rest[:1] not in NO_NOUN_FIRST else None
        if after is None or NO_NOUN_AFTER.match(frame.rest):
            return ""
        at = frame.clause[1] - len(frame.rest)
        noun = self.printed[at + after.start(1) : at + after.end(1)]
        return LACKED.split(noun)[0] or noun

    def of_age(self, frame: Frame) -> str:
        """65周岁及以上人口: an age limit is told with those it picks out."""
        people = OF_AGE.match(frame.rest)
        return self.printed[frame.start : frame.clause[1] - len(frame.rest) + people.end(1)] if people else ""

    def of_age_behind(self, i: int, frame: Frame) -> str:
        """为42.8万名65岁以上老年人开展健康管理: who is counted is told with an age limit right behind."""
        frames = self.scene.frames
        following = frames[i + 1] if i + 1 < len(frames) and not frame.tail.strip() else None
        return self.of_age(following) if following and following.quantity.measure == "age" else ""

    def follows(self, i: int, frame: Frame) -> bool:
        """Whether the figure before stands in the same paragraph."""
        return i > 0 and self.scene.frames[i - 1].sentence.paragraph == frame.sentence.paragraph

    def total(self, i: int) -> int | None:
        """The place of the figure's total, where it has been named already."""
        part = self.parts[i]
        return part[0] if part is not None and part[0] < i else None
