"""Which program a figure belongs to: named beside it, carried over from what came before, or given by the heading.

Reports are topic first: a heading names the field, a sentence the program, figures follow with the subject left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportparse.link.answers import Choice, Part, Role, Share
from reportparse.link.by_clause import OF_VETERANS, by_its_clause
from reportparse.link.carrying import BREAKDOWN, carried
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import Ground
from reportparse.link.headings import settled
from reportparse.link.lists import CUE
from reportparse.link.named import RECIPIENT, beside, object_after, pick, weak_recipient
from reportparse.link.narrowed import category_of, donated, goes_on_with, kept_by_total, refined
from reportparse.link.sums import paid_together, sum_of
from reportparse.link.told import Told
from reportparse.link.words import is_pair
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN, Rulebook

ACTIVITY = frozenset({"publicity", "infrastructure", "party_building"})
"""Generic programs that even a heading's program beats; training does not yield (its counts are 培训)."""

ASSISTANCE = "social_assistance"

SERVED = re.compile(
    r"(?:为|向|对|给|替|帮助|资助|救助|使)[^,。;\u4e00-\u9fff]{0,2}$|(?:^|[,;。])[^,。;]{0,8}(?:为|向|对|给|替)(?:全[县市区镇乡省])?$"
)
SERVING = frozenset("为向对给替帮资救使")
"""Each of the words of SERVED holds one of these."""

OUTLAY = re.compile(
    r"(?:为|向|对|给|替|投资|投入|筹资|筹集|争取|安排|拨付|斥资|使用|支出|下拨|利用|多方筹资|组织|有|共有|全县|全市|全区|全镇|全乡|全省)[^,。;]{0,6}$"
)


OPENING = re.compile(r"\s*(?:另有|还有|共有|共|有|约|近)?\s*")
"""What stands before figures that open a clause: 1127户1986人享受城市低保,5240户享受农村低保."""


IN_OR_OUT = re.compile(
    r"(?:[共其]中?)?(?:新增|减员|退出|取消|停发|注销|调出|调进|调入|新批|新审批|清退|核减|自然减员|死亡停发|停保)"
)
MEMBER = re.compile(r"[、和及与][^、和及与,;。]{2,}")
"""Between two figures of a list, the second of which has its own words."""


JOINTS = frozenset("、和及")
"""What is given in one breath with the figure before begins with one of these."""

ABOVE = ("上述", "以上")
"""What speaks of all that was told before."""

RANGE = frozenset(("-", "—", "——", "–", "~", "至", "到"))
"""Between the two ends of a range."""


HOLIDAYS = ("八一", "建军节")

OF_ANY_OFFICE = frozenset({ELSEWHERE, "infrastructure"})
"""What every office does beside its field."""

PROVIDED = re.compile("购买|投保|配备|安装|实施")
"""What is bought for people is not what they are counted for elsewhere: 为2100名高龄老人购买意外伤害保险."""


SHORT_OWN = 3
"""Characters of words that name nothing by themselves: 办班9期、受训412人次."""
PAID_NEXT = re.compile("(?:共|每人|分别|及时)?(?:发放|给予|资助|补助|救助|支付|办理|落实|提供)")
BENEFIT = re.compile("(?:补贴|津贴|补助|救助金|慰问金)$")
OF_GOVERNMENT = re.compile(
    "^(?!.*(?:民政|福利|养老|老龄|救助|殡葬|优抚|退役|残联|残疾|慈善)).*(?:政府|局|委|[乡镇县市区]|公报|大会)"
)
"""In a report of a government or another bureau 项目建设 and 基础设施 are roads and works, not homes for the old."""
OF_A_STREET = re.compile("街道|社区(?:居委会|工作站|居民)|居委会")
DIBAO, URBAN_DIBAO = "dibao", "urban_dibao"
URBAN_SAID = re.compile("城[市镇](?:居民)?(?:最低生活保障|低保)")
"""A street office's report that names 城市低保 and never says 农村 means it by 低保 too."""


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
        self.of_veterans = OF_VETERANS.search(scene.outline.title or "") is not None
        self.of_government = OF_GOVERNMENT.match(scene.outline.title or "") is not None
        street = OF_A_STREET.search(scene.outline.title or "") is not None
        self.urban_only = street and "农村" not in scene.text and URBAN_SAID.search(scene.text) is not None
        self.told = Told(scene, rules, self.ground, roles, parts)

    def run(self) -> list[Choice]:
        """The program of every figure, in order."""
        choices = self.told.choices
        of_a_unit = self.ground.title.rule == "program.title_unit"
        for i, frame in enumerate(self.scene.frames):
            choice = self.choose(i, frame)
            if of_a_unit:
                choice = self.of_the_unit(choice)
            if choice.code == "infrastructure" and self.of_government:
                choice = replace(choice, code=ELSEWHERE)
            choice = by_its_clause(self.scene, frame, choice, self.of_veterans)
            if self.urban_only and choice.code == DIBAO:
                choice = replace(choice, code=URBAN_DIBAO)
            choices.append(choice)
            self.ground.note(frame, choice)
        return choices

    def of_the_unit(self, choice: Choice) -> Choice:
        """本站核定编制23名, in the report of a shelter: an office of one field has no field beside it."""
        title, code = self.ground.title, choice.code
        if code == title.code:
            return choice
        of_unit = code in OF_ANY_OFFICE or self.rules.is_under(title.code, code)
        return Choice(title.code, title.rule) if of_unit else choice

    def choose(self, i: int, frame: Frame) -> Choice:
        """Handed out by a list; summed up; paired with its neighbour; named by its own words; carried over."""
        told = self.told
        if (shared := self.shares.get(i)) and (given := self.handed_out(i, frame, shared)):
            return given
        if frame.previous is not None and (summed := sum_of(told, i, frame)):
            return summed
        paired = frame.previous is not None and (is_pair(frame.lead) or frame.lead in RANGE)
        if paired and not beside(self.scene, frame):
            return told.choices[i - 1].by("program.pair")
        if frame.previous is not None and frame.lead[:1] in JOINTS and (given := donated(told, frame)):
            return given
        if frame.own.startswith(ABOVE) and (together := paid_together(told, frame)):
            return together
        named = self.beside_or_lead(i, frame)
        if (named is None or named.rule == "program.heading") and (together := paid_together(told, frame)):
            return together
        if named:
            return named
        ahead = self.changed_ahead(frame) if self.roles[i].role == "change" else self.spent_ahead(frame)
        return ahead or carried(told, i, frame)

    def handed_out(self, i: int, frame: Frame, shared: Share) -> Choice | None:
        """The program of its member in a 分别 list, or of the earlier figure that it goes by."""
        if shared.mention:
            code = settled(shared.mention, self.told.context(frame).code, self.rules)
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
        if frame.previous is not None or frame.quantity.measure != "amount" or not OUTLAY.search(frame.own):
            return None
        end = self.scene.text.find(",", frame.clause[1], frame.part[1])
        stop = end if end >= 0 else frame.part[1]
        above = self.ground.above(frame)
        before_next = self.scene.programs_in(frame.clause[1], min(frame.tail_end, stop))
        found = pick(self.told, before_next or self.scene.programs_in(frame.clause[1], stop), frame, above)
        if found is None or not found.code or found.code in GENERIC or self.rules.is_under(found.code, above.code):
            return None
        return found.by("program.spent_ahead")

    def beside_or_lead(self, i: int, frame: Frame) -> Choice | None:
        """What the figure's own clause names, before it, beside it or behind it; else an earlier clause."""
        scene, rules, told = self.scene, self.rules, self.told
        context = told.context(frame)
        if frame.rest.startswith("的") and frame.quantity.measure == "amount" and (paid := self.benefit_behind(frame)):
            return paid
        if paid := self.paid_next(frame):
            return paid
        own = scene.programs_in(frame.own_start, frame.start)
        named = pick(told, self.untaken(own, frame), frame, context) if own else None
        if named and (service := category_of(told, named, i, frame)):
            return service
        if named and not named.code and (kept := kept_by_total(told, i)):
            return kept
        if named and frame.previous is not None and (kept := goes_on_with(told, frame, named)):
            return kept
        if named and named.code is not None and weak_recipient(scene, rules, named, frame, context):
            named = None if context.code else named
        if named and named.code not in GENERIC:
            return refined(told, named, frame, context)
        if frame.rest and scene.programs_in(frame.end, frame.clause[1]):
            if behind := self.served(frame, context) or self.noun_beside(frame, context):
                return behind
            object_ = self.object_of(frame, context)
            if object_ and not (named and object_.code in GENERIC):
                return object_
        if named:
            return self.generic(named, frame, context)
        earlier = self.pick_earlier(i, frame, context)
        return self.narrowed_by(own, earlier) if earlier and earlier.code else earlier

    def narrowed_by(self, own: Sequence[ProgramMention], earlier: Choice) -> Choice:
        """提高低保标准,城镇居民提高至…: the figure's own words say which of the program told before."""
        for m in reversed(own):
            code = settled(m, earlier.code, self.rules) if m.code == WITHIN else None
            if code:
                return Choice(code, earlier.rule, (m.start, m.end))
        return earlier

    def untaken(self, own: Sequence[ProgramMention], frame: Frame) -> Sequence[ProgramMention]:
        """The mentions of the figure's own clause without the noun that stood beside the figure before."""
        last = self.told.choices[-1] if frame.previous is not None else None
        taken = last.words if last and last.rule == "program.beside" else None
        found = [m for m in own if m.end <= frame.start and (m.start, m.end) != taken]
        if frame.quantity.measure == "rate" and frame.previous is not None and "占" in frame.own:
            share = frame.own_start + frame.own.rindex("占")  # 占户籍人口的27%: what follows is the whole
            found = [m for m in found if m.start < share]
        if len(found) > 1 and self.roles[len(self.told.choices)].rule == "role.from_to":
            old = frame.own_start + max(
                frame.own.rfind("由"), frame.own.rfind("从")
            )  # 救助比例由医保报销后的65%提高到…
            found = [m for m in found if m.start < old or m.code != ELSEWHERE] or found
        said = HOLIDAYS[0] in frame.own or HOLIDAYS[1] in frame.own
        if said and found and (len(found) > 1 or self.scene.programs_in(frame.end, frame.clause[1])):
            found = [m for m in found if not m.word.strip("“”").startswith(HOLIDAYS) or "慰问" in m.word]
        return found

    def is_holiday(self, words: tuple[int, int]) -> bool:
        """Whether a mention is the name of a day that stands for a program (“八一”)."""
        return self.scene.text[words[0] : words[1]].strip("“”").startswith(HOLIDAYS)

    def served(self, frame: Frame, context: Choice) -> Choice | None:
        """为3120名老人发放高龄津贴: what is done for those counted, where it is a service."""
        if SERVING.isdisjoint(frame.own) or not SERVED.search(frame.own):
            return None
        found = self.object_of(frame, context)
        service = self.rules.programs.get(found.code or "") if found else None
        if found is None or service is None or found.words is None or service.code in GENERIC:
            return None
        bought = PROVIDED.search(self.scene.text, frame.end, found.words[0])
        return found if not service.stock or bought else None

    def noun_beside(self, frame: Frame, context: Choice) -> Choice | None:
        """23名孤儿: the noun right behind the unit."""
        after = beside(self.scene, self.last_of_pair(frame))
        if after is None or (not after.code and kept_by_total(self.told, len(self.told.choices))):
            return None
        code = settled(after, context.code, self.rules, adjacent=after.start <= frame.end + 1)
        if code is None or code in GENERIC:
            return None
        if BREAKDOWN.search(frame.lead) and not self.rules.is_under(code, context.code):
            return None
        return Choice(code, "program.beside", (after.start, after.end))

    def paid_next(self, frame: Frame) -> Choice | None:
        """对升入大学的282人,发放助学金: what the next clause does for those counted, where it is a service."""
        if not frame.tail.startswith(",") or frame.own[:1] not in ("对", "为", "向", "给"):
            return None
        start = frame.end + frame.tail.index(",") + 1
        if not PAID_NEXT.match(self.scene.text, start):
            return None
        found = self.scene.programs_in(start, min(frame.tail_end, frame.part[1]))
        rule = self.rules.programs.get(found[-1].code) if found else None
        if rule is None or rule.stock or rule.code in GENERIC:
            return None
        return Choice(rule.code, "program.object", (found[-1].start, found[-1].end))

    def last_of_pair(self, frame: Frame) -> Frame:
        """427户684名城市低保对象: households and people with one noun behind both."""
        frames, j = self.scene.frames, len(self.told.choices) + 1
        following = frames[j] if j < len(frames) and not frame.tail.strip("、") else None
        if following is None or frame.quantity.measure != "households" or following.quantity.measure != "persons":
            return frame
        return following if is_pair(following.lead) and following.clause == frame.clause else frame

    def benefit_behind(self, frame: Frame) -> Choice | None:
        """每人每月15元的物价补贴: the payment named right behind its rate."""
        after = beside(self.scene, frame)
        rule = self.rules.programs.get(after.code or "") if after and after.start == frame.end + 1 else None
        if after is None or rule is None or rule.stock or not BENEFIT.search(after.word):
            return None
        return Choice(after.code, "program.beside", (after.start, after.end))

    def generic(self, named: Choice, frame: Frame, context: Choice) -> Choice:
        """A word that says what kind of activity it is yields to the program that it is done in."""
        if named.code == ASSISTANCE:
            return named
        same_part = self.told.goes_on(frame)
        yields_to = context if same_part else self.ground.heading(frame)
        over = self.rules.programs.get(yields_to.code or "")
        handing_out = named.code == "training" and over is not None and over.aid  # nobody is trained in 慈善
        yields = (named.code in ACTIVITY or same_part) and not handing_out
        return yields_to if yields and yields_to.code and yields_to.code not in GENERIC else named

    def object_of(self, frame: Frame, context: Choice) -> Choice | None:
        """What the rest of the clause does, unless the figure before still governs and nothing is laid out here."""
        governed = frame.previous is not None and self.told.choices[-1].code
        opens = frame.own_start == frame.clause[0] and OPENING.fullmatch(frame.own) is not None
        if governed and not opens and not OUTLAY.search(frame.own):
            return None
        return object_after(self.told, frame, self.next_member(frame), context)

    def next_member(self, frame: Frame) -> int:
        """Where the next member of a list begins that has words of its own (民事396件、刑事215件), or the clause ends."""
        frames = self.scene.frames
        for j in range(len(self.told.choices) + 1, len(frames)):
            following = frames[j]
            if following.start >= frame.clause[1]:
                break
            if MEMBER.fullmatch(following.lead):
                said = [
                    self.rules.programs.get(m.code)
                    for m in self.scene.programs_in(following.lead_start, following.start)
                ]
                services = any(r and not r.stock for r in said) and (
                    len(frame.own) <= SHORT_OWN or OUTLAY.search(frame.own)
                )
                return following.start if services else following.lead_start
        return frame.clause[1]

    def opens_clause(self, mention: ProgramMention) -> bool:
        """农村标准分两步提高,1月起…: a word that has its meaning only inside a program, as the subject of a clause."""
        start, end = mention.start, mention.end
        return end - start >= 4 and (start == 0 or self.scene.text[start - 1] in ",;。:\n")

    def pick_earlier(self, i: int, frame: Frame, context: Choice) -> Choice | None:
        """A mention in an earlier clause of this part since the last figure; weaker than a related context."""
        if frame.previous is not None and context.code and IN_OR_OUT.fullmatch(frame.own):
            return None  # 对1146名…进行护理补贴,新增22人: of those just told
        start, part_start = frame.lead_start, frame.part[0]
        goes_on = frame.previous is not None and start >= part_start
        start = start if start > part_start else part_start
        if start >= frame.own_start:
            return None
        if goes_on and frame.previous is not None:
            last = self.scene.frames[frame.previous]
            member = self.told.parts[i - 1] is not None and self.told.parts[i] is None
            if member or not self.told.choices[-1].code:  # 305人集中供养、744人分散供养,全年支出812万元
                start = max(start, last.clause[1])
        between = self.scene.programs_in(start, frame.own_start)
        mentions = [m for m in between if m.code != WITHIN or self.opens_clause(m)]
        if not mentions:
            return None
        found = pick(self.told, mentions, frame, context)
        if found is None or found.code in GENERIC:
            return None
        if found.words and frame.previous is not None and context.code and self.is_holiday(found.words):
            return None  # 优待金每户三百八十元,“八一”前一次兑现: a date
        if goes_on and not found.code and found.words and context.code and found.words[0] - frame.lead_start <= 2:
            return None  # 惠及43名在校生,人均1万元: the noun of the figure before
        headed = (
            context.code and context.rule == "program.heading" and not self.rules.is_under(found.code, context.code)
        )
        if headed and found.words and RECIPIENT.search(self.scene.text[frame.part[0] : found.words[0]]):
            return None
        return refined(self.told, found.by("program.clause_before"), frame, context)
