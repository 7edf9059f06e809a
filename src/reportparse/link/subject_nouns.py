"""The nouns that a figure takes from others: the thing counted before it, what its sentence opens with, its heading."""

from __future__ import annotations

import re

from reportparse.link import subject_neighbours as beside
from reportparse.link import subject_topics as topics
from reportparse.link.bare_words import without_comparison
from reportparse.link.frames import Frame
from reportparse.link.subject_reach import Reach
from reportparse.link.subject_words import (
    BALANCE,
    BARE_RATE,
    FIELD,
    GOAL,
    LONGEST_BASE,
    LONGEST_LABELLED,
    NOUN_AFTER,
    OF_MONEY,
    PEOPLE_ENDS,
    PROCEEDS,
    RELATIVE,
    SHORTEST_BASE,
    STAGES,
    WHOLE_RATE,
    joined,
    trimmed,
)
from reportparse.link.words import is_pair

LONGEST_DOING = 12
LABEL = re.compile(r"[\s\d一二三四五六七八九十()、.·•●—-]*([\u4e00-\u9fff]{3,12})。\s*")
"""——棚户区改造。开工…: a line's label is a sentence by itself."""
NO_THING = re.compile("[和及与]|进展")
LAYS_OUT = re.compile(
    r"(?:并|共|主要|用于|先后|已经?|分别|完成|实施|扎实){0,2}(?:新建|改建|扩建|改造|修建|建成|建设|硬化|完成|实施|解决|新修|维修|整修|铺设|架设|安装|购置|配备|打造|治理|栽植|种植|发展)了?"
)
LAST_VERB = 2
"""Characters of a verb at the end of a noun: 开工, 倒塌."""


class Nouns(Reach):
    """The nouns of other figures, for those of a text named one after the other."""

    def nearest(self, i: int, frame: Frame) -> str:
        """80—89周岁每月100元: where no words are left, the subject before it in its sentence, else what its heading is about."""
        near = i > 0 and self.scene.frames[i - 1].sentence is frame.sentence
        return (self.found[i - 1] if near else "") or topics.heading_noun(self.scene, frame)

    def handed_out(self, i: int, frame: Frame, figure: int) -> bool:
        """失业人员再就业…人、困难人员就业…人,分别完成年度目标的…: a list with no noun of its own takes those before it."""
        if figure >= i:
            return False
        if is_pair(frame.lead):
            fits = bool(self.taken) and self.taken[-1] == i - 1
        else:
            own = trimmed(without_comparison(self.own_words(frame)[0]))
            fits = not own or GOAL.fullmatch(own) is not None
        if fits:
            self.taken.append(i)
        return fits

    def with_base(self, own: str, i: int) -> str:
        """A generic word behind the noun that the figure before it has; long nouns stay away."""
        base = BALANCE.sub("", self.bases[i - 1])
        if self.doing.words.fullmatch(base) and (topic := self.topic(i - 1, self.scene.frames[i])):
            base = topic
        if base.endswith("内") or beside.of_its_own(base, own):
            return own  # 院内占地面积…,建筑面积…
        return own if own in base or len(base) > LONGEST_BASE else self.instead(base, own)

    def topic(self, i: int, frame: Frame, *, money: bool = True) -> str:
        """项目173个,开工164个,开工率94.8%,完工88个: the noun of the last whole thing counted in this sentence.

        `money`: money counts as a thing."""
        frames = self.scene.frames
        for j in range(i - 1, -1, -1):
            if frames[j].sentence is not frame.sentence:
                break
            whole = frames[j].quantity.measure not in RELATIVE and self.roles[j].per is None
            whole = whole and (money or frames[j].quantity.measure != "amount")
            if whole and self.parts[j] is None:
                return self.bases[j] if len(self.bases[j]) <= LONGEST_BASE else ""
        return ""

    def of_what_stands(self, i: int, frame: Frame, own: str) -> str:
        """家庭医生签约服务覆盖7万人,签约率78.8%; 农村养老保险参保237人,收缴保费3.6万元: what the bare words are of."""
        if self.choices[i].code or not own:
            return ""
        if WHOLE_RATE.search(own):
            return ""
        if BARE_RATE.fullmatch(own):
            if (noun := topics.clause_before(self.scene, frame)) and noun.endswith(own[:-1]):
                return noun + own[-1]
            money = OF_MONEY.search(own) is not None
            base = self.topic(i, frame, money=money) if self.scene.frames[i - 1].part == frame.part else ""
            base = base.removesuffix("人数")
            return joined(base, own) if base and "、" not in base and len(base) >= SHORTEST_BASE else ""
        if m := PROCEEDS.fullmatch(own):
            base = self.opening_noun(i, frame)
            return joined(base, m[1]) if base and not (base.endswith("面积") and m[1].endswith("面积")) else ""
        return ""

    def opening_noun(self, i: int, frame: Frame) -> str:
        """The noun of the first thing that the sentence's part counts."""
        first = i
        while first and self.scene.frames[first - 1].part == frame.part:
            first -= 1
        base = self.bases[first] if first < i else ""
        return base if len(base) <= LONGEST_BASE and not self.choices[first].code else ""

    def field(self, frame: Frame) -> str:
        """租赁补贴方面,上半年发放2317户: what the sentence says it is about, before it counts anything."""
        text, at = self.scene.text, frame.sentence.start
        m = FIELD.match(text, at, frame.own_start)
        if m is None and (label := LABEL.fullmatch(text, text.rfind("\n", 0, at) + 1, at)):
            m = None if topics.VERBAL_HEADING.search(label[1]) or NO_THING.search(label[1]) else label
        return self.printed[m.start(1) : m.end(1)] if m else ""

    def kind(self, i: int, own: str) -> str:
        """The noun that a label belongs to: its total's, else that of the figure before it, where it is short."""
        total = self.total(i)
        frames = self.scene.frames
        if total is None and frames[i - 1].bracket not in (None, frames[i].bracket):
            return ""  # 初中生1925名(其中住宿生1307名),高中1640名
        noun = self.bases[i - 1 if total is None else total]
        words = self.choices[i].words
        if (len(own) > 1 and own[-1] in PEOPLE_ENDS) or (words and words[1] - words[0] == len(own) > 2):
            return ""  # 教师, 聋儿, 五保户
        if verb := self.doing.words.match(noun):
            noun = noun[verb.end() :]
        if len(noun) < 2 or own[-1] in "费税村额款":  # 慰问金12万元、物资15万元
            return ""
        if (
            beside.by_itself(own, noun)
            or self.doing.words.fullmatch(noun[-2:])
            or own[-1] == noun[-1:]
            or len(own) == len(noun) == 2
        ):
            return ""  # 因灾死亡2人、失踪1人; 新建廉租房1205套、公租房1040套
        noun = noun.removeprefix("提出").removeprefix("征集")
        return noun if len(noun) <= LONGEST_LABELLED and noun[:1] not in ("各", "全") else ""

    def goal_met(self, i: int) -> str:
        """完成年度任务8500人的57.2%: the share of the goal that the figure before names."""
        base, goal = self.bases[i - 1], self.found[i - 1]
        return f"{base}完成{goal.removeprefix(base).removeprefix(BALANCE.sub('', base))}比例"

    def laid_out_next(self, i: int, frame: Frame, own: str) -> str:
        """投资287.5万元,新建了9个村卫生室: money laid out at the head of a part is named by what the next clause counts."""
        if own not in topics.LAYING_OUT or frame.own_start > frame.part[0] + 1 or frame.rest[:1] != ",":
            return ""
        frames, text = self.scene.frames, self.scene.text
        doing = LAYS_OUT.match(text, frame.clause[1])
        if doing is None:
            return ""
        last = i + 1
        if last >= len(frames) or frames[last].own_start != frame.clause[1]:
            return own
        noun = trimmed(frames[last].own)
        if frames[last].start <= doing.end() + 1:  # 完成了17个村935户农网改造
            while last + 1 < len(frames) and frames[last + 1].clause == frames[last].clause:
                last += 1
            after = NOUN_AFTER.match(frames[last].rest)
            noun = after[1] if after else ""
        return noun + own if 1 < len(noun) <= LONGEST_DOING else own

    def instead(self, topic: str, own: str) -> str:
        """农村危房改造开工860户,竣工620户: the second verb takes the place of the first."""
        noun = topic[:-LAST_VERB]
        staged = len(noun) >= SHORTEST_BASE and topic[-LAST_VERB:] in STAGES and own[-LAST_VERB:] in STAGES
        return (noun if staged else topic) + own
