"""What the clause of a figure names: before it, beside it, behind it, in the next clause; else an earlier clause of its part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice, Role
from reportparse.link.carrying import BREAKDOWN
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import Ground
from reportparse.link.headings import settled
from reportparse.link.named import RECIPIENT, beside, object_after, pick, weak_recipient, without_yardstick
from reportparse.link.narrowed import category_of, goes_on_with, kept_by_total, refined
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

OUT_OF_FUNDS = re.compile(r"公益金(?:给予|按)?每[个所处家村][^,。;]{0,3}(?:补助|资助|支持|奖补|补贴)?$")
"""新建幸福院16所,福彩公益金每个补助3万元: where the money came from."""
GIVEN_AID = re.compile("[^,。;、\\d]{0,6}(?:给予|实施|发放|进行|落实|开展)")

OUTLAY = re.compile(
    r"(?:为|向|对|给|替|投资|投入|筹资|筹集|争取|安排|拨付|斥资|使用|支出|下拨|利用|多方筹资|组织|有|共有|全县|全市|全区|全镇|全乡|全省)[^,。;]{0,6}$"
)


OPENING = re.compile(r"\s*(?:另有|还有|共有|共|有|约|近)?\s*")
"""What stands before figures that open a clause: 1127户1986人享受城市低保,5240户享受农村低保."""


IN_OR_OUT = re.compile(
    r"(?:[共其]中?)?(?:新增|减员|退出|取消|停发|注销|调出|调进|调入|新批|新审批|清退|核减|自然减员|死亡停发|停保)"
)
IN_OR_OUT_SIGNS = frozenset("共其新减退取停注调清核自死")
"""Each of the words of IN_OR_OUT begins with one of these."""
MEMBER = re.compile(r"[、和及与][^、和及与,;。]{2,}")
"""Between two figures of a list, the second of which has its own words."""


HOLIDAYS = ("八一", "建军节")


VISITS = ("慰问", "走访")
PROVIDED = re.compile("购买|投保|配备|安装|实施")
"""What is bought for people is not what they are counted for elsewhere: 为2100名高龄老人购买意外伤害保险."""


SHORT_OWN = 3
"""Characters of words that name nothing by themselves: 办班9期、受训412人次."""
BED, BY = "张", "被"
PEOPLE_REACH = 14
"""Characters of the people counted, up to the comma: 为1330名大病患者,发放医疗救助金."""
PAID_NEXT = re.compile(
    "(?:共|每人|每户|每名|每户|户均|分别|及时|按)?(?:发放|下发|发给|送去|送上|发|给予|资助|补助|救助|支付|办理|落实|提供)"
)
DECIDED = re.compile("(?:代表|大会|会议|会)?(?:民主)?(?:评议|讨论|表决|审议|评定|审核|同意|通过|公示)")
PEOPLE = frozenset({"persons", "households"})
AT_RATE = re.compile(r",(?:分别|均|全部)?按(?:照)?(?:每[人户名])?(?:每[月年季])?")
AT_A_RATE = re.compile(
    r"(?:[-—–~至到][\d.]{1,8}万?元)?(?:/?[人户])?(?:/?[年月])?(?:不等)?的?标准,?(?:进行|给予|予以|对其|开展|分别|为其|发放|拨付|补助|落实){0,2}"
)
"""按照每户600元的标准进行慰问: what is done at a rate stands behind it."""
BENEFIT = re.compile("(?:补贴|津贴|补助|救助金|慰问金)$")


class Clauses:
    """The clauses of a text, asked figure by figure for the program that they name."""

    def __init__(self, scene: Scene, rules: Rulebook, ground: Ground, told: Told, roles: Sequence[Role]) -> None:
        self.scene, self.rules, self.ground, self.told, self.roles = scene, rules, ground, told, roles

    def beside_or_lead(self, i: int, frame: Frame) -> Choice | None:
        """What the figure's own clause names, before it, beside it or behind it; else an earlier clause."""
        scene, rules, told = self.scene, self.rules, self.told
        context = told.context(frame)
        if frame.rest.startswith("的") and frame.quantity.measure == "amount" and (paid := self.benefit_behind(frame)):
            return paid
        if "标准" in frame.rest and frame.quantity.measure == "amount" and (paid := self.done_at(frame)):
            return paid
        if paid := self.paid_next(frame):
            return paid
        if frame.quantity.unit == BED and (beds := self.beds(frame)):
            return beds
        own = scene.programs_in(frame.own_start, frame.start)
        named = pick(told, self.untaken(own, frame), frame, context) if own else None
        goes_on = bool(own) and told.goes_on(frame) and bool(told.choices[-1].code)
        if named and (service := category_of(told, named, i, frame)):
            return service
        if named and named.words and goes_on and OUT_OF_FUNDS.search(self.scene.text, named.words[0], frame.start):
            return told.choices[-1].by("program.carried")
        if named and not named.code and (kept := kept_by_total(told, i)):
            return kept
        if named and frame.previous is not None and (kept := goes_on_with(told, frame, named)):
            return kept
        if named and named.words and named.code and self.scene.text[named.words[0] - 1] == BY:
            named = kept_by_total(told, i) or named  # 孤儿652人,其中被社会福利机构抚养400人
        if named and named.code is not None and weak_recipient(scene, rules, named, frame, context):
            named = None if context.code else named
        if named and named.code == ELSEWHERE and frame.own[:1] in SERVING and (helped := self.helped(frame, context)):
            return helped
        if named and named.code not in GENERIC:
            narrow = self.narrower_beside(named, frame) if frame.rest else None
            return narrow or refined(told, named, frame, context)
        if frame.rest and scene.programs_in(frame.end - (frame.quantity.unit == "个"), frame.clause[1]):
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
        if "经" in frame.own:
            found = [m for m in found if not self.decides(m)]
        if frame.quantity.measure == "rate" and frame.previous is not None and "占" in frame.own:
            share = frame.own_start + frame.own.rindex("占")  # 占户籍人口的27%: what follows is the whole
            found = [m for m in found if m.start < share]
        if len(found) > 1 and self.roles[len(self.told.choices)].rule == "role.from_to":
            old = frame.own_start + max(
                frame.own.rfind("由"), frame.own.rfind("从")
            )  # 救助比例由医保报销后的65%提高到…
            found = [m for m in found if m.start < old or m.code != ELSEWHERE] or found
        found = list(without_yardstick(self.scene, frame, found)) if found else found
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

    def served(self, frame: Frame, context: Choice) -> Choice | None:
        """为3120名老人发放高龄津贴: what is done for those counted, where it is a service."""
        if SERVING.isdisjoint(frame.own) or not SERVED.search(frame.own):
            return None
        found = self.object_of(frame, context)
        service = self.rules.programs.get(found.code or "") if found else None
        if found is None or service is None or found.words is None or service.code in GENERIC:
            return None
        bought = PROVIDED.search(self.scene.text, frame.end, found.words[0])
        after = beside(self.scene, frame)
        own_kind = after is not None and after.code not in ("", service.code)
        narrower = own_kind and after is not None and self.rules.is_under(service.code, after.code)
        return found if not service.stock or bought or narrower else None  # 为126名失能老人提供居家养老服务

    def helped(self, frame: Frame, context: Choice) -> Choice | None:
        """对因交通事故致贫的困难家庭36户给予临时救助: what they are given, whatever befell them."""
        if not GIVEN_AID.match(frame.rest):
            return None
        found = self.object_of(frame, context)
        service = self.rules.programs.get(found.code or "") if found else None
        return found if service is not None and service.aid else None

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
        if BREAKDOWN.search(frame.lead) and not self.rules.is_under(code, context.code):
            return None
        return Choice(code, "program.beside", (after.start, after.end))

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

    def paid_next(self, frame: Frame) -> Choice | None:
        """对升入大学的282人,发放助学金: what the next clause does for those counted, where it is a service."""
        of_people = frame.tail.startswith(",") and frame.quantity.measure in PEOPLE
        if of_people and AT_RATE.fullmatch(frame.tail) and (paid := self.rate_next(frame)):
            return paid
        if frame.own[:1] not in ("对", "为", "向", "给"):
            return None
        comma = frame.tail.find(",", 0, PEOPLE_REACH)
        if comma < 0 or "、" in frame.tail[:comma]:
            return None
        start = frame.end + comma + 1
        if not PAID_NEXT.match(self.scene.text, start):
            return None
        found = self.scene.programs_in(start, min(frame.tail_end, frame.part[1]))
        rule = self.rules.programs.get(found[-1].code) if found else None
        if rule is None or rule.stock or rule.code in GENERIC:
            return None
        return Choice(rule.code, "program.object", (found[-1].start, found[-1].end))

    def rate_next(self, frame: Frame) -> Choice | None:
        """80岁以上老人412人,按每人每月50元标准发放高龄津贴: those counted are paid at the rate behind them."""
        j = len(self.told.choices) + 1
        following = self.scene.frames[j] if j < len(self.scene.frames) else None
        return self.done_at(following) if following and following.sentence is frame.sentence else None

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

    def done_at(self, frame: Frame) -> Choice | None:
        """每户600元的标准进行慰问: the service that is named right behind its rate."""
        m = AT_A_RATE.match(frame.rest)
        at = frame.clause[1] - len(frame.rest) + m.end() if m else -1
        found = self.scene.programs_in(at, at + 1) if m else ()
        rule = self.rules.programs.get(found[0].code) if found else None
        if rule is None or rule.code in GENERIC or (rule.stock and not BENEFIT.search(found[0].word)):
            return None
        return Choice(rule.code, "program.object", (found[0].start, found[0].end))

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
        moved = frame.previous is not None and frame.own[:1] in IN_OR_OUT_SIGNS and IN_OR_OUT.fullmatch(frame.own)
        if moved and context.code:
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
