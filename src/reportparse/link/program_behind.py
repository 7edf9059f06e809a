"""What stands behind a figure and names its program: what is done for those counted, what they are paid, at which rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import Ground
from reportparse.link.named import beside, object_after
from reportparse.link.told import Told
from reportparse.link.words import is_pair
from reportparse.rulebook import ELSEWHERE, GENERIC, Rulebook

SERVED = re.compile(
    r"(?:为|向|对|给|替|帮助|资助|救助|使)[^,。;\u4e00-\u9fff]{0,2}$|(?:^|[,;。])[^,。;]{0,8}(?:为|向|对|给|替)(?:全[县市区镇乡省])?$"
)
SERVING = re.compile("[为向对给替帮资救使]")
"""Each of the words of SERVED holds one of these."""
TO_WHOM = re.compile("(?:[全我][省市县区镇乡]|全年|今年|年内|上半年|累计|先后|共|已)*[对为给向]")
TO_WHOM_SIGNS = frozenset("全我今年上累先共已对为向给")
"""What TO_WHOM finds begins with one of these."""
GAVE = re.compile("(?:进行|实施|给予|开展)了?[^,。;]{2,8}$")
PAID_TO = frozenset("对为向给")
HEADS = frozenset({"persons", "households", "person_times"})
INSURED = "insured_by_assistance"
PAYS_FOR = re.compile("(?:资助|代缴|帮助|补助)[^,。;]{0,6}$|资助[^,。;\\d]{4,40}等(?:困难群众|人员|对象|共|各类人员)?$")
JOINS = re.compile("[^,。;\\d]{0,14}参(?:加[^,。;\\d]{0,9}?(?:合作医疗|医疗保险|医保|农合)|合|保(?!障))")
AMONG = re.compile("[对为给向][^,。;\\d]{2,14}(?:家庭|对象|人员|户|群众|儿童|老人|人口)中的?$")
GIVING = re.compile("发放|给予|落实|实施|提供|购买|办理")
GIVEN_AID = re.compile("[^,。;、\\d]{0,6}(?:给予|实施|发放|进行|落实|开展)")
OUTLAY = re.compile(
    r"(?:为|向|对|给|替|投资|投入|筹资|筹集|争取|安排|拨付|斥资|使用|支出|下拨|利用|拿出|花费|多方筹资|组织|有|共有|全县|全市|全区|全镇|全乡|全省)[^,。;]{0,6}$"
)
OPENING = re.compile(r"\s*(?:另有|还有|共有|共|有|约|近)?\s*")
"""What stands before figures that open a clause: 1127户1986人享受城市低保,5240户享受农村低保."""
MEMBER = re.compile(r"[、和及与][^、和及与,;。]{2,}")
"""Between two figures of a list, the second of which has its own words."""
PROVIDED = re.compile("购买|投保|配备|安装|实施")
"""What is bought for people is not what they are counted for elsewhere: 为2100名高龄老人购买意外伤害保险."""
SHORT_OWN = 3
"""Characters of words that name nothing by themselves: 办班9期、受训412人次."""
PEOPLE_REACH = 14
"""Characters of the people counted, up to the comma: 为1330名大病患者,发放医疗救助金."""
PAID_NEXT = re.compile(
    "(?:共|每人|每户|每名|每户|户均|分别|及时|按)?(?:发放|下发|发给|送去|送上|发|给予|资助|补助|救助|支付|办理|落实|提供)"
)
PEOPLE = frozenset({"persons", "households"})
AT_RATE = re.compile(r",(?:分别|均|全部)?按(?:照)?(?:每[人户名])?(?:每[月年季])?")
AT_A_RATE = re.compile(
    r"(?:[-—–~至到][\d.]{1,8}万?元)?(?:/?[人户])?(?:/?[年月])?(?:不等)?的?标准,?(?:进行|给予|予以|对其|开展|分别|为其|发放|拨付|补助|落实){0,2}"
)
"""按照每户600元的标准进行慰问: what is done at a rate stands behind it."""
BENEFIT = re.compile("(?:补贴|津贴|补助|救助金|慰问金)$")


class Behind:
    """What is told behind the figures of a text, asked figure by figure."""

    def __init__(self, scene: Scene, rules: Rulebook, ground: Ground, told: Told, roles: Sequence[Role]) -> None:
        self.scene, self.rules, self.ground, self.told, self.roles = scene, rules, ground, told, roles

    def served(self, frame: Frame, context: Choice) -> Choice | None:
        """为3120名老人发放高龄津贴: what is done for those counted, where it is a service."""
        if not SERVING.search(frame.own) or not SERVED.search(frame.own):
            return None
        found = self.object_of(frame, context)
        if found and found.code == ELSEWHERE and found.words and "代缴" in self.scene.text[frame.end : found.words[1]]:
            return found  # 为2.1万名低保、特困人员代缴养老保险费
        service = self.rules.programs.get(found.code or "") if found else None
        if found is None or service is None or found.words is None or service.code in GENERIC:
            return None
        bought = PROVIDED.search(self.scene.text, frame.end, found.words[0])
        after = beside(self.scene, frame)
        own_kind = after is not None and after.code not in ("", service.code)
        narrower = own_kind and after is not None and self.rules.is_under(service.code, after.code)
        return found if not service.stock or bought or narrower else None  # 为126名失能老人提供居家养老服务

    def given_among(self, frame: Frame) -> Choice | None:
        """对低保家庭中的620名重度残疾人发放护理补贴: out of whom they are taken is not what they are paid for."""
        found = self.scene.programs_in(frame.end, frame.clause[1])
        paid = GIVING.search(self.scene.text, frame.end, frame.clause[1])
        last = next((m for m in found if paid and m.end > paid.end() and m.code and m.code not in GENERIC), None)
        return Choice(last.code, "program.object", (last.start, last.end)) if last else None

    def aided_at_end(self, frame: Frame) -> Choice | None:
        """对862位五保老人和215名患者进行了医疗救助: the aid that ends a clause of whom it went to."""
        text, (start, end) = self.scene.text, frame.clause
        if text[start] not in TO_WHOM_SIGNS or not TO_WHOM.match(text, start):
            return None
        found = self.scene.programs_in(frame.end, end)
        last = found[-1] if found else None
        service = self.rules.programs.get(last.code) if last else None
        if last is None or service is None or not service.aid or text[last.end : end].strip(",;。 \n"):
            return None
        given = GAVE.search(text, frame.end, last.end) is not None
        return Choice(service.code, "program.object", (last.start, last.end)) if given else None

    def insured(self, frame: Frame) -> Choice | None:
        """资助3900名特困群众参加新型农村合作医疗: those whose share of an insurance was paid."""
        if not PAYS_FOR.search(frame.own) or not JOINS.match(frame.rest):
            return None
        return Choice(INSURED, "program.object")

    def helped(self, frame: Frame, context: Choice) -> Choice | None:
        """对因交通事故致贫的困难家庭36户给予临时救助: what they are given, whatever befell them."""
        if not GIVEN_AID.match(frame.rest):
            return None
        found = self.object_of(frame, context)
        service = self.rules.programs.get(found.code or "") if found else None
        return found if service is not None and service.aid else None

    def paid_next(self, frame: Frame) -> Choice | None:
        """对升入大学的282人,发放助学金: what the next clause does for those counted, where it is a service."""
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
