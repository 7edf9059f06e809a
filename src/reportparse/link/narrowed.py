"""What a program named beside a figure comes to among the programs around it: whom a service went to, a sister, a home."""

from __future__ import annotations

import re

from reportparse.link.aided import ASSISTANCE, HOUSED, KEPT, among_the_aided, enjoyed, many_aided, trained_too
from reportparse.link.answers import Choice
from reportparse.link.by_clause import DISASTER
from reportparse.link.frames import Frame
from reportparse.link.ground import NOTHING
from reportparse.link.told import Told
from reportparse.link.town_or_country import (
    OF_ONE_THING,
    TOWN_OR_COUNTRY,
    broad_codes,
    narrower_before,
    narrower_heading,
    place_in_title,
    place_just_said,
)
from reportparse.rulebook import GENERIC

SERVED_PEOPLE = frozenset({"social_assistance", "child_welfare", "disability_subsidies"})
"""Their people (低保, 特困 …) are counted too as those whom other programs went to: 医疗救助 of 低保对象."""

SUMMING = re.compile(r"共|合计|总计|总")
DUAL_SUPPORT = "dual_support"
FORCES = re.compile(
    r"(?:慰问|走访|看望)(?:了)?(?:驻[\u4e00-\u9fff]{1,3})?(?:人民|武警|消防|边防|公安)?(?:部队|官兵|驻军|中队|军营|子弟兵)(?:\d{1,4}[个支家])?(?:单位)?(?:[,、]|筹措|筹集|送去|购买)"
)
OTHERS = re.compile("慰问(?![金品款物])|走访|看望")
GIFTS = frozenset({"amount", "count"})
VISITED = re.compile(r"慰问|走访|看望")
JOINTS = frozenset("、和及与")
LIVING = re.compile(r"^[,、(]?(?:其中)?,?(?:居住|住|入住|住在)[^,。;\d]{1,8}的?$")
OF_GREAT_AGE = re.compile("高龄(?:老年?人|老年人口)(?:有|共|达)?$")
PAID_FOR_AGE = re.compile("享受|津贴|补贴|领取")
"""老年人11.8万人,其中高龄老年人1.93万人: a class of age, unless they are paid for it."""
GIVER = re.compile(
    "(?:慈善总?会|慈善协会|慈善机构|基金会|红十字会|爱心企业|爱心人士)(?:共)?(?:资助|救助|捐助|资助了|帮扶|出资)$"
)
INSURED = "insured_by_assistance"
DONATING = re.compile("捐|募")
GIVEN_TOO = re.compile(
    r"[、和及](?:各类|各种)?(?:衣被|棉衣|棉被|衣物|物资|大米|粮食|食品|药品|床上用品)[^,。;、\d]{0,6}"
)
NOT_SERVED = re.compile(
    r"两项补贴|生活补贴|护理补贴|标准|资金|补差|补助水平|保障金|供养金|低保金|生活费|主任|督导员|之家|协理员|护理员|社工|站点|确认书|协议书|指南|台账|专项治理"
)
"""农村低保标准, 低保资金, 儿童主任: the program's own money, staff and papers, whoever else is spoken of."""

HELD = re.compile("累计(?:保障|救助|供养)")
"""孤儿累计保障412人次: of the orphans, whatever aid was told before."""
WIDE_AID = re.compile("(?:救助|救济)(?:费|资金|金|款|经费|支出)")
COVERAGE = re.compile(
    r"(?:社区|行政村|建制村|村|乡镇|街道|镇)的?覆盖率[^,。;]{0,4}$|^(?:保障|覆盖|救助|供养)面[^,。;]{0,14}$"
)
NEWLY_IN = re.compile(
    r"(?:新增|新纳入|新批|新审批|退出|取消|清退|核减|停发)(?:城乡|城市|城镇|农村)?(?:低保|特困|低收入|五保)[^,。;]{0,12}$"
    r"|认定后?的(?:城乡|城市|城镇|农村)?(?:低保|特困|低收入|五保)[^,。;]{0,12}$"
)
"""新增低保对象: those who come in or go out are counted by their own program."""
NEWLY_SIGNS = re.compile("[新退取清核停认]")

OF_THE_PLACE = re.compile(
    r"\s*(?:(?:(?:(?:19|20)\d\d ?年)?(?:目前|至今|年?末|年?底)|月末|截[至止][^,。;]{2,14}),?)?(?:[全我本][省市县区镇乡村州盟旗]|全街道)?(?:现有|共有|现|有)?"
)

SPLIT_NEXT = re.compile(r"[,(]其中:?(?:城[市镇]|农村)")
"""累计发放低保金5302.7万元,其中农村4416.9万元: of town and country both."""
OF_ONE_KIND = re.compile(
    r"[^,。;\d]{0,6},(?:年|月|人均|基本|平均){0,3}(?:生活|供养|补助|保障|补贴|养育|护理|照料)*标准(?:分别)?[^,。;\d]{0,8}"
)
"""A bare standard right behind those who are counted."""

LISTED_PEOPLE = re.compile(r"[、和及与][^,。;、\d]{2,12}")


OF_WORK = frozenset({"duration", "age", "ratio"})
"""低保审核时限由22个工作日…: what is measured so is no service that went to people."""


def newly_in(own: str) -> bool:
    """Whether people came in or went out: each of their words begins with one of these signs, or holds 认定."""
    return NEWLY_SIGNS.search(own) is not None and NEWLY_IN.search(own) is not None


def category_of(told: Told, named: Choice, i: int, frame: Frame) -> Choice | None:
    """其中低保户617户 of the houses rebuilt: whom a service went to does not change whose figure it is."""
    people = told.rules.programs.get(named.code or "")
    if named.code == ASSISTANCE:
        return many_aided(told, i, frame)
    if people is None or not people.stock:
        return None
    if trained := trained_too(told, named, i, frame):
        return trained
    if frame.quantity.measure in OF_WORK or newly_in(frame.own):
        return None
    if frame.lead[:1] in JOINTS and (listed := same_visit(told, frame)):
        return listed
    if SERVED_PEOPLE.isdisjoint(told.rules.line(named.code)):
        return among_the_aided(told, i, frame)
    if named.words is not None and NOT_SERVED.search(told.scene.text, named.words[0], frame.start):
        return None
    if named.words is not None and enjoyed(told, frame, named.words):
        return None
    total = told.total(i)
    split = told.parts[i]
    if split is not None and split.rule == "part.bracket" and frame.quantity.measure == "amount":
        return None  # 救助资金137万元(…;医疗救助25万元;孤儿2万元): a bracket splits it by programs
    over = Choice(told.choices[total].code, "program.of_total") if total is not None else None
    if over is not None and over.code and told.rules.is_under(named.code, over.code):
        return None  # 五保对象1120人,其中集中供养204人
    first = frame.previous is None or told.scene.frames[frame.previous].start < frame.part[0]
    opens = first and named.words is not None and named.words[0] - frame.part[0] <= 1
    counted = frame.quantity.measure in ("persons", "households") or HELD.search(frame.own) is not None
    standing = counted and total is None
    if standing and named.words and of_the_place(told.scene.text, frame, named.words[0]):
        return None  # 全县五保对象1260人, under 救灾救济: those that the place has
    goes_on = None if opens and counted and total is None else told.ground.above(frame)  # 特困13人 opens a new matter
    before = told.choices[i - 1] if told.goes_on(frame) and total is None and not (opens and counted) else None
    heading = told.ground.heading(frame)
    if goes_on is None and heading.code == DISASTER:
        heading = NOTHING  # 救灾救济: …。五保对象1738人: nobody that a disaster struck
    for choice in (over, before, told.before_colon(frame), heading, goes_on):
        service = told.rules.programs.get(choice.code or "") if choice else None
        if service and service.parent == people.parent != "social_assistance":
            return None  # 困难残疾人生活补贴…、重度残疾人护理补贴…: sisters
        if choice and service and service.aid and not told.rules.is_under(named.code, choice.code):
            return Choice(choice.code, choice.rule)
    return None


def of_the_place(text: str, frame: Frame, words: int) -> bool:
    """全县五保对象, 年底有城市低保对象: whether the clause opens with its place or time and goes on with the people."""
    return any(at < words and OF_THE_PLACE.fullmatch(text, at, words) for at in (frame.part[0], frame.clause[0]))


REACHED = ("惠及", "受益", "受惠", "共惠及", "累计惠及", "覆盖")
OF_EVENTS = frozenset({"件", "对", "起", "宗"})


def same_event(told: Told, i: int, frame: Frame, named: Choice) -> Choice | None:
    """办理收养登记19件,其中收养社会弃婴8件: whoever they are of, the registrations are those of the total."""
    total = told.total(i)
    if total is None or frame.quantity.unit not in OF_EVENTS:
        return None
    of_another = told.scene.frames[total].quantity.unit != frame.quantity.unit
    if of_another or told.rules.is_under(named.code, told.choices[total].code):
        return None  # 婚姻登记7206对,其中结婚5311对
    return kept_by_total(told, i)


def kept_by_total(told: Told, i: int) -> Choice | None:
    """培训3000人,其中高技能人才400人: a word of another field does not take a member out of its total."""
    total = told.total(i)
    code = told.choices[total].code if total is not None else None
    return Choice(code, "program.of_total") if code else None


def before_limits(told: Told) -> str | None:
    """The program of the last figure of the sentence that is no age limit."""
    choices, frames = told.choices, told.scene.frames
    j = len(choices) - 1
    while j > 0 and told.roles[j].role == "threshold":
        j -= 1
    return choices[j].code if frames[j].sentence is frames[len(choices)].sentence else None


def goes_on_with(told: Told, frame: Frame, named: Choice) -> Choice | None:
    """实施医疗救助…人次,支出救助资金…: a word as wide as 救助资金, or 社区覆盖率, is of what the sentence speaks of."""
    if not told.goes_on(frame) or named.words is None:
        return None
    last, text = told.choices[-1].code, told.scene.text
    reached = before_limits(told) if text.startswith(REACHED, frame.clause[0]) else None
    if reached and named.code and reached not in GENERIC:
        return Choice(reached, "program.carried")  # 发放高龄津贴…,惠及80周岁以上老年人1.41万名, under 养老服务
    said = told.scene.text[named.words[0] : frame.start]
    of_aid = named.code == "social_assistance" and WIDE_AID.match(said) and told.rules.is_under(last, named.code)
    covering = frame.quantity.measure == "rate" and COVERAGE.search(frame.own)
    return Choice(last, "program.carried") if last and (of_aid or covering) else None


def same_visit(told: Told, frame: Frame) -> Choice | None:
    """慰问部队5个、困难退役军人240人: those listed behind the first are visited by the same service."""
    if frame.previous is None or not LISTED_PEOPLE.fullmatch(frame.lead):
        return None
    last = told.choices[frame.previous]
    rule = told.rules.programs.get(last.code or "")
    if rule is None or rule.stock or told.scene.frames[frame.previous].clause != frame.clause:
        return None
    visited = VISITED.search(told.scene.text, frame.clause[0], frame.lead_start)
    return Choice(last.code, "program.listed") if visited else None


def of_the_forces(told: Told, frame: Frame) -> Choice | None:
    """Under the heading 双拥 a visit with gifts is part of it; so are the gifts of a visit to the troops alone."""
    heading = told.ground.heading(frame)
    if heading.code == DUAL_SUPPORT:
        return heading
    visited = FORCES.search(told.scene.text, frame.part[0], frame.start) if frame.quantity.measure in GIFTS else None
    others = visited is None or OTHERS.search(told.scene.text, visited.end(), frame.start)
    return None if others else Choice(DUAL_SUPPORT, "program.refined")


def donated(told: Told, frame: Frame) -> Choice | None:
    """捐款63万元、衣被11万件: what is given in one breath is given alike."""
    if frame.previous is None or not GIVEN_TOO.fullmatch(frame.lead):
        return None
    last = told.choices[frame.previous]
    given = last.code == "charity" and DONATING.search(told.scene.text, frame.clause[0], frame.lead_start)
    return Choice(last.code, "program.listed") if given else None


def refined(told: Told, named: Choice, frame: Frame, context: Choice) -> Choice:
    """Money follows the people: after 城市低保495户, 发放低保金 is the city's too, unless the words sum up."""
    code, i, text = named.code, len(told.choices), told.scene.text
    total = told.total(i)
    if total is not None:
        over = told.choices[total].code
        within = told.rules.is_under(code, over)
        if over and not within and frame.quantity.measure == "persons" and LIVING.match(frame.lead):
            housed = HOUSED if over in KEPT else over
            return Choice(housed, "program.of_total", named.words)  # 五保老人9人,其中住敬老院的4人
        if over == "elderly_care" and code == "old_age_allowance" and OF_GREAT_AGE.search(frame.own):
            paid = PAID_FOR_AGE.search(frame.tail)
            return named if paid else Choice(over, "program.of_total", named.words)
        people_of = frame.quantity.measure in ("persons", "households")
        if people_of and over and told.rules.is_under(over, "dibao") and told.rules.is_under(code, "extreme_poverty"):
            return Choice(over, "program.of_total", named.words)  # 低保对象中,“三无”人员1.9万人
        out_of = code == "welfare_lottery" and named.words is not None and named.words[1] == frame.start
        if out_of and over and frame.quantity.measure == "amount":
            return Choice(over, "program.of_total", named.words)  # 总投入1380万元,其中福彩公益金260万元
        people = told.rules.programs.get(over or "")
        if code == "charity" and people is not None and people.aid and GIVER.search(frame.own):
            return Choice(over, "program.of_total", named.words)  # 资助大学新生186人,其中慈善会资助52人
        whole = told.scene.frames[total].quantity
        alike = people is not None and (people.stock or whole.unit == frame.quantity.unit)
        if over != code and alike and told.rules.is_under(over, code):
            return Choice(over, "program.of_total", named.words)  # 入住老人820人,其中失能老人310人
    if code and told.roles[i].role == "standard" and each_kind(told, frame, code):
        return Choice(told.choices[-1].code, "program.refined", named.words)
    if code == "holiday_relief" and (forces := of_the_forces(told, frame)):
        return forces
    broad = code in broad_codes(told.rules)
    heading = told.ground.heading(frame).code or (place_in_title(told, frame, code) if broad else None)
    if "其" in frame.tail and SPLIT_NEXT.match(text, frame.end):
        return named
    if code and heading in TOWN_OR_COUNTRY and (said := place_just_said(told, frame, code)) and said != heading:
        return Choice(said, "program.refined", named.words)
    if code and heading and heading != code:
        both = named.words is not None and text[named.words[0] - 1] in JOINTS
        if not both and (narrower := narrower_heading(told, named, heading)):
            return Choice(narrower, "program.refined", named.words)
    if broad and (narrower := narrower_before(told, named, frame)):
        return Choice(narrower, "program.refined", named.words)
    if not code or frame.previous is None or code == context.code:
        return named
    last = told.choices[frame.previous]
    if (
        last.code
        and last.code != code
        and last.code not in OF_ONE_THING
        and last.rule != "program.distributed"
        and told.rules.is_under(last.code, code)
        and frame.quantity.measure in ("amount", "rate")
        and told.roles[frame.previous].role != "standard"
        and not (
            last.code == INSURED
            and (
                not told.goes_on(frame)
                or (last.rule == "program.named" and told.scene.frames[frame.previous].quantity.measure == "amount")
            )
        )
        and not SUMMING.search(frame.own)
        and not (named.words is not None and told.scene.text.startswith("城乡", named.words[0]))
        and "其中" not in told.scene.text[frame.sentence.start : frame.start]
        and len({c.code for c in told.same_part(frame)}) <= 1
    ):
        return Choice(last.code, "program.refined", named.words)
    return named


def each_kind(told: Told, frame: Frame, code: str) -> bool:
    """其中集中供养330人,供养标准4800元;分散供养530人,供养标准3600元: the standard right behind one kind is that kind's."""
    i = len(told.choices)
    if told.roles[i].role != "standard" or not told.goes_on(frame) or not OF_ONE_KIND.fullmatch(frame.lead):
        return False
    if told.scene.frames[i - 1].quantity.measure not in ("persons", "households"):
        return False
    if told.scene.text.count("标准", frame.sentence.start, frame.sentence.end) < 2:
        return False  # 其中集中供养412人,供养标准500斤: the other kind's is the same
    narrow = {c.code for c in told.same_part(frame) if c.code != code and told.rules.is_under(c.code, code)}
    if (whole := told.total(i - 1)) is not None and told.choices[whole].code != told.choices[-1].code:
        narrow.discard(told.choices[whole].code)  # 农村特困人员20.4万人,其中集中供养6.1万人,供养标准5640元
    return narrow == {told.choices[-1].code}
