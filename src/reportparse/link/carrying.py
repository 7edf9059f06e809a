"""Figures whose own words name no program: carried within the sentence, out of a breakdown, from above."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame
from reportparse.link.ground import ECHOES, NOTHING
from reportparse.link.told import Told
from reportparse.link.words import is_pair
from reportparse.rulebook import GENERIC

BREAKDOWN = re.compile(r"其中|包括|分别|含|中,")
LABEL = re.compile(r"[\u4e00-\u9fff]{2}")
OPEN_NOUN = re.compile(
    r"(?:厂|公司|企业|合作社|学校|医院|派出所|工会|会员|教师|学员|车辆|仪器|电脑|乡镇|街道|行政村)(?:共|有|共有|计)?$"
)
"""What is counted when it is no program's: the end of the words before the figure."""

OPEN_WORKS = re.compile(
    r"[\u4e00-\u9fff]{3,}(?:中心|大楼|学校|医院|公司|基地|园区|公路|水库|大桥|广场|项目|工程)(?:项目|工程)?(?:总|计划|概算|完成|累计)?投资(?:约|达|近|为)?$"
)
"""残疾人综合服务中心投资2800万元: a work that is named anew."""
TURNS = re.compile(
    r"[,、](?:开展|新建|建设|举办|创建|打造|建立|成立|组织|开发|帮助|发放|设立|改造|升级|扶持|巡查|下发|检查|排查|走访|签订|印发|调解|慰问|清理|整治|推送)[\u4e00-\u9fff]{2,}"
)
"""The next of a list does something of its own."""
MONEY = re.compile(
    r"[,、]?(?:共|计|涉及|累计|总)?(?:金额|资金|经费|支出|发放|拨付|支付|补助)(?:资金|金额|金|款)?(?:共|计|达|为)?"
)
"""Money told without a name goes to the figure right before it."""
ANEW = re.compile(r",(?:[打修建购铺装栽种换]|新[修建购添]|配备|安装|添置|维修|改造|硬化|绿化)(?![^,。;\d]*床位)")
"""新添床位8张,打机井一眼: what else was done to the home."""
COMMON_UNITS = frozenset({"个", "次", "件", "项", "份"})
"""Units of anything."""

OF_A_HOUSE = frozenset({"care_beds", "cremations"})
STAFF = re.compile(
    r"(?:[,、])?(?:现有|配备|有|共有)?(?:在编|专职|全体)?(?:工作人员|职工|员工|从业人员|管理人员|干部职工|服务人员)(?:共|有)?"
)
"""The beds or furnaces of a house are not what its staff is of."""

WHOLE = re.compile("全年|共|总|合计|上半年")


def carried(told: Told, i: int, frame: Frame) -> Choice:
    """No program in its own words: carried within the sentence, else from above."""
    if frame.previous is None:
        above = told.ground.above(frame)
        return heading_or_title(told, frame) if above.rule == "program.paragraph" and of_its_own(frame) else above
    if frame.bracket and (member := told.total(i)) is not None and told.scene.frames[i - 1].bracket == frame.bracket:
        return Choice(told.choices[member].code, "program.of_total")  # (其中:居家2890人;托养230人)
    if told.goes_on(frame):
        if told.parts[i] is not None and (total := labelled_member(told, i, frame)) is not None:
            return Choice(told.choices[total].code, "program.of_total")
        last = told.choices[before_bracket(told, i, frame)].code
        if last in OF_A_HOUSE and STAFF.fullmatch(frame.own) and (first := told.same_part(frame)[-1].code):
            return Choice(first, "program.carried")  # 殡仪馆占地36亩,有火化炉4台,工作人员18人
        if last == "care_beds":
            return Choice(home_of_beds(told, frame) or last, "program.carried")
        if last in ECHOES and TURNS.match(frame.lead) and not told.ground.echoes(last, frame):
            over = heading_or_title(told, frame)  # 培训青年186人次、开展亲子活动62场
            return over if last == "training" and over.code and over.code not in GENERIC else NOTHING
        if (
            told.choices[-1].rule == "program.distributed"
            and told.parts[i] is None
            and (both := both_handed(told, frame))
        ):
            return Choice(both, "program.siblings")
        after_part = told.parts[i - 1] is not None and not one_by_one(told, i, frame)
        whole = out_of_breakdown(told, i, frame) if after_part else None
        return Choice(last if whole is None else whole, "program.carried")
    if of_its_own(frame) or laid_out_anew(told, frame):
        return heading_or_title(told, frame)
    siblings = [c.code for c in told.same_sentence(frame)]
    if not told.ground.echoes(siblings[0], frame):
        over = heading_or_title(told, frame)
        return over if over.code not in GENERIC else NOTHING
    if told.ground.strays(siblings[0], frame):
        return told.ground.above(frame)
    if BREAKDOWN.search(told.scene.text, frame.sentence.start, frame.start):
        return Choice(siblings[-1], "program.carried")
    if (alike := same_unit(told, frame)) is not None:
        return Choice(alike, "program.siblings")
    distinct = list(dict.fromkeys(c for c in siblings if c))
    if len(distinct) == 2 and (common := told.rules.common(distinct)) and common != "social_assistance":
        return Choice(common, "program.siblings")
    return Choice(siblings[0], "program.carried")


def both_handed(told: Told, frame: Frame) -> str | None:
    """城乡低保标准分别提高到650元、480元,保障困难群众1.06万人: those told behind a list of two sisters are of both."""
    if frame.quantity.measure not in ("persons", "households", "person_times"):
        return None
    handed = dict.fromkeys(c.code for c in told.same_part(frame) if c.rule == "program.distributed" and c.code)
    common = told.rules.common(list(handed)) if len(handed) == 2 else None
    return common if common and common not in GENERIC else None


def one_by_one(told: Told, i: int, frame: Frame) -> bool:
    """其中城市395人,标准744元;农村8778人,标准6720元: every part has its standard right behind it."""
    if told.roles[i].role != "standard":
        return False
    frames = told.scene.frames
    earlier = range(i - 2, -1, -1)
    return any(told.roles[j].role == "standard" for j in earlier if frames[j].sentence is frame.sentence)


def before_bracket(told: Told, i: int, frame: Frame) -> int:
    """项目9个(其中殡葬项目3个),下达资金900万元: what a bracket names does not go on behind it."""
    j = i - 1
    while j and told.scene.frames[j].bracket not in (None, frame.bracket) and told.parts[j] is not None:
        j -= 1
    return j if told.scene.frames[j].sentence is frame.sentence else i - 1


def same_unit(told: Told, frame: Frame) -> str | None:
    """改造敬老院18所,新增床位940张;再改造14所: of several programs the one counted in the same unit."""
    unit = frame.quantity.unit
    if frame.quantity.measure != "count" or not unit or unit in COMMON_UNITS:
        return None
    first = len(told.choices) - len(told.same_sentence(frame))
    codes = {
        told.choices[j].code for j in range(first, len(told.choices)) if told.scene.frames[j].quantity.unit == unit
    }
    others = {told.choices[j].code for j in range(first, len(told.choices))}
    return codes.pop() if len(codes) == 1 and len(others) > 1 else None


def heading_or_title(told: Told, frame: Frame) -> Choice:
    """What the heading names, else the title: past the paragraph's topic."""
    heading = told.ground.heading(frame)
    return told.ground.title if heading.code is None and heading.rule != "program.heading_mixed" else heading


LAID_OUT = re.compile(r"(?:并|另|又|共|总|计划|先后|再)?(?:投资|投入|筹资|斥资|筹措|争取)(?:资金|经费)?(?:共|约|近)?")
DOES_NEXT = re.compile(
    r",(?:并|共|主要|用于|先后|已经?){0,2}(?:新建|改建|扩建|修建|建成|建设|硬化|完成|实施|解决|新修|维修|整修|铺设|架设|安装|购置|治理|栽植|种植|发展)了?"
)


def laid_out_anew(told: Told, frame: Frame) -> bool:
    """投资…,实施了危改项目;投资…,完成了…农网改造: each item of a list has its own works, told behind its money."""
    if frame.quantity.measure != "amount" or not LAID_OUT.fullmatch(frame.own) or frame.lead_start >= frame.part[0]:
        return False
    siblings = told.same_sentence(frame)
    frames = told.scene.frames
    opened = len(told.choices) - len(siblings)
    alike = LAID_OUT.fullmatch(frames[opened].own) is not None
    return alike and DOES_NEXT.match(frame.rest + told.scene.text[frame.clause[1] : frame.part[1]]) is not None


def of_its_own(frame: Frame) -> bool:
    """现有乡镇派出所21个: a sentence or part that opens with a place or people of no program is a new matter."""
    if frame.quantity.measure == "amount":
        return "投资" in frame.own and OPEN_WORKS.search(frame.own) is not None
    return frame.quantity.measure in ("count", "persons", "households") and OPEN_NOUN.search(frame.own) is not None


def labelled_member(told: Told, i: int, frame: Frame) -> int | None:
    """其中资助参保5812人次、直接救助2051人次: a member with a label of its own goes by its total, not by its sister."""
    total = told.total(i)
    before = told.total(i - 1)
    if before is None and i > 1 and is_pair(told.scene.frames[i - 1].lead):
        before = told.total(i - 2)  # 三无人员7户7人: its people are no part of anything counted
    if total is None or total == i - 1 or before is None or not LABEL.search(frame.own) or MONEY.fullmatch(frame.own):
        return None
    if before != total and not is_pair(told.scene.frames[max(before, total)].lead):
        return None  # 低保户218户476人,其中三无人员7户7人,残疾人家庭41户: of the one or the other of a pair
    return total


def home_of_beds(told: Told, frame: Frame) -> str | None:
    """改扩建敬老院3所,添置床位160张,投资420万元: money after the beds is the home's, unless it is paid by the bed."""
    other = frame.quantity.measure in ("amount", "persons") or ANEW.match(frame.lead)
    if not other or "张" in frame.own or "床" in frame.own:
        return None
    return next((c.code for c in told.same_part(frame) if c.code == "care_homes"), None)


def out_of_breakdown(told: Told, i: int, frame: Frame) -> str | None:
    """Another measure after a whole breakdown returns to the total's program: 其中集中309人、分散762人,支出698万元."""
    total = told.total(i - 1)
    if total is None or told.parts[i] is not None or (frame.quantity.measure == "rate" and "占" in frame.lead):
        return None  # a share, 占低保对象总数的2.7%, is told of the part
    sisters = [j for j in range(i) if told.total(j) == total]
    frames = told.scene.frames
    whole = sum(frames[j].quantity.value for j in sisters) == frames[total].quantity.value
    limit = told.roles[i].role == "threshold"  # 临时救助64人次,其中急难型11人次,单笔不超过1500元
    if whole or limit or len(sisters) > 1 or WHOLE.search(frame.lead):
        return told.choices[total].code
    return None
