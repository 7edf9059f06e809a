"""What a figure counts, in the words of the text: the noun phrase before it, or behind its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportparse.link import subject_kinds as kinds
from reportparse.link import subject_neighbours as beside
from reportparse.link import subject_topics as topics
from reportparse.link.answers import Choice, Part, Role, Share
from reportparse.link.bare_words import BareDoing, without_comparison
from reportparse.link.frames import Frame, Scene
from reportparse.link.inhabitants import inhabited, people_of
from reportparse.link.subject_nouns import Nouns
from reportparse.link.subject_reach import COUNTED, LAID_OUT, SERVED_BY, Cutter
from reportparse.link.subject_words import (
    AGE,
    ATTRIBUTE,
    BARE_LABEL,
    EACH_OWN,
    GENERIC,
    GENERIC_ENDS,
    GOAL,
    GOAL_ENDS,
    GOAL_MET,
    LONGEST,
    LONGEST_KIND,
    NOUN_BETWEEN,
    OF_GOAL,
    OF_NO_NOUN,
    OF_WHAT_ENDS,
    OVER,
    OVER_AGE,
    TIME_ONLY,
    TOTALLING,
    VERBAL,
    WHOLE_NOUN,
    joined,
    trimmed,
)
from reportparse.link.words import RANGE_SIGNS


def assign_subjects(
    scene: Scene,
    printed: str,
    roles: Sequence[Role],
    choices: Sequence[Choice],
    parts: Sequence[Part | None],
    shares: Mapping[int, Share],
    cut: Cutter,
    doing: BareDoing,
) -> list[str]:
    """The subject of every figure; `printed` is the reading with its punctuation as it stands, `doing` knows bare verbs."""
    namer = Namer(scene, printed, roles, choices, parts, cut, doing)
    labels = whole_labels(scene, shares)
    for i, frame in enumerate(scene.frames):
        share = shares.get(i)
        if share is None:  # nearly all: no list hands anything out to them
            namer.name(i, frame)
        elif label := trimmed(labels.get(i, share.label)) if share.label and not OF_NO_NOUN.search(share.label) else "":
            namer.add(label[2:] if label.startswith(OVER) and len(label) > LONGEST_KIND else label)
        elif share.figure is not None and not choices[i].code and namer.handed_out(i, frame, share.figure):
            namer.add(namer.found[share.figure])
        else:
            namer.name(i, frame)
        if not namer.found[-1]:
            namer.found[-1] = namer.nearest(i, frame)
    return namer.found


def whole_labels(scene: Scene, shares: Mapping[int, Share]) -> dict[int, str]:
    """养老、失业、生育保险参保人数分别达到…: the head that the last of a list has belongs to all of its members."""
    whole: dict[int, str] = {}
    run: list[int] = []
    for i in sorted(shares):
        if run and (i != run[-1] + 1 or scene.frames[i].part != scene.frames[run[-1]].part):
            run = []
        if shares[i].label:
            run.append(i)
        following = shares.get(i + 1)
        if len(run) > 1 and (following is None or not following.label):
            told = [trimmed(shares[j].label) for j in run]
            shortest, last = min(map(len, told[:-1])), told[-1]
            tail = last[shortest:]
            if 2 <= shortest < len(last) - 1 and any(len(label) < len(last) for label in told[1:-1] or told[:-1]):
                whole |= {j: shares[j].label + tail for j in run[:-1] if not shares[j].label.endswith(tail[-2:])}
    return whole


PRICED = frozenset({"降价", "涨价", "提价"})
"""药品累计落地九批374种,平均降价超50%: what changed is the price, not the count."""
SCHOOL_ENDS = ("学校", "学校(园)", "院校")
NAMED_LEVEL = frozenset("率面")
"""贫困面由13%下降到8.6%: named by itself, however short."""


def told_here(frame: Frame, before: Frame, own: str) -> bool:
    """Whether what a figure is of was told by the figure before it: in one part, or with no words between."""
    return before.part == frame.part or (not own and "," not in frame.lead)


class Namer(Nouns):
    """Names figures left to right."""

    def name(self, i: int, frame: Frame) -> None:
        """Own words first; a pair shares its neighbour's; a bare label or a generic word takes the noun before it."""
        own, start = self.own_words(frame)
        near, frames = frame.previous is not None, self.scene.frames
        before = frames[i - 1]  # told of where the figure stands near it
        measure, lead, coded = frame.quantity.measure, frame.lead, self.choices[i].code
        if near and before.own[-1:] in SERVED_BY and (served := self.without_served(i, frame, own)):
            own = served
        if near and "每" in own and (paid := EACH_OWN.fullmatch(own)):
            core = paid[2] or paid[1]
            self.add(self.with_base(core, i), self.bases[i - 1])
            return
        compared = self.roles[i].role in ("change", "prior")
        if compared and own:
            own = trimmed(without_comparison(own))
        if near and not compared and self.roles[i - 1].role == "threshold" and self.limited(i, own):
            first = i - 2 if i > 1 and before.lead in RANGE_SIGNS else i - 1
            whole = trimmed(self.printed[frames[first].start : frame.start])  # 60岁以上老年人有5860人
            if not whole.endswith(OVER):
                base = own.removeprefix("及")[2:].removeprefix("的") if own.startswith(OVER) else own
                self.add(whole, base or None)
                return
        end = own[-1:]
        own = "" if near and own in OVER and self.roles[i - 1].rule == "role.from_to" else own
        old_side = own and self.roles[i].rule == "role.from_to"  # 配齐专职委员,月补贴由300元…: a thing of its own
        if (
            near
            and compared
            and len(own) < 4
            and not old_side
            and end not in NAMED_LEVEL
            and told_here(frame, before, own)
        ):
            of = self.changed(i, frame)
            told = (self.bases if of in self.goals else self.found)[of]
            shared = frames[of].lead.lstrip(",，、").startswith("占") and measure != "points"
            if own in PRICED and not shared:
                told = joined(told.partition("累计")[0] or told, own)
            self.add(told.partition("占")[0] or told if shared else told, self.bases[of])
        elif measure == "age" and (people := self.of_age(frame)):
            self.add(OVER_AGE.sub("", people))
        elif measure == "age" and (people := self.of_ages(i, frame)):
            self.add(people)
        elif near and before.quantity.measure == "age" and AGE.fullmatch(own):  # 65周岁及以上48.9万人
            self.add(self.printed[before.start : start] + own.lstrip("及含") + self.bases[i - 1], self.bases[i - 1])
        elif near and measure == "rate" and lead.lstrip(",，、").startswith("占"):
            self.add(f"{self.found[i - 1]}占{own.removeprefix('占') or '比'}", self.bases[i - 1])
        elif (
            (part := self.parts[i]) is not None
            and part.rule == "part.middle"
            and (those := topics.of_those(own, frame.rest, self.bases[i - 1] if near else ""))
        ):
            self.add(those)
        elif "的" in frame.rest and (thing := kinds.sized(own, frame.rest)):
            self.add(thing)
        elif own in topics.LAYING_OUT and (
            laid_out := self.laid_out_next(i, frame, own) or topics.laid_out_on(own, frame.rest)
        ):
            self.add(laid_out)
        elif not coded and (end in kinds.ENDS or not own) and (thing := self.of_kind(i, frame, own)):
            self.add(thing, self.bases[i - 1] if near and kinds.EXTENT.fullmatch(own) else None)
        elif (
            near
            and lead
            and lead[-1] in "、和及"
            and NOUN_BETWEEN.fullmatch(lead)
            and (noun := self.noun_behind(frame) or self.of_age_behind(i, frame))
        ):
            self.add(noun)
        elif near and own == lead and own and self.found[i - 1].endswith(own) and (noun := self.noun_behind(frame)):
            self.add(own if self.doing.words.match(noun) else noun)  # 辖5个村民小组6个自然村
        elif near and not own and not coded and inhabited(self.scene, i) and (those := people_of(self.scene, frame)):
            self.add(those)
        elif measure in COUNTED and (noun := self.head_behind(own, frame)):
            self.add(noun)
        elif noun := self.noun_after(own, frame):
            self.add(noun if VERBAL.search(own) else trimmed(own + noun))
        elif not near and own and measure in LAID_OUT and (noun := self.done_to(i, frame, own)):
            self.add(noun)
        elif near and not coded and 2 <= len(own) <= 3 and (told := topics.object_before(self.scene, frame, own)):
            self.add(told)
        elif near and end in OF_WHAT_ENDS and (told := self.of_what_stands(i, frame, own)):
            self.add(told, self.bases[i - 1])
        elif near and end in GOAL_ENDS and GOAL.fullmatch(own):
            self.goals.add(i)
            self.add(self.with_base(GOAL_MET.sub("", own), i), self.bases[i - 1])
        elif near and measure == "rate" and i - 1 in self.goals and lead in OF_GOAL:
            self.add(self.goal_met(i), self.bases[i - 1])
        elif end in GENERIC_ENDS and self.follows(i, frame) and GENERIC.fullmatch(bare := topics.without_each(own)):
            if near and (noun := topics.clause_before(self.scene, frame)):
                self.add(joined(noun, bare), noun)
            else:
                self.add(self.with_base(bare, i), self.bases[i - 1])
        elif (
            not near
            and end in GENERIC_ENDS
            and GENERIC.fullmatch(own)
            and (noun := topics.clause_before(self.scene, frame))
        ):
            self.add(joined(noun, own), noun)
        elif not own and not self.told_before(i, frame) and (people := self.of_age_behind(i, frame)):
            self.add(people)
        elif (
            end in self.doing.ends
            and own[0] in self.doing.starts
            and not self.named_by(i, own)
            and not (near and (beside.SELF_TOLD.fullmatch(own) or beside.WITH_OBJECT.fullmatch(own)))
            and self.doing.words.fullmatch(own)
            and (topic := self.topic(i, frame) if near else self.field(frame) or topics.heading_noun(self.scene, frame))
        ):
            topic = beside.without_doing(topic, own)
            self.add(own if own in topic else self.instead(topic, own), topic)
        elif part is not None and part[0] < i and (label := self.labelled(i, own, part[0])):
            self.add(label)
        elif part is not None and part[0] < i and (attribute := self.attributed(own, part[0])):
            self.add(attribute, self.bases[i - 1])
        elif own in TOTALLING and near and (own or told_here(frame, before, own)):
            of_age = measure == "age"
            self.add((self.bases if of_age else self.found)[i - 1], self.bases[i - 1])
        elif (
            near
            and own
            and len(own) <= 3
            and not WHOLE_NOUN.fullmatch(own)
            and before.quantity.unit == frame.quantity.unit
            and not self.given_out(frame)
        ):
            self.add(own + (kind := self.kind(i, own)), kind or None)
        else:
            self.add(self.by_itself(i, frame, own, start))

    def attributed(self, own: str, total: int) -> str:
        """其中民事396件: what is counted is told by the total; the label says which of it."""
        if not ATTRIBUTE.fullmatch(own) or (beside.SCHOOLS.fullmatch(own) and self.bases[total].endswith(SCHOOL_ENDS)):
            return ""  # 学校312所,其中高中4所: a noun of its own
        base = self.bases[total]
        return f"{base}({own})" if 0 < len(base) <= LONGEST else ""

    def labelled(self, i: int, own: str, total: int) -> str:
        """市级1个: a bare label of a part before its total's noun."""
        if self.choices[i].code or not BARE_LABEL.search(own):
            return ""
        return own + self.found[total]

    def by_itself(self, i: int, frame: Frame, own: str, start: int) -> str:
        """Own words as they are, cut to a noun phrase where they are long; else the mention, else what went before."""
        if own in TOTALLING:
            own = own or trimmed(self.printed[frame.lead_start : start])
            own = "" if TIME_ONLY.fullmatch(own) else own
        own = topics.without_examples(own) if "等" in own else own
        if len(own) > LONGEST:
            own = self.cut(own)
        if not own and (words := self.choices[i].words):
            own = self.printed[words[0] : words[1]]
        if own:
            return own + "比" if own.endswith("占") and frame.quantity.measure == "rate" else own
        if frame.previous is not None:
            return self.found[i - 1]
        before = trimmed(self.printed[frame.sentence.start : frame.own_start]) if self.choices[i].code else ""
        before = before.rstrip(",，;；、")
        return self.cut(before) if len(before) > LONGEST else before  # 先后向低保对象发放补贴,三批合计268.8万元
