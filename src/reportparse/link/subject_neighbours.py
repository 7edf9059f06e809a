"""Where a figure's own noun ends and its neighbour's begins: what was told already, what is named by itself."""

from __future__ import annotations

import re

TOLD_ON = frozenset("、和与及同对有中并")
"""What goes on behind a noun that was told: 单位【与】9户…, 公房【并】购买…."""
AMONG = re.compile(
    r"(?:、|[和与及同对并有]+|中(?:评选出?|评出|选出|推选出?|遴选出?|挑选出?|确定|产生|抽取))(?:共|已|又|还|仅|只)?(?:有)?"
)
SELF_TOLD = re.compile(
    r"(?:累计|总|共|本年|全年|实际|当年)?(?:救助|资助|补助|帮扶|帮困|慈善|项目|公益|管理|人员|办公|教育|医疗|保障|优抚|抚恤|救灾|公用|业务|财政)(?:总)?(?:支出|收入|资金|金额|款)"
)
"""救助支出205万元 behind 募集善款312万元: money that is named by itself."""
WITH_OBJECT = re.compile(r"[\u4e00-\u9fff]{2,4}(?:党员|喜报|水井|坟墓|树木|证书)")
"""新发展党员: a verb that has its object."""
NAMED_PEOPLE = re.compile(r"[\u4e00-\u9fff]{1,3}(?:[人者户属]|劳动?力|家庭)")
"""残疾人, 低保户, 军属: people that are named by themselves."""
PLAIN_LABEL = re.compile(
    r"(?:[男女]|.?[内外本]|城[市镇]|农村|乡镇?|村|外[省市县地来]|成年|老年?|年轻|中年|本地|[大小个他每本]|其他|其它)[人户性]"
)
SCHOOLS = re.compile(r"(?:村小|完小|小学|初中|高中|中学|职中|教学点|幼儿园|学前班)")
EVENT_ENDS = frozenset("检查测训")
"""环孕检, 检查: what happened lends its name to nothing."""
DOING_END = re.compile(
    r"(?<=[\u4e00-\u9fff]{3})(?:新增|新纳入|纳入|退出|取消|停发|清退|核减|注销|调入|调出|转入|转出|迁入|迁出|审批|新批)$"
)
"""城市低保新增126户,退出98户: the doing before is not gone on with."""
DOING_FIRST = re.compile(r"(?:新增|新纳入|新批准?|新审批|审批|纳入)(?=[\u4e00-\u9fff]{2})")
ENDED = frozenset("增入出消发退减销批")
KEPT = frozenset({"收养", "收住", "入住", "供养"})
BEDS = ("床位", "床位数")
DIVISIONS = ("村民小组", "自然村", "行政村", "社区", "村委会", "居委会", "村", "乡镇", "街道", "居民小组")
"""床位120张,收养86人: people are not of the beds; 行政村16个,总面积…: the area is the whole town's."""
SHORT_NOUN = 2
"""Characters: 家庭, 指标, 人员 say too little without what is told of them."""
LISTED_PLACES = re.compile(r"[^,;。]*[\u4e00-\u9fff”]{2,8}、[\u4e00-\u9fff“”]{2,8}、?[^,;。、]*")
"""东门、西街、柳园3处幸福食堂: each is named before the number, what they are behind it."""
THERE_IS = re.compile(r"[\u4e00-\u9fff](?<![中里其尚还仍已仅只])有$")
"""敬老院有46名五保户入住: what there is stands behind."""
HEAD_BEHIND = re.compile(r"[\u4e00-\u9fff]的$")
"""为今年考取高中的12名困难职工子女: who they are stands behind what is told of them."""


def beyond_told(lead: str, noun: str) -> int:
    """How many characters of the words between two figures belong to the first: its noun, and what joins them; 0 where none do."""
    if lead[:1] not in noun or not lead:
        return 0  # mostly a comma, which no noun has
    n = next((k for k in range(len(noun), 1, -1) if lead.startswith(noun[-k:])), 0)
    if not n or len(lead) <= n or lead[n] not in TOLD_ON:
        return 0
    joint = AMONG.match(lead, n)
    return joint.end() if joint else 0


def without_doing(base: str, own: str) -> str:
    """城市低保新增 before 退出: the noun without the doing that was told of the figure before."""
    if own[-1:] not in ENDED:
        return base
    if own in ("取消", "退出", "停发", "清退", "核减", "注销") and (first := DOING_FIRST.match(base)):
        return base[first.end() :]
    return DOING_END.sub("", base) if base[-1:] in ENDED else base


def by_itself(own: str, noun: str) -> bool:
    """Whether a short word names what it counts, and is no label of another noun."""
    if noun[-1:] in EVENT_ENDS or SCHOOLS.fullmatch(own):
        return True
    return NAMED_PEOPLE.fullmatch(own) is not None and PLAIN_LABEL.fullmatch(own) is None


def of_its_own(base: str, own: str) -> bool:
    """Whether generic words are no more told by the noun before them: 床位120张,收养86人; 行政村16个,总面积68平方公里."""
    if own in KEPT:
        return base.endswith(BEDS)
    return own.endswith(("面积", "人口", "户数")) and base.endswith(DIVISIONS)


def listed_before(own: str) -> bool:
    """Whether the words before a number are but a list of names."""
    return "、" in own and LISTED_PLACES.fullmatch(own) is not None
