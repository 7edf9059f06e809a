"""Growth, decrease, and the earlier values they are told from: 比上年增长12%, 从91元提高到110元, (上年同期702人)."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.link.answers import Role
from reportparse.link.dating import of_those_served
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import PAIR, QUOTED
from reportparse.model.mentions import PeriodMention
from reportparse.rulebook import Rulebook

UP = "涨价|提价|增收|增产|幅度|增速|提幅|增长|增加|提高|上升|上涨|净增|上调|调高|提升|增幅|涨幅|升高|上浮|调增|增|多|翻|涨|升"
DOWN = (
    "减亏|降价|降费|减产|减收|减支|下降|减少|降低|回落|下滑|净减|下调|缩减|压缩|压减|降幅|减幅|缩短|下浮|调减|减|降|少"
)
FILL = r"(?:了|约|近|达到?|为|幅度|比例|比率|人数|金额|数量|总量|面积|分别|平均|均|累计|超过?|逾|将近|每人每月|每人每年|每人|每月|每户|\s)"
MORE = r"(?:领|支出?|发放?|救助|投入|募集|收入?|征收|完成|销售|办理|安置|筹集|拨付|缴)?"
CHANGE = re.compile(rf"({UP}|{DOWN}){MORE}{FILL}{{0,3}}$")
CHANGE_REACH = 24
"""Characters; CHANGE is never longer."""
CHANGE_OVER = re.compile(
    r"(高出|高于|超出|多于|多出|低于|少于)(?:上年|去年|上年同期|去年同期|全[省市国]平均)[^,。;]{0,4}$"
)
OVER_OTHERS = re.compile(
    r"(?:比|较)(?:[省市国县区]|中央|部里|自治区|全[国省市]|规定|法定|最低|上级)[^,。;\d]{1,14}(?:均|都|分别|平均|各){0,2}(高出|高|低|多出|多|少|快|慢|超出)了?$"
)
"""比省定最低标准均高出10元: compared with others, told before the verb."""
COMPARES = re.compile("[比较]")
MORE_OR_LESS = re.compile(r"(多|少)了?[\u4e00-\u9fff]{0,3}$")
DOWNWARD = frozenset([*DOWN.split("|"), "低于", "少于"])
FIRM_CHANGE = re.compile(
    r"(?:降价|涨价|提价|上浮|净增|净减|提高|上调|下调|调高|上升|下降|降低|增长|回落|下滑|涨幅|增幅|降幅|减幅|减少了)"
)
COUNT_MOVED = re.compile(
    r"(?:(?<!新增)(?<!净增)人数|总数|总量|数量|余额|规模|户数|总人口)(?:净|共)?(?:增加|减少|增长|下降|降低)了?(?:约|近)?$"
)
"""参保人数增加0.9万人: a number that stands, and by how much it moved."""
COMPARED_NEW = re.compile(r"[比较](?:上|去|前|年初|同期|以前|往)[^,。;\d]{0,6}新增了?$")
"""较上月末新增0.49万."""
NEW_WORDS = re.compile(r"(?:新增|增设|增补|增挂|减免|减灾|新增加)[^,。;]{0,4}$")
FROM = re.compile(
    r"(?:由|从|自)(?!事)(?:原来|原先|原|过去|年初|此前|上年|去年|每人|每月|每年|每户|\d{4}年底?末?|[\u4e00-\u9fff]{0,8}|的|约|近|\s){0,4}$"
)
RAISED = re.compile(
    r"^[^,。;\d]{0,8}(?:[、和][^,。;]{1,14}){0,2}?[^,。;\d]{0,6}?(?:提高|增加|上升|上调|调整|调高|提升|扩大|扩展|下降|降低|减少|缩短|压缩|缩小|收窄|放宽|延长|扩容|增长|发展|下调|增|升|涨|降|减|调|提|改)"
    r" ?(?:到|至|为)"
)
RAISED_BEHIND = re.compile(
    r",(?:分别|现|已|均|又|统一){0,2}(?:提高|增加|上调|调整|调高|提升|扩大|扩展|发展|上升|下降|降低|减少|下调|增|降|升|提|调)(?:到|至|为)"
)
"""由每人每月1100元,分别调整为…: the new side behind a comma."""
SECOND_OF_PAIR = re.compile(r"^、?\d[\d.]*[万千百]?[户人名](?!次)")
"""从1144户2331人扩大到…: the second value of the old side."""
RAISED_ANYHOW = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,5}(?:到|至)|[变转](?:为|成))[^,。;\d]{0,4}[\d一二两三四五六七八九十百]"
)
COMPARED = re.compile(r"原有?(?:的)?基础上|(?:比|较|相比|与|同)[^,。;\n]{0,16}\Z")
ABOVE = re.compile(r"(?:高出|高于|超出|超过|多于|低于|少于|多出|优于)$")
ABOVE_REACH = 8
OF_OTHERS = re.compile(
    r"(?:高于|低于|快于|高出|超过|优于|多于|少于)(?![^,。;\d]{0,10}[上去前同])[^,。;\d]{0,4}(?:平均|[目指]标|全[国省市区县州盟旗])[^,。;\d]{0,8}$"
)
"""高于全市平均水平, 低于控制目标: compared with others, not with the time before."""
MULTIPLE = re.compile(r"(?:是|为|达|相当于)[^,。;]{0,24}的?$")
OF_BEFORE = re.compile(
    r"[上去前当同]年|\d年|同期|时期|[上前]一?届|[上前]一?个|以前|过去|原来|初|[比较增长提]|五[”\"](?:期间|时期)?的?$"
)
"""是上年的3倍, unlike 报名人数为招聘名额的37倍: one figure by another of its own time is no growth."""
COMPARED_WITH_BEFORE = re.compile(
    r"[比较提增调上由从标](?:(?<=[比较])(?:年初|以前|过去|原来|此前|规划|前|上届|[“\"]?十[一二三四五]五)|(?:(?<=提)高|(?<=增)加|(?<=调)整|(?<=上)调)(?:到|至)"
    r"|(?<=[由从])[^,。;]{1,20}(?:到|至)|(?<=标)准)"
)
"""比年初, 提高到, 由…到…, 标准; the first character stands alone, so that the engine skips to those that begin one."""
COMPARED_WITH_PART = re.compile(r"[比较](?=[第一二三四1])(?:第?[一二三四]季度末?|1?\d月[末底份])")
"""比二季度末增加120张, 较9月末减少30张."""
COMPARED_WITH_YEAR = re.compile(r"(?:比|较)(?:19|20)\d\d\s?年")


COMPARED_BEFORE = re.compile(r"(?:与|同|和|跟)[^,。;]{2,16}(?:相比|比较|相较|对比),\Z")
BARE_MORE = re.compile(r",(?:增加|减少|增长|下降|净增|净减|增|减)了?")
"""1326人,增加84人: right behind the figure it changed, in its unit."""

BEFORE_QUOTED = frozenset(",。;:而是(\n")
SAME_TIME = re.compile(r"[^,。;、\d比较增减提升降下涨超]{0,14}")
"""而去年同一天办理结婚登记83对."""
YEAR_QUOTED = re.compile(r"(?:19|20)\d\d ?年(?:底|末|初|同期|度)?(?:为|是|仅为?|只有|仅有|才|只)")
GROWTH_RATE = re.compile(r"(?<!自然)(?<!人口)增长率(?:为|达到?|约)?$")
NET_OF = re.compile(r"净(增|减)(?!长|少|加)[\u4e00-\u9fff]{2,16}$")
"""净增养老保险参保人员4200人."""

BEFORE_OLD = frozenset("比较")
PAST_SAME = re.compile("(?:全年)?(?:这[两几三]项|其|该项)[^,。;\\d]{0,6}(?:分别)?(?:是|为)")
"""…特困供养金463万元,去年全年这两项支出分别是…."""
OF_THEN = re.compile(r"(?:底|末|初|同期)?(?:的(?:每人每[月年])?|的?(?:户均|人均|月人均|年人均))")
MOVED_BY = re.compile(r"(?:分别|净|共)?(?:提高|增加|增长|上升|上调|下降|减少|降低)了?$")
"""Behind an earlier year's value, right before the change."""
NOW_AT = re.compile(r"(?:下降|减少|降低|上升|提高|增加|降|升|增|减)(?:为|至|到)$")
"""救助量下降为2390人次: the level that was reached."""
ASIDE = re.compile(r"\([^()]{2,24}\)$")
EACH_MORE = re.compile(r"(?:[人户]均|平均|每人|每户|每?月|每?年)(?:再|又|各|普)?(?:增加?|减少?|涨|提高?)$")
"""人均月增98.6元: a raise, though nothing is compared."""

NEW_SIDE = re.compile(r"(?:到|至|为)[^,。;]{0,3}$")
"""由846万元降为759万元: the new side, no change of so much."""

CHANGE_SIGNS = re.compile("[价费浮幅速产收支增提升涨上调多翻下降减回压缩少高低超快慢]")
"""Each of the words of change holds one of these, those that compare with others too."""


RELATIVE = frozenset({"rate", "points", "ratio"})


def prior_role(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """The old side of 从A提高到B, and last year's value quoted for comparison."""
    q = frame.quantity
    lead = frame.lead
    if ("由" in lead or "从" in lead or "自" in lead) and is_old_side(scene, frame):
        return Role("prior", "role.from_to", per=q.per)
    if before and before.rule == "role.from_to" and lead[:1] in ("", "、", "和") and RAISED.match(frame.rest):
        return Role("prior", "role.from_to", per=q.per)  # 由城市260元、农村1100元分别提高到…
    last = frame.times[-1] if frame.times and frame.times[-1].start >= frame.lead_start else None
    if (
        last
        and last.relation == "past"
        and (q.measure != "ratio" or not q.unit)
        and not of_those_served(scene.text, last)
    ):
        above = ABOVE.search(scene.text[max(0, last.start - 4) : last.start])
        between = scene.text[last.end : frame.start]
        same = frame.bracket and last.rule == "same_period" and len(between) < ABOVE_REACH and "," not in between
        if last.rule == "same_period" and scene.text[last.start - 1 : last.start] in BEFORE_QUOTED:
            same = same or SAME_TIME.fullmatch(between) is not None
        same = same or (before is not None and before.role == "actual" and PAST_SAME.fullmatch(between) is not None)
        if not above and (same or QUOTED.fullmatch(between)):
            return Role("prior", "role.quoted_past", per=q.per)
    if last and frame.lead and old_value_compared(scene, frame, last):
        return Role("prior", "role.quoted_past", per=q.per)
    if last and "而" in lead and last.grain == "year" and scene.text[last.start - 1] == "而":
        year = YEAR_QUOTED.fullmatch(scene.text, last.start, frame.start)
        if year and before is not None and before.role == "actual" and same_kind(scene, frame):
            return Role("prior", "role.quoted_past", per=q.per)  # 降至4.1万名,而2016年为6.8万名
    if before and before.role == "prior" and PAIR.match(lead):
        return Role("prior", before.rule, per=q.per or before.per)
    return None


def old_value_compared(scene: Scene, frame: Frame, last: PeriodMention) -> bool:
    """比2010年的330元提高了90元: whether a figure is an earlier year's, to which the next one is the change."""
    if scene.text[last.start - 1 : last.start] not in BEFORE_OLD or last.last is None:
        return False
    return OF_THEN.fullmatch(scene.text, last.end, frame.start) is not None and MOVED_BY.match(frame.tail) is not None


def is_old_side(scene: Scene, frame: Frame) -> bool:
    """Whether 由 or 从 stands before the figure and 提高到, 增至 … behind it."""
    lead = frame.lead
    if not ("由" in lead or "从" in lead or "自" in lead):
        return False
    if not FROM.search(scene.text[max(frame.lead_start, frame.part[0]) : frame.start]):
        return False
    rest = SECOND_OF_PAIR.sub("", frame.rest, count=1)
    rest = rest[2:] if rest.startswith(("以上", "以下")) else rest  # 由1800元以下调整为2100元以下
    if rest == ",":  # 从136户302人,扩大到…
        return RAISED_BEHIND.match(scene.text, frame.end + len(frame.rest) - 1, frame.part[1]) is not None
    return RAISED.match(rest) is not None or RAISED_ANYHOW.match(rest) is not None


def change_role(scene: Scene, frame: Frame, before: Role | None, rules: Rulebook) -> Role | None:
    """Growth and decrease: the words of change stand right before the figure."""
    q = frame.quantity
    lead = frame.lead
    m = None
    if ")" in lead and lead[-1] == ")":
        lead = ASIDE.sub("", lead)  # 增长(以下均为同比名义增长)7.6%
    if CHANGE_SIGNS.search(lead):
        m = CHANGE.search(lead, len(lead) - CHANGE_REACH if len(lead) > CHANGE_REACH else 0)
        m = m or (CHANGE_OVER.search(lead) if "年" in lead or "全" in lead else None)
        if m is not None and before is not None and before.rule == "role.from_to" and NEW_SIDE.search(lead):
            return None
        if m is None and ("比" in lead or "较" in lead) and (over := OVER_OTHERS.search(lead)):
            return Role("change", "role.change", "down" if over[1] in ("低", "少", "慢") else "up", "", q.per)
        if m is None and "率" in lead and q.measure == "rate" and GROWTH_RATE.search(lead):
            return Role("change", "role.change", "up", comparison(scene, frame, rules), q.per)
        if m is None and "净" in lead and q.measure != "rate" and (net := NET_OF.search(lead)):
            return Role("change", "role.net", "up" if net[1] == "增" else "down", "", q.per)
        if m is None and ("多" in lead or "少" in lead) and COMPARES.search(scene.text, frame.clause[0], frame.start):
            m = MORE_OR_LESS.search(lead)
    if m is None:
        if (
            before is not None
            and before.role == "change"
            and PAIR.match(lead)
            and (q.measure != "ratio" or q.unit == "倍")
            and same_kind(scene, frame)
        ):
            return replace(before, rule="role.change_pair", per=q.per)
        if q.measure == "points":
            return Role("change", "role.points", "up", comparison(scene, frame, rules))
        if (
            q.measure == "ratio"
            and q.unit == "倍"
            and (said := scene.text[frame.clause[0] : frame.start])
            and (MULTIPLE.search(lead) or MULTIPLE.search(said))
            and OF_BEFORE.search(said)
        ):
            return Role("change", "role.multiple", "up", comparison(scene, frame, rules))
        return None
    if NOW_AT.search(lead):
        return None
    if NEW_WORDS.search(lead) and not COMPARED_NEW.search(lead):
        return None
    direction = "down" if m.group(1) in DOWNWARD else "up"
    compared = COMPARED_BEFORE.search(scene.text, frame.part[0], frame.own_start) or COMPARED.search(frame.own)
    compared = compared or rules.cues["yoy"].search(frame.own)
    relative = q.measure in RELATIVE
    chained = before is not None and before.role in ("change", "prior")
    chained = chained or (before is not None and before.level)
    chained = chained or (BARE_MORE.fullmatch(lead) is not None and of_the_one_before(scene, frame, before))
    chained = chained or (
        ("数" in lead or "量" in lead or "口" in lead or "额" in lead) and bool(COUNT_MOVED.search(lead))
    )
    if relative or compared or chained or FIRM_CHANGE.search(m.group()) or EACH_MORE.search(lead):
        return Role("change", "role.change", direction, comparison(scene, frame, rules), q.per)
    return None


def of_the_one_before(scene: Scene, frame: Frame, before: Role | None) -> bool:
    """Whether the figure before may be what was changed: told in the same unit, and more."""
    if frame.previous is None or before is None or before.role != "actual":
        return False
    whole, q = scene.frames[frame.previous].quantity, frame.quantity
    return whole.unit == q.unit and whole.value > q.value


def same_kind(scene: Scene, frame: Frame) -> bool:
    """Whether a change may be told in one breath with the one before: not 1.2倍,1126名, not 0.5个百分点,10件."""
    if frame.previous is None:
        return True
    return (scene.frames[frame.previous].quantity.measure in RELATIVE) == (frame.quantity.measure in RELATIVE)


def comparison(scene: Scene, frame: Frame, rules: Rulebook) -> str | None:
    """With what a change compares: the words nearest before it in the sentence; 从…到… and 比年初 are prior."""
    if OF_OTHERS.search(frame.own):
        return None
    span = scene.text[frame.sentence.start : frame.start]
    patterns = (
        ("yoy", rules.cues["yoy"]),
        ("mom", rules.cues["mom"]),
        ("mom", COMPARED_WITH_PART),
        ("prior", COMPARED_WITH_BEFORE),
        ("yoy", COMPARED_WITH_YEAR),
    )
    found = [(m.end(), name) for name, pattern in patterns for m in pattern.finditer(span)]
    return max(found, key=lambda x: x[0])[1] if found else "yoy"
