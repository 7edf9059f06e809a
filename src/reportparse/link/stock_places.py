"""Whether a figure of a place's description stands: how large and how high it is, what it has, who works in it; and what
was done behind the words that sound so."""

from __future__ import annotations

import re

from reportparse.link.stock_case import HEADS_OR_THINGS, Answer, Case

LAND = re.compile(
    r"(?:(?:岛|流域|辖区|区域|国土|幅员|管辖|行政区域|村域|镇域|县域|集雨|汇水|水域|水面|山林|山场|森林|草原|草场|宅基地)总?面积|海拔(?:高度)?|无霜期|总?装机(?:容量|规模)?|森林覆盖率|绿化率)"
    r"(?:约|为|达到?|共|有|在|从|[\d.]*(?:米|公里)?[-—–~至到])*$"
    r"|(?:^|[,、;有])(?:耕地|水田|旱地|林地|山林|草地|园地|水面|果园|茶园|荒山|荒地|农田|湿地)(?:总?面积)?(?:约|为|共|有)*$"
)
"""海拔820米—1643米, 无霜期186天: what the land is like."""
RANGE = re.compile(r"[-—–~至到]$")
SCHOOLS = "(?:小学|中学|幼儿园|医院|卫生院|公园|集体|屯|寨|庄|书屋|图书室|阅览室|图书馆|文化站)"
HERE = (
    r"(?:(?:全|我|本|该)?[\u4e00-\u9fff]{0,4}?[镇乡县市区村]|街道|社区|学校|院内|校内|境内|园内|辖区内?|区内"
    rf"|内|现|原|共|还|另|[\u4e00-\u9fff]{{0,6}}{SCHOOLS})"
)
HAS = re.compile(
    rf"(?:^|[,、;。:\s]){HERE}{{0,2}}有(?![效关序力偿利线机意害毒望])(?![^,。;]{{0,3}}(?:受灾|参加))[^,。;:\d]{{1,16}}$"
)
"""有村务活动室3个, 辖区内有小区22个: what a place has."""
IN_A_SPAN = re.compile("全年|上半年|下半年|年内|当年|今年|季度|月份|期间|新|先后|陆续|累计")
TURNED_TO = re.compile(
    r"[^,。;、\d]{0,16}?(?:参加|参与|受灾|受益|得到|获得?|完成|开展|开工|动工|竣工|通过|新|脱贫|捐|献血|报名|享受到|入伍|退出|建成|被)"
)
ARRANGED = re.compile(r"现(?:配置|配备|设置|设立|安排|聘请?|选聘|招聘)(?:有|了)?[^,。;、\d]{0,12}$")
"""现配置工作人员24人: as it is now, whatever was done."""
POSTS = re.compile(
    r"(?:(?:核定)?(?:定编|定员|编制|事业编制|行政编制)(?:人数|数)?|设[^,。;、\d]{0,4}?(?:院长|所长|站长|校长|主任|书记|馆长|会长|经理|组长|会计|出纳|护理员|管理员|干事))(?:共|为|各)?$"
)
"""定编18人, 救济院设院长1人: the posts of a place."""
POST = re.compile(
    r"[,、和]?(?:副?(?:院长|所长|站长|校长|主任|书记|馆长|会长|经理|组长)|会计|出纳|干事|护理员|管理员|炊事员|保管员|勤杂工|工勤人员|委员)(?:各|共)?"
)
FUNDS = re.compile(
    r"(?:(?:善款|资金|基金|存款|物资|房屋|住房|资产)存量|(?:基金|资金|资产|善款|原始基金)(?:总?规模|总量)|留本(?:冠名)?基金|原始基金|注册资金)(?:已|共|约|达到?|为|有|超过?)*$"
)
"""善款存量860万元, 慈善基金规模达2.6亿元: money that is there."""
UNPAID = re.compile(r"[^,。;\d]{0,4}?未(?:还|归还|收回|偿还|付清|到位|兑现|拨付)")
"""16.5万未还款: what is still owed."""
ONLY = re.compile(r"(?:仅有|只有|仅为)约?$")
LISTED_AS = re.compile(r"(?:部门|机关|民政局|政府)(?:登记|注册|批准|备案)的[^,。;、\d]{2,12}$")
"""民政部门登记的基金会5个: which ones are meant."""
FILES = re.compile(r"累计(?:已|共)?(?:建立|建成|制作|建)[^,。;\d]{2,14}档案$")
DOING_PLACES = re.compile(
    r"(?:^|[,;]|全[县市区镇乡])(?:实施|开展|实行|推行)[^,。;、\d]{2,14}的[^,。;、\d]{0,10}(?:学校|单位|村|社区|机构|企业|医院|乡镇)$"
)
"""实施营养改善计划的学校87所: those that have it."""
BUILT_EVER = re.compile(r"累计(?:已|共|先后)?(?:修建|兴建|架设|铺设|修筑|建造|新修|硬化)[^,。;\d]{2,12}$")
"""累计修建便民桥86座: what has been built stands."""
WORKERS = re.compile(r"(?:劳动力|劳力|强劳力)(?:共|有)*$")
LIVING = re.compile(
    r"(?:敬老院|福利院|养老院|光荣院|养老中心|供养机构|供养中心|院内|院里|老年公寓)(?:共|现|内|里|已)?(?:住)?有$"
)
LIVE_THERE = re.compile(r"[^,。;、\d]{0,10}(?:入住|居住|在院|在住|生活)")
CAPACITY = re.compile(r"可(?:解决|满足|集中供养|供养|吸纳|保障)[^,。;\d]{0,8}$")
CAPACITY_AFTER = re.compile(r"[^,。;、\d]{0,10}(?:的)?(?:供养|入住|居住|养老|住宿|就读|停车)")
GOT_KEEP = re.compile(
    r"[^,。;]{0,24}?(?:得到|享受|享有)了?[^,。;\d]{0,8}(?:最低生活保障|低保|五保供养|集中供养|特困供养)(?![^,。;]{0,4}(?:金|资金))"
)
"""截至2021年底,有2.3万人得到了最低生活保障: those who are on it that day."""
NEXT_THING = re.compile(r"[\u4e00-\u9fff]{0,8}[,、和及][\u4e00-\u9fff“”\"]{1,10}")
OF_THEM_HAVE = re.compile(
    r"(?:乡镇|街道|镇|乡|村|社区|学校|企业|单位|机构)(?:中|里|当中)?,?(?:已|现|就|仅|只)?有(?=\d)"
)
"""8个乡镇有6个乡镇配备了…: the places themselves."""
THEY_HAVE = re.compile(r"[^,。;、\d]{0,6}(?:配备|建立|设立|成立|建有|设有|配有|通[车电水邮])")


def by_description(case: Case) -> Answer:
    """What a place is like and what it has."""
    lead, tail, q, frame = case.lead, case.tail, case.quantity, case.frame
    measure = q.measure
    if measure in ("area", "length", "duration"):
        return land(case)
    if measure == "amount":
        if lead.endswith(("需", "缺", "需要")) and "缺口" in case.known.scene.text[frame.part[0] : frame.start]:
            return True, "kind.remaining"  # 资金缺口较大,约需1800万元
        if "未" in tail and UNPAID.match(tail):
            return True, "kind.remaining"
        return (True, "kind.level") if ("量" in lead or "金" in lead) and FUNDS.search(lead) else None
    if measure not in HEADS_OR_THINGS:
        return None
    if "现" in lead and ARRANGED.search(lead):
        return True, "kind.standing"
    if measure == "persons":
        if ("编" in lead or "设" in lead) and POSTS.search(lead) and "新" not in lead:
            return True, "kind.standing"
        if case.before == "as_of" and POST.fullmatch(frame.lead):
            return True, "kind.neighbour"
    if "累计" in lead and BUILT_EVER.search(lead) and not IN_A_SPAN.search(lead.replace("累计", "")):
        return True, "kind.built"
    if "的" in lead and LISTED_AS.search(lead) and not IN_A_SPAN.search(lead):
        return True, "kind.standing"
    if "档案" in lead and FILES.search(lead):
        return True, "kind.built"
    if measure == "count" and "的" in lead and DOING_PLACES.search(lead):
        return True, "kind.standing"
    if q.unit == "个" and "劳" in lead and WORKERS.search(lead):
        return True, "kind.measure"
    has = "有" in lead
    if has and lead[-1] == "有" and LIVING.search(lead) and LIVE_THERE.match(tail) and not IN_A_SPAN.search(lead):
        return True, "kind.standing"
    if "可" in lead and CAPACITY.search(lead) and CAPACITY_AFTER.match(tail):
        return True, "kind.standing"
    if case.dated and GOT_KEEP.match(case.known.scene.text, frame.end) and frame.own.endswith(("有", "、", "和")):
        return True, "kind.standing"
    if has and HAS.search(lead) and not IN_A_SPAN.search(lead) and not TURNED_TO.match(tail):
        return True, "kind.standing"
    if case.before == "as_of" and after_having(case):
        return True, "kind.neighbour"
    if measure == "count" and case.spoken and OF_THEM_HAVE.match(case.known.scene.text, frame.end):
        return True, "kind.place"
    return None


def after_having(case: Case) -> bool:
    """辖区有企业12家,个体工商户318户: the next of what a place has; 8个乡镇有6个乡镇配备了…: those of the places that have."""
    i, frame, frames = case.i, case.frame, case.known.scene.frames
    if frame.lead.endswith("有"):
        return OF_THEM_HAVE.match(case.known.scene.text, frames[i - 1].end) is not None and bool(
            THEY_HAVE.match(case.tail)
        )
    if not NEXT_THING.fullmatch(frame.lead) or TURNED_TO.match(case.tail):
        return False
    if case.known.last_verb(frame, frame.lead) is not None or IN_A_SPAN.search(frame.lead):
        return False
    j = i
    while frames[j].previous is not None and frames[j].part == frame.part and NEXT_THING.fullmatch(frames[j].lead):
        j -= 1
        if case.known.found[j].period.kind != "as_of":
            return False
    return frames[j].part == frame.part and (HAS.search(frames[j].own) is not None or frames[j].own.endswith("有"))


def land(case: Case) -> Answer:
    """Areas, heights and seasons; lengths of which there are only so many."""
    lead, frame = case.lead, case.frame
    if LAND.search(lead):
        return True, "kind.measure"
    if case.quantity.measure == "length":
        if RANGE.fullmatch(frame.lead) and case.before == "as_of":
            return True, "kind.neighbour"
        if lead.endswith(("有", "为")) and ONLY.search(lead):
            return True, "kind.standing"
    return None
