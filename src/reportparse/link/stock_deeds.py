"""Whether a figure stands by whose it is and by what is done in its clause: those on a register, places that have something,
deeds that only look like states (全年登记…, 已有3所动工), what was built since a year."""

from __future__ import annotations

import re

from reportparse.link import stock_words as told
from reportparse.link.stock_case import Answer, Case

REGISTERED = re.compile(
    r"(?:登记|注册|备案|主管|管理|核准成立|批准成立)的(?=[^,。;、\d]{0,8}(?:组织|团体|单位|基金会|企业|机构|合作社|民办|学校|协会|场所))"
    r"[^,。;、\d]{2,16}$"
)
"""县民政局登记的民办非企业单位99个: those on its register."""
IN_THE_TIME = re.compile("新|全年|当年|今年|年内|本年|半年|季度|月|当日|先后|依法|共办理|累计")
REGISTERS = re.compile(
    r"(?:全年|当年|今年|年内|本年度?|[上下]半年|季度|月份?|先后|新)[^,。;\d]{0,6}登记[^,。;的\d]{2,8}$"
)
"""全年依法登记社会组织26家: what was registered in that time."""
PLACE_HAS = re.compile(
    r"(?:乡镇|街道|镇|村|社区|县|园区|学校|机构|单位|书屋|图书室|文化站|馆)(?:都|均|共)?有(?![效关序力机的])[\u4e00-\u9fff]{1,12}$"
)
"""22个乡镇有扶贫车间442个: what places have."""
HAVE_AFTER = re.compile(
    r"(?:乡镇|街道|村|社区|县|园区|学校|机构|单位)(?:都|均|共)?有(?![效关序力机的\d])[\u4e00-\u9fff]{2,12}\d[\d.]*[个家所处座](?![^,。;]{0,10}(?:受灾|受淹|参加|完成|开展))"
)
TOGETHER = re.compile(r"(?:乡镇|镇街|街道|村|社区|县市区|县区|县|镇|乡)共[\u4e00-\u9fff]{2,8}\d")
WORKED = re.compile(r"^(?:全年|当年|年内|[上下]半年|前三季度)[^,。;\d]{0,12}(?:外出务工|转移就业|务工就业)$")
BEGUN = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:动工|开工|竣工|完工|建成|启用|投入使用|投入运营|通过验收|开业|迁入|入住|复工|复产|投产|到岗|上岗|返岗|报到|签约|落地)"
)
"""已有3所敬老院动工建设: how far it has come, though 目前 is said."""
IN_POST = re.compile(r"(?:^|[,、;])(?:现|均|全部|目前|实际)?已(?:经|全部)?(?:上岗|到岗|到任|报到)$")
"""计划选派213人,已到岗190人."""
FINISHED = re.compile(
    r"(?:已|均|都|均已|已经)?(?:全部|全面|如期|按期)(?:竣工|完工|开工|建成|搬入|搬进|入住|整改|交付)|(?:已)?(?:建好|盖好|搬进|搬入|住进)"
)
"""截至10月底,258户已全部竣工."""
SOME_OF_THEM = re.compile(r"[\u4e00-\u9fff]{0,10}(?:中|里)?(?:已|就)?有")
TAKES_ON = re.compile(r"^,?(?:共|累计|可)?吸纳[^,。;、\d]{0,12}$")
"""现有帮扶车间29个,吸纳脱贫人口632人: as the places stand or were made."""
HAVE_SO = re.compile(r"的[\u4e00-\u9fff]{0,6}(?:户|家庭|对象|人员|老人|儿童|孤儿)(?:共|总共|现)?有$")
"""认定后的五保户有191户: whoever they are by now."""
SUM_BEFORE = re.compile(
    r"(?:机构|场所|设施|站点|网点|中心|组织|单位|站|院|所|馆)(?:\([^()]{1,4}\))?(?:共计|总计|合计|总共|共)$"
)
"""婚姻登记机构和场所共计10个."""
WORKERS = re.compile(r"(?:业|产业|企业|行业)从业(?:人员|人数|者)(?:共|达到?|总数)?$")
NOUN_OF_LAST = re.compile(r"[\u4e00-\u9fff]{2,8}")


def by_deeds(case: Case) -> Answer:
    """What is on a register, what places have, deeds told beside words of a day or of having."""
    lead, tail, q, frame = case.lead, case.tail, case.quantity, case.frame
    if "的" in lead and "新" not in lead and REGISTERED.search(lead) and not IN_THE_TIME.search(lead):
        return True, "kind.standing"
    if "登记" in lead and q.measure == "count" and REGISTERS.search(lead):
        return False, "kind.during"
    if lead.endswith(("工", "业")) and WORKED.search(case.known.scene.text[frame.clause[0] : frame.start]):
        return False, "kind.during"
    if q.measure in ("count", "persons", "households") and has_here(case):
        return True, "kind.place"
    if lead.endswith(("岗", "任", "到")) and q.measure == "persons" and IN_POST.search(lead):
        return False, "kind.doing"
    if lead.endswith("已有") and BEGUN.match(tail):
        return False, "kind.doing_after"
    if (case.dated or q.measure == "count") and FINISHED.match(tail):
        return False, "kind.doing_after"
    if case.dated and part_done(case):
        return False, "kind.doing_after"
    if (
        lead.endswith("有")
        and q.measure in ("persons", "households")
        and HAVE_SO.search(lead)
        and not told.HAPPENED.match(tail)
        and not told.DONE_AFTER.match(tail)
    ):
        return True, "kind.standing"
    if lead.endswith(("计", "共")) and SUM_BEFORE.search(lead) and not case.known.last_verb(frame, lead):
        return True, "kind.place"
    if "从业" in lead and WORKERS.search(lead) and "新" not in lead and "培训" not in lead:
        return True, "kind.standing"
    if q.measure == "persons" and "吸纳" in lead and case.before != "none" and TAKES_ON.search(lead):
        last = case.known.scene.frames[case.i - 1]
        if last.quantity.unit in told.OF_PLACES and last.part == frame.part:
            return case.before == "as_of", "kind.neighbour"
    if case.before == "flow" and q.measure == "count" and noun_of_last(case):
        return False, "kind.neighbour"
    return None


def part_done(case: Case) -> bool:
    """至年底,1120户倒房户中已有1065户建好住房: whether something was done with some of those counted."""
    frames, i = case.known.scene.frames, case.i
    if i + 1 >= len(frames) or frames[i + 1].clause != case.frame.clause:
        return False
    if case.quantity.measure not in ("persons", "households"):
        return False
    some = frames[i + 1]
    if some.quantity.unit != case.quantity.unit or not SOME_OF_THEM.fullmatch(some.lead):
        return False
    return told.HAPPENED.match(some.tail) is not None or FINISHED.match(some.tail) is not None


def has_here(case: Case) -> bool:
    """Whether places have what is counted: 22个乡镇有扶贫车间442个, both figures."""
    lead, tail = case.lead, case.tail
    if "有" in lead and PLACE_HAS.search(lead):
        return not (told.HAPPENED_TO.search(lead) or told.HAPPENED.match(tail) or told.DONE_AFTER.match(tail))
    if "共" in tail and case.quantity.measure == "count" and TOGETHER.match(tail):
        return True  # 承担任务的25个乡镇共资助7308人
    return "有" in tail and case.quantity.measure == "count" and HAVE_AFTER.match(tail) is not None


def noun_of_last(case: Case) -> bool:
    """收集12家行业部门600余条预警信息: whether all that stands before a figure is the noun of the one before it."""
    frame = case.frame
    if frame.previous is None or not NOUN_OF_LAST.fullmatch(frame.lead) or not told.WORD.match(frame.rest):
        return False
    last = case.known.scene.frames[frame.previous]
    return last.clause == frame.clause and case.quantity.unit in told.HANDED_OUT
