"""Whether a figure stands by what the places, people or shortfalls told right before it are; what is told of a lack."""

from __future__ import annotations

import re

from reportparse.link.stock_case import Answer, Case

TAKES_IN = re.compile(
    r",(?:现|共|已|可|年末)?(?:集中)?(收养|收治|收住|入住|托养|供养|寄养|吸纳|安置|带动|照料|看护)(?:了|着)?[^,。;、\d]{0,10}$"
)
"""福利企业63家,吸纳残疾职工就业1954人; 床位4.6万张,收养3.1万人: those in the places just told."""
LIVES_IN = re.compile(r",[^,。;、\d]{0,6}(?:院|所|中心|机构)(?:已|现)?(?:入住|收住|收养|集中供养)$")
"""五保老人67人,乡敬老院入住21人."""
NOW_KEEPS = re.compile(r"现(?:已|共)?(?:集中)?(?:收养|供养|收住|入住|托养|安置|在住)[^,。;\d]{0,8}$")
"""县福利院现收养孤儿38名."""
CAPACITY = re.compile(r"(?:库容|通车(?:总)?里程|公路(?:总)?里程|管网(?:总)?长度|管线总长)(?:达到?|为|共)?$")
OFFICES = ("内设机构", "内设股室", "内设科室", "内设处室", "下设股室", "下设科室", "下设机构")
ENJOYS = re.compile(
    r"[^,。;\d]{0,12}(?:得到|享受|享有|享受到)[^,。;\d]{0,8}(?:生活保障|保障|低保|五保|待遇|定期(?:定量)?补助|优惠|扶助|供养)"
)
"""2.2万城镇居民得到最低生活保障: how they stand."""
INSURED = re.compile(r"[^,。;\d全均]{0,12}纳入[^,。;\d]{0,12}(?:保险|医保)")
"""2736名退休人员纳入城镇职工医保: brought into it."""
BEGUN_IN = re.compile(r"[\u4e00-\u9fff]{0,8}于[^,。;]{2,12}(?:动工|开工|竣工|建成|启用|投入使用|成立|揭牌|开业|完工)")
"""三所敬老院于2021年4月动工."""
ALL_IN_ALL = re.compile(r"累计(?:共)?(?:保障|供养|享受)$")
"""1-6月累计保障8612户: over the months named."""
AND_SUCH = re.compile(r"(?:下辖|内设|下设|设有|所属|辖有?)[^,。;\d]{2,24}等(?:共)?$")
"""下辖救助站、光荣院等8个事业单位."""
REACHED = re.compile(r"惠及[^。;]{0,40}(?:共计?|合计|总计)$")
INSURANCE = re.compile(r"[,、](?:[\u4e00-\u9fff]{2,8})保险(?:参保)?$")
FOUR_SIGNS = re.compile(r",[\u4e00-\u9fff]{4}$")
"""救助困境儿童603人,返校复学70人,控辍保学143人: one thing done after the other, told in four signs each."""
PEOPLE_END = re.compile(
    r"(?:人员|对象|人口|儿童|老人|孤儿|职工|干部|群众|学生|党员|家庭|居民|军人|士兵|农户|妇女|青年|会员|教师|医生|社工|护士|其中|男性|女性)$|在[册校岗院训职]|收养|供养|入住|[者员老童生达有]$|学历|以[上下]"
)
HAS_ONLY = re.compile(
    r"(?:(?:仅|只|平均只|平均仅)(?:有|配备?了?|剩))(?:专职|兼职|在编|在岗|持证|专业|工作|护理|医护|技术|管理|资助|监管|经办|执法){0,2}(?:工作|资助)?(?:人员|护士|医生|干部|力量|社工|教师|编制|民警|职工)$"
)
"""仅有专职人员27名: what there is, and what is wanting."""
ON_AVERAGE_LACK = re.compile(
    r"(?:平均|人均)[^,。;\d]{0,14}$|(?:月工资|工资|待遇|补贴)[^,。;\d]{0,4}(?:只有|仅|不足|不到|偏低)[^,。;\d]{0,3}$"
)
PAY = re.compile("工资|待遇|补贴|报酬|收入")
HEADS = frozenset({"persons", "households"})
LONG_OR_WIDE = frozenset({"length", "other", "area"})
PLACED = frozenset({"count", "persons", "households"})
AVERAGED = PLACED | {"amount", "age"}
PLACE_UNITS = frozenset({"个", "家", "所", "处", "座", "张", "院"})
PAIRED_BY = frozenset("、和及")
NEWLY = frozenset({"kind.doing", "kind.neighbour", "kind.doing_after", "kind.built"})
AS_FOUND = re.compile(r"经[^,。;\d]{0,6}(?:认定|核定),(?!新|共?认定)[^,。;\d]{0,8}(?:学生|对象)$")
"""经认定,家庭经济困难学生1.1万人: those who are so."""
PLACES_OVER = re.compile(r"以[上下]的(?:行政)?[村乡镇县区市社](?:镇|区)?(?:共?有|达到?)?$")
"""收入10万元以上的村86个."""
SOME_NEW = re.compile(r"[,(](?:其中:?)?(?:今年|当年|本年度?|年内)(?:新[建增设成]|增加)")
"""建成公益性公墓42处,其中当年新建9处: all that there are."""
ALL_IN = re.compile(r"(?:总量|总数|总人数)(?:已|将)?(?:突破|达到?|超过)[^,。;\d]{0,3}$")
"""新增高技能人才812人,总量突破1.6万人: all that there are by now."""


def by_those_before(case: Case) -> Answer:
    """Those who are in the places told before; what is lacking; both are asked before any verb is."""
    lead, tail, frame, i, measure = case.lead, case.tail, case.frame, case.i, case.quantity.measure
    if "总" in lead and measure in PLACED and ALL_IN.search(lead):
        return True, "kind.standing"
    if measure in PLACED and "新" not in lead and SOME_NEW.match(case.known.scene.text, frame.end):
        return True, "kind.level"
    if measure == "count" and PLACES_OVER.search(lead):
        return True, "kind.place"
    heads = measure in HEADS
    if (
        heads
        and ("学生" in lead or "对象" in lead)
        and AS_FOUND.search(case.known.scene.text, frame.part[0], frame.start)
    ):
        return True, "kind.standing"
    if (
        measure == "persons"
        and frame.previous is not None
        and frame.lead[:1] == ","
        and frame.lead_start >= frame.part[0]
    ):
        last = case.known.scene.frames[i - 1].quantity
        said = TAKES_IN.fullmatch(frame.lead) if last.unit in PLACE_UNITS else None
        if said is not None and (case.before == "as_of" or (case.before == "flow" and said[1] == "吸纳")):
            return case.before == "as_of", "kind.neighbour"
        if case.before == "as_of" and last.measure == "persons" and LIVES_IN.fullmatch(frame.lead):
            return True, "kind.neighbour"
    if heads and case.before == "flow" and frame.previous is not None and (answer := by_list_before(case)) is not None:
        return answer
    if "在" in lead and lead.startswith(("正在", "仍在", "尚在")):
        return True, "kind.remaining"
    if ("内设" in lead or "下设" in lead) and lead.endswith(OFFICES):
        return True, "kind.place"
    if measure == "persons":
        if "现" in lead and NOW_KEEPS.search(lead):
            return True, "kind.standing"
    elif measure in LONG_OR_WIDE and "新" not in lead and CAPACITY.search(lead):
        return True, "kind.standing"
    if case.spoken:
        if heads and case.before != "flow" and ("享" in tail or "得到" in tail) and ENJOYS.match(tail):
            return True, "kind.standing"
        if measure == "persons" and "保" in tail and not case.dated and INSURED.match(tail):
            return False, "kind.doing_after"
        if "于" in tail and BEGUN_IN.match(tail):
            return False, "kind.doing_after"
    if "等" in lead and lead.endswith(("等", "等共")) and AND_SUCH.search(lead):
        return True, "kind.standing"
    if "累计" in lead and ALL_IN_ALL.search(lead) and case.mention is not None and not case.dated:
        return False, "kind.during"
    if measure not in AVERAGED:
        return None
    if measure in PLACED and ("仅" in lead or "只" in lead) and HAS_ONLY.search(lead):
        return True, "kind.standing"
    averaged = ("均" in lead or "资" in lead or "遇" in lead) and ON_AVERAGE_LACK.search(lead) is not None
    if averaged and (measure != "amount" or PAY.search(lead)):
        return (True, "kind.shortfall") if case.known.tells_of_shortfalls(frame, case.mention) else None
    return None


def by_list_before(case: Case) -> Answer:
    """The next of a list of those who were helped, insured or paid: people behind a figure that runs over a span."""
    frame, q = case.frame, case.quantity
    found = case.known.found[case.i - 1].kind
    if (
        frame.lead[:1] in PAIRED_BY
        and found == "kind.doing_after"
        and frame.clause == case.known.scene.frames[case.i - 1].clause
    ):
        return False, "kind.neighbour"  # 为甲类对象2106人、乙类对象1865人发放补贴
    if found in NEWLY and INSURANCE.fullmatch(frame.lead) and "保险" in case.known.scene.frames[case.i - 1].own:
        return False, "kind.neighbour"
    if (
        found in NEWLY
        and q.measure == "persons"
        and FOUR_SIGNS.fullmatch(frame.lead)
        and not PEOPLE_END.search(frame.lead)
    ):
        return False, "kind.neighbour"
    if frame.lead.endswith("计") and REACHED.search(case.known.scene.text, frame.clause[0], frame.start):
        return False, "kind.neighbour"
    return None
