"""Narrow constructions that tell a figure's role: limits of areas and conditions, goods for each household, growth of others,
counts that rose; and the new sides of rates whose rate was named before."""

from __future__ import annotations

import re

from reportparse.link.answers import Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.per_whom import each_per

AREA_LIMIT = re.compile(
    r"面积[^,。;\d]{0,8}(?:控制|限制|限定)在[^,。;\d]{0,4}$|(?:保障|住房|墓穴|墓地|占地|建筑)[^,。;\d]{0,3}面积[^,。;\d]{0,3}(?:不(?:得|应|能)?(?:超过|大于))$"
)
"""改造面积控制在每户60平方米以内: what a rule allows."""
SECOND_OF_RANGE = re.compile(r"[—~～\-至到]{1,2}")
WIDENED = re.compile(
    r"(?:准入|申请|认定|保障|收入|困难|救助|享受)[^,。;\d]{0,10}(?:标准|条件|线|范围|门槛)[^。;]{0,40}?放宽(?:到|至|为)[^。;]{0,30}$"
)
"""准入条件放宽为家庭人均月收入1800元以下、人均住房面积不足15平方米."""
GOODS = frozenset({"袋", "包", "桶", "床", "套", "件", "瓶", "箱", "斤", "公斤", "双", "壶", "盒", "提", "条", "块"})
GIVEN_EACH = re.compile(
    r"(?:给|为|向|送)?每(?:户|人|位|名|家)(?!平均)(?:每[年月])?(?:发放?|送上?|送去|赠送|配发|供给|供应|发给|慰问)?(?!新|改|建|投|有)[\u4e00-\u9fff]{1,6}$"
)
"""每户白面一袋, 给每户送上油1桶: what each is given."""
ALSO_GIVEN = re.compile(r"[、,和及](?!共|计|合|累|慰问(?!金)|走访|发放|救助|新|改|建|投|培|组)[\u4e00-\u9fff]{1,5}")
OTHERS_GROWTH = re.compile(r"(?:快|慢|高|低)于[^,。;\d]{1,14}$")
GROWTH_BEHIND = re.compile(r"的(?:平均)?(?:增速|增幅|涨幅|增长率|增长水平|增长速度)")
"""快于全县农民6.7%的增速: the growth of others."""
OVER_GOAL = re.compile(r"(?:超过|高于|低于|超出|好于|优于|超)[^,。;\d]{0,10}(?:目标|计划|指标)(?:任务|值|数)?$")
"""超过目标6个百分点: no goal itself."""
ROSE = re.compile(r"(?:人数|总数|户数|数量|规模)(?:分别|共|各)?(增加|减少|增长|下降)了?$")
"""参保人数分别增加1.3万和2.6万: a noun that rose, unlike 增加床位."""
ROSE_ENDS = frozenset("加少长降了\n")
"""What ROSE finds ends with one of these."""
COUNTED = frozenset({"persons", "households", "count"})
RAISED_EACH = re.compile(
    r"(?:每人每?[月年]|[人户]均(?:每?月)?|每月)(?:再|又|各)?(调增|增加|提高|上调|增发|下调|减少|降低)[^,。;\d到至为]{2,8}$"
)
"""每人每月调增基础养老金5元: a raise."""
NOW_PAID = re.compile(r",(?:调整后)?(?:人均月养老金|月人均养老金|月均养老金|平均水平)?(?:达到?|为|提高到)")
MONTHLY_RAISE = re.compile(r"(?:人均月|月人均|人均每月)(?:增加?|提高|上调)")
"""月人均增加132元,达到1246元."""
EACH_PAID = re.compile(
    r"每(?:张|[人户名位生床个所村家])[^,。;\d]{0,14}(?:补助|补贴|津贴|奖励|奖补|资助|救助金|生活费)[^,。;\d标]{0,4}[由从]$"
)
"""每张床位一次性建设补助由3000元提高到8000元."""
EACH_UNIT = re.compile(r"每(?:度|吨|立方米?|平方米|公斤|斤|千瓦时|公里)[^,。;\d]{0,4}$")


def narrow_role(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """The role that one of these constructions gives, or None."""
    q, own = frame.quantity, frame.own
    if q.measure in COUNTED and q.unit not in GOODS:  # nearly all; only what rose is told of them
        return risen(own) if own[-1:] in ROSE_ENDS else None
    if q.measure == "points" and ("标" in own or "计划" in own) and OVER_GOAL.search(own):
        return Role("change", "role.points", "down" if "低于" in own else "up")
    if q.measure == "area":
        limited = "面积" in own and AREA_LIMIT.search(own) is not None
        if limited or (before and before.rule == "role.ceiling" and SECOND_OF_RANGE.fullmatch(frame.lead)):
            return Role("threshold", "role.ceiling")
    if (
        q.bound == "at_most"
        and q.measure in ("area", "amount", "ratio")
        and not (before and before.role == "prior" and q.measure == "amount")
    ):
        said = scene.text[frame.part[0] : frame.start]
        if "放宽" in said and WIDENED.search(said):
            return Role("threshold", "role.ceiling", per=q.per)
    if q.unit in GOODS and "每" in own and GIVEN_EACH.search(own):
        return Role("standard", "role.per", per=each_per(own))
    if before is not None and before.role == "standard" and (q.unit in GOODS or q.measure in ("weight", "amount")):
        listed = before.rule in ("role.per", "role.standard_pair")
        if listed and before.per and ALSO_GIVEN.fullmatch(frame.lead) and of_goods(scene, frame):
            return Role("standard", "role.standard_pair", per=before.per)
        range_of = before.rule == "role.standard_pair" and SECOND_OF_RANGE.fullmatch(frame.lead)
        if range_of and q.measure == "amount":
            return Role("standard", "role.standard_pair", per=before.per)
    if q.measure == "rate" and "于" in own and OTHERS_GROWTH.search(own) and GROWTH_BEHIND.match(frame.rest):
        return Role("change", "role.change", "up", "yoy")
    if q.measure == "amount":
        if ("每" in own or "均" in own) and (m := RAISED_EACH.search(own)):
            return Role("change", "role.change", "down" if m[1] in ("下调", "减少", "降低") else "up", "prior", q.per)
        if before is not None and before.role == "change" and NOW_PAID.fullmatch(frame.lead):
            said = scene.text[frame.part[0] : frame.start]
            if MONTHLY_RAISE.search(said):
                return Role("actual", "role.average", per="person_month", level=True)
    return risen(own) if q.measure in COUNTED else None


def risen(own: str) -> Role | None:
    """The role of a figure by which a number rose or fell."""
    m = ROSE.search(own)
    return Role("change", "role.change", "up" if m[1] in ("增加", "增长") else "down", "yoy") if m else None


def of_goods(scene: Scene, frame: Frame) -> bool:
    """Whether goods are told on one side at least of this joint: 米10公斤、慰问金200元."""
    if frame.previous is None:
        return False
    last = scene.frames[frame.previous].quantity
    return frame.quantity.unit in GOODS or last.unit in GOODS


def raised_rates(scene: Scene, roles: list[Role]) -> list[Role]:
    """基本生活费由2100元提高至2250元,散居孤儿由1500元提高至1620元: the new side of what goes on like a rate, or has a unit price."""
    out = roles
    for i in range(1, len(roles)):
        if roles[i - 1].rule != "role.from_to" or not roles[i].level or roles[i].role != "actual":
            continue
        frame, old = scene.frames[i], scene.frames[i - 1]
        if frame.quantity.unit != "元" or old.quantity.unit != "元" or old.sentence is not frame.sentence:
            continue
        like = i > 1 and roles[i - 2].role == "standard" and scene.frames[i - 2].sentence is frame.sentence
        if like or EACH_UNIT.search(old.own) or EACH_PAID.search(old.own):
            out = list(out) if out is roles else out
            per = roles[i].per or (roles[i - 2].per if like else None)
            out[i] = Role("standard", "role.standard", per=per, level=True)
    return out
