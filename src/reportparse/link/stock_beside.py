"""Whether a figure stands by what stands beside it: the figure before, words of time, places, its program's nature."""

from __future__ import annotations

import re

from reportparse.link import stock_words as told
from reportparse.link.stock_case import Answer, Case

NEWLY_MADE = frozenset({"kind.doing", "kind.built", "kind.neighbour"})
GIVEN = ("count", "weight")
LISTED_KINDS = frozenset({"kind.standing", "kind.neighbour", "kind.place", "kind.level"})


def by_neighbour(case: Case) -> Answer:
    """The figure before in a list; what was done behind."""
    lead, tail, q, frame, i, dated, before = (
        case.lead,
        case.tail,
        case.quantity,
        case.frame,
        case.i,
        case.dated,
        case.before,
    )
    listed = frame.lead[:1] in "、和及" and not told.CLAUSE_MARK.search(frame.lead)
    listed = listed or (frame.lead[-1:] in told.NOUN_ENDS and told.NOUN_BETWEEN.fullmatch(frame.lead) is not None)
    done_to = (lead.endswith("有") or frame.lead == ",") and told.DONE_AFTER.match(tail) is not None
    joined = before != "none" and not done_to and (listed or not has_words(lead)) and frame.lead_start >= frame.part[0]
    if joined and frame.lead == "," and before == "as_of" and not dated and told.APPLIED.match(tail):
        return False, "kind.doing_after"  # 全市现有帮扶中心11个,8个中心申报省级示范
    if joined and case.known.scene.frames[i - 1].quantity.measure in ("persons", "households", "count"):
        return before == "as_of", "kind.neighbour"
    if (told.DONE_AFTER.match(tail) and not dated and "全部" not in tail[:12]) or told.HAPPENED.match(tail):
        return False, "kind.doing_after"
    if q.measure == "area" and frame.previous is not None and frame.lead_start >= frame.part[0] and before != "none":
        return before == "as_of", "kind.neighbour"
    if "受灾" in tail or "遭灾" in tail:
        return False, "kind.doing_after"
    return None


def by_list(case: Case) -> Answer:
    """Things handed out or made one after the other; a day."""
    lead, tail, q, dated, before = case.lead, case.tail, case.quantity, case.dated, case.before
    if before == "flow" and q.measure in GIVEN and next_given(case):
        return False, "kind.neighbour"
    if q.unit in ("项", "件") and told.ALL_DONE.match(tail):
        return False, "kind.doing_after"
    if told.ENDS_DOING.search(lead):
        return False, "kind.doing"
    if dated:
        return (False, "kind.loss") if told.LOSS.search(lead) else (True, "kind.dated")
    if before == "flow" and q.unit in told.OF_PLACES and next_of_new(case):
        return False, "kind.neighbour"
    return None


ADMIN = re.compile(r"(?:个)?(?:乡镇|乡\(镇\)|村|社区|街道|镇|乡|县|县\(区\)|县市区|市县)(?:的)?")


def by_place(case: Case) -> Answer:
    """Places, and what went on during a time."""
    lead, tail, q, frame, mention = case.lead, case.tail, case.quantity, case.frame, case.mention
    if (
        q.measure in ("persons", "households")
        and case.before != "none"
        and ADMIN.fullmatch(lead.strip(",、"))
        and frame.own_start == frame.lead_start
    ):
        return case.before == "as_of", "kind.neighbour"  # 受灾9个乡镇7.2万人
    if (
        told.PLACES.search(lead)
        or (told.PLACE_AFTER.match(tail) and lead[-1:] not in ("到", "给", "向", "对", "往"))
        or (q.measure == "area" and "均" in lead)
    ):
        return True, "kind.place"
    if (
        mention is not None
        and mention.start >= frame.own_start
        and told.DURING.match(case.known.scene.text, mention.start)
    ):
        return False, "kind.during"
    return None


def by_kind_of_things(case: Case) -> Answer:
    """Shortfalls, kinds of people and things, offices and staff."""
    lead, tail, q, frame, mention, i, before = (
        case.lead,
        case.tail,
        case.quantity,
        case.frame,
        case.mention,
        case.i,
        case.before,
    )
    if case.known.tells_of_shortfalls(frame, mention):
        return True, "kind.shortfall"
    if before == "as_of" and case.known.found[i - 1].kind in LISTED_KINDS and told.KINDS_OF_PEOPLE.search(lead):
        return True, "kind.neighbour"
    if before == "as_of" and case.known.found[i - 1].kind in LISTED_KINDS and of_things(q.unit, lead):
        return True, "kind.neighbour"
    if q.unit in told.HANDED_OUT:
        return False, "kind.unit"
    if q.unit == "项" and told.ALL_SO.match(tail):
        return True, "kind.place"
    if told.OFFICES.match(tail):
        return True, "kind.place"
    staff = q.measure in ("persons", "count") and lead[-1:] in told.STAFF_ENDS and bool(told.STAFF.search(lead))
    staff = staff and ("入伍的" in lead or not does_something(case, lead))
    if staff or ("有" in tail and told.HAS_AFTER.match(tail)):
        return True, "kind.standing"
    if told.ENDS_DOING.search(lead):
        return False, "kind.doing"
    if "持证" in tail and told.IN_OFFICE.match(tail):
        return True, "kind.standing"
    return None


def by_nature(case: Case) -> tuple[bool, str]:
    """What figures of the program mostly are; people stand, things were done."""
    i, q = case.i, case.quantity
    choice = case.known.choices[i]  # a program that only the title gives says nothing of what is counted
    if q.measure in ("persons", "households") and (answer := bare_people(case)) is not None:
        return answer
    rule = case.known.rules.programs.get(choice.code or "") if choice.rule != "program.title_unit" else None
    if rule is None and q.unit in told.ESTABLISHMENTS:
        return True, "kind.measure"
    return (rule.stock, "kind.program") if rule else (q.measure in ("persons", "households"), "kind.measure")


def has_words(lead: str) -> bool:
    """Whether the words before a figure say anything."""
    return told.WORD.search(told.JOINTS.sub("", lead)) is not None


BARE_PEOPLE = re.compile(
    r"(?![^,]*(?:救助|慰问|资助|优待|帮扶|为|给|向))[\u4e00-\u9fff]{0,8}(?:老人|学生|儿童|孤儿|对象)(?:共|共有|有)?"
)
"""家庭经济困难学生15860人: nobody does anything."""
TOWN_OR_COUNTRY = re.compile("城[市镇]|农村|乡村")


TOOK_PART = re.compile(
    r"(?:志愿者|义工|群众|市民|家属|代表|居民|观众|嘉宾|学生|干部|党员|队员)(?:人数)?(?:共|达到?|超过?|近|约|逾)?$"
)
ON_THE_DAY = re.compile("当天|当日|现场|开放日|启动仪式|活动中")
"""5月20日当天…;颁证服务志愿者超过60名: those who were there that day."""


def bare_people(case: Case) -> Answer:
    """People named and counted with no verb: they stand, unless they go on with a sister program's of the same sentence."""
    frame, i = case.frame, case.i
    took_part = TOOK_PART.search(case.lead) and case.before == "flow" and not REGISTERED.search(case.lead)
    if took_part and ON_THE_DAY.search(case.known.scene.text, frame.sentence.start, frame.start):
        return False, "kind.during"
    label = case.lead.strip(",;:、 ")
    code = case.known.choices[i].code
    sisters = TOWN_OR_COUNTRY.match(label) is not None and len(label) < LONGEST_LABEL
    if code and frame.previous is not None and sisters and case.known.rules.programs[code].parent:
        parent = case.known.rules.programs[code].parent
        for j in range(i - 1, max(-1, i - REACH), -1):
            other = case.known.scene.frames[j]
            if other.sentence is not frame.sentence:
                break
            there = case.known.choices[j].code
            if there and there != code and case.known.rules.programs[there].parent == parent:
                if other.quantity.unit != frame.quantity.unit:
                    continue
                last = case.known.found[j]
                alike = TOWN_OR_COUNTRY.search(other.own) is not None
                if alike and last.kind in NEWLY_MADE and last.period.kind == "flow":
                    return False, "kind.neighbour"
                break
    whole = case.before != "flow" and frame.own_start == frame.part[0] and BARE_PEOPLE.fullmatch(label)
    return (True, "kind.measure") if whole and case.known.last_verb(frame, case.lead) is None else None


REGISTERED = re.compile("注册|登记|在册|现有|共有|拥有")
LONGEST_LABEL = 10
REACH = 6


def does_something(case: Case, lead: str) -> bool:
    """Whether a word of doing stands before a figure that is no part of a name, as 服务机构 is."""
    return any(m.group() not in told.NOUNLIKE for m in case.known.rules.cues["flow"].finditer(lead))


def of_things(unit: str, lead: str) -> bool:
    """Whether things are counted: by a unit of theirs, or by a noun where the unit is one of anything."""
    return unit in told.THINGS or (unit in ("个", "条") and told.THING.search(lead) is not None)


def next_of_new(case: Case) -> bool:
    """新增企业3家,研发中心1家: whether a place is the next of what was made or added."""
    last = case.known.scene.frames[case.i - 1]
    new = case.known.found[case.i - 1].kind in NEWLY_MADE and last.quantity.unit in told.OF_PLACES
    return new and told.NEXT_OF_A_LIST.fullmatch(case.frame.lead) is not None


def next_given(case: Case) -> bool:
    """发放粮食106吨,食用油1.9万斤,棉被2400床: the next of what was handed out."""
    last = case.known.scene.frames[case.i - 1]
    after = case.known.found[case.i - 1].kind in NEWLY_MADE and last.quantity.measure in GIVEN
    return after and told.NEXT_OF_A_LIST.fullmatch(case.frame.lead) is not None
