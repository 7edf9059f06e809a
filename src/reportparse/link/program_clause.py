"""What the clause of a figure names: before it, beside it, behind it, in the next clause; else an earlier clause of its part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.carrying import BREAKDOWN
from reportparse.link.frames import Frame
from reportparse.link.headings import settled
from reportparse.link.named import HOMES, MEASURED_BY, RECIPIENT, beside, pick, weak_recipient, without_yardstick
from reportparse.link.narrowed import WIDE_AID, category_of, goes_on_with, kept_by_total, refined, same_event
from reportparse.link.program_behind import AMONG, AT_RATE, HEADS, PAID_TO, PEOPLE, SERVING, Behind
from reportparse.link.town_or_country import TOWN_OR_COUNTRY, narrower_heading
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN

ACTIVITY = frozenset({"publicity", "infrastructure", "party_building"})
"""Generic programs that even a heading's program beats; training does not yield (its counts are 培训)."""

ASSISTANCE, DIBAO, DISABLED = "social_assistance", "dibao", "disability_subsidies"
OUT_OF_FUNDS = re.compile(r"公益金(?:给予|按)?每[个所处家村][^,。;]{0,3}(?:补助|资助|支持|奖补|补贴)?$")
"""新建幸福院16所,福彩公益金每个补助3万元: where the money came from."""
IN_OR_OUT = re.compile(
    r"(?:[共其]中?)?(?:新增|减员|退出|取消|停发|注销|调出|调进|调入|新批|新审批|清退|核减|自然减员|死亡停发|停保)"
)
IN_OR_OUT_SIGNS = frozenset("共其新减退取停注调清核自死")
"""Each of the words of IN_OR_OUT begins with one of these."""
TOGETHER = re.compile("(?:会同|联合|协同|配合)(?:驻[地军区县市])?$")
"""会同部队官兵出动冲锋舟: with whom it was done."""
MEMBERS = re.compile(r"由[^,。;\d]{2,40}组成")
OF_HOUSES = frozenset("所家处")
DURING = re.compile(r"[^,。;\d]{0,4}期间")
TITLE_REACH = 24
"""Characters of the title of a rule before a word in it."""
HOLIDAYS = ("八一", "建军节")
VISITS = ("慰问", "走访")
BED, BY, MEETING, CHECKED = "张", "被", "议", "核对"
DECIDED = re.compile("(?:代表|大会|会议|会)?(?:民主)?(?:评议|讨论|表决|审议|评定|审核|同意|通过|公示)")


JOINTS = ("、", "和", "及", "与")


def spoken(rest: str) -> bool:
    """Whether more stands behind a figure in its clause than the stop that ends it."""
    return len(rest) > 1 or rest.isalpha()


class Clauses(Behind):
    """The clauses of a text, asked figure by figure for the program that they name."""

    def beside_or_lead(self, i: int, frame: Frame) -> Choice | None:
        """What the figure's own clause names, before it, beside it or behind it; else an earlier clause."""
        scene, told, rest = self.scene, self.told, frame.rest
        context = told.context(frame)
        if paid := self.paid_here(frame, rest):
            return paid
        if frame.quantity.unit == BED and (beds := self.beds(frame)):
            return beds
        own, named = scene.programs_in(frame.own_start, frame.start), None
        if own and (named := pick(told, self.untaken(own, frame), frame, context)) is not None:
            settled_here, named = self.named_here(i, frame, named, context)
            if settled_here is not None:
                return settled_here
        if spoken(rest) and scene.programs_in(frame.end - (frame.quantity.unit == "个"), frame.clause[1]):
            if behind := self.served(frame, context) or self.noun_beside(frame, context):
                return behind
            object_ = self.object_of(frame, context)
            if object_ and not (named and object_.code in GENERIC):
                return self.wide_under(object_, context) or object_
        if named:
            return self.generic(named, frame, context)
        earlier = self.pick_earlier(i, frame, context)
        return self.narrowed_by(own, earlier) if earlier and earlier.code else earlier

    def paid_here(self, frame: Frame, rest: str) -> Choice | None:
        """What was paid at the figure's rate, or to those whom it counts, as the words around it say."""
        measure, tail = frame.quantity.measure, frame.tail
        if rest and measure == "amount":
            if rest[0] == "的" and (paid := self.benefit_behind(frame)):
                return paid
            if "标准" in rest and (paid := self.done_at(frame)):
                return paid
        if "按" in tail and measure in PEOPLE and AT_RATE.fullmatch(tail) and (paid := self.rate_next(frame)):
            return paid
        if frame.own[:1] in PAID_TO and (paid := self.paid_next(frame)):
            return paid
        if frame.own.endswith(("中的", "中")) and AMONG.search(frame.own) and (paid := self.given_among(frame)):
            return paid
        if measure in HEADS and (paid := self.aided_at_end(frame)):
            return paid
        return self.insured(frame) if "参" in rest else None

    def named_here(self, i: int, frame: Frame, named: Choice, context: Choice) -> tuple[Choice | None, Choice | None]:
        """The program that a name in the figure's own clause settles; else None, and what the name leaves to be asked."""
        told, text, words = self.told, self.scene.text, named.words
        if named.code == DIBAO and words and "残" in text[words[0] : words[1]]:
            named = self.of_the_disabled(frame, words) or named
        if service := category_of(told, named, i, frame):
            return service, None
        near, words = frame.previous is not None, named.words
        out_of = (
            words is not None
            and text.find("公益金", words[0], frame.start) >= 0
            and OUT_OF_FUNDS.search(text, words[0], frame.start)
        )
        if out_of and told.goes_on(frame) and told.choices[-1].code:
            return told.choices[-1].by("program.carried"), None
        if not named.code and (kept := kept_by_total(told, i)):
            return kept, None
        if near and (kept := goes_on_with(told, frame, named) or same_event(told, i, frame, named)):
            return kept, None
        if words and named.code and text[words[0] - 1] == BY:
            named = kept_by_total(told, i) or named  # 孤儿652人,其中被社会福利机构抚养400人
        if context.code and named.code is not None and weak_recipient(self.scene, self.rules, named, frame, context):
            return None, None
        if named.code == ELSEWHERE and SERVING.match(frame.own) and (helped := self.helped(frame, context)):
            return helped, None
        if named.code in GENERIC:
            return None, named
        narrow = self.narrower_beside(named, frame) if spoken(frame.rest) else None
        return narrow or refined(told, named, frame, context), None

    def wide_under(self, named: Choice, context: Choice) -> Choice | None:
        """按人均12元标准筹集救助资金, under 医疗救助: a word as wide as 救助资金 is of the aid that governs."""
        if named.code != ASSISTANCE or not named.words or not self.rules.is_under(context.code, ASSISTANCE):
            return None
        return context if WIDE_AID.fullmatch(self.scene.text, *named.words) else None

    def of_the_disabled(self, frame: Frame, words: tuple[int, int]) -> Choice | None:
        """落实困难残疾人生活补贴,对享受低保的残疾人按…: they are paid as disabled people."""
        said = [m.code for m in self.scene.programs_in(frame.sentence.start, words[0])]
        paid = [code for code in said if self.rules.is_under(code, DISABLED)]
        return Choice(paid[-1], "program.named", words) if paid else None

    def narrowed_by(self, own: Sequence[ProgramMention], earlier: Choice) -> Choice:
        """提高低保标准,城镇居民提高至…: the figure's own words say which of the program told before."""
        for m in reversed(own):
            code = settled(m, earlier.code, self.rules) if m.code == WITHIN else None
            if code:
                wider = self.rules.is_under(earlier.code, code)  # 农村低保分类施保,其中A类…
                return earlier if wider else Choice(code, earlier.rule, (m.start, m.end))
        return earlier

    def untaken(self, own: Sequence[ProgramMention], frame: Frame) -> Sequence[ProgramMention]:
        """The mentions of the figure's own clause without the noun that stood beside the figure before."""
        start, near = frame.start, frame.previous is not None
        found = [m for m in own if m.end <= start]
        if near and (last := self.told.choices[-1]).rule == "program.beside":
            found = [m for m in found if (m.start, m.end) != last.words]
        if "经" in frame.own:
            found = [m for m in found if not self.decides(m)]
        if "组成" in frame.own and (members := MEMBERS.search(frame.own)):
            first, stop = frame.own_start + members.start(), frame.own_start + members.end()
            found = [m for m in found if not first <= m.start < stop]  # 由村干部、社工组成的队伍
        if "同" in frame.own or "合" in frame.own:
            found = [m for m in found if not TOGETHER.search(self.scene.text, frame.own_start, m.start)]
        if not found:
            return found
        if near and frame.quantity.measure == "rate" and "占" in frame.own:
            share = frame.own_start + frame.own.rindex("占")  # 占户籍人口的27%: what follows is the whole
            found = [m for m in found if m.start < share]
        if len(found) > 1 and self.roles[len(self.told.choices)].rule == "role.from_to":
            old = frame.own_start + max(
                frame.own.rfind("由"), frame.own.rfind("从")
            )  # 救助比例由医保报销后的65%提高到…
            found = [m for m in found if m.start < old or m.code != ELSEWHERE] or found
        if frame.quantity.measure in MEASURED_BY:
            found = without_yardstick(self.scene, frame, found)
        said = HOLIDAYS[0] in frame.own or HOLIDAYS[1] in frame.own
        if said and found and (len(found) > 1 or self.scene.programs_in(frame.end, frame.clause[1])):
            found = [
                m for m in found if not m.word.strip("“”").startswith(HOLIDAYS) or any(v in m.word for v in VISITS)
            ]
        return found

    def decides(self, mention: ProgramMention) -> bool:
        """经村民代表会评议,新进5户: who decided is not what was decided on."""
        return (
            self.scene.text.startswith("经", mention.start - 1)
            and DECIDED.match(self.scene.text, mention.end) is not None
        )

    def is_holiday(self, words: tuple[int, int]) -> bool:
        """Whether a mention is the name of a day that stands for a program (“八一”)."""
        return self.scene.text[words[0] : words[1]].strip("“”").startswith(HOLIDAYS)

    def noun_beside(self, frame: Frame, context: Choice) -> Choice | None:
        """23名孤儿: the noun right behind the unit."""
        after = beside(self.scene, self.last_of_pair(frame))
        if after is None or (not after.code and kept_by_total(self.told, len(self.told.choices))):
            return None
        code = settled(after, context.code, self.rules, adjacent=after.start <= frame.end + 1)
        if code is None and after.code == WITHIN and frame.own_start > frame.part[0]:
            earlier = self.pick_earlier(len(self.told.choices), frame, context)  # 落实两项补贴,分别惠及1860名困难残疾人
            if earlier and (code := settled(after, earlier.code, self.rules)):
                return Choice(code, "program.beside", (after.start, after.end))
        if code is None or code in GENERIC:
            return None
        houses = code == HOMES and frame.quantity.unit in OF_HOUSES  # 五保老人127人,其中在11所敬老院集中供养63人
        if BREAKDOWN.search(frame.lead) and not houses and not self.rules.is_under(code, context.code):
            return None
        named = Choice(code, "program.beside", (after.start, after.end))
        told = context.rule == "program.paragraph" or (frame.lead in JOINTS and context.rule == "program.beside")
        if told and context.code in TOWN_OR_COUNTRY and self.rules.is_under(context.code, code):
            return Choice(narrower_heading(self.told, named, context.code) or code, named.rule, named.words)
        return named

    def beds(self, frame: Frame) -> Choice | None:
        """整合资源200张床位: the beds that the unit itself begins (a word of the lexicon goes 张床位)."""
        found = self.scene.programs_in(frame.end - len(BED), frame.end)
        return Choice(found[0].code, "program.beside", (found[0].start, found[0].end)) if found else None

    def narrower_beside(self, named: Choice, frame: Frame) -> Choice | None:
        """“明天计划”送11名孤儿做手术: a noun right behind the unit that is narrower than the word before it."""
        after = beside(self.scene, self.last_of_pair(frame))
        if after is None or not after.code or after.start > frame.end + 1:
            return None
        code = settled(after, named.code, self.rules, adjacent=True)
        if not code or code == named.code or not self.rules.is_under(code, named.code):
            return None
        return Choice(code, "program.beside", (after.start, after.end))

    def generic(self, named: Choice, frame: Frame, context: Choice) -> Choice:
        """A word that says what kind of activity it is yields to the program that it is done in."""
        if named.code == ASSISTANCE:
            return self.wide_under(named, context) or named
        same_part = self.told.goes_on(frame)
        yields_to = context if same_part else self.ground.heading(frame)
        over = self.rules.programs.get(yields_to.code or "")
        handing_out = named.code == "training" and over is not None and over.aid  # nobody is trained in 慈善
        yields = (named.code in ACTIVITY or same_part) and not handing_out
        return yields_to if yields and yields_to.code and yields_to.code not in GENERIC else named

    def in_title(self, mention: ProgramMention) -> bool:
        """严格执行《基金会管理条例》: what a rule is called is not what is told."""
        text, start = self.scene.text, mention.start
        opened = text.rfind("《", max(0, start - TITLE_REACH), start)
        closed = text.find("》", opened, start + TITLE_REACH) if opened >= 0 else -1
        return closed > start and text.endswith(("条例", "办法", "法", "规定"), opened, closed)

    def opens_clause(self, mention: ProgramMention) -> bool:
        """农村标准分两步提高,1月起…: a word that has its meaning only inside a program, as the subject of a clause."""
        start, end = mention.start, mention.end
        return end - start >= 4 and (start == 0 or self.scene.text[start - 1] in ",;。:\n")

    def pick_earlier(self, i: int, frame: Frame, context: Choice) -> Choice | None:
        """A mention in an earlier clause of this part since the last figure; weaker than a related context."""
        start, part_start = frame.lead_start, frame.part[0]
        goes_on = frame.previous is not None and start >= part_start
        start = start if start > part_start else part_start
        if start >= frame.own_start:
            return None
        moved = frame.previous is not None and frame.own[:1] in IN_OR_OUT_SIGNS and IN_OR_OUT.fullmatch(frame.own)
        if moved and context.code:
            return None  # 对1146名…进行护理补贴,新增22人: of those just told
        if goes_on and frame.previous is not None:
            last = self.scene.frames[frame.previous]
            member = self.told.parts[i - 1] is not None and self.told.parts[i] is None
            if member or not self.told.choices[-1].code:  # 305人集中供养、744人分散供养,全年支出812万元
                start = max(start, last.clause[1])
        between = self.scene.programs_in(start, frame.own_start)
        mentions = [m for m in between if (m.code != WITHIN or self.opens_clause(m)) and not self.in_title(m)]
        if not mentions:
            return None
        found = pick(self.told, mentions, frame, context)
        checked = found and found.words and CHECKED in self.scene.text[found.words[0] : found.words[1]]
        if found is None or (found.code in GENERIC and not checked):
            return None
        if found.words and context.code and DURING.match(self.scene.text, found.words[1]):
            return None  # 6月中旬强降雨期间,排查农房8930户
        met = not found.code and found.words and frame.quantity.measure in PEOPLE and context.code
        if met and found.words and self.scene.text[found.words[1] - 1] == MEETING:
            return None  # 我局召开会议,经审核,又有615人符合条件: what was met about
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
