"""Whether a figure stands by what the places, people or shortfalls told right before it are; what is told of a lack."""

from __future__ import annotations

import re

from reportparse.link import stock_words as told
from reportparse.link.stock_case import Answer, Case

TAKES_IN = re.compile(
    r",(?:现|共|已|可|年末)?(?:集中)?(收养|收住|入住|托养|供养|寄养|吸纳|安置|带动|照料|看护)(?:了|着)?[^,。;、\d]{0,10}$"
)
"""福利企业63家,吸纳残疾职工就业1954人; 床位4.6万张,收养3.1万人: those in the places just told."""
LIVES_IN = re.compile(r",[^,。;、\d]{0,6}(?:院|所|中心|机构)(?:已|现)?(?:入住|收住|收养|集中供养)$")
"""五保老人67人,乡敬老院入住21人."""
HAS_ONLY = re.compile(
    r"(?:(?:仅|只|平均只|平均仅)(?:有|配备?了?|剩))(?:专职|兼职|在编|在岗|持证|专业|工作|护理|医护|技术|管理|资助|监管|经办|执法){0,2}(?:工作|资助)?(?:人员|护士|医生|干部|力量|社工|教师|编制|民警|职工)$"
)
"""仅有专职人员27名: what there is, and what is wanting."""
ON_AVERAGE_LACK = re.compile(
    r"(?:平均|人均)[^,。;\d]{0,14}$|(?:月工资|工资|待遇|补贴)[^,。;\d]{0,4}(?:只有|仅|不足|不到|偏低)[^,。;\d]{0,3}$"
)
PAY = re.compile("工资|待遇|补贴|报酬|收入")
SIGNS = frozenset("均资遇")
PLACED = frozenset({"count", "persons", "households"})


def by_those_before(case: Case) -> Answer:
    """Those who are in the places told before; what is lacking; both are asked before any verb is."""
    lead, q, frame, i = case.lead, case.quantity, case.frame, case.i
    if q.measure == "persons" and frame.previous is not None and frame.lead[:1] == "," and frame.lead_start >= frame.part[0]:
        last = case.known.scene.frames[i - 1].quantity
        said = TAKES_IN.fullmatch(frame.lead) if last.unit in PLACE_UNITS else None
        if said is not None and (case.before == "as_of" or (case.before == "flow" and said[1] == "吸纳")):
            return case.before == "as_of", "kind.neighbour"
        if case.before == "as_of" and last.measure == "persons" and LIVES_IN.fullmatch(frame.lead):
            return True, "kind.neighbour"
    if q.measure in PLACED and ("仅" in lead or "只" in lead) and HAS_ONLY.search(lead):
        return True, "kind.standing"
    if not SIGNS.isdisjoint(lead) and q.measure in (*PLACED, "amount", "age") and ON_AVERAGE_LACK.search(lead):
        if (q.measure != "amount" or PAY.search(lead)) and case.known.tells_of_shortfalls(frame, case.mention):
            return True, "kind.shortfall"
    return None


PLACE_UNITS = frozenset({"个", "家", "所", "处", "座", "张", "院"})
