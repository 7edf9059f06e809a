"""Whether a figure stands by whose post it is: staff that places have, those who live there, places told of by what they do."""

from __future__ import annotations

import re

from reportparse.link.stock_case import Answer, Case

POSTED = re.compile(r"(?<!新)(?<!增)(?:选配|配备|配齐|配有)(?!率)[^,。;\d]{0,14}$")
"""配备村级儿童主任203名: who is in office, of whatever year they are told."""
ANEW = re.compile("新|增|补|调整|全年|今年|当年|年内|上半年|下半年")
LIVING_THERE = re.compile(r"(?:^|[,、;])(?:收养|收住|入住|供养|在院|在园|在校)[^,。;、\d]{0,8}$")
HIRED = re.compile(
    r"(?:^|[,、;])聘(?:用|请|有|任)[^,。;、\d]{0,8}(?:护理员|工作人员|护工|保安|厨师|管理员|保洁员|服务人员|员)$"
)
"""敬老院床位50张,聘用护理员3名."""
AT_YEAR_END = re.compile("年末|年底|期末|季末|月末")
HAVING = re.compile(r"(?:现有|共有|拥有|建有|设有|现辖|下辖)[^,。;\d]{2,14}$")
SERVES = re.compile(
    r"[^,。;、\d]{0,6}(?:社工站|社工室|食堂|助餐点|服务站|服务中心|服务点|驿站|养老机构|养老院|敬老院|福利院|幸福院|卫生院|卫生室|图书馆|文化馆|文化站|学校|幼儿园|救助站|窗口|热线)"
    r"(?:全年|年内|上半年|共|累计|已|均|全部|常年|每天){0,2}(?:开展(?:服务|活动)|提供|供餐|服务|接待|开放|运营|运行|投入使用)"
)
"""17个乡镇社工站开展服务3620人次: the places stand, whatever they did."""
OPENING = re.compile(r"[\s,、;:。]*(?:全[省市县区镇乡]|辖区(?:内)?)?(?:的)?$")
PLACES = frozenset({"个", "家", "所", "处", "座", "条"})


def by_staff(case: Case) -> Answer:
    """Staff in office, those who live somewhere at a year's end, places that serve, the next of a list of what there is."""
    lead, tail, q, frame = case.lead, case.tail, case.quantity, case.frame
    if q.measure == "persons":
        if "配" in lead and case.before != "flow" and POSTED.search(lead) and not ANEW.search(lead):
            return True, "kind.standing"
        if case.before == "as_of" and "聘" in lead and HIRED.search(lead) and not ANEW.search(lead):
            return True, "kind.standing"
        if lead[:1] in "收入供在,、" and LIVING_THERE.search(lead) and at_year_end(case):
            return True, "kind.standing"
    if (
        frame.lead.startswith(("、", "和"))
        and case.before == "as_of"
        and q.measure in ("persons", "households", "count")
    ):
        before = case.known.scene.frames[case.i - 1]
        if before.clause == frame.clause and "有" in before.own and HAVING.search(before.own) and not ANEW.search(lead):
            return True, "kind.neighbour"
    if q.unit in PLACES and OPENING.match(lead) and SERVES.match(tail):
        return True, "kind.place"
    return None


def at_year_end(case: Case) -> bool:
    """Whether the sentence began with what there was at a year's end."""
    frame = case.frame
    return AT_YEAR_END.search(case.known.scene.text, frame.sentence.start, frame.clause[0]) is not None
