"""Which program a figure belongs to: named beside it, carried over from what came before, or given by the heading.

Reports are topic first: a heading names the field, a sentence the program, figures follow with the subject left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportparse.link.aided import aided_kinds, kept_where
from reportparse.link.answers import Choice, Part, Role, Share
from reportparse.link.by_clause import by_its_clause, publisher
from reportparse.link.by_field import DIBAO, Field
from reportparse.link.by_kin import among_kin
from reportparse.link.by_surroundings import ASKED, by_surroundings
from reportparse.link.carrying import carried
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import NOTHING, Ground
from reportparse.link.headings import STUDENT_AID, settled
from reportparse.link.leanings import (
    OPEN_TO_WEIGHTS,
    PROGRAM_CERTAIN,
    PROGRAM_LIKELY,
    PROGRAM_OVERRULED,
    AtHand,
)
from reportparse.link.lists import CUE
from reportparse.link.named import beside, pick
from reportparse.link.narrowed import donated
from reportparse.link.program_behind import OUTLAY
from reportparse.link.program_clause import Clauses
from reportparse.link.sums import alike, paid_together, sum_of
from reportparse.link.told import Told
from reportparse.link.town_or_country import TOWN_OR_COUNTRY
from reportparse.link.words import is_pair
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN, Rulebook
from reportparse.weights import FAR

TASK_ITEM = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:已经?|均|全部)(?:完成|开工|建成|竣工|送|发放|落实)")
JOINTS = frozenset("、和及")
"""What is given in one breath with the figure before begins with one of these."""

ABOVE = ("上述", "以上")
"""What speaks of all that was told before."""

RANGE = frozenset(("-", "—", "——", "–", "~", "至", "到"))
"""Between the two ends of a range."""


OF_ANY_OFFICE = frozenset({ELSEWHERE, "infrastructure"})
"""What every office does beside its field."""


BY_WORDS = frozenset({"program.named", "program.object", "program.beside", "program.clause_before"})
HEADS = frozenset({"persons", "person_times"})

OF_GOVERNMENT = re.compile(
    "^(?!.*(?:民政|福利|养老|老龄|救助|殡葬|优抚|退役|残联|残疾|慈善)).*(?:政府|局|委|[乡镇县市区]|公报|大会)"
)
"""In a report of a government or another bureau 项目建设 and 基础设施 are roads and works, not homes for the old."""


SPENT = re.compile("(?:全年|上半年|累计|年内|共|已|先后)*(?:支出|投入|拨付|使用|安排)(?:资金|经费|救助金|补助)?")
FOR_WHOM = re.compile(r",(?:为|对|向|给)[^,。;]{0,4}$")
"""全年支出2186万元,为1.3万人次提供了医疗救助: money without a name before those whom it went to."""


PROGRAM_LEANINGS = ("leaning.program_likely", "leaning.program_open", "leaning.program_against")
"""How far learned weights bear a program out, where they are not certain of it."""


class Walk:
    """The left-to-right walk over the figures with its small context."""

    def __init__(
        self,
        scene: Scene,
        roles: Sequence[Role],
        shares: dict[int, Share],
        parts: Sequence[Part | None],
        rules: Rulebook,
        title: Choice,
    ) -> None:
        self.scene, self.roles, self.shares = scene, roles, shares
        self.rules = rules
        self.ground = Ground(scene, rules, title)
        self.publisher = publisher(scene.outline.title or "")
        self.of_government = OF_GOVERNMENT.match(scene.outline.title or "") is not None
        self.field = Field(scene, title)
        self.told = Told(scene, rules, self.ground, roles, parts)
        self.clauses = Clauses(scene, rules, self.ground, self.told, roles)
        self.at_hand = AtHand(scene, self.ground)

    def run(self) -> list[Choice]:
        """The program of every figure, in order."""
        scene, known, field, frames = self.scene, self.told, self.field, self.scene.frames
        choices, whose, of_government, note = known.choices, self.publisher, self.of_government, self.ground.note
        of_a_unit = self.ground.title.rule == "program.title_unit"
        behind_age = False
        for i, frame in enumerate(frames):
            choice = self.choose(i, frame)
            if of_a_unit:
                choice = self.of_the_unit(choice)
            if of_government and choice.code == "infrastructure":
                choice = replace(choice, code=ELSEWHERE)
            told = by_its_clause(scene, frame, choice, whose, self.rules)
            if told is not choice and not (
                told.rule == "program.object"
                and (choice.words is None or choice.words[0] < frame.start)
                and self.rules.is_under(choice.code, told.code)
            ):  # 农村低保的21830人全部纳入低保
                choice = told
            choice = among_kin(known, i, frame, choice)
            of_age = frame.quantity.measure == "age"
            if of_age or choice.code in ASKED:
                choice = by_surroundings(scene, frame, choice, choices, known.parts[i])
            if field.asks or choice.code == DIBAO:
                choice = field.settled(frame, choice)
            if behind_age and choice.code and choice.rule in BY_WORDS and self.aged_by(i, frame):
                choices[-1] = choice.by(choice.rule)  # 80岁以上老人412人: the limit goes with those it picks out
            choice = self.weighed(i, choice)
            choices.append(choice)
            note(frame, choice)
            behind_age = of_age
        return choices

    def weighed(self, i: int, choice: Choice) -> Choice:
        """What the rules chose, or another program, where learned weights are nearly sure that they are wrong."""
        code, before = choice.code or ELSEWHERE, self.told.choices
        if choice.rule == "program.pair":
            return Choice(choice.code, choice.rule, choice.words, before[i - 1].leaning)
        signs, others = self.at_hand.signs(i, before[-1].code if i else None, code)
        ahead, best = self.rules.program_leanings(signs, code, others) if signs is not None else (FAR, code)
        if ahead >= PROGRAM_CERTAIN:
            return (
                Choice(choice.code, choice.rule, choice.words) if choice.leaning else choice
            )  # that of the figure before
        if ahead > -PROGRAM_OVERRULED or choice.rule not in OPEN_TO_WEIGHTS or self.resumes(i):
            leaning = PROGRAM_LEANINGS[0 if ahead >= PROGRAM_LIKELY else 1 if ahead >= 0 else 2]
            return Choice(choice.code, choice.rule, choice.words, leaning)
        return Choice(best, "program.weighed")

    def resumes(self, i: int) -> bool:
        """其中城市311户;全年发放低保金…: whether a figure stands behind a breakdown, and speaks of the whole again."""
        parts = self.told.parts
        return i > 0 and parts[i - 1] is not None and parts[i] is None

    def aged_by(self, i: int, frame: Frame) -> bool:
        """Whether the figure before, an age limit, is of those counted here, and was given its program from afar."""
        age = self.scene.frames[i - 1]
        near = age.clause == frame.clause and frame.quantity.measure in HEADS
        return near and self.told.choices[i - 1].rule not in BY_WORDS

    def of_the_unit(self, choice: Choice) -> Choice:
        """本站核定编制23名, in the report of a shelter: an office of one field has no field beside it."""
        title, code = self.ground.title, choice.code
        if code == title.code:
            return choice
        if code == ELSEWHERE and title.code == STUDENT_AID and choice.words is not None:
            return choice  # 全县现有各级各类学校143所, told by the office that aids students
        of_unit = code in OF_ANY_OFFICE or self.rules.is_under(title.code, code)
        return Choice(title.code, title.rule) if of_unit else choice

    def choose(self, i: int, frame: Frame) -> Choice:
        """Handed out by a list; summed up; paired with its neighbour; named by its own words; carried over."""
        told, lead, own = self.told, frame.lead, frame.own
        near = frame.previous is not None
        if (shared := self.shares.get(i)) and (given := self.handed_out(i, frame, shared)):
            return given
        if near:
            if ("共" in lead or "计" in lead or "起来" in lead) and (summed := sum_of(told, i, frame)):
                return summed
            if both := alike(told, i, frame):
                return both
            if not own.strip(",、") and self.opens_item(frame):
                return NOTHING
        if self.told.parts[i] is not None and (kept := kept_where(told, i, frame)):
            return kept
        if near:
            if (is_pair(lead) or lead in RANGE) and not beside(self.scene, frame):
                return told.choices[i - 1].by("program.pair")
            if lead[:1] in JOINTS and (given := donated(told, frame)):
                return given
            if "上" in own and own.startswith(ABOVE) and (together := paid_together(told, frame)):
                return together
        named = self.clauses.beside_or_lead(i, frame)
        if near and named and named.rule == "program.clause_before" and self.roles[i].role == "change":
            return told.choices[-1].by("program.carried")  # 纳入低保或特困供养,比上年增加6.4万人
        if near and (named is None or named.rule == "program.heading") and (together := paid_together(told, frame)):
            return together
        if named and named.code == "infrastructure" and (ahead := self.spent_ahead(frame)):
            return ahead  # 争取资金53万元,新建社区服务站2个
        if named:
            return named
        role = self.roles[i].role
        ahead = self.changed_ahead(frame) if role == "change" else None
        if role not in ("change", "standard"):
            ahead = self.spent_ahead(frame)
        return ahead or carried(told, i, frame)

    def opens_item(self, frame: Frame) -> bool:
        """15个幸福院建设已完成8个,126条黑臭水体治理已完成120条: whether the next of the things to be done is of no program."""
        item = TASK_ITEM.match(self.scene.text, frame.end)
        return item is not None and not any(
            m.code for m in self.scene.programs_in(frame.end, item.end()) if m.code != WITHIN
        )

    def handed_out(self, i: int, frame: Frame, shared: Share) -> Choice | None:
        """The program of its member in a 分别 list, or of the earlier figure that it goes by."""
        if shared.mention and (aided := aided_kinds(self.told, i, shared.mention)):
            return aided
        if shared.mention:
            over = self.told.context(frame).code
            code = settled(shared.mention, over, self.rules)
            paid = frame.quantity.measure == "amount" and shared.mention.code == WITHIN
            if paid and over in TOWN_OR_COUNTRY and self.rules.is_under(over, code):
                code = over  # 农村低保A类、B类分别为210元、160元
            if code is None and shared.kin:  # 城市、农村低保标准分别为…: a sibling's head noun gives 城市 its program
                code = settled(shared.mention, shared.kin, self.rules) or None
            if code is not None:
                return Choice(code, "program.distributed", (shared.mention.start, shared.mention.end))
        if shared.figure is not None and not self.names_itself(i, frame):
            return Choice(self.told.choices[shared.figure].code, "program.distributed")
        return None

    def names_itself(self, i: int, frame: Frame) -> bool:
        """分别新建农村幸福院42、65所: what a list names behind 分别 beats the figures that it goes by."""
        if is_pair(frame.lead) and frame.previous is not None:
            last = self.shares.get(i - 1)
            return last is not None and last.figure is not None and self.told.choices[-1].rule != "program.distributed"
        cue = CUE.search(frame.own)
        mentions = self.scene.programs_in(frame.own_start + cue.end(), frame.start) if cue else ()
        return any(m.code != WITHIN and m.code not in GENERIC for m in mentions)

    def changed_ahead(self, frame: Frame) -> Choice | None:
        """同比下降8.9%,结婚登记3128对: a change told before what it changes takes its program from there."""
        if frame.previous is not None and frame.lead_start >= frame.part[0]:
            return None
        mentions = self.scene.programs_in(frame.end, min(frame.tail_end, frame.part[1]))
        found = pick(self.told, mentions, frame, self.ground.above(frame))
        return found.by("program.changed_ahead") if found and found.code else None

    def spent_ahead(self, frame: Frame) -> Choice | None:
        """投入36万元,改造幸福院6所: money laid out at the head of a sentence goes to what the next clause does."""
        goes_on = frame.previous is not None and frame.lead_start >= frame.part[0]
        if frame.quantity.measure != "amount" or not OUTLAY.search(frame.own):
            return None
        if goes_on and not (SPENT.fullmatch(frame.own) and FOR_WHOM.match(frame.tail)):
            return None
        end = self.scene.text.find(",", frame.clause[1], frame.part[1])
        stop = end if end >= 0 else frame.part[1]
        above = self.ground.above(frame)
        before_next = self.scene.programs_in(frame.clause[1], min(frame.tail_end, stop))
        found = pick(self.told, before_next or self.scene.programs_in(frame.clause[1], stop), frame, above)
        if found is not None and found.code == ELSEWHERE and above.rule == "program.paragraph":
            return found.by("program.spent_ahead")  # …危房改造。投入扶持资金4.3万元,扶持13户产业户
        if found is None or not found.code or found.code in GENERIC or self.rules.is_under(found.code, above.code):
            return None
        return found.by("program.spent_ahead")
