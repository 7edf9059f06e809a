"""Which program a figure belongs to: named beside it, carried over from what came before, or given by the heading.

Reports are topic first: a heading names the field, a sentence the program, figures follow with the subject left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice, Part, Role, Share
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import Ground
from reportparse.link.headings import settled
from reportparse.link.named import RECIPIENT, beside, object_after, pick, weak_recipient
from reportparse.link.words import is_pair
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import GENERIC, WITHIN, Rulebook

ACTIVITY = frozenset({"publicity", "infrastructure", "party_building"})
"""Generic programs that even a heading's program beats; training does not yield (its counts are 培训)."""

ASSISTANCE = "social_assistance"
SERVED_PEOPLE = frozenset({ASSISTANCE, "child_welfare", "disability_subsidies"})
"""Their people (低保, 特困 …) are counted too as those whom other programs went to: 医疗救助 of 低保对象."""

SERVED = re.compile(
    r"(?:为|向|对|给|替|帮助|资助|救助|使)[^,。;\u4e00-\u9fff]{0,2}$|(?:^|[,;。])[^,。;]{0,8}(?:为|向|对|给|替)(?:全[县市区镇乡省])?$"
)
SERVING = frozenset("为向对给替帮资救使")
"""Each of the words of SERVED holds one of these."""

OUTLAY = re.compile(
    r"(?:为|向|对|给|替|投资|投入|筹资|筹集|争取|安排|拨付|斥资|使用|支出|下拨|利用|多方筹资|组织|有|共有|全县|全市|全区|全镇|全乡|全省)[^,。;]{0,6}$"
)
BREAKDOWN = re.compile(r"其中|包括|分别|含|中,")
BOTH = re.compile(r"城乡|两项|各类|各项|合计|共")
TOTAL_LEAD = re.compile(
    r"^[,、]?(?:两项|三项|两者|以上|上述)?(?:合起来共?|加起来共?|合计|共计|总计|总共|一共|共)[^,。;]{0,4}$"
)
TOTAL_SIGNS = frozenset("合加共总")
"""Each of the words of TOTAL_LEAD holds one of these."""

TOTAL_PAID = re.compile(
    r"(?:合计|合并|共计|总计|总共|一共|共)(?:支付|支出|发放|付出|投入|拨付|发|补助|补贴)?[^,。;]{0,4}$"
)
SUMMING = re.compile(r"共|合计|总计|总")


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
        self.scene, self.roles, self.shares, self.parts = scene, roles, shares, parts
        self.rules = rules
        self.ground = Ground(scene, rules, title)
        self.choices: list[Choice] = []

    def run(self) -> list[Choice]:
        """The program of every figure, in order."""
        for i, frame in enumerate(self.scene.frames):
            choice = self.choose(i, frame)
            self.choices.append(choice)
            self.ground.note(frame, choice)
        return self.choices

    def choose(self, i: int, frame: Frame) -> Choice:
        shared = self.shares.get(i)
        if shared and shared.mention:
            context = self.context(i, frame)
            code = settled(shared.mention, context.code, self.rules)
            code = self.by_kin(code, shared, context.code)
            if code is not None:
                return Choice(code, "program.distributed", (shared.mention.start, shared.mention.end))
        if shared and shared.figure is not None:
            return Choice(self.choices[shared.figure].code, "program.distributed")
        if frame.previous is not None and (parent := self.sum_of(i, frame)):
            return Choice(parent, "program.sum")
        if frame.previous is not None and is_pair(frame.lead) and not beside(self.scene, frame):
            return self.choices[i - 1]._replace(rule="program.pair")
        named = self.beside_or_lead(i, frame)
        if (named is None or named.rule == "program.heading") and (parent := self.paid_together(i, frame)):
            return Choice(parent, "program.sum")
        return named or self.changed_ahead(i, frame) or self.carried(i, frame)

    def changed_ahead(self, i: int, frame: Frame) -> Choice | None:
        """同比下降8.9%,结婚登记3128对: a change told before what it changes takes its program from there."""
        if self.roles[i].role != "change" or (frame.previous is not None and frame.lead_start >= frame.part[0]):
            return None
        found = pick(
            self.scene,
            self.rules,
            self.scene.programs_in(frame.end, min(frame.tail_end, frame.part[1])),
            frame,
            self.ground.above(frame),
        )
        return found._replace(rule="program.changed_ahead") if found and found.code else None

    def sum_of(self, i: int, frame: Frame) -> str | None:
        """合计 after figures of sister programs: their common program."""
        if TOTAL_SIGNS.isdisjoint(frame.lead) or not TOTAL_LEAD.match(frame.lead):
            return None
        codes = {self.choices[j].code for j, part in enumerate(self.parts[:i]) if part is not None and part[0] == i}
        named = [c for c in codes if c]
        return self.rules.common(named) if len(named) > 1 else None

    def paid_together(self, i: int, frame: Frame) -> str | None:
        """共发放337万元 after figures of two sister programs: what stands over both."""
        if frame.previous is None or frame.quantity.measure != "amount" or not TOTAL_PAID.search(frame.own):
            return None
        last = [c.code for c in self.same_sentence(i, frame)]
        distinct = list(dict.fromkeys(c for c in last if c))[:2]
        common = self.rules.common(distinct) if len(distinct) == 2 else None
        return common if common and common not in GENERIC else None

    def by_kin(self, code: str | None, shared: Share, context: str | None) -> str | None:
        """城市、农村低保标准分别为…: a sibling's head noun (低保) gives 城市 its program."""
        if code is None and shared.mention and shared.kin:
            return settled(shared.mention, shared.kin, self.rules) or None
        return code

    def beside_or_lead(self, i: int, frame: Frame) -> Choice | None:
        scene, rules = self.scene, self.rules
        context = self.context(i, frame)
        taken = (
            self.choices[i - 1].words
            if frame.previous is not None and self.choices[i - 1].rule == "program.beside"
            else None
        )
        lead = [
            m
            for m in scene.programs_in(frame.own_start, frame.start)
            if m.end <= frame.start and (m.start, m.end) != taken
        ]
        named = pick(self.scene, self.rules, lead, frame, context)
        if named and (service := self.category_of(named, i, frame)):
            return service
        if named and named.code is not None and weak_recipient(self.scene, self.rules, named, frame, context):
            named = None if context.code else named
        generic = named is not None and named.code in GENERIC
        if named and not generic:
            return self.refined(named, i, frame, context)
        said = not SERVING.isdisjoint(frame.own) and SERVED.search(frame.own)
        served = self.object_of(frame, context) if said else None
        if served and served.code and not self.rules.programs[served.code].stock and served.code not in GENERIC:
            return served
        if after := beside(self.scene, frame):
            code = settled(after, context.code, rules, adjacent=after.start <= frame.end + 1)
            in_breakdown = BREAKDOWN.search(frame.lead) is not None
            if code is not None and code not in GENERIC and (not in_breakdown or rules.is_under(code, context.code)):
                return Choice(code, "program.beside", (after.start, after.end))
        if named is None or generic:
            object_ = self.object_of(frame, context)
            if object_ and not (generic and object_.code in GENERIC):
                return object_
        if named and generic:
            if named.code == ASSISTANCE:
                return named
            same_part = bool(self.same_sentence(i, frame))
            yields_to = context if same_part else self.ground.above(frame)
            yields = named.code in ACTIVITY or same_part
            return yields_to if yields and yields_to.code and yields_to.code not in GENERIC else named
        earlier = scene.programs_in(max(frame.lead_start, frame.part[0]), frame.own_start)
        return self.pick_earlier(earlier, frame, context)

    def category_of(self, named: Choice, i: int, frame: Frame) -> Choice | None:
        """其中低保户617户 of the houses rebuilt: whom a service went to does not change whose figure it is."""
        people = self.rules.programs.get(named.code or "")
        if people is None or not people.stock or SERVED_PEOPLE.isdisjoint(self.rules.line(named.code)):
            return None
        part = self.parts[i]
        total = self.choices[part[0]].code if part is not None and part[0] < i else None
        heading = self.ground.heading(frame).code
        above = self.ground.above(frame)
        for code, rule in ((total, "program.of_total"), (heading, "program.heading"), (above.code, above.rule)):
            service = self.rules.programs.get(code or "")
            if service is not None and service.aid and not self.rules.is_under(named.code, code):
                return Choice(code, rule)
        return None

    def object_of(self, frame: Frame, context: Choice) -> Choice | None:
        """What the rest of the clause does, unless the figure before still governs and nothing is laid out here."""
        carried = frame.previous is not None and self.choices and self.choices[-1].code
        if carried and not OUTLAY.search(frame.own):
            return None
        return object_after(self.scene, self.rules, frame, context)

    def pick_earlier(self, mentions: Sequence[ProgramMention], frame: Frame, context: Choice) -> Choice | None:
        """A mention in an earlier clause of this part since the last figure; weaker than a related context."""
        found = pick(self.scene, self.rules, [m for m in mentions if m.code != WITHIN], frame, context)
        if found is None or found.code in GENERIC:
            return None
        headed = (
            context.code and context.rule == "program.heading" and not self.rules.is_under(found.code, context.code)
        )
        if headed and found.words and RECIPIENT.search(self.scene.text[frame.part[0] : found.words[0]]):
            return None
        return self.refined(found._replace(rule="program.clause_before"), 0, frame, context)

    def refined(self, named: Choice, i: int, frame: Frame, context: Choice) -> Choice:
        """Money follows the people: after 城市低保495户, 发放低保金 is the city's too, unless the words sum up."""
        code = named.code
        if code and (narrower := self.narrower_heading(named, frame)):
            return Choice(narrower, "program.refined", named.words)
        if not code or frame.previous is None or code == context.code:
            return named
        last = self.choices[frame.previous]
        lead = frame.own
        if (
            last.code
            and last.code != code
            and self.rules.is_under(last.code, code)
            and frame.quantity.measure in ("amount", "rate")
            and self.roles[frame.previous].role != "standard"
            and not SUMMING.search(lead)
            and "其中" not in self.scene.text[frame.sentence.start : frame.start]
            and len({c.code for c in self.same_sentence(i or len(self.choices), frame)}) == 1
        ):
            return Choice(last.code, "program.refined", named.words)
        return named

    def narrower_heading(self, named: Choice, frame: Frame) -> str | None:
        """Under the heading 农村低保 the plain word 低保 means the rural program, unless it says 城乡."""
        heading = self.ground.heading(frame).code
        if not heading or heading == named.code or not self.rules.is_under(heading, named.code) or named.words is None:
            return None
        words = self.scene.text[max(0, named.words[0] - 2) : named.words[1]]
        full_name = self.rules.programs[named.code].name if named.code else ""
        return None if BOTH.search(words) or full_name in words else heading

    def same_sentence(self, i: int, frame: Frame) -> list[Choice]:
        """The choices already made in this part of the sentence."""
        found = []
        for j in range(i - 1, -1, -1):
            other = self.scene.frames[j]
            if other.sentence is not frame.sentence or other.start < frame.part[0]:
                break
            found.append(self.choices[j])
        return found

    def context(self, i: int, frame: Frame) -> Choice:
        """What governs where the clause names nothing: the figure before, the paragraph's topic, the heading."""
        if frame.previous is not None:
            return self.choices[frame.previous]
        return self.ground.above(frame)

    def carried(self, i: int, frame: Frame) -> Choice:
        """No program in its own words: carried within the sentence, else from above."""
        if frame.previous is None:
            return self.ground.above(frame)
        same_part = self.same_sentence(i, frame)
        if same_part:
            total = self.out_of_breakdown(i, frame)
            return Choice(total if total is not None else self.choices[i - 1].code, "program.carried")
        siblings = []
        for j in range(i - 1, -1, -1):
            other = self.scene.frames[j]
            if other.sentence is not frame.sentence:
                break
            siblings.append(self.choices[j].code)
        if self.ground.strays(siblings[0], frame):
            return self.ground.above(frame)
        distinct = list(dict.fromkeys(c for c in siblings if c))
        span = self.scene.text[frame.sentence.start : frame.start]
        if BREAKDOWN.search(span):
            return Choice(siblings[-1], "program.carried")
        if len(distinct) == 2 and (common := self.rules.common(distinct)) and common != "social_assistance":
            return Choice(common, "program.siblings")
        return Choice(siblings[0], "program.carried")

    def out_of_breakdown(self, i: int, frame: Frame) -> str | None:
        """Another measure after a whole breakdown returns to the total's program: 其中集中309人、分散762人,支出698万元."""
        part = self.parts[i - 1]
        if part is None or self.parts[i] is not None or part[0] >= i:
            return None
        total = part[0]
        sisters = [j for j in range(i) if self.parts[j] is not None and self.parts[j][0] == total]  # type: ignore[index]  # checked
        whole = sum(self.scene.frames[j].quantity.value for j in sisters) == self.scene.frames[total].quantity.value
        if whole or len(sisters) > 1 or re.search("全年|共|总|合计|上半年", frame.lead):
            return self.choices[total].code
        return None
