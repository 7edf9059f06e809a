"""A figure as it is asked whether it stands at a day: its words, what stands beside it, and what was told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link import stock_words as told
from reportparse.link.answers import Choice, Dated, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import RANGE_SIGNS, is_pair
from reportparse.model.mentions import PeriodMention
from reportparse.rulebook import Rulebook

Answer = tuple[bool, str] | None
"""Whether it stands, and what told; None where these words say nothing."""

ASIDE = re.compile(r"\([^()。;]{1,60}\)([^,。;、\d()]{2,30})")
"""A bracket behind a figure, and what follows it."""
OVER = ("以上", "以下", "及以上", "及以下")
HEADS_OR_THINGS = frozenset({"persons", "households", "count"})
PAIRED = frozenset("和、及")
LISTED_BEHIND = frozenset("(、")
"""What stands right behind a figure whose words are told behind a bracket or behind the next of a list."""


class Known:
    """What is known while the calendar walks: `found` holds the periods settled so far, and grows."""

    def __init__(
        self, scene: Scene, roles: Sequence[Role], choices: Sequence[Choice], rules: Rulebook, found: Sequence[Dated]
    ) -> None:
        self.scene, self.roles, self.choices = scene, roles, choices
        self.rules, self.found = rules, found
        self.lacking: dict[int, bool] = {}

    def told_before(self, i: int) -> bool:
        """Whether the figure before is a change of this one, or its old side."""
        return self.scene.frames[i].previous is not None and self.roles[i - 1].role in ("change", "prior")

    def tells_of_shortfalls(self, frame: Frame, mention: PeriodMention | None) -> bool:
        """存在问题, or a sentence that says what is lacking: it tells how things stand, unless it gives a time."""
        if mention is not None and mention.start >= frame.part[0]:
            return False
        at = frame.sentence.section
        said = self.lacking.get(at)
        if said is None:
            sections, up = self.scene.outline.sections, at
            said = False
            while up >= 0 and not said:
                said = told.SHORTFALLS.search(sections[up].title) is not None
                up = sections[up].parent
            self.lacking[at] = said
        return said or told.LACKING.search(self.scene.text, frame.sentence.start, frame.sentence.end) is not None

    def last_verb(self, frame: Frame, lead: str) -> tuple[int, str] | None:
        """The last word of doing or being in the figure's clause that is not merely part of a program's name."""
        for m in reversed([*self.rules.activity.finditer(lead)]):
            alone = told.LOOKED_AT.search(lead, 0, m.start()) is None  # 涉及在建项目38个 counts what was done
            if m.group() == "在建" and frame.lead[:1] not in "、和及" and alone:
                return m.start(), m.group()
            end = m.end()
            may_be = lead[end : end + 1] in told.OF_A_NOUN_SIGNS or lead.endswith("低收入", 0, end)
            of_a_noun = told.OF_A_NOUN.match(lead, end) if may_be else None
            if of_a_noun and "项目" in of_a_noun[0] and told.JUST_DONE.search(lead, 0, m.start()):
                of_a_noun = None  # 已审批项目17个
            if of_a_noun or (m.group() in told.NOUNLIKE and told.PLACE_OF_IT.match(lead, m.end())):
                continue
            if (
                lead[m.start() - 1 : m.start()] in told.ALL_THAT_ENDS
                and told.ALL_THAT.search(lead, 0, m.start())
                and told.ATTRIBUTIVE.match(lead, m.end())
                and told.PLACES.search(lead)
                and "新" not in m.group()
            ):
                continue  # 提供住宿的社会服务机构4.5万个
            if not self.in_program_name(frame, lead, m.start(), m.end()):
                return m.start(), m.group()
        return None

    def in_program_name(self, frame: Frame, lead: str, start: int, end: int) -> bool:
        """Whether the verb is only part of a program's name (临时救助, 结婚登记)."""
        at = frame.own_start if lead is frame.own else frame.start - len(lead)
        named = self.scene.programs_in(at, frame.start)
        return bool(named) and any(m.code and m.start < at + start and at + end <= m.end for m in named)


class Case:
    """One figure: `lead` the words of its clause before it, `tail` those behind it, `spoken` whether these say anything, `dated` whether its words of time name
    a day, `before` the kind of period of the figure before it."""

    def __init__(self, known: Known, i: int, frame: Frame, mention: PeriodMention | None) -> None:
        self.known, self.i, self.frame, self.mention = known, i, frame, mention
        self.quantity = quantity = frame.quantity
        own, rest = frame.own, frame.rest
        end = own[-1:]
        self.lead, self.tail = own, rest
        self.dated = (
            mention is not None and (mention.kind == "as_of" or mention.upto) and mention.start >= frame.part[0]
        )
        self.before = "none"  # the kind before, past a call: asked of every figure
        if frame.previous is not None:
            if i <= len(known.found):
                self.before = known.found[i - 1].period.kind
            if end in PAIRED or known.roles[i - 1].role == "threshold":
                self.lead = self.words_before()
        if end == "有" or (rest and rest[0] in LISTED_BEHIND) or quantity.measure == "households":
            self.tail = self.words_behind()
        self.spoken = len(self.tail) > 1  # mostly it is but the stop of the clause

    def words_before(self) -> str:
        """The words of a clause before its figure; a limit among them parts nothing: 新增产值亿元以上企业6家."""
        frames, frame, i = self.known.scene.frames, self.frame, self.i
        if frame.previous is not None and self.known.roles[i - 1].role == "threshold":
            of_age = frames[i - 1].quantity.measure == "age" and "," not in frame.lead  # 救助0-6岁残疾儿童40名
            if of_age or frame.own.startswith(OVER):
                first = i - 2 if i > 1 and frames[i - 1].lead in RANGE_SIGNS else i - 1
                return self.known.scene.text[frames[first].own_start : frame.start]
        if frame.lead[-1:] in PAIRED and self.words_of_last():
            return "、"
        return frame.own

    def words_of_last(self) -> bool:
        """为98名特困人员和126名老人开展服务: whether the words before a figure are the noun of the one before it."""
        frame, i = self.frame, self.i
        if frame.previous is None or not told.BEFORE_ITS_NOUN.fullmatch(frame.lead):
            return False
        return frame.clause == self.known.scene.frames[i - 1].clause and told.WORD.match(frame.rest) is not None

    def words_behind(self) -> str:
        """What stands behind a figure in its clause; behind both where households and people are told as a pair."""
        frames, frame, i = self.known.scene.frames, self.frame, self.i
        if frame.rest.startswith("(") and (aside := ASIDE.match(self.known.scene.text, frame.end, frame.sentence.end)):
            return aside[1]  # 共有286人(男160人、女126人)获得救助
        if frame.own.endswith("有"):  # 共有126家企业、1.8万名职工参加: all of the list
            last = frame
            for following in frames[i + 1 :]:
                if following.clause != frame.clause or following.lead[-1:] not in PAIRED:
                    break
                last = following
            return last.rest
        if frame.rest.startswith("、"):  # 爱心企业12家、个人近百名参与结对
            last = frame
            for following in frames[i + 1 : i + 4]:
                if following.clause != frame.clause or following.lead[:1] != "、":
                    break
                last = following
            if last is not frame and told.DONE_AFTER.match(last.rest):
                return last.rest
        if i + 1 < len(frames) and frame.quantity.measure == "households":
            following = frames[i + 1]
            if following.clause == frame.clause and is_pair(following.lead) and following.quantity.measure == "persons":
                return following.rest
        return frame.rest

    def after_money_paid(self) -> bool:
        """新增小额信贷1.05亿元、2214户: those that money went to."""
        frame, i = self.frame, self.i
        if frame.previous is None or self.known.roles[i - 1].role != "actual":
            return False
        return self.known.scene.frames[i - 1].quantity.measure == "amount" and self.before == "flow"

    def begins_with_doing(self) -> bool:
        """开发公益性岗位, 先后组建志愿者队伍: a clause that begins with a word of doing, whatever it is elsewhere."""
        lead = self.lead
        opened = told.BEFORE_DOING.match(lead)
        at, opening = opened.end() if opened else 0, self.known.rules.cues["opening"]
        if opening.match(lead, at):
            return True
        return lead[at - 1 : at] == "新" and opening.match(lead, at - 1) is not None  # 新修便民桥
