"""Whether a figure stands or runs by ways of telling that nothing else knows: people taken off or counted in a survey, offices
that a place has, shares of those who live somewhere, coverage, rates of use."""

from __future__ import annotations

import re

from reportparse.link.stock_case import Answer, Case

MOVED = re.compile(r"(?:调出|调进|调入|清出|劝退|剔除|核退)了?(?:不符合[^,。;\d]{0,6}的)?[^,。;、\d的]{0,10}$")
"""共调出城乡低保2156人: who left or came, whatever program is named behind the word."""
MOVED_SIGNS = re.compile("[调清劝剔核]")
COUNTED = re.compile(r"(?:共|已|累计|入户)(?:普查|摸底|排查|调查|走访调查|登记排查)了?[^,。;、\d]{0,6}$")
"""城镇困难居民共普查1126户: how many were asked."""
HELPED_TO = re.compile(
    r"(?:支持|帮助|协助|动员|引导|鼓励|组织|扶持)[^,。;、\d]{0,10}(?:参加|参保|参合|加入)[^,。;、\d]{0,16}$"
)
"""支持参加新型农村合作医疗保险3.2万人: whom one brought to it."""
SET_IN = re.compile(
    r"(?:^|[,、;。\s])(?:全|本|我|该)?[\u4e00-\u9fff]{0,4}?[省市县区镇乡局院](?:现|共|内|下|分){0,2}设(?:有)?[^,。;、\d]{0,10}$"
)
"""全县设10处乡镇民政办公室: how many it has."""
NOT_SET_THEN = re.compile("新|增|今年|全年|年内|先后|累计|陆续")
PLACE_BEHIND = re.compile(
    r"[^,。;、\d]{0,12}(?:办公室|股室|科室|处室|机构|中心|院|所|站|点|室|委员会|乡|镇|街道|社区|村|窗口)"
)
NEXT_THERE = re.compile(r"[\u4e00-\u9fff]{2,14}[、,和及]")
"""10处乡镇民政办公室,9个…: the noun of the figure before, and a joint."""
NEXT_MADE = re.compile(r"[、,][\u4e00-\u9fff]{1,6}\([\u4e00-\u9fff]{1,6}\)[\u4e00-\u9fff]{2,14}")
"""新建中心52家,乡镇(街道)中心18家: the next of what was made, a bracket in its name."""
NATIONS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:少数民族|民族)")
NATIONS_AFTER = re.compile(r"等(?:共)?$")
OF_PEOPLE_LIVING = re.compile(
    r"(?:人口|居民|农民|老人|老年人|妇女|儿童|男性|女性|汉族|回族|苗族|少数民族)(?:总?数)?占(?:全[国省市县区镇乡村]|总)?[^,。;\d]{0,8}$"
)
"""少数民族人口占58.2%."""
COVERS = re.compile(r"(?:覆盖面|保障面)[^,。;\d]{0,16}$")
"""城乡低保覆盖面分别占全县总人口的3.2%."""
USED = re.compile(
    r"(?:床位|设施|场地|房屋|公房|炉|机器?|设备|泊位|车位)[^,。;\d]{0,2}(?:使用率|利用率|入住率|空置率)[^,。;\d]{0,6}$"
)
"""床位使用率达80%以上."""
MADE = frozenset({"kind.doing", "kind.built", "kind.neighbour"})


def by_what_is_told(case: Case) -> Answer:
    """What these ways of telling say."""
    measure = case.quantity.measure
    if measure == "rate":
        return share(case)
    if measure in ("persons", "households"):
        return people(case)
    return things(case) if measure == "count" else None


def share(case: Case) -> Answer:
    """Shares of those who live somewhere, coverage, use."""
    lead = case.lead
    if "占" in lead and case.before == "as_of" and OF_PEOPLE_LIVING.search(lead):
        return True, "kind.share"
    if ("面" in lead or "率" in lead) and (COVERS.search(lead) or USED.search(lead)):
        return True, "kind.rate"
    return None


def people(case: Case) -> Answer:
    """Those who were moved, counted or helped."""
    lead = case.lead
    if MOVED_SIGNS.search(lead) and MOVED.search(lead):
        return False, "kind.doing"
    if "查" in lead and not case.dated and COUNTED.search(lead):
        return False, "kind.doing"
    if "参" in lead or "加入" in lead:
        return (False, "kind.doing") if HELPED_TO.search(lead) else None
    return None


def things(case: Case) -> Answer:
    """Offices that a place has; the next of what was made."""
    lead, tail, frame = case.lead, case.tail, case.frame
    if "设" in lead and SET_IN.search(lead) and not NOT_SET_THEN.search(lead) and PLACE_BEHIND.match(tail):
        return True, "kind.place"
    if "民族" in tail and NATIONS.match(tail) and NATIONS_AFTER.search(lead):
        return True, "kind.measure"
    if case.before == "none":
        return None
    before = case.known.found[case.i - 1]
    last = case.known.scene.frames[case.i - 1]
    if case.before == "flow" and "(" in frame.lead and before.kind in MADE and last.part == frame.part:
        return (False, "kind.neighbour") if NEXT_MADE.fullmatch(frame.lead) else None
    if case.before == "as_of" and before.kind == "kind.place" and NEXT_THERE.fullmatch(frame.lead):
        set_there = SET_IN.search(last.own) is not None and PLACE_BEHIND.match(tail) is not None
        return (True, "kind.neighbour") if set_there else None
    return None
