"""Whether a figure runs over a span though its words sound like standing: blood given, houses finished, honours, loans."""

from __future__ import annotations

import re

from reportparse.link.stock_case import HEADS_OR_THINGS, Answer, Case

GAVE_OR_GOT = re.compile(
    r"[^,。;、\d]{0,10}?(?:无偿献血|献血(?![者车点屋站办量人])|捐髓|(?<!慈善)捐款(?![额箱人总])|受益(?![率面人群])|受惠(?![率面人群])|敬献|祭扫|瞻仰)"
)
"""共有312名师生无偿献血, 近6万名群众受益: what they did."""
WORKED_ON = re.compile(
    r"[^,。;、\d]{0,14}?(?:动工|破土|(?:已|全部|均|都)(?:经)?(?:开工|竣工|完工))(?:建设|入住|兴建)?(?:[,。;)、]|$|完毕)"
)
"""已有3所敬老院动工建设: work that was begun or ended."""
ROOMS = re.compile(
    r"(?:共|新|已|先后|再|又|陆续|累计)建(?:起|成|了)?(?:住?房|新房|桥|路|校舍|厂房|水井|池|棚|圈舍|厕所)$"
)
"""共建房686间: what was built, and no name of what stands."""
COLLECTED = re.compile(r"采集[^,。;\d]{2,16}$")
SAVED = re.compile(r"(?:(?<!未)挽救|治愈|救活|救出|办证|核销|实查|实到|实测|收治|救济过)了?[^,。;、\d]{0,10}$")
SENT = re.compile(r"(?:组织|抽调|选派|派出|动员|发动|邀请|出动|请来)了?(?:全[县市区镇乡村])?$")
"""组织四十六名工会干部逐户走访: those who were sent to do something."""
SEEN = re.compile(r"(?:走访|慰问)(?!对象|品|金|户|点)[^,。;、\d的]{2,10}$")
OPENED = re.compile(r"开放(?:应急)?(?:避[灾险难]|临时安置|安置)[^,。;、\d]{0,6}$")
BOUGHT = re.compile(
    r"(?:新增|新购|采购|购置|添置|调拨|补充|下拨)[^,。;、\d]{0,4}(?:救灾)?(?:储备)?物资[^,。;、\d]{0,4}$"
)
"""新增救灾储备物资9800件: what came in."""
MADE = re.compile(
    r"(?:^|[,;:、\s])(?:又|新|还|共|再)?(?:架|搭|铺|挖|修|栽|种了|打|接通|通)了?(?![镇乡村路])[\u4e00-\u9fff]{0,5}$"
)
"""架小桥两座, 种了320亩: told in the words of a village."""
MADE_SIGNS = re.compile("[架搭铺挖修栽种打通]")
SENT_ENDS = frozenset("织调派出员动请来了县市区镇乡村\n")
WON_SIGNS = re.compile("[获评授表]")
"""Each of what MADE and WON find has one of these signs; what SENT finds ends with one."""
IN_YEAR = re.compile(r"(?:全年|今年|年内|当年|上半年|下半年)[^,。;\d]{0,8}优待(?:优抚|军|烈|老)[^,。;、\d]{0,8}$")
HONOURS = re.compile(
    r"[,、和及]?(?:[\u4e00-\u9fff“”\"]{0,8}?)(?:先进(?:单位|集体|个人|工作者|典型|[^,。;、\d]{1,4})|模范(?:单位|个人|家庭)?|标兵|红旗手|能手|示范[户岗]|文明(?:户|家庭|单位|村镇?|镇)|好媳妇|好婆婆|好邻居|道德模范|优秀(?:党员|教师|工作者|个人|[^,。;、\d]{1,6})|最美家庭|五好家庭|荣誉称号|奖项|[一二三]等奖|金奖|银奖|铜奖)"
)
"""先进个人2人: behind an honour that was won or given, the next."""
WON = re.compile(
    r"(?:荣获|获得|获评|获|被?评为|被?授予|表彰|评选)[^,。;、\d]{0,14}(?:文明|先进|模范|标兵|示范|优秀|红旗手|能手|荣誉|奖)[^,。;、\d]{0,6}$"
)
"""获省级文明单位3个: what was won in the time told."""
LOANS = re.compile(
    r"[、,和及][^,。;、\d]{2,12}(?:贷款|补贴|补助|救助金|奖学金|助学金|奖金|慰问金|优待金|抚恤金|津贴|保险金|赔款)"
)
"""发放…贷款36人108万元、妇女创业贷款54人415万元: those the next of the sums went to."""
TAKEN = re.compile(r"[,、和及](?:纳入|转入|列入|划入|并入|归入)[^,。;、\d]{2,12}")
"""审批纳入农村低保21户46人,纳入城市低保2户3人."""
ALSO = re.compile(
    r"[,、和及](?:大中小)?[\u4e00-\u9fff]{0,6}(?:学生|老人|老年人|群众|儿童|残疾人|妇女|职工|五保户|低保户|困难户|贫困户|特困户|优抚对象|军人|患者|孤儿|大学生|家庭)"
)
"""救助困难群众4322人,大中小学生6309人: the next of those to whom the same was done."""
DONE_TO = re.compile(
    r"(?:救助|资助|慰问|帮扶|帮助|培训|走访|救济|扶持|援助|补助|惠及|表彰|安置|接待|发放)[^,。;、\d的]{0,10}$"
)
DONE_KINDS = frozenset({"kind.doing", "kind.doing_after", "kind.neighbour", "kind.unit", "kind.program", "kind.during"})
VISITED = re.compile("走访|慰问|看望|探望")
NEXT_VISITED = re.compile(r"[\u4e00-\u9fff]{0,8}[、和及][\u4e00-\u9fff“”]{1,8}")
"""走访12名伤残军人、3名烈属、军属31户: the next of those who were visited."""
NOT_NEXT = re.compile(r"全[县市区镇乡村]|现|共|总|年末|年底|登记|在册|辖|有")


def by_what_was_done(case: Case) -> Answer:
    """What was done, whatever the noun or the word before it says."""
    lead, tail, measure = case.lead, case.tail, case.quantity.measure
    if measure not in HEADS_OR_THINGS:
        return (False, "kind.doing") if measure in ("area", "length") and made(lead) else None
    if measure == "persons" and lead[-1:] in SENT_ENDS and SENT.search(lead):
        return False, "kind.doing_after"
    if measure != "count" and ("访" in lead or "问" in lead) and SEEN.search(lead):
        return False, "kind.doing"
    if measure != "persons" and (
        ("放" in lead and OPENED.search(lead)) or ("物资" in lead and BOUGHT.search(lead)) or made(lead)
    ):
        return False, "kind.doing"
    if case.spoken:
        if ("献" in tail or "捐" in tail or "受" in tail) and GAVE_OR_GOT.match(tail):
            return False, "kind.doing_after"
        if "工" in tail and WORKED_ON.match(tail):
            return False, "kind.doing_after"
    if "建" in lead and ROOMS.search(lead):
        return False, "kind.doing"
    if "采集" in lead and "累计" not in lead and not case.dated and COLLECTED.search(lead):
        return False, "kind.doing"
    if measure == "count" and not case.dated and WON_SIGNS.search(lead) and WON.search(lead):
        return False, "kind.doing"
    if saved(lead) or ("优待" in lead and IN_YEAR.search(lead)):
        return False, "kind.doing"
    if case.before == "flow" and case.known.found[case.i - 1].kind in DONE_KINDS:
        return by_last(case)
    return None


def made(lead: str) -> bool:
    """Whether something was made, in the words of a village: the cheap look first."""
    return MADE_SIGNS.search(lead) is not None and MADE.search(lead) is not None


def saved(lead: str) -> bool:
    """Whether something was saved, healed, checked off: the cheap look first."""
    told = "救" in lead or "治" in lead or "证" in lead or "核" in lead or "实" in lead
    return told and SAVED.search(lead) is not None


def by_last(case: Case) -> Answer:
    """The next of a list of honours, loans, or people to whom one thing was done."""
    lead, q, frame, i = case.frame.lead, case.quantity, case.frame, case.i
    if (
        q.measure in ("persons", "households")
        and NEXT_VISITED.fullmatch(lead)
        and VISITED.search(case.known.scene.text, frame.clause[0], frame.start)
        and not NOT_NEXT.search(lead)
    ):
        return False, "kind.neighbour"
    if lead[:1] not in "、,和及" or frame.part != case.known.scene.frames[i - 1].part:
        return None
    if q.measure in ("persons", "count") and HONOURS.fullmatch(lead) and not NOT_NEXT.search(lead):
        return False, "kind.neighbour"
    if q.measure not in ("persons", "households"):
        return None
    last = case.known.scene.frames[i - 1]
    if TAKEN.fullmatch(lead) and last.quantity.measure in ("persons", "households"):
        return False, "kind.neighbour"
    if last.quantity.measure == "amount" and LOANS.fullmatch(lead):
        return False, "kind.neighbour"
    done = last.quantity.measure == q.measure and DONE_TO.search(last.own)
    if done and ALSO.fullmatch(lead) and not NOT_NEXT.search(lead):
        return False, "kind.neighbour"
    return None
